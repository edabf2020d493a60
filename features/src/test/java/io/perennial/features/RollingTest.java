// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RollingTest {

  @Test
  void the_last_horizon_ends_where_what_is_known_ends() {
    ZoneId zone = ZoneId.of("UTC");

    assertThat(new Rolling(3, 30, 90).spans(AsOf.startOf(LocalDate.of(2025, 12, 31)), zone))
        .extracting(Object::toString)
        .containsExactly(
            "Span[asOf=2025-08-03T00:00:00Z, until=2025-11-01T00:00:00Z]",
            "Span[asOf=2025-09-02T00:00:00Z, until=2025-12-01T00:00:00Z]",
            "Span[asOf=2025-10-02T00:00:00Z, until=2025-12-31T00:00:00Z]");
  }

  @Test
  void midnight_stays_midnight_where_clocks_change() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    AsOf end = AsOf.startOf(LocalDate.of(2025, 4, 10), zone);

    assertThat(new Rolling(2, 10, 7).spans(end, zone))
        .flatExtracting(span -> span.asOf().toString(), span -> span.until().toString())
        .containsExactly(
            "2025-03-23T23:00:00Z",
            "2025-03-30T22:00:00Z",
            "2025-04-02T22:00:00Z",
            "2025-04-09T22:00:00Z");
  }

  @Test
  void numbers_that_mean_nothing_are_told() {
    assertThatThrownBy(() -> new Rolling(0, 30, 90))
        .hasMessage("Invalid rolling: 0 (must be 1 to 1000)");
    assertThatThrownBy(() -> new Rolling(1, 0, 90))
        .hasMessage("Invalid every: 0 days (must be 1 to 3660)");
    assertThatThrownBy(() -> new Rolling(1, 1, 4000))
        .hasMessage("Invalid horizon: 4000 days (must be 1 to 3660)");
  }
}
