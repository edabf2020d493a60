// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 100})
  void gauss_legendre_is_exact_for_polynomials(int n) {
    GaussLegendre rule = GaussLegendre.of(n);
    int degree = 2 * n - 1;
    assertThat(rule.integrate(x -> Math.pow(x, degree), 0, 2))
        .isCloseTo(Math.pow(2, degree + 1) / (degree + 1), withPercentage(1e-10));
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += rule.weight(i);
      assertThat(rule.node(i)).isGreaterThan(i == 0 ? 0 : rule.node(i - 1)).isLessThan(1);
    }
    assertThat(sum).isCloseTo(1, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.8, 2.4",
    "0.1, 0.2",
    "30, 0.3",
    "0.001, 5",
    "1e5, 3e4",
    "1e6, 1e-6",
    "1e-6, 1e6",
    "0.4, 800"
  })
  void expectations_of_a_beta_variable_are_its_moments(double a, double b) {
    BetaExpectation rule = BetaExpectation.of(a, b);
    double mean = a / (a + b);
    assertThat(rule.of(p -> 1)).isCloseTo(1, withPercentage(1e-10));
    assertThat(rule.of(p -> p)).isCloseTo(mean, withPercentage(1e-9));
    assertThat(rule.of(p -> p * p)).isCloseTo(mean * (a + 1) / (a + b + 1), withPercentage(1e-9));
    assertThat(rule.of(p -> 1 - p)).isCloseTo(b / (a + b), withPercentage(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.2, 1, 7, 400, 1e6})
  void expectations_of_a_gamma_variable_are_its_transforms(double shape) {
    GammaExpectation rule = GammaExpectation.of(shape);
    for (double rate : new double[] {1e-3, 1, 50}) {
      assertThat(rule.of(x -> Math.exp(-rate * x / Math.max(1, shape))))
          .isCloseTo(
              Math.exp(-shape * Math.log1p(rate / Math.max(1, shape))), withPercentage(1e-7));
    }
    assertThat(rule.of(x -> x)).isCloseTo(shape, withPercentage(1e-8));
  }

  @Test
  void impossible_rules_are_refused() {
    assertThatThrownBy(() -> GaussLegendre.of(0))
        .hasMessage("Invalid n: 0 (must be within [1, 200])");
    assertThatThrownBy(() -> BetaExpectation.of(0, 1))
        .hasMessage("Invalid a: 0.0 (must be > 0 and finite)");
    assertThatThrownBy(() -> GammaExpectation.of(Double.NaN))
        .hasMessage("Invalid shape: NaN (must be > 0 and finite)");
  }
}
