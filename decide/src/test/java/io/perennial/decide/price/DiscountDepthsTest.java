// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.allocate.Plan;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiscountDepthsTest {

  private static final double[] DEPTHS = {0.05, 0.1, 0.2};

  private static double[] all(double value, int n) {
    double[] values = new double[n];
    Arrays.fill(values, value);
    return values;
  }

  /**
   * Margin 10 - 4 at an elasticity of -5: the best price is 5, so that 0.2 is best of the three.
   */
  @Test
  void who_answers_to_prices_is_given_the_depth_that_earns_most() {
    DiscountDepths depths =
        DiscountDepths.of(DEPTHS, all(10, 2), all(4, 2), all(3, 2), new double[] {-5, -0.5}, 0);

    Plan plan = depths.within(1000);

    assertThat(depths.depth(plan, 0)).isEqualTo(0.2);
    assertThat(depths.depth(plan, 1)).as("a discount would only cost").isZero();
    assertThat(plan.net()).isCloseTo((8 - 4) * 3 * Math.pow(0.8, -5) - 18, within(1e-4));
    assertThat(depths.given(plan)).isCloseTo(2 * 3 * Math.pow(0.8, -5), within(1e-4));
  }

  @Test
  void the_margin_floor_and_the_budget_are_kept() {
    DiscountDepths floor =
        DiscountDepths.of(DEPTHS, all(10, 1), all(4, 1), all(3, 1), all(-5, 1), 0.55);
    assertThat(floor.depth(floor.within(1000), 0)).isEqualTo(0.1);

    DiscountDepths many =
        DiscountDepths.of(DEPTHS, all(10, 50), all(4, 50), all(3, 50), all(-5, 50), 0);
    Plan plan = many.within(100);
    assertThat(many.given(plan)).isPositive().isLessThanOrEqualTo(100);
    assertThat(many.depth(many.within(0), 7)).isZero();
  }

  @Test
  void what_cannot_be_is_named() {
    assertThatThrownBy(
            () ->
                DiscountDepths.of(new double[] {1}, all(1, 1), all(1, 1), all(1, 1), all(-1, 1), 0))
        .hasMessage("Invalid depth: 1.0 (must be within (0, 1))");
    assertThatThrownBy(
            () -> DiscountDepths.of(DEPTHS, all(1, 1), all(-1, 1), all(1, 1), all(-1, 1), 0))
        .hasMessage("Invalid cost of customer 0: -1.0 (must be >= 0)");
  }
}
