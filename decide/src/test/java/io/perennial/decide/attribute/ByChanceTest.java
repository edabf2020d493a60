// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.attribute.ByChance.Brought;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;

class ByChanceTest {

  private static final double LEVEL = 0.9;

  /** By hand: 50 get 3 each; of the others half have 1 at odds 3, half have 2 at odds 1. */
  @Test
  void what_was_brought_is_that_by_hand() {
    ByChance comparison = new ByChance();
    for (int pass = 0; pass < 2; pass++) {
      for (int c = 0; c < 50; c++) {
        comparison.done(7, c, 3);
      }
      for (int c = 50; c < 100; c++) {
        comparison.compared(7, c, c % 2 == 0 ? 1 : 2, c % 2 == 0 ? 3 : 1);
      }
      if (pass == 0) {
        comparison.turn();
      }
    }
    comparison.end();

    Brought brought = comparison.brought(7, LEVEL).orElseThrow();
    assertThat(brought.anyway()).isEqualTo((25 * 3.0 + 25 * 2) / 100);
    assertThat(brought.brought()).isCloseTo(50 * (3 - 1.25), within(1e-9));
    // influence: 50 * 3 / 100 * 0.25 and 50 * 1 / 100 * 0.75, 25 times each
    double error = Math.sqrt(25 * 0.375 * 0.375 + 25 * 0.375 * 0.375);
    assertThat(brought.interval().upper() - brought.brought())
        .isCloseTo(1.6448536269514722 * error, within(1e-9));
  }

  @Test
  void too_few_on_a_side_say_nothing_and_why() {
    ByChance comparison = new ByChance();
    comparison.done(0, 1, 1);

    assertThat(comparison.brought(0, LEVEL)).isEmpty();
    assertThat(comparison.silence(0))
        .hasValue("1 addressed and 0 left alone by chance (50 of each are needed)");
  }

  /**
   * Customers with habits of their own are seen six times; who buys more is addressed more often.
   * Each instant brings 1.5 a customer addressed: intervals of instants and of the sum hold it.
   */
  @Test
  void the_truth_is_in_nine_of_ten_intervals_though_customers_come_again() {
    int worlds = 200;
    int instants = 6;
    int held = 0;
    int heldSoFar = 0;
    double bias = 0;
    for (int world = 0; world < worlds; world++) {
      ByChance comparison = new ByChance();
      long[] addressed = new long[instants];
      for (int pass = 0; pass < 2; pass++) {
        RandomStream random = RandomSource.seeded(11).stream(world);
        java.util.Arrays.fill(addressed, 0);
        for (int c = 0; c < 400; c++) {
          double habit = 10 * random.nextDouble();
          double chance = habit > 5 ? 0.8 : 0.4;
          for (int t = 0; t < instants; t++) {
            boolean done = random.nextDouble() < chance;
            double outcome = habit + 4 * random.nextDouble() + (done ? 1.5 : 0);
            if (done) {
              addressed[t]++;
              comparison.done(t, c, outcome);
            } else {
              comparison.compared(t, c, outcome, chance / (1 - chance));
            }
          }
        }
        if (pass == 0) {
          comparison.turn();
        }
      }
      comparison.end();
      Brought last = comparison.brought(instants - 1, LEVEL).orElseThrow();
      double all = java.util.Arrays.stream(addressed).sum() * 1.5;
      held += last.interval().contains(addressed[instants - 1] * 1.5) ? 1 : 0;
      heldSoFar += last.soFarInterval().contains(all) ? 1 : 0;
      bias += last.soFar() / all - 1;
    }
    // four standard errors of 200 draws at 90 % are 8.5 %
    assertThat(held / (double) worlds).isBetween(0.815, 0.985);
    assertThat(heldSoFar / (double) worlds).isBetween(0.815, 0.985);
    assertThat(bias / worlds).isCloseTo(0, within(0.03));
  }
}
