// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GammaRatiosTest {

  @ParameterizedTest
  @CsvSource({
    "1, -0.57721566490153286061",
    "0.5, -1.9635100260214234794",
    "2, 0.42278433509846713939",
    "10, 2.2517525890667211077",
    "1e-3, -1000.5755719318103005"
  })
  void digamma_is_good_to_15_digits(double x, double expected) {
    assertThat(GammaRatios.digamma(x))
        .isCloseTo(expected, within(4e-15 * (1 + Math.abs(expected))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 0.3, 1, 7.5, 40, 1e4, 1e9})
  void the_sum_and_the_series_meet(double z) {
    for (int n : new int[] {1, 5, 64, 65, 300}) {
      double sum = 0;
      double slope = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.log(z + i);
        slope += 1 / (z + i);
      }
      assertThat(GammaRatios.logRising(z, n)).isCloseTo(sum, within(1e-13 * (n + Math.abs(sum))));
      assertThat(GammaRatios.logRatio(z, n)).isCloseTo(sum, within(1e-13 * (n + Math.abs(sum))));
      assertThat(GammaRatios.digammaRising(z, n)).isCloseTo(slope, withPercentage(1e-4));
    }
    assertThat(GammaRatios.logRising(z, 0)).isZero();
    assertThat(GammaRatios.logRatio(z, 0.25))
        .isCloseTo(
            GammaFunctions.logGamma(z + 0.25) - GammaFunctions.logGamma(z),
            within(1e-14 * (10 + Math.abs(GammaFunctions.logGamma(z)))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-17, -1e-10, 1e-9, 0.3, -0.7, 5, 1e10})
  void logarithms_near_1_keep_their_digits(double y) {
    assertThat(Logarithms.log1p(y)).isCloseTo(Math.log1p(y), withPercentage(1e-13));
    assertThat(Logarithms.expm1(Math.min(y, 600)))
        .isCloseTo(Math.expm1(Math.min(y, 600)), withPercentage(1e-12));
  }

  @Test
  void the_softplus_and_the_logistic_have_no_bad_end() {
    assertThat(Logarithms.softplus(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(Logarithms.softplus(1e5)).isEqualTo(1e5);
    assertThat(Logarithms.softplus(0)).isCloseTo(Math.log(2), within(1e-16));
    assertThat(Logarithms.softplus(-800)).isNotNegative();
    assertThat(Logarithms.logistic(-1e5)).isZero();
    assertThat(Logarithms.logistic(1e5)).isEqualTo(1);
    assertThat(Logarithms.logistic(0)).isEqualTo(0.5);
    assertThatThrownBy(() -> GammaRatios.logRising(-1, 2))
        .hasMessage("Invalid z: -1.0 (must be > 0)");
  }
}
