// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Limit;
import io.perennial.decide.allocate.Offers;
import io.perennial.decide.allocate.Plan;
import io.perennial.math.random.RandomSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A round of decisions, each with the chance that each of its candidates had. Immutable; a byte an
 * action and customer, beside the plans.
 */
public final class Explored {

  private final Offers offers;
  private final List<Plan> plans;
  private final double floor;
  private final byte[] counts;
  private final byte[] choice;
  private final boolean[] withdrawn;

  private Explored(Offers offers, List<Plan> plans, double floor) {
    this.offers = offers;
    this.plans = List.copyOf(plans);
    this.floor = floor;
    int width = offers.actions().size() + 1;
    this.counts = new byte[Math.multiplyExact(offers.customers(), width)];
    this.choice = new byte[offers.customers()];
    this.withdrawn = new boolean[offers.customers()];
    for (Plan plan : plans) {
      for (int i = 0; i < choice.length; i++) {
        int action = plan.action(i);
        counts[i * width + (action == Offers.NOTHING ? width - 1 : action)]++;
      }
    }
  }

  static Explored drawn(
      Offers offers,
      List<Limit> limits,
      List<Plan> plans,
      double floor,
      RandomSource chance,
      long[] decisions) {
    Explored explored = new Explored(offers, plans, floor);
    for (int i = 0; i < decisions.length; i++) {
      explored.choice[i] = (byte) explored.propensities(i).draw(chance, decisions[i]);
    }
    RandomSource order = chance.derive("withdraw");
    for (Limit limit : limits) {
      if (limit instanceof Limit.AtMost most && Room.isPositive(most.measure())) {
        explored.withdraw(most, order, decisions);
      }
    }
    return explored;
  }

  private void withdraw(Limit.AtMost most, RandomSource order, long[] decisions) {
    double[] uses = new double[choice.length];
    double sum = 0;
    for (int i = 0; i < uses.length; i++) {
      uses[i] = Room.use(offers, most.scope(), most.measure(), i, choice[i]);
      sum += uses[i];
    }
    double allowed = most.amount() + 1e-11 * Math.abs(most.amount());
    if (sum <= allowed) {
      return;
    }
    int[] turn =
        IntStream.range(0, uses.length)
            .filter(i -> uses[i] > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer i) -> order.stream(decisions[i]).nextLong())
                    .thenComparingLong(i -> decisions[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : turn) {
      if (sum <= allowed) {
        return;
      }
      sum -= uses[i];
      choice[i] = Offers.NOTHING;
      withdrawn[i] = true;
    }
  }

  /** How many decisions there are, one for each customer. */
  public int customers() {
    return choice.length;
  }

  /** The number of the customer's action, or {@link Offers#NOTHING}. */
  public int action(int customer) {
    return choice[customer];
  }

  /** All actions: int[customers]. */
  public int[] actions() {
    return IntStream.range(0, choice.length).map(i -> choice[i]).toArray();
  }

  /** The chance that each candidate of the customer had, before any was withdrawn. */
  public Propensities propensities(int customer) {
    int width = offers.actions().size() + 1;
    double[] shares = new double[width];
    for (int k = 0; k < width; k++) {
      shares[k] = counts[customer * width + k];
    }
    return Propensities.of(offers.eligible(customer), shares, floor);
  }

  /** The chance that the customer's action had. */
  public double propensity(int customer) {
    return propensities(customer).of(choice[customer]);
  }

  /**
   * Whether the customer was drawn an action that was then left, for a limit to hold: nothing is
   * done, and the propensity is not that of doing nothing.
   */
  public boolean withdrawn(int customer) {
    return withdrawn[customer];
  }

  /** How many were. */
  public int withdrawn() {
    return (int) IntStream.range(0, withdrawn.length).filter(i -> withdrawn[i]).count();
  }

  /** What the actions cost. */
  public double cost() {
    double sum = 0;
    for (int i = 0; i < choice.length; i++) {
      sum += offers.cost(i, choice[i]);
    }
    return sum;
  }

  /** The plans whose choices were drawn from. */
  public List<Plan> plans() {
    return plans;
  }
}
