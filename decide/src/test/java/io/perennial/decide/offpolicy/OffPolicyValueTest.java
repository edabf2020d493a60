// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.forecast.Interval;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OffPolicyValueTest {

  private static final OffPolicyConfig CONFIG = OffPolicyConfig.defaults();

  @Nested
  class Truth_recovery {

    @Test
    void intervals_of_95_percent_hold_the_truth_in_95_percent_of_simulated_logs() {
      int logs = 120;
      Map<Method, Integer> held = new EnumMap<>(Method.class);
      Map<Method, Double> squares = new EnumMap<>(Method.class);
      for (int seed = 1; seed <= logs; seed++) {
        SimulatedLog simulated = SimulatedLog.of(1_000, 1, seed);
        OffPolicyValue value = OffPolicyValue.of(simulated.log(), simulated.proposal(), CONFIG);
        for (Method method : Method.values()) {
          Estimate estimate = value.by(method);
          squares.merge(method, Math.pow(estimate.value() - simulated.truth(), 2), Double::sum);
          boolean holds =
              method == Method.DIRECT || estimate.interval(0.95).contains(simulated.truth());
          held.merge(method, holds ? 1 : 0, Integer::sum);
        }
      }

      assertThat(held)
          .allSatisfy(
              (method, count) ->
                  assertThat(count / (double) logs).as(method + "").isBetween(0.9, 1.0));
      assertThat(squares.get(Method.DOUBLY_ROBUST))
          .as("noise of doubly robust against inverse propensity")
          .isLessThan(squares.get(Method.IPS));
    }

    @Test
    void intervals_for_every_time_hold_the_truth_at_all_times_and_narrow() {
      int logs = 60;
      int held = 0;
      double width = 0;
      for (int seed = 1; seed <= logs; seed++) {
        SimulatedLog simulated = SimulatedLog.of(1_500, 0.5, 500 + seed);
        AnytimeInterval intervals =
            AnytimeInterval.of(simulated.log(), simulated.proposal(), 1, 20, 0.95);
        boolean always = true;
        for (int t = 1; t <= intervals.size(); t++) {
          always &= intervals.after(t).contains(simulated.truth());
        }
        held += always ? 1 : 0;
        Interval last = intervals.after(intervals.size());
        width += (last.upper() - last.lower()) / logs;
      }

      assertThat(held).isGreaterThanOrEqualTo(55);
      assertThat(width).isLessThan(0.6);
    }

    @Test
    void the_policy_of_the_log_itself_is_worth_what_came_of_it() {
      int n = 400;
      LoggedDecisions log = log(n, 0.5);
      double[][] half = new double[n][2];
      for (double[] row : half) {
        Arrays.fill(row, 0.5);
      }
      OffPolicyValue value = OffPolicyValue.of(log, Proposal.of("the same", half), CONFIG);
      double mean = IntStream.range(0, n).mapToDouble(log::reward).average().orElseThrow();

      assertThat(value.by(Method.IPS).value()).isEqualTo(mean, within(1e-12));
      assertThat(value.by(Method.SELF_NORMALISED).value()).isEqualTo(mean, within(1e-12));
      assertThat(value.overlap().effectiveSample()).isEqualTo(n, within(1e-9));
      assertThat(value.refusal()).isEmpty();
    }
  }

  @Nested
  class Overlap_that_is_missing {

    @Test
    void a_policy_of_an_action_that_was_never_done_is_refused_in_words() {
      LoggedDecisions log = log(400, 0.5);
      LoggedDecisions wider =
          LoggedDecisions.of(
              log.contexts(),
              List.of("nothing", "mail", "call"),
              all(400, 3),
              IntStream.range(0, 400).map(log::chosen).toArray(),
              IntStream.range(0, 400).mapToDouble(log::propensity).toArray(),
              IntStream.range(0, 400).mapToDouble(log::reward).toArray());
      OffPolicyValue value =
          OffPolicyValue.of(wider, Proposal.always("call all", filled(400, 2), 3), CONFIG);

      assertThat(value.refusal())
          .hasValue(
              "Cannot value call all: 100.0 % of what it would do the log cannot tell of (0.0 % were"
                  + " no candidates, 100.0 % were never done; at most 1.0 %)");
      assertThatThrownBy(value::estimate).hasMessage(value.refusal().orElseThrow());
    }

    @Test
    void too_small_an_effective_sample_is_refused_in_words() {
      SimulatedLog simulated = SimulatedLog.of(60, 8, 1);
      OffPolicyValue value = OffPolicyValue.of(simulated.log(), simulated.proposal(), CONFIG);

      assertThat(value.refusal().orElse(""))
          .startsWith("Cannot value sharper: 60 decisions tell as much as ");
    }

    @Test
    void propensities_that_cannot_be_true_are_noticed() {
      OffPolicyValue value =
          OffPolicyValue.of(log(400, 0.9), Proposal.always("mail", filled(400, 1), 2), CONFIG);

      assertThat(value.refusal().orElse("")).contains("the mean weight is 0.5");
    }

    @Test
    void an_action_that_was_no_candidate_is_without_support() {
      LoggedDecisions log = log(400, 0.5);
      boolean[][] candidates = all(400, 2);
      for (int i = 0; i < 400; i++) {
        candidates[i][1 - log.chosen(i)] = i % 4 < 2;
      }
      LoggedDecisions narrow =
          LoggedDecisions.of(
              log.contexts(),
              log.actions(),
              candidates,
              IntStream.range(0, 400).map(log::chosen).toArray(),
              IntStream.range(0, 400).mapToDouble(log::propensity).toArray(),
              IntStream.range(0, 400).mapToDouble(log::reward).toArray());
      OffPolicyValue value =
          OffPolicyValue.of(narrow, Proposal.always("mail", filled(400, 1), 2), CONFIG);

      assertThat(value.overlap().shareNotCandidate()).isBetween(0.15, 0.35);
      assertThat(value.refusal().orElse("")).contains("were no candidates");
    }
  }

  @Nested
  class Logs_that_cannot_be {

    @Test
    void each_is_refused_with_its_row() {
      assertThatThrownBy(() -> one(0, 0.0, 1, true))
          .hasMessageStartingWith("Row 0: Invalid propensity: 0.0");
      assertThatThrownBy(() -> one(0, 1.5, 1, true))
          .hasMessageStartingWith("Row 0: Invalid propensity: 1.5");
      assertThatThrownBy(() -> one(0, Double.NaN, 1, true))
          .hasMessageStartingWith("Row 0: Invalid propensity: NaN");
      assertThatThrownBy(() -> one(1, 0.5, 1, false))
          .hasMessage("Row 0: Invalid choice: mail (must be one of the candidates)");
      assertThatThrownBy(() -> one(2, 0.5, 1, true))
          .hasMessageStartingWith("Row 0: Invalid choice: 2");
      assertThatThrownBy(() -> one(0, 0.5, Double.POSITIVE_INFINITY, true))
          .hasMessage("Row 0: Invalid reward: Infinity (must be finite)");
      assertThatThrownBy(() -> one(0, 0.5, 1, true).checkedInTime(new long[] {10}, new long[] {9}))
          .hasMessage("Row 0: Invalid outcome: at 9 (must be not before the decision, at 10)");
    }

    @Test
    void nothing_and_next_to_nothing_are_refused_and_never_not_a_number() {
      for (int n = 0; n < 3; n++) {
        OffPolicyValue value =
            OffPolicyValue.of(log(n, 0.5), Proposal.always("mail", filled(n, 1), 2), CONFIG);

        assertThat(value.refusal()).isPresent();
        assertThat(value.toString()).doesNotContain("NaN");
      }
    }

    @Test
    void rewards_that_are_all_the_same_are_known_without_error() {
      LoggedDecisions log = log(400, 0.5);
      LoggedDecisions same =
          LoggedDecisions.of(
              log.contexts(),
              log.actions(),
              all(400, 2),
              IntStream.range(0, 400).map(log::chosen).toArray(),
              IntStream.range(0, 400).mapToDouble(log::propensity).toArray(),
              IntStream.range(0, 400).mapToDouble(i -> 3).toArray());
      Estimate estimate =
          OffPolicyValue.of(same, Proposal.always("mail", filled(400, 1), 2), CONFIG).estimate();

      assertThat(estimate.value()).isEqualTo(3, within(1e-12));
      assertThat(estimate.error()).isEqualTo(0, within(1e-12));
    }

    private static LoggedDecisions one(int chosen, double propensity, double reward, boolean both) {
      return LoggedDecisions.of(
          new FeatureMatrix(new long[1], List.of("a"), new double[1][1]),
          List.of("nothing", "mail"),
          new boolean[][] {{true, both}},
          new int[] {chosen},
          new double[] {propensity},
          new double[] {reward});
    }
  }

  /** Two actions by turns, said to have been taken with {@code propensity}. */
  private static LoggedDecisions log(int n, double propensity) {
    double[][] columns = new double[1][n];
    int[] chosen = new int[n];
    double[] propensities = new double[n];
    double[] reward = new double[n];
    for (int i = 0; i < n; i++) {
      columns[0][i] = i % 7;
      chosen[i] = i % 2;
      propensities[i] = propensity;
      reward[i] = i % 3 + chosen[i];
    }
    return LoggedDecisions.of(
        new FeatureMatrix(IntStream.range(0, n).asLongStream().toArray(), List.of("a"), columns),
        List.of("nothing", "mail"),
        all(n, 2),
        chosen,
        propensities,
        reward);
  }

  private static boolean[][] all(int n, int actions) {
    boolean[][] all = new boolean[n][actions];
    for (boolean[] row : all) {
      Arrays.fill(row, true);
    }
    return all;
  }

  private static int[] filled(int n, int action) {
    int[] filled = new int[n];
    Arrays.fill(filled, action);
    return filled;
  }
}
