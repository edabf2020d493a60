// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.actions;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A retailer with ten actions by four channels, whose effect on each customer in each round is
 * known: what decides well can be told from what decides badly, to the cent. What a customer brings
 * in a round is what it would have brought anyway, plus the effect of the action it was given, plus
 * noise that is many times the effect.
 *
 * <p>A customer has five traits: overdue, active, spend, mail and price, each of mean 0 and
 * deviation 1. The first two change from round to round. All are seen, but effects bend, and a
 * twentieth of their size depends on nothing that is seen. The same bits on any number of threads.
 * Immutable.
 */
public final class ActionWorld {

  /** In place of an action's number: nothing is done. */
  public static final int NOTHING = -1;

  private static final int TRAITS = 5;
  private static final int OVERDUE = 0;
  private static final int ACTIVE = 1;
  private static final int SPEND = 2;
  private static final int CHUNK = 4_096;
  private static final double NOISE = 20;

  private static final WorldAction[] ACTIONS = WorldAction.values();

  private final int customers;
  private final RandomSource source;

  private ActionWorld(int customers, RandomSource source) {
    this.customers = customers;
    this.source = source;
  }

  /** A world of so many customers; another one for another seed. */
  public static ActionWorld of(int customers, long seed) {
    if (customers < 1) {
      throw new IllegalArgumentException("Invalid customers: " + customers + " (must be >= 1)");
    }
    return new ActionWorld(customers, RandomSource.seeded(seed).derive("actions"));
  }

  /** How many customers there are. */
  public int customers() {
    return customers;
  }

  /** The actions' names. */
  public List<String> actions() {
    return Arrays.stream(ACTIONS)
        .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .toList();
  }

  /** The channel of each action. */
  public List<String> channels() {
    return Arrays.stream(ACTIONS).map(WorldAction::channel).toList();
  }

  /** The cost of each action, in money. */
  public double[] costs() {
    return Arrays.stream(ACTIONS).mapToDouble(WorldAction::cost).toArray();
  }

  /** How many traits a customer has. */
  public int traits() {
    return TRAITS;
  }

  /**
   * Writes the customer's traits in the round to {@code out}, double[traits]: overdue, active,
   * spend, mail, price.
   */
  public void traits(int round, int customer, double[] out) {
    RandomStream lasting = source.derive("traits").stream(customer);
    for (int k = 0; k < TRAITS; k++) {
      out[k] = Normal.standard(lasting);
    }
    RandomStream passing = source.derive("state").derive(round).stream(customer);
    out[OVERDUE] = 0.6 * out[OVERDUE] + 0.8 * Normal.standard(passing);
    out[ACTIVE] = 0.8 * out[ACTIVE] + 0.6 * Normal.standard(passing);
  }

  /**
   * The actions that the customer may be given in the round: bit {@code a} for action {@code a}.
   */
  public long eligible(int round, int customer) {
    RandomStream consent = source.derive("consent").stream(customer);
    RandomStream quiet = source.derive("quiet").derive(round).stream(customer);
    List<String> channels = List.of("mail", "sms", "phone", "post");
    double[] given = {0.85, 0.6, 0.5, 0.9};
    boolean[] open = new boolean[channels.size()];
    for (int c = 0; c < open.length; c++) {
      boolean consents = consent.chance(given[c]);
      open[c] = consents && quiet.chance(0.9);
    }
    long mask = 0;
    for (int a = 0; a < ACTIONS.length; a++) {
      mask |= open[channels.indexOf(ACTIONS[a].channel())] ? 1L << a : 0;
    }
    return mask;
  }

  /** The true effects in the round, before cost: float[customers * actions], in money. */
  public float[] effects(int round) {
    float[] effects = new float[Math.multiplyExact(customers, ACTIONS.length)];
    Chunks.forEach(
        customers,
        CHUNK,
        (from, to) -> {
          double[] traits = new double[TRAITS];
          for (int i = from; i < to; i++) {
            traits(round, i, traits);
            RandomStream unseen = source.derive("unseen").stream(i);
            for (int a = 0; a < ACTIONS.length; a++) {
              double own = 0.05 * ACTIONS[a].size() * Normal.standard(unseen);
              effects[i * ACTIONS.length + a] = (float) (ACTIONS[a].effect(traits) + own);
            }
          }
        });
    return effects;
  }

  /**
   * What customers bring in the round, before the action's cost: double[customers], in money.
   *
   * @param action int[customers]: what each is given, or {@link #NOTHING}
   */
  public double[] outcomes(int round, int[] action) {
    float[] effects = effects(round);
    RandomSource noise = source.derive("noise").derive(round);
    double[] outcomes = new double[customers];
    Chunks.forEach(
        customers,
        CHUNK,
        (from, to) -> {
          double[] traits = new double[TRAITS];
          for (int i = from; i < to; i++) {
            traits(round, i, traits);
            double anyway = 30 + 12 * traits[SPEND] + 8 * traits[ACTIVE] - 6 * traits[OVERDUE];
            double effect = action[i] == NOTHING ? 0 : effects[i * ACTIONS.length + action[i]];
            outcomes[i] = anyway + effect + NOISE * Normal.standard(noise.stream(i));
          }
        });
    return outcomes;
  }
}
