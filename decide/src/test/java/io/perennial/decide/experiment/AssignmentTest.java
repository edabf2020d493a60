// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.ChiSquared;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final int UNITS = 20_000;
  private static final List<Arm> TWO = List.of(new Arm("control", 1), new Arm("mail", 1));
  private static final HoldOut NOBODY = new HoldOut("2026", 0);

  @Nested
  class A_unit {

    @Test
    void has_the_same_arm_on_every_machine_and_in_every_version() {
      Experiment experiment = Experiment.onAll("welcome", TWO);
      StringBuilder arms = new StringBuilder();
      for (int i = 0; i < 24; i++) {
        arms.append(experiment.arm("customer-" + i).orElseThrow().name().charAt(0));
      }

      assertThat(arms)
          .as("the same by the xxhash package of Python; may never change")
          .hasToString("mmcmccmmccmmcmccmmmcmcmm");
    }

    @Test
    void has_each_arm_by_its_weight() {
      List<Arm> arms = List.of(new Arm("a", 70), new Arm("b", 20), new Arm("c", 10));
      Experiment experiment = Experiment.onAll("three", arms);
      long[] counts = new long[3];
      for (int i = 0; i < UNITS; i++) {
        counts[arms.indexOf(experiment.arm(unit(i)).orElseThrow())]++;
      }

      assertThat(SampleRatio.of(counts, new double[] {70, 20, 10}).pValue()).isGreaterThan(0.01);
      assertThat(experiment.share(arms.get(1))).isCloseTo(0.2, within(1e-15));
    }

    @Test
    void keeps_its_arm_when_more_units_are_taken_in() {
      Experiment small = new Experiment("x", "x", "l", 0, 0.1, TWO);
      Experiment large = new Experiment("x", "x", "l", 0, 0.5, TWO);
      int covered = 0;
      for (int i = 0; i < UNITS; i++) {
        if (small.covers(unit(i))) {
          covered++;
          assertThat(large.arm(unit(i))).isEqualTo(small.arm(unit(i)));
        }
      }
      assertThat(covered / (double) UNITS).isCloseTo(0.1, within(0.008));
    }

    @Test
    void is_dealt_anew_under_another_salt() {
      Experiment first = new Experiment("x", "one", "l", 0, 1, TWO);
      Experiment second = new Experiment("x", "two", "l", 0, 1, TWO);

      assertThat(dependence(first, second)).isGreaterThan(0.001);
    }
  }

  @Nested
  class Experiments {

    @Test
    void of_two_layers_are_independent() {
      for (int pair = 0; pair < 6; pair++) {
        Experiment first = Experiment.onAll("left " + pair, TWO);
        Experiment second = Experiment.onAll("right " + pair, TWO);
        assertThat(dependence(first, second)).as("pair %d", pair).isGreaterThan(0.0005);
      }
    }

    @Test
    void of_one_layer_share_no_unit() {
      Experiment first = new Experiment("first", "f", "mail", 0, 0.5, TWO);
      Experiment second = new Experiment("second", "s", "mail", 0.5, 1, TWO);
      ExperimentPlan plan = ExperimentPlan.of(NOBODY, List.of(first, second));

      for (int i = 0; i < 1_000; i++) {
        assertThat(plan.arms(unit(i))).hasSize(1);
      }
    }

    @Test
    void of_one_layer_that_overlap_are_refused() {
      Experiment first = new Experiment("first", "f", "mail", 0, 0.6, TWO);
      Experiment second = new Experiment("second", "s", "mail", 0.5, 1, TWO);

      assertThatThrownBy(() -> ExperimentPlan.of(NOBODY, List.of(first, second)))
          .hasMessage(
              "Invalid plan: experiments first (0.0 to 0.6) and second (0.5 to 1.0) overlap in layer"
                  + " mail");
    }

    @Test
    void with_one_salt_are_refused() {
      Experiment first = new Experiment("first", "s", "a", 0, 1, TWO);
      Experiment second = new Experiment("second", "s", "b", 0, 1, TWO);

      assertThatThrownBy(() -> ExperimentPlan.of(NOBODY, List.of(first, second)))
          .hasMessageContaining("have one salt");
    }
  }

  @Nested
  class The_hold_out {

    @Test
    void lasts_over_all_experiments_and_grows_without_letting_anyone_out() {
      HoldOut five = new HoldOut("2026", 0.05);
      HoldOut ten = new HoldOut("2026", 0.1);
      ExperimentPlan plan = ExperimentPlan.of(five, List.of(Experiment.onAll("x", TWO)));
      int held = 0;
      for (int i = 0; i < UNITS; i++) {
        if (five.holds(unit(i))) {
          held++;
          assertThat(ten.holds(unit(i))).isTrue();
          assertThat(plan.arm("x", unit(i))).isEmpty();
          assertThat(plan.arms(unit(i))).isEmpty();
        }
      }
      assertThat(held / (double) UNITS).isCloseTo(0.05, within(0.006));
    }

    @Test
    void says_what_is_wrong_with_its_share() {
      assertThatThrownBy(() -> new HoldOut("s", 1))
          .hasMessage("Invalid share of the hold-out: 1.0 (must be within [0, 1))");
      assertThatThrownBy(() -> new HoldOut("s", Double.NaN))
          .hasMessageContaining("must be within [0, 1)");
    }
  }

  @Nested
  class A_deal_by_strata {

    @Test
    void gives_each_stratum_each_arm_by_its_weight_to_within_one_unit() {
      Experiment experiment =
          Experiment.onAll("s", List.of(new Arm("a", 2), new Arm("b", 1), new Arm("c", 1)));
      List<String> units = new ArrayList<>();
      List<String> strata = new ArrayList<>();
      for (int i = 0; i < 997; i++) {
        units.add(unit(i));
        strata.add("tier " + i * i % 7);
      }

      int[] arms = StratifiedDeal.deal(experiment, units, strata);

      Map<String, int[]> counts = new TreeMap<>();
      for (int i = 0; i < arms.length; i++) {
        counts.computeIfAbsent(strata.get(i), s -> new int[3])[arms[i]]++;
      }
      counts.forEach(
          (stratum, of) -> {
            int total = of[0] + of[1] + of[2];
            assertThat((double) of[0]).as(stratum).isCloseTo(total / 2.0, within(1.0));
            assertThat((double) of[1]).as(stratum).isCloseTo(total / 4.0, within(1.0));
          });
    }

    @Test
    void does_not_depend_on_the_order_of_the_list() {
      Experiment experiment = Experiment.onAll("s", TWO);
      List<String> units = new ArrayList<>();
      for (int i = 0; i < 101; i++) {
        units.add(unit(i));
      }
      List<String> strata = Collections.nCopies(101, "all");
      int[] there = StratifiedDeal.deal(experiment, units, strata);
      Collections.reverse(units);
      int[] back = StratifiedDeal.deal(experiment, units, strata);

      for (int i = 0; i < 101; i++) {
        assertThat(back[100 - i]).isEqualTo(there[i]);
      }
    }

    @Test
    void refuses_a_unit_that_stands_there_twice() {
      assertThatThrownBy(
              () ->
                  StratifiedDeal.deal(
                      Experiment.onAll("s", TWO), List.of("u", "v", "u"), List.of("x", "x", "x")))
          .hasMessageContaining("one of them stands in the list twice");
    }
  }

  @Nested
  class Bad_input {

    @Test
    void is_refused_in_words() {
      assertThatThrownBy(() -> new Arm("a", 0))
          .hasMessage("Invalid weight of arm a: 0.0 (must be > 0 and finite)");
      assertThatThrownBy(() -> Experiment.onAll("x", List.of(new Arm("a", 1))))
          .hasMessage("Invalid arms of experiment x: 1 (must be two or more)");
      assertThatThrownBy(() -> Experiment.onAll("x", List.of(new Arm("a", 1), new Arm("a", 1))))
          .hasMessage("Invalid arms of experiment x: 'a' stands there twice");
      assertThatThrownBy(() -> new Experiment("x", "x", "l", 0.5, 0.5, TWO))
          .hasMessageContaining("must ascend within [0, 1]");
      assertThatThrownBy(() -> Experiment.onAll(" ", TWO)).hasMessageContaining("experiment");
      assertThatThrownBy(() -> ExperimentPlan.of(NOBODY, List.of()).arm("y", "u"))
          .hasMessage("Unknown experiment: y (there are [])");
    }
  }

  /** The chance of as much dependence between two experiments' arms by luck. */
  private static double dependence(Experiment first, Experiment second) {
    double[] cells = new double[4];
    for (int i = 0; i < UNITS; i++) {
      int row = TWO.indexOf(first.arm(unit(i)).orElseThrow());
      int column = TWO.indexOf(second.arm(unit(i)).orElseThrow());
      cells[2 * row + column]++;
    }
    double statistic = 0;
    for (double cell : cells) {
      statistic += (cell - UNITS / 4.0) * (cell - UNITS / 4.0) / (UNITS / 4.0);
    }
    return new ChiSquared(3).upperTail(statistic);
  }

  private static String unit(int i) {
    return "u" + i;
  }
}
