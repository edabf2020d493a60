// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplenishmentTest extends RecommenderContract {

  private static final int CUSTOMERS = 3_000;

  @Override
  RecommenderTrainer trainer() {
    return new ReplenishmentTrainer(ReplenishmentConfig.defaults());
  }

  /**
   * Each customer starts both items on some day and goes on with chance 0.7 after a lognormal gap:
   * of 14 days for item 0, of 60 for item 1; sigma 0.4.
   */
  private static Interactions simulated(int days) {
    List<long[]> rows = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      RandomStream random = RandomSource.seeded(21).stream(c);
      for (int item = 0; item < 2; item++) {
        double day = random.nextInt(300);
        do {
          rows.add(new long[] {c, item, Math.round(day)});
          day += Math.max(1, (item == 0 ? 14 : 60) * Math.exp(0.4 * Normal.standard(random)));
        } while (random.chance(0.7));
      }
    }
    return Logs.of(
        CUSTOMERS, 2, days, rows.stream().filter(row -> row[2] <= days).toArray(long[][]::new));
  }

  @Test
  void the_gaps_of_items_are_recovered() {
    Replenishment model =
        new ReplenishmentTrainer(ReplenishmentConfig.defaults()).train(simulated(365));
    History once = History.of(365, new int[] {0, 1}, new long[] {365, 365});

    assertThat(model.everyDays(once, 0)).isEqualTo(14, offset(1.0));
    assertThat(model.everyDays(once, 1)).isEqualTo(60, offset(4.0));
  }

  @Test
  void probabilities_come_true() {
    Interactions all = simulated(365 + 28);
    TimeSplit split = TimeSplit.of(all, 365, 28);
    Replenishment model =
        new ReplenishmentTrainer(ReplenishmentConfig.defaults()).train(split.train());

    for (int item = 0; item < 2; item++) {
      double expected = 0;
      double seen = 0;
      for (int c = 0; c < CUSTOMERS; c++) {
        History history = split.train().history(c);
        int place = history.place(item);
        if (place >= 0) {
          expected += model.probability(history, place);
          seen += split.test().history(c).bought(item) ? 1 : 0;
        }
      }
      assertThat(expected).isBetween(0.8 * seen, 1.25 * seen);
    }
  }

  @Test
  void a_customers_own_rhythm_moves_the_items() {
    Replenishment model =
        new ReplenishmentTrainer(ReplenishmentConfig.defaults()).train(simulated(365));
    History slow = History.of(365, new int[] {0, 0, 0, 0}, new long[] {200, 240, 280, 320});

    assertThat(model.everyDays(slow, 0)).isBetween(20.0, 39.0);
    assertThat(model.isDue(slow, 0)).isTrue();
    assertThat(model.why(slow, 0).words(i -> "?"))
        .matches("due again: bought every [23][0-9] days, last 45 days ago");
    assertThat(model.isDue(History.of(365, new int[] {0}, new long[] {100}), 0)).isFalse();
  }

  @Test
  void an_item_is_wanted_when_its_time_comes_and_less_when_it_is_long_past() {
    Replenishment model =
        new ReplenishmentTrainer(ReplenishmentConfig.defaults()).train(simulated(365));

    double soon = probability(model, 20);
    double due = probability(model, 50);
    double late = probability(model, 300);

    assertThat(due).isGreaterThan(1.5 * soon);
    assertThat(late).isLessThan(0.2 * due);
  }

  private static double probability(Replenishment model, int daysAgo) {
    return model.probability(
        History.of(365, new int[] {1, 1}, new long[] {305 - daysAgo, 365 - daysAgo}), 0);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new ReplenishmentConfig(0, 1, 1))
        .hasMessage("Invalid horizon of repurchases: 0 days (must be >= 1)");
    assertThatThrownBy(() -> new ReplenishmentConfig(1, 0, 1))
        .hasMessage("Invalid prior of an item: 0.0 gaps (must be > 0 and at most 1e9)");
  }
}
