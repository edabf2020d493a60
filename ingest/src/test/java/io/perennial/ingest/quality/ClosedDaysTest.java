// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days on which nobody works are no accident, and hide none. */
class ClosedDaysTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
  private static final int DAYS = 92;
  private static final int CHRISTMAS = 85;

  /** A hundred a day, and nothing on some. */
  private static List<LocalDate> alarms(ClosedDays closed, int... empty) {
    long[] counts = new long[DAYS];
    for (int day = 0; day < DAYS; day++) {
      counts[day] = 95 + 37L * day % 11;
    }
    Arrays.stream(empty).forEach(day -> counts[day] = 0);
    Monitored volume =
        new Monitored(
            "shop", Check.VOLUME, "", new Counts(counts, 0, DAYS, FIRST.getDayOfWeek().getValue()));
    return new QualityJudge(QualityConfig.defaults().withClosed(closed))
        .judge(FIRST, DAYS, List.of(volume), List.of()).stream()
            .filter(one -> one.verdict() != Verdict.OK)
            .map(Judgement::day)
            .toList();
  }

  @Test
  void a_closed_day_is_no_alarm_and_another_empty_day_is() {
    assertThat(alarms(ClosedDays.none(), CHRISTMAS, 88))
        .containsExactly(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 28));
    assertThat(alarms(ClosedDays.of(List.of("12-25")), CHRISTMAS, 88))
        .containsExactly(LocalDate.of(2026, 12, 28));
    assertThat(alarms(ClosedDays.of(List.of("2026-12-25", "2026-12-28")), CHRISTMAS, 88)).isEmpty();
  }

  @Test
  void what_is_no_day_is_refused() {
    assertThatThrownBy(() -> ClosedDays.of(List.of("13-32")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid day: 13-32 (must be such as 2026-04-03, or 12-25 for every year)");
  }
}
