// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private static String over(String moment) {
    return Watermark.before(Instant.parse(moment), Watermark.Kind.LOCAL, ZoneId.of("Europe/Berlin"))
        .text();
  }

  @Test
  void local_times_that_come_twice_are_over_when_they_have_come_again() {
    assertThat(over("2025-10-25T23:59:00Z")).isEqualTo("2025-10-26T01:59:00");
    assertThat(over("2025-10-26T00:00:00Z")).isEqualTo("2025-10-26T01:59:59.999999");
    assertThat(over("2025-10-26T00:59:59Z")).isEqualTo("2025-10-26T01:59:59.999999");
    assertThat(over("2025-10-26T01:00:00Z")).isEqualTo("2025-10-26T02:00:00");
    assertThat(over("2025-10-26T01:30:00Z")).isEqualTo("2025-10-26T02:30:00");
  }

  @Test
  void local_times_are_over_as_ever_when_clocks_go_forward() {
    assertThat(over("2025-03-30T00:59:59Z")).isEqualTo("2025-03-30T01:59:59");
    assertThat(over("2025-03-30T01:00:00Z")).isEqualTo("2025-03-30T03:00:00");
  }
}
