// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriceFairnessTest {

  private static final int N = 400;

  /** Group b buys dearer products, and is asked {@code more} times as much for the same. */
  private static PriceFairness check(double more) {
    String[] products = new String[N];
    String[] customers = new String[N];
    String[] groups = new String[N];
    double[] prices = new double[N];
    for (int i = 0; i < N; i++) {
      boolean second = i % 2 == 0;
      boolean dear = i % 3 == 0 ^ second;
      products[i] = dear ? "silk" : "wool";
      customers[i] = "c" + i / 4;
      groups[i] = second ? "b" : "a";
      prices[i] = (dear ? 100 : 20) * (second ? more : 1) * (1 + 0.01 * (i * 7 % 5));
    }
    return PriceFairness.check(products, customers, groups, prices, 1.05, 0.95);
  }

  @Test
  void who_is_asked_more_for_the_same_is_flagged() {
    PriceFairness unfair = check(1.1);

    assertThat(unfair.mayBeReleased()).isFalse();
    PriceFairness.Comparison second = unfair.groups().get(1);
    assertThat(second.ratio()).isCloseTo(1.1, within(0.005));
    assertThat(second.interval().contains(1.1)).isTrue();
    assertThat(second.words()).startsWith("b is asked").contains("more than others for the same");
  }

  @Test
  void who_buys_dearer_products_is_not() {
    PriceFairness fair = check(1);

    assertThat(fair.mayBeReleased()).isTrue();
    assertThat(fair.groups())
        .allMatch(each -> each.finding() == PriceFairness.Finding.ALIKE, "alike");
  }

  @Test
  void groups_that_share_no_product_cannot_be_told_apart() {
    PriceFairness none =
        PriceFairness.check(
            new String[] {"x", "y"},
            new String[] {"1", "2"},
            new String[] {"a", "b"},
            new double[] {1, 2},
            1.05,
            0.9);

    assertThat(none.groups()).allMatch(c -> c.finding() == PriceFairness.Finding.CANNOT_TELL);
    String[] one = new String[1];
    Arrays.fill(one, "a");
    assertThat(PriceFairness.check(one, one, one, new double[] {3}, 1.05, 0.9).groups()).isEmpty();
    assertThatThrownBy(() -> PriceFairness.check(one, one, one, new double[] {0}, 1.05, 0.9))
        .hasMessage("Offer 0: Invalid price: 0.0 (must be > 0)");
  }
}
