// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.Action;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.action.Prior;
import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.rule.Vocabulary;
import io.perennial.testkit.actions.ActionWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds of deciding in a world whose effects are known. */
class EffectsTest {

  private static final int CUSTOMERS = 8_000;
  private static final int ROUNDS = 2;
  private static final double EXPLORE = 0.6;
  private static final List<String> TRAITS = List.of("overdue", "active", "spend", "mail", "price");

  /** By name of the world, with what it costs there and a guess of what it brings. */
  private static final List<String> NAMES = List.of("call", "win back call");

  private final ActionWorld world = ActionWorld.of(CUSTOMERS, 11);
  private final int[] places = NAMES.stream().mapToInt(world.actions()::indexOf).toArray();
  private final List<Action> actions = actions();

  private List<Action> actions() {
    StringBuilder yaml = new StringBuilder("actions:\n");
    for (int k = 0; k < NAMES.size(); k++) {
      double cost = world.costs()[places[k]];
      yaml.append("  ").append(NAMES.get(k).replace(' ', '-'));
      yaml.append(": {cost: ").append(cost).append(", lift: ").append((cost + 0.5) / 30);
      yaml.append(", when: spend > 0}\n");
    }
    SectionSpec file = SectionSpec.root("", ActionDeclarations.ACTIONS);
    return ActionDeclarations.read(
        Configuration.parse(yaml.toString(), Path.of("perennial.yaml"), file, Map.of())
            .named(ActionDeclarations.ACTIONS),
        false,
        Vocabulary.ofNumbers("figure", TRAITS));
  }

  private Covariates known(int round) {
    Covariates known = new Covariates(TRAITS);
    known.ensure(CUSTOMERS);
    double[] traits = new double[world.traits()];
    for (int i = 0; i < CUSTOMERS; i++) {
      world.traits(round, i, traits);
      for (int k = 0; k < traits.length; k++) {
        known.set(i, k, traits[k]);
      }
    }
    return known;
  }

  /** Who spends more is believed to be moved more. */
  private static Prior.Worth worth(FeatureMatrix traits, int i) {
    return new Prior.Worth(30, Math.max(1, 30 + 12 * traits.at(i, 2)), 1, 0);
  }

  private double believed(Effects effects, int k, FeatureMatrix traits, int i) {
    return effects.scale(actions.get(k).name()) * actions.get(k).prior().spend(worth(traits, i));
  }

  private double[] expected(Effects effects, int k, FeatureMatrix traits) {
    return effects
        .personal(actions.get(k).name())
        .map(own -> own.of(traits))
        .orElseGet(
            () ->
                IntStream.range(0, traits.rows())
                    .mapToDouble(i -> believed(effects, k, traits, i))
                    .toArray());
  }

  /**
   * Decides, waits and learns, a third of the customers more in each round; margin is all of spend.
   *
   * @param same effect for all in place of the world's; not a number for the world's
   */
  private Effects after(int rounds, double same) {
    Evidence evidence = new Evidence(actions, TRAITS);
    Effects effects = new Effects(evidence, actions, 1);
    for (int round = 0; round < rounds; round++) {
      Covariates known = known(round);
      FeatureMatrix traits = known.rows(0, CUSTOMERS);
      double[][] expected = new double[NAMES.size()][];
      for (int k = 0; k < expected.length; k++) {
        expected[k] = expected(effects, k, traits);
      }
      int here = (round + 1) * CUSTOMERS / ROUNDS;
      int[] given = new int[CUSTOMERS];
      Arrays.fill(given, ActionWorld.NOTHING);
      double[][] chances = new double[CUSTOMERS][];
      int[] drawn = new int[CUSTOMERS];
      for (int i = 0; i < here; i++) {
        chances[i] = chances(expected, i, world.eligible(round, i));
        drawn[i] = draw(chances[i], RandomSource.seeded(round).derive("draw").stream(i));
        given[i] = drawn[i] < 0 ? ActionWorld.NOTHING : places[drawn[i]];
      }
      if (Double.isFinite(same)) {
        Arrays.fill(given, ActionWorld.NOTHING);
      }
      double[] outcomes = world.outcomes(round, given);
      for (int i = 0; i < here; i++) {
        double extra = Double.isFinite(same) && drawn[i] >= 0 ? same : 0;
        evidence.add(
            followed(i, drawn[i], chances[i], traits, known.logged(i), outcomes[i] + extra));
      }
      effects = new Effects(evidence, actions, 1);
    }
    return effects;
  }

  /** Of each action, and of nothing behind them. */
  private double[] chances(double[][] expected, int i, long eligible) {
    double[] chances = new double[NAMES.size() + 1];
    int best = NAMES.size();
    double most = 0;
    int possible = 1;
    for (int k = 0; k < NAMES.size(); k++) {
      if ((eligible >> places[k] & 1) != 0) {
        possible++;
        double net = expected[k][i] - actions.get(k).cost();
        best = net > most ? k : best;
        most = Math.max(most, net);
      }
    }
    for (int k = 0; k <= NAMES.size(); k++) {
      boolean may = k == NAMES.size() || (eligible >> places[k] & 1) != 0;
      chances[k] = (may ? EXPLORE / possible : 0) + (k == best ? 1 - EXPLORE : 0);
    }
    return chances;
  }

  private static int draw(double[] chances, RandomStream lots) {
    double left = lots.nextOpenDouble();
    for (int k = 0; k < chances.length - 1; k++) {
      left -= chances[k];
      if (left < 0) {
        return k;
      }
    }
    return -1;
  }

  private Followed followed(
      int i, int drawn, double[] chances, FeatureMatrix traits, String known, double spend) {
    List<Offered> offered = new ArrayList<>();
    for (int k = 0; k < NAMES.size(); k++) {
      if (chances[k] > 0) {
        offered.add(new Offered(actions.get(k).name(), 0, 0, chances[k]));
      }
    }
    boolean nothing = drawn < 0;
    return new Followed(
        i,
        nothing ? Action.NOTHING : actions.get(drawn).name(),
        false,
        chances[nothing ? NAMES.size() : drawn],
        0,
        offered,
        nothing ? 0 : actions.get(drawn).prior().spend(worth(traits, i)),
        nothing ? "" : actions.get(drawn).prior().canonical(),
        0,
        known,
        spend);
  }

  @Test
  void what_is_learned_of_each_customer_orders_them_better_than_what_was_believed() {
    Effects effects = after(ROUNDS, Double.NaN);

    FeatureMatrix traits = known(ROUNDS).rows(0, CUSTOMERS);
    float[] truth = world.effects(ROUNDS);
    for (int k = 0; k < NAMES.size(); k++) {
      int place = places[k];
      double[] real =
          IntStream.range(0, CUSTOMERS)
              .mapToDouble(i -> truth[i * world.actions().size() + place])
              .toArray();
      int of = k;
      double[] prior =
          IntStream.range(0, CUSTOMERS)
              .mapToDouble(i -> believed(effects, of, traits, i))
              .toArray();
      assertThat(effects.basis(actions.get(k).name()))
          .as(effects.verdict(actions.get(k).name()))
          .isEqualTo("measured per customer");
      double[] said = effects.personal(actions.get(k).name()).orElseThrow().of(traits);
      assertThat(ofBest(real, said))
          .as("mean true effect of the best third: " + NAMES.get(k))
          .isGreaterThan(ofBest(real, prior))
          .isGreaterThan(0.9 * ofBest(real, real));
      assertThat(Arrays.stream(said).average().orElseThrow())
          .isCloseTo(Arrays.stream(real).average().orElseThrow(), within(1.5));
    }
  }

  private static double ofBest(double[] real, double[] order) {
    return IntStream.range(0, real.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -order[i]))
        .limit(real.length / 3)
        .mapToDouble(i -> real[i])
        .average()
        .orElseThrow();
  }

  @Test
  void where_effects_are_the_same_for_all_the_gate_stays_shut() {
    Effects effects = after(1, 5);

    for (Action action : actions) {
      assertThat(effects.basis(action.name())).isEqualTo("measured");
      assertThat(effects.personal(action.name())).isEmpty();
    }
  }

  /** A hundred who were given the action by chance and paid so much, and as many who were not. */
  private static Evidence hundred(Action action, double paid, double discount, Prior.Worth worth) {
    return hundred(new Evidence(List.of(action), TRAITS), 0, action, paid, discount, worth);
  }

  /** Likewise, adding to evidence, of an action as it was then: customers from a number on. */
  private static Evidence hundred(
      Evidence evidence, int from, Action then, double paid, double discount, Prior.Worth worth) {
    for (int i = from; i < from + 200; i++) {
      boolean given = i % 2 == 0;
      evidence.add(
          new Followed(
              i,
              given ? then.name() : Action.NOTHING,
              false,
              0.5,
              0,
              List.of(new Offered(then.name(), 0, 0, 0.5)),
              given ? then.believedSpend(worth) : 0,
              given ? then.prior().canonical() : "",
              given ? discount : 0,
              "",
              given ? paid + i % 3 - 1 : 100 + i % 3 - 1));
    }
    return evidence;
  }

  private static Action action(String yaml) {
    SectionSpec file = SectionSpec.root("", ActionDeclarations.ACTIONS);
    return ActionDeclarations.read(
            Configuration.parse(
                    "actions: {a: " + yaml + "}", Path.of("perennial.yaml"), file, Map.of())
                .named(ActionDeclarations.ACTIONS),
            false,
            Vocabulary.ofNumbers("figure", List.of("purchases")))
        .get(0);
  }

  @Test
  void what_is_given_away_counts_as_a_cost_and_not_once_more_as_less_spend() {
    Action offer = action("{cost: 0, discount: 0.1, lift: 0.2}");
    Prior.Worth worth = new Prior.Worth(100, 100, 1, 0);

    // they buy for 100 as all others do, and pay a tenth less for it
    MeasuredEffect none = hundred(offer, 90, 0.1, worth).of(offer, 0.5);
    assertThat(none.mean()).isCloseTo(0, within(0.1));
    // a tenth more is bought than without the offer, of which 99 are paid
    MeasuredEffect more = hundred(offer, 99, 0.1, worth).of(offer, 0.5);
    assertThat(more.mean()).isCloseTo(0.5 * 10, within(0.1));
    assertThat(more.scale()).as("half of what was believed").isCloseTo(0.5, within(0.01));
  }

  @Test
  void who_is_kept_is_seen_in_the_window_and_what_is_kept_for_later_scaled_by_it() {
    Action keeping = action("{cost: 1, keeps: 0.4}");
    Prior.Worth worth = new Prior.Worth(100, 100, 0.5, 1000);
    assertThat(keeping.prior().spend(worth)).as("in the window").isEqualTo(40);

    assertThat(hundred(keeping, 140, 0, worth).of(keeping, 0.5).scale()).isCloseTo(1, within(0.01));
    assertThat(hundred(keeping, 110, 0, worth).of(keeping, 0.5).scale())
        .isCloseTo(0.25, within(0.01));
    assertThat(hundred(keeping, 90, 0, worth).of(keeping, 0.5).scale()).isZero();
  }

  @Test
  void what_an_experiment_told_holds_until_the_log_is_as_sure() {
    Prior.Worth worth = new Prior.Worth(100, 100, 1, 0);
    Action exact = action("{cost: 1, spend-effect: 20, spend-effect-error: 0.01}");
    Action vague = action("{cost: 1, lift: 3, spend-effect: 20, spend-effect-error: 50}");
    assertThat(vague.believedSpend(worth)).as("in the place of the guess").isEqualTo(20);

    assertThat(hundred(exact, 110, 0, worth).of(exact, 0.5).scale()).isCloseTo(1, within(0.01));
    assertThat(hundred(vague, 110, 0, worth).of(vague, 0.5).scale()).isCloseTo(0.5, within(0.01));
    assertThat(new Effects(new Evidence(List.of(exact), TRAITS), List.of(exact), 0.5).basis("a"))
        .isEqualTo("experiment");
    assertThatThrownBy(() -> action("{cost: 1, spend-effect: 2}"))
        .hasMessageContaining("actions.a.spend-effect-error: there is none")
        .hasMessageContaining("perennial experiment FILE --action a");
    assertThatThrownBy(() -> action("{cost: 1, spend-effect: 2, spend-effect-error: 0}"))
        .hasMessageContaining("Invalid spend-effect-error: 0.0 (must be above 0)");
  }

  @Test
  void what_is_believed_anew_is_not_moved_by_what_the_log_said_of_an_older_belief() {
    Prior.Worth worth = new Prior.Worth(100, 100, 1, 0);
    Action hoped = action("{cost: 1, lift: 0.2}"); // 20, of which 4 come
    Action exact = action("{cost: 1, spend-effect: 4, spend-effect-error: 0.01}");
    Action harm = action("{cost: 1, spend-effect: -3, spend-effect-error: 50}");
    Action corrected = action("{cost: 1, lift: 0.04}");

    assertThat(hundred(hoped, 104, 0, worth).of(hoped, 1).scale()).isCloseTo(0.2, within(0.01));
    assertThat(window(exact, hoped, worth)).isCloseTo(4, within(0.01));
    assertThat(window(harm, hoped, worth)).as("learned anew").isCloseTo(4, within(0.05));
    Evidence evidence = new Evidence(List.of(corrected), TRAITS);
    hundred(evidence, 0, hoped, 104, 0, worth);
    assertThat(evidence.of(corrected, 1).scale()).as("its own guess holds").isEqualTo(1);
    assertThat(evidence.of(corrected, 1).mean()).isCloseTo(4, within(0.1));
    hundred(evidence, 0, corrected, 104, 0, worth);
    assertThat(evidence.of(corrected, 1).scale()).as("what came, by it").isCloseTo(1, within(0.01));
    assertThat(evidence.of(corrected, 1).prior()).isCloseTo(4, within(1e-9));
  }

  private static double window(Action now, Action then, Prior.Worth worth) {
    Evidence evidence = new Evidence(List.of(now), TRAITS);
    hundred(evidence, 0, then, 104, 0, worth);
    return new Effects(evidence, List.of(now), 1).tried("a").orElseThrow();
  }

  @Test
  void probabilities_are_those_of_the_hold_out_then_and_lots_count_from_when_they_were_drawn() {
    Action mail = action("{cost: 1, lift: 0.1}");
    Evidence evidence = new Evidence(List.of(mail), TRAITS);
    for (int round = 0; round < 2; round++) {
      // nothing is drawn in the first round, and nobody is addressed
      for (int i = 0; i < 400; i++) {
        double out = 0.2;
        boolean held = i % 5 == 0;
        boolean given = round == 1 && !held && i % 2 == 0;
        double chance = round == 0 ? 0 : 0.5 * (1 - out);
        evidence.add(
            new Followed(
                i,
                given ? "a" : Action.NOTHING,
                held,
                given ? chance : 1 - chance,
                out,
                List.of(new Offered("a", 0, 0, chance)),
                given ? 10 : 0,
                given ? mail.prior().canonical() : "",
                0,
                "",
                (given ? 110 : 100) + i % 3));
      }
    }

    MeasuredEffect effect = evidence.of(mail, 1);
    assertThat(effect.addressed()).isEqualTo(160);
    assertThat(effect.compared()).isEqualTo(160);
    assertThat(effect.mean()).isCloseTo(10, within(0.2));
    assertThat(evidence.all(1).addressed()).isEqualTo(320);
    assertThat(evidence.all(1).compared()).isEqualTo(80);
  }

  @Test
  void the_log_is_read_as_it_was_written() {
    StringBuilder json = new StringBuilder("[");
    List<Offered> all =
        List.of(new Offered("win-back", 1.5, -0.25, 0.0625), new Offered("news", 0, 1e-7, 1));
    all.forEach(one -> one.write(json));

    assertThat(Offered.read(json.append("]").toString())).hasSameSizeAs(all);
    assertThat(Offered.read(json.toString()).get(0)).isEqualTo(all.get(0));
    assertThat(Offered.read(json.toString()).get(1).cost()).isCloseTo(1e-7, within(1e-13));
    assertThat(Offered.read("[]")).isEmpty();
    assertThat(Covariates.read("{\"mail\":2.5}", List.of("price", "mail")))
        .containsExactly(Double.NaN, 2.5);
    assertThatThrownBy(() -> Offered.read("[{\"action\":\"a\",\"gain\":[1]}]"))
        .hasMessageContaining("character 15")
        .hasMessageContaining("must be objects of names and numbers");
  }
}
