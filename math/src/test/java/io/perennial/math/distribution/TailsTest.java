// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {

  /** Printed in any table, and by R's qnorm. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.975, 1.959963984540054",
    "0.95, 1.6448536269514722",
    "0.001, -3.090232306167813",
    "1e-10, -6.361340902404056",
    "1e-200, -30.20559417957964",
    "0.51, 0.02506890825871106"
  })
  void the_normal_quantile_is_the_tables(double p, double expected) {
    assertThat(Normal.standard().quantile(p)).isCloseTo(expected, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-5, 0.02, 0.3, 0.5, 0.7, 0.99, 0.9999999})
  void the_normal_quantile_undoes_the_curve(double p) {
    Normal normal = new Normal(-3, 2.5);
    assertThat(normal.cumulative(normal.quantile(p))).isCloseTo(p, withPercentage(1e-9));
  }

  /** R's qchisq. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.05, 3.841458820694124",
    "9, 0.01, 21.66599433346194",
    "2, 0.5, 1.386294361119891",
    "19, 0.0001, 50.795489665621886"
  })
  void chi_squared_is_exceeded_as_in_the_tables(double degrees, double chance, double expected) {
    ChiSquared law = new ChiSquared(degrees);
    assertThat(law.exceededWith(chance)).isCloseTo(expected, within(1e-5));
    assertThat(law.upperTail(law.exceededWith(chance))).isCloseTo(chance, withPercentage(1e-9));
    assertThat(law.upperTail(-1)).isOne();
  }

  @Test
  void what_is_no_chance_is_refused() {
    assertThatThrownBy(() -> Normal.standard().quantile(1))
        .hasMessage("Invalid p: 1.0 (must be within (0, 1))");
    assertThatThrownBy(() -> new ChiSquared(2).exceededWith(0))
        .hasMessage("Invalid chance: 0.0 (must be within (0, 1))");
    assertThatThrownBy(() -> new ChiSquared(0)).hasMessageStartingWith("Invalid degrees: 0.0");
  }
}
