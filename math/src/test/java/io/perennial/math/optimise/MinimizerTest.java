// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinimizerTest {

  /** Rosenbrock's valley, lowest at (1, 1). */
  private static double valley(double[] x, double[] gradient) {
    double across = x[1] - x[0] * x[0];
    gradient[0] = -400 * x[0] * across - 2 * (1 - x[0]);
    gradient[1] = 200 * across;
    return 100 * across * across + (1 - x[0]) * (1 - x[0]);
  }

  @Test
  void it_finds_the_end_of_a_curved_valley() {
    Minimum minimum =
        Minimizer.ofLogarithms().minimize(MinimizerTest::valley, new double[] {-1.2, 1});
    assertThat(minimum.x()).containsExactly(new double[] {1, 1}, within(1e-10));
    assertThat(minimum.lastStep()).isLessThan(1e-8);
    assertThat(minimum.hessian()[0][0]).isCloseTo(802, within(1e-3));
    assertThat(minimum.isAtBound(0)).isFalse();
    assertThat(minimum.evaluations()).isLessThan(120);
  }

  @Test
  void it_stops_at_the_side_of_the_box_and_says_so() {
    Minimum minimum =
        new Minimizer(-3, 0.5, 1e-8, 200).minimize(MinimizerTest::valley, new double[] {-1.2, 0.3});
    assertThat(minimum.x()[0]).isCloseTo(0.5, within(1e-12));
    assertThat(minimum.x()[1]).isCloseTo(0.25, within(1e-8));
    assertThat(minimum.isAtBound(0)).isTrue();
    assertThat(minimum.isAtBound(1)).isFalse();
  }

  @Test
  void a_function_that_falls_for_ever_ends_at_the_box() {
    Minimum minimum =
        Minimizer.ofLogarithms()
            .minimize(
                (x, gradient) -> {
                  gradient[0] = -Math.exp(-x[0]);
                  return Math.exp(-x[0]);
                },
                new double[] {0});
    assertThat(minimum.x()[0]).isGreaterThan(10);
    assertThat(minimum.x()[0]).isLessThanOrEqualTo(14);
  }

  @Test
  void a_bad_start_is_refused() {
    assertThatThrownBy(() -> Minimizer.ofLogarithms().minimize((x, g) -> Double.NaN, new double[1]))
        .hasMessage("Cannot minimize a function: its value at the start is Infinity");
  }
}
