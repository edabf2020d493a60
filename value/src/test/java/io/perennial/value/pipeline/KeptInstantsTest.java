// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeptInstantsTest {

  private static final long HOUR = 3_600_000_000L;
  private static final long DAY = 24 * HOUR;
  private static final double HORIZON = 13;

  /** Runs every so many hours, each letting go after it, over some days; the kept ones. */
  private static SortedSet<Long> runs(int hours, int days) {
    Map<Long, Double> kept = new HashMap<>();
    for (long at = 20_000 * DAY; at <= (20_000 + days) * DAY; at += hours * HOUR) {
      kept.put(at, HORIZON);
      kept.keySet().retainAll(KeptInstants.of(kept, Long.MAX_VALUE));
    }
    return new TreeSet<>(kept.keySet());
  }

  @Test
  void a_year_of_daily_runs_leaves_forecasts_of_every_age() {
    SortedSet<Long> kept = runs(24, 365);

    long newest = kept.last();
    assertThat(kept).as("instants of a year of daily runs").hasSizeBetween(20, 38);
    assertThat(kept.stream().filter(at -> newest - at < 7 * DAY)).as("of the last week").hasSize(7);
    assertThat(kept.stream().filter(at -> newest - at > 91 * DAY))
        .as("of those whose 13 weeks are over")
        .hasSizeBetween(9, 11);
    long before = Long.MIN_VALUE;
    for (long at : kept) {
      assertThat(before == Long.MIN_VALUE || at - before <= 35 * DAY).as("no gap").isTrue();
      before = at;
    }
  }

  @Test
  void hourly_runs_over_years_leave_no_more() {
    assertThat(runs(5, 900)).as("instants of runs every five hours").hasSizeBetween(30, 42);
  }

  @Test
  void weekly_runs_are_all_kept_for_a_quarter_and_monthly_ones_to_the_end() {
    assertThat(runs(7 * 24, 90)).hasSize(13);
    assertThat(runs(30 * 24, 360)).hasSize(13);
  }

  @Test
  void a_forecast_goes_a_year_after_its_own_horizon() {
    Map<Long, Double> horizons =
        new TreeMap<>(Map.of(0L, 100.0, 7 * DAY, 52.0, 60 * 7 * DAY, 52.0, 130 * 7 * DAY, 52.0));

    assertThat(KeptInstants.of(horizons, Long.MAX_VALUE))
        .containsExactly(0L, 60 * 7 * DAY, 130 * 7 * DAY);
  }

  @Test
  void a_look_beyond_what_happened_makes_nothing_older() {
    Map<Long, Double> horizons = new TreeMap<>(Map.of(0L, 13.0, 7 * DAY, 13.0, 9_000 * DAY, 13.0));

    assertThat(KeptInstants.of(horizons, 8 * DAY)).containsExactly(0L, 7 * DAY, 9_000 * DAY);
    assertThat(KeptInstants.of(horizons, 9_000 * DAY)).containsExactly(9_000 * DAY);
  }

  @Test
  void none_and_one_are_kept_as_they_are() {
    assertThat(KeptInstants.of(Map.of(), 0)).isEmpty();
    assertThat(KeptInstants.of(Map.of(-5L, 1.0), -9)).containsExactly(-5L);
  }

  @Property(tries = 200)
  void whoever_lets_go_after_each_run_keeps_what_one_who_looks_once_would(
      @ForAll @Size(min = 1, max = 120) List<@IntRange(min = 0, max = 9_000) Integer> sixHours) {
    Map<Long, Double> step = new HashMap<>();
    Map<Long, Double> all = new HashMap<>();
    for (int at : new TreeSet<>(sixHours)) {
      step.put(6 * HOUR * at, HORIZON);
      all.put(6 * HOUR * at, HORIZON);
      step.keySet().retainAll(KeptInstants.of(step, Long.MAX_VALUE));
    }

    assertThat(new TreeSet<>(step.keySet())).isEqualTo(KeptInstants.of(all, Long.MAX_VALUE));
  }
}
