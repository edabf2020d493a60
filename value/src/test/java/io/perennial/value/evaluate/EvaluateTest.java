// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluateTest {

  @Test
  void errors_are_as_by_hand() {
    Accuracy accuracy = Accuracy.of(new double[] {1, 0, 4, -1}, new double[] {0, 0, 2, 0});
    assertThat(accuracy.mae()).isEqualTo(1);
    assertThat(accuracy.rmse()).isCloseTo(Math.sqrt(1.5), within(1e-15));
    assertThat(accuracy.msle())
        .isCloseTo((Math.pow(Math.log(2), 2) + Math.pow(Math.log(5.0 / 3), 2)) / 4, within(1e-15));
    assertThat(accuracy.bias()).hasValue(1);
    assertThat(Accuracy.of(new double[] {1}, new double[] {0}).bias()).isEmpty();
  }

  @Test
  void ranking_knows_perfect_reversed_and_constant_orders() {
    double[] actual = {0, 1, 2, 3, 10};
    assertThat(Ranking.spearman(actual, actual).orElseThrow()).isCloseTo(1, within(1e-15));
    assertThat(Ranking.normalisedGini(actual, actual).orElseThrow()).isCloseTo(1, within(1e-15));
    double[] reversed = {5, 4, 3, 2, 1};
    assertThat(Ranking.spearman(reversed, actual).orElseThrow()).isCloseTo(-1, within(1e-15));
    assertThat(Ranking.aucActive(reversed, actual)).hasValue(0);
    double[] constant = new double[5];
    assertThat(Ranking.spearman(constant, actual)).isEmpty();
    assertThat(Ranking.aucActive(constant, actual)).hasValue(0.5);
    assertThat(Ranking.capture(constant, actual, 0.4).orElseThrow()).isCloseTo(0.4, within(1e-15));
    assertThat(Ranking.normalisedGini(actual, constant)).isEmpty();
    assertThat(Ranking.capture(actual, actual, 0.2).orElseThrow())
        .isCloseTo(10.0 / 16, within(1e-15));
  }

  @Test
  void the_order_of_rows_does_not_matter_among_ties() {
    double[] predicted = {1, 1, 1, 2, 2, 0};
    double[] actual = {5, 0, 1, 0, 3, 0};
    double[] otherPredicted = {0, 2, 2, 1, 1, 1};
    double[] otherActual = {0, 3, 0, 1, 5, 0};
    assertThat(Ranking.normalisedGini(otherPredicted, otherActual).orElseThrow())
        .isCloseTo(Ranking.normalisedGini(predicted, actual).orElseThrow(), within(1e-15));
    assertThat(Ranking.capture(otherPredicted, otherActual, 0.5).orElseThrow())
        .isCloseTo(Ranking.capture(predicted, actual, 0.5).orElseThrow(), within(1e-15));
  }

  @Test
  void groups_hold_everybody_once() {
    double[] predicted = {3, 1, 2, 5, 4};
    double[] actual = {1, 0, 0, 6, 4};
    Calibration calibration = Calibration.ofQuantiles(predicted, actual, 2);
    assertThat(calibration.groups())
        .isEqualTo(
            List.of(
                new Calibration.Group("1", 3, 2, 1.0 / 3), new Calibration.Group("2", 2, 4.5, 5)));
    assertThat(Calibration.ofDeciles(predicted, actual).groups()).hasSize(5);
    assertThat(Calibration.ofRepeats(new int[] {0, 1, 0, 9, 7}, predicted, actual, 7).groups())
        .isEqualTo(
            List.of(
                new Calibration.Group("0", 2, 2.5, 0.5),
                new Calibration.Group("1", 1, 1, 0),
                new Calibration.Group("7+", 2, 4.5, 5)));
  }

  @Test
  void crps_is_the_absolute_error_of_one_draw_and_rewards_the_true_spread() {
    assertThat(PredictiveScore.crps(new double[] {3}, 5)).isEqualTo(2);
    assertThat(PredictiveScore.crps(new double[] {1, 3}, 2)).isEqualTo(0);
    RandomStream random = RandomSource.seeded(3).stream(0);
    double right = 0;
    double narrow = 0;
    for (int i = 0; i < 2000; i++) {
      double actual = new Poisson(4).sample(random);
      double[] draws = new double[50];
      double[] certain = new double[50];
      for (int d = 0; d < draws.length; d++) {
        draws[d] = new Poisson(4).sample(random);
        certain[d] = 4;
      }
      right += PredictiveScore.crps(draws, actual);
      narrow += PredictiveScore.crps(certain, actual);
    }
    assertThat(right).isLessThan(0.8 * narrow);
  }

  @Test
  void a_calibrated_forecast_of_counts_has_uniform_transforms() {
    RandomStream random = RandomSource.seeded(9).stream(0);
    double[] pits = new double[4000];
    for (int i = 0; i < pits.length; i++) {
      double[] draws = new double[99];
      for (int d = 0; d < draws.length; d++) {
        draws[d] = new Poisson(0.3).sample(random);
      }
      pits[i] =
          PredictiveScore.randomisedPit(draws, (double) new Poisson(0.3).sample(random), random);
    }
    assertThat(PredictiveScore.coverage(pits, 0.9)).isBetween(0.88, 0.92);
    assertThat(PredictiveScore.coverage(pits, 0.5)).isBetween(0.47, 0.53);
    assertThat(
            PredictiveScore.coverage(
                new double[] {0, 1, 2}, new double[] {1, 1, 3}, new double[] {1, 2, 2}))
        .isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void what_cannot_be_compared_is_refused() {
    assertThatThrownBy(() -> Accuracy.of(new double[1], new double[2]))
        .hasMessage(
            "Cannot compare a forecast: 1 predicted and 2 actual values (must be as many, and at"
                + " least 1)");
    assertThatThrownBy(() -> Ranking.spearman(new double[] {Double.NaN}, new double[] {1}))
        .hasMessage("Row 0: Invalid values: predicted NaN, actual 1.0 (must be finite)");
    assertThatThrownBy(() -> PredictiveScore.crps(new double[0], 1))
        .hasMessage("Cannot score a forecast: there are no draws");
  }
}
