// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.distribution.Poisson;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;

class EmergenceTest {

  private static final int WEEKS = 20;
  private static final int RUNS = 4_000;

  @Test
  void calls_no_more_often_than_it_says_when_nothing_has_changed() {
    for (double mean : new double[] {0.3, 3, 40}) {
      RandomStream random = RandomSource.seeded(7).stream((long) (10 * mean));
      int calls = 0;
      for (int run = 0; run < RUNS; run++) {
        long[] theme = new long[WEEKS];
        long[] all = new long[WEEKS];
        for (int w = 0; w < WEEKS; w++) {
          all[w] = 100L + random.nextInt(400);
          theme[w] = new Poisson(mean * all[w] / 300.0).sample(random);
        }
        calls += Emergence.of(theme, all).isAlert(0.05, 1) ? 1 : 0;
      }
      assertThat(calls / (double) RUNS).isLessThan(0.06);
    }
  }

  @Test
  void hardly_more_often_where_weeks_differ_by_more_than_chance() {
    RandomStream random = RandomSource.seeded(7).stream(99);
    Gamma lucky = new Gamma(4, 4);
    int calls = 0;
    for (int run = 0; run < RUNS; run++) {
      long[] theme = new long[WEEKS];
      long[] all = new long[WEEKS];
      for (int w = 0; w < WEEKS; w++) {
        all[w] = 300;
        theme[w] = new Poisson(12 * lucky.sample(random)).sample(random);
      }
      calls += Emergence.of(theme, all).isAlert(0.05, 1) ? 1 : 0;
    }
    assertThat(calls / (double) RUNS).isLessThan(0.075);
  }

  @Test
  void a_theme_that_comes_up_is_called() {
    long[] all = {200, 210, 190, 205, 220, 200, 195, 210, 230};
    assertThat(Emergence.of(new long[] {0, 0, 1, 0, 0, 0, 1, 0, 9}, all).isAlert(0.05, 20))
        .isTrue();
    assertThat(Emergence.of(new long[] {10, 9, 12, 11, 8, 10, 9, 11, 26}, all).isAlert(0.05, 20))
        .isTrue();
    assertThat(Emergence.of(new long[] {10, 9, 12, 11, 8, 10, 9, 11, 14}, all).isAlert(0.05, 20))
        .isFalse();
  }

  @Test
  void more_texts_of_all_themes_are_no_alert() {
    long[] all = {100, 100, 100, 100, 100, 100, 600};
    long[] theme = {10, 11, 9, 10, 12, 8, 62};

    Emergence found = Emergence.of(theme, all);

    assertThat(found.expected()).isCloseTo(60, within(1e-9));
    assertThat(found.isAlert(0.05, 1)).isFalse();
  }

  @Test
  void too_short_a_history_tells_nothing() {
    assertThat(Emergence.of(new long[] {0, 0, 50}, new long[] {50, 50, 90}).chance()).isOne();
    assertThat(Emergence.of(new long[0], new long[0]).chance()).isOne();
  }

  @Test
  void a_trend_is_the_growth_a_week_within_its_interval() {
    long[] theme = new long[12];
    long[] all = new long[12];
    for (int w = 0; w < 12; w++) {
      all[w] = 1_000;
      theme[w] = Math.round(50 * Math.pow(1.1, w));
    }
    Trend trend = Trend.of(theme, all);
    assertThat(trend.change()).isCloseTo(0.1, within(0.005));
    assertThat(trend.low()).isGreaterThan(0.05).isLessThan(trend.change());
    assertThat(trend.high()).isLessThan(0.15);
    assertThat(Trend.of(new long[] {1, 2}, new long[] {3, 4}).change()).isZero();
    assertThat(Trend.of(new long[12], all).change()).isZero();
  }
}
