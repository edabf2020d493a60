// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.SimulatedBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Customers of whom little is known. The BG/NBD model gives a one-time buyer P(alive) 1 for ever;
 * here it falls with silence, and a newcomer gets what the base is like.
 */
class NewcomersTest {

  private static HierarchicalPosterior posterior;

  @BeforeAll
  static void train() {
    GroupedHistories histories = SimulatedBase.paretoNbd(600, 0.6, 10, 0.6, 12, 21).grouped();
    posterior =
        new HierarchicalTrainer()
            .train(histories, HierarchicalConfig.defaults().withRounds(10, 60));
  }

  @Test
  void a_one_time_buyer_is_less_likely_there_with_every_week_of_silence() {
    double before = 1;
    for (double weeks : new double[] {0.01, 1, 4, 13, 26, 52, 104, 520}) {
      double alive = posterior.probabilityAlive(PurchaseHistory.boughtOnce(weeks));
      assertThat(alive).as("%s weeks", weeks).isLessThan(before).isPositive();
      before = alive;
    }
    assertThat(before).isLessThan(0.2);
  }

  @Test
  void who_came_today_is_there_and_buys_as_new_customers_do() {
    PurchaseHistory today = PurchaseHistory.boughtOnce(0);
    assertThat(posterior.probabilityAlive(today)).isCloseTo(1, within(1e-12));
    double asNew =
        posterior.models(100).stream()
            .mapToDouble(model -> model.expectedRepeats(52))
            .average()
            .orElseThrow();
    assertThat(posterior.expectedPurchases(today, 52)).isCloseTo(asNew, within(1e-9));
    assertThat(posterior.lives(today, 200, 1)).allMatch(life -> life.leavesAtWeeks() >= 0);
  }

  @Test
  void silence_after_more_purchases_says_more() {
    // the more one bought, the less a long silence can be chance
    double before = 1;
    for (int repeats : new int[] {1, 3, 9, 27}) {
      double alive = posterior.probabilityAlive(new PurchaseHistory(repeats, 20, 60));
      assertThat(alive).isLessThan(before);
      before = alive;
    }
  }
}
