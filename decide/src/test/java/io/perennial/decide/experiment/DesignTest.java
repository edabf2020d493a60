// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DesignTest {

  private static final Design TWO = Design.ofTwo(0.05, 0.8);

  /** Against statsmodels 0.15.0: TTestIndPower and power_proportions_2indep. */
  @Nested
  class Agreement {

    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void the_power_of_a_difference_of_means_is_that_of_the_noncentral_t() {
      assertThat(TWO.powerOfMean(1, 0.3, 100)).isCloseTo(0.31780220491946193, CLOSE);
      assertThat(TWO.powerOfMean(2, -1, 16)).isCloseTo(0.15404750233609266, CLOSE);
      assertThat(TWO.powerOfMean(1, 0.02, 80_000)).isCloseTo(0.8074211290130276, CLOSE);
      assertThat(unequal(0.01, 0.8).powerOfMean(1, 0.2, 450)).isCloseTo(0.27987178804113083, CLOSE);
    }

    @Test
    void units_are_the_first_whole_number_that_is_enough() {
      assertThat(TWO.unitsForMean(1, 0.3)).as("2 x 175.385").hasValue(351);
      assertThat(TWO.unitsForMean(1, 0.02)).as("2 x 39,245.263").hasValue(78_491);
      assertThat(unequal(0.025, 0.9).unitsForMean(1, 0.2)).as("1.5 x 932.517").hasValue(1_399);
    }

    @Test
    void what_can_be_detected_is_what_has_the_power() {
      assertThat(TWO.detectableMean(1, 10_000).orElseThrow())
          .as("where statsmodels has a power of .8")
          .isCloseTo(0.05603701861073773, within(1e-9));
      double rise = TWO.detectableShare(0.1, 4_000).orElseThrow();
      assertThat(TWO.powerOfShare(0.1, rise, 4_000)).isCloseTo(0.8, within(1e-8));
    }

    @Test
    void the_power_of_a_difference_of_shares_is_that_of_the_score_test() {
      assertThat(TWO.powerOfShare(0.1, 0.02, 4_000)).isCloseTo(0.5245152561158343, CLOSE);
      assertThat(TWO.powerOfShare(0.05, 0.005, 40_000)).isCloseTo(0.6109930643284963, CLOSE);
      assertThat(unequal(0.05, 0.8).powerOfShare(0.1, 0.02, 4_500))
          .isCloseTo(0.5345475287775523, CLOSE);
    }

    private static Design unequal(double alpha, double power) {
      return Design.of(
          Experiment.onAll("x", List.of(new Arm("control", 2), new Arm("mail", 1))), alpha, power);
    }
  }

  @Test
  void several_treatments_share_alpha_and_the_smallest_decides() {
    Experiment three =
        Experiment.onAll("x", List.of(new Arm("none", 1), new Arm("a", 1), new Arm("b", 1)));

    assertThat(Design.of(three, 0.05, 0.8).powerOfMean(1, 0.1, 3_000))
        .isCloseTo(Design.ofTwo(0.025, 0.8).powerOfMean(1, 0.1, 2_000), within(1e-12));
  }

  @Test
  void peeking_costs_units_and_covariates_give_them_back() {
    long once = TWO.unitsForMean(1, 0.1).orElseThrow();
    long peeking = TWO.withPeeking().unitsForMean(1, 0.1).orElseThrow();
    long half = TWO.unitsForMean(Design.deviationLeft(1, 0.5), 0.1).orElseThrow();

    assertThat(peeking / (double) once).isBetween(1.4, 2.2);
    assertThat(half / (double) once).isCloseTo(0.5, within(0.01));
  }

  @Test
  void what_can_never_be_seen_is_said_so() {
    assertThat(TWO.unitsForMean(1, 0)).isEmpty();
    assertThat(TWO.unitsForMean(1e9, 1e-9)).isEmpty();
    assertThat(TWO.detectableMean(1, 1)).isEmpty();
    assertThat(TWO.detectableShare(0.99, 20)).isEmpty();
    assertThat(TWO.powerOfMean(1, 1, 0)).isZero();
    assertThatThrownBy(() -> Design.ofTwo(0.05, 0.05))
        .hasMessage("Invalid power: 0.05 (must be above alpha, 0.05, and below 1)");
    assertThatThrownBy(() -> TWO.powerOfMean(0, 1, 10))
        .hasMessage("Invalid deviation: 0.0 (must be > 0 and finite)");
    assertThatThrownBy(() -> TWO.unitsForShare(0.99, 0.02))
        .hasMessage("Invalid base + difference: 1.01 (must be within (0, 1))");
  }

  @Test
  void the_duration_is_whole_weeks_and_counts_who_comes_back_once() {
    Traffic steady = Traffic.steady(1_000);
    Traffic returning = new Traffic(List.of(900.0, 1_300.0, 1_500.0));

    assertThat(steady.days(9_000, 1)).isEqualTo(OptionalInt.of(14));
    assertThat(steady.days(9_000, 0.1)).isEqualTo(OptionalInt.of(91));
    assertThat(steady.days(0, 1)).isEqualTo(OptionalInt.of(7));
    assertThat(returning.days(3_600, 1)).isEqualTo(OptionalInt.of(14));
    assertThat(new Traffic(List.of(5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0)).days(6, 1)).isEmpty();
    assertThatThrownBy(() -> new Traffic(List.of(5.0, 4.0)))
        .hasMessage("Invalid traffic: 4.0 after 5.0 (must not fall)");
  }

  @Test
  void strata_take_out_what_differs_between_them() {
    ArmSummary low = ArmSummary.of(1, 2, 3, 2);
    ArmSummary high = ArmSummary.of(101, 102, 103, 102);
    Estimate read = Stratified.estimate(List.of(low, high), new double[] {3, 1});

    assertThat(read.value()).isCloseTo(0.75 * 2 + 0.25 * 102, within(1e-12));
    assertThat(read.standardError())
        .isCloseTo(
            StrictMath.sqrt((0.75 * 0.75 + 0.25 * 0.25) * low.variance() / 4), within(1e-12));
    assertThat(read.count()).isEqualTo(8);
    assertThatThrownBy(
            () -> Stratified.estimate(List.of(low, ArmSummary.of(1)), new double[] {1, 1}))
        .hasMessageContaining("stratum 1 has 1 units in an arm");
  }
}
