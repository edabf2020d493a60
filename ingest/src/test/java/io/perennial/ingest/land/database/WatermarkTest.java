// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private static String over(String moment) {
    return Watermark.before(Instant.parse(moment), Watermark.Kind.LOCAL, ZoneId.of("Europe/Berlin"))
        .text();
  }

  private static Optional<String> like(String text) {
    return new Watermark(Watermark.Kind.TEXT, text)
        .likeThis(Instant.parse("2025-10-26T00:59:59.5Z"), ZoneId.of("Europe/Berlin"))
        .map(Watermark::text);
  }

  @Test
  void texts_that_are_times_are_over_as_they_are_written() {
    assertThat(like("2025-10-26T00:59:59.9Z")).hasValue("2025-10-26T00:59:59");
    assertThat(like("2025-10-26 02:59:59")).hasValue("2025-10-26 01:59:59");
    assertThat(like("2025-10-26T02:59")).hasValue("2025-10-26T01:59:59");
    assertThat(like("2025-10-26")).hasValue("2025-10-25");
    assertThat(like("v17")).isEmpty();
    assertThat(like("2025-10-26x")).isEmpty();
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
