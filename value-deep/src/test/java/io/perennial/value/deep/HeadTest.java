// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.deep.net.Head;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What three numbers say of an outcome. */
class HeadTest {

  @Test
  void chances_of_counts_sum_to_one() {
    double[] at = {0.3, 0.7, -0.4};
    double sum = 0;
    double mean = 0;
    for (int y = 0; y < 2_000; y++) {
      double chance = Math.exp(Head.COUNTS.logScore(at, y));
      sum += chance;
      mean += y * chance;
    }
    assertThat(sum).isEqualTo(1, within(1e-9));
    assertThat(mean).isEqualTo(Head.COUNTS.mean(at), within(1e-9));
    assertThat(Head.COUNTS.aboveZero(at))
        .isEqualTo(1 - Math.exp(Head.COUNTS.logScore(at, 0)), within(1e-12));
  }

  @Test
  void draws_have_the_mean_and_the_chance_of_nothing() {
    RandomStream random = RandomSource.seeded(3).stream(1);
    for (Head head : Head.values()) {
      double[] at = {0.5, 0.6, -0.6};
      double sum = 0;
      int bought = 0;
      for (int d = 0; d < 100_000; d++) {
        double draw = head.draw(at, random);
        sum += draw / 100_000;
        bought += draw > 0 ? 1 : 0;
      }
      assertThat(sum).isEqualTo(head.mean(at), within(0.03 * head.mean(at)));
      assertThat(bought / 100_000.0).isEqualTo(head.aboveZero(at), within(0.006));
    }
  }

  @Property(tries = 200)
  void slopes_are_differences(
      @ForAll @FloatRange(min = -5, max = 5) float chance,
      @ForAll @FloatRange(min = -4, max = 4) float level,
      @ForAll @FloatRange(min = -1.5f, max = 0.8f) float form,
      @ForAll @IntRange(max = 9) int outcome) {
    float[] anchor = {0.4f, 0.2f, -0.3f};
    float[] outputs = {chance, level, form};
    double step = 1e-2;
    for (Head head : Head.values()) {
      double[] slopes = head.scoreSlopes(outputs, 0, anchor, 0, outcome);
      double[] ofMean = head.slopes(outputs, 1, anchor)[0];
      for (int k = 0; k < 3; k++) {
        float[] up = outputs.clone();
        float[] down = outputs.clone();
        up[k] += (float) step;
        down[k] -= (float) step;
        double width = (double) up[k] - down[k];
        double[] high = head.at(up, 0, 1, anchor, 0);
        double[] low = head.at(down, 0, 1, anchor, 0);
        double score = (head.logScore(high, outcome) - head.logScore(low, outcome)) / width;
        double mean = (head.mean(high) - head.mean(low)) / width;
        assertThat(slopes[k]).isEqualTo(score, within(2e-3 * (1 + Math.abs(score))));
        assertThat(ofMean[k]).isEqualTo(mean, within(2e-3 * (1 + Math.abs(mean))));
      }
    }
  }

  @Test
  void no_output_can_run_away() {
    float[] anchor = {0, 3, 0};
    for (Head head : Head.values()) {
      for (float far : new float[] {-1e30f, 1e30f}) {
        double[] at = head.at(new float[] {far, far, far}, 0, 1, anchor, 0);
        assertThat(head.mean(at)).isFinite().isLessThan(1e6);
        assertThat(head.logScore(at, 1e9)).isFinite();
        assertThat(head.logScore(at, 0)).isFinite();
      }
    }
  }
}
