// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where periods and as-of instants begin and end. */
class TimeTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Nested
  class AsOfInstants {

    @Test
    void what_happens_at_the_instant_is_not_known_yet() {
      AsOf asOf = AsOf.of(NOON);

      assertThat(asOf.knows(asOf.micros())).isFalse();
      assertThat(asOf.knows(asOf.micros() - 1)).isTrue();
      assertThat(asOf.knows(asOf.micros() + 1)).isFalse();
    }

    @Test
    void an_instant_comes_back_to_the_microsecond() {
      assertThat(AsOf.of(NOON.plusNanos(123_456_789)).instant())
          .isEqualTo(NOON.plusNanos(123_456_000));
      assertThat(AsOf.of(Instant.parse("1969-12-31T23:59:59.5Z")).micros()).isEqualTo(-500_000);
    }

    @Test
    void a_day_begins_where_its_zone_says() {
      LocalDate day = LocalDate.of(2026, 7, 1);

      assertThat(AsOf.startOf(day)).hasToString("2026-07-01T00:00:00Z");
      assertThat(AsOf.startOf(day, ZoneId.of("Europe/Berlin"))).hasToString("2026-06-30T22:00:00Z");
    }

    @Test
    void they_are_ordered_in_time() {
      assertThat(AsOf.of(NOON))
          .isLessThan(AsOf.of(NOON.plusSeconds(1)))
          .isEqualByComparingTo(AsOf.of(NOON));
    }
  }

  @Nested
  class Periods {

    @Test
    void a_period_has_its_start_and_not_its_end() {
      Period hour = new Period(NOON, NOON.plusSeconds(3600));

      assertThat(hour.contains(NOON)).isTrue();
      assertThat(hour.contains(NOON.minusNanos(1))).isFalse();
      assertThat(hour.contains(NOON.plusSeconds(3600))).isFalse();
      assertThat(hour.contains(NOON.plusSeconds(3600).minusNanos(1))).isTrue();
      assertThat(hour.length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_period_may_be_empty_but_not_run_backwards() {
      assertThat(new Period(NOON, NOON).contains(NOON)).isFalse();
      assertThatThrownBy(() -> new Period(NOON, NOON.minusSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid period: 2026-03-01T12:00:00Z to 2026-03-01T11:59:59Z"
                  + " (must not end before it starts)");
    }
  }
}
