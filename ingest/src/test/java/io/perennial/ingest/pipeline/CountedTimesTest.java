// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times that count from somewhere, and money as accounting programs and other countries write. */
class CountedTimesTest {

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private List<String> read(String time, String amount) {
    workspace.file("a.csv", "who;when;amount", "ada;" + time + ";" + amount);
    workspace.ingest(
        SourceConfig.of(
            "a",
            List.of("a.csv"),
            Mapping.of(
                Map.of(
                    EventField.CUSTOMER, ColumnChoice.of("who"),
                    EventField.TIME, ColumnChoice.of("when"),
                    EventField.AMOUNT, ColumnChoice.of("amount")))));
    return workspace.events("occurred_at, amount");
  }

  @Test
  void microseconds() {
    assertThat(read("1709289000123456", "1.5")).containsExactly("2024-03-01T10:30:00.123456Z|1.5");
  }

  @Test
  void nanoseconds() {
    assertThat(read("1709289000000000000", "1.5")).containsExactly("2024-03-01T10:30:00Z|1.5");
  }

  @Test
  void days_of_a_spreadsheet() {
    assertThat(read("45352.4375", "1.5")).containsExactly("2024-03-01T10:30:00Z|1.5");
  }

  @Test
  void a_zone_that_is_written_as_a_word() {
    assertThat(read("2024-03-01 10:30:00 UTC", "1.5")).containsExactly("2024-03-01T10:30:00Z|1.5");
  }

  @Test
  void a_date_and_an_hour() {
    assertThat(read("2024-03-01 9", "1.5")).containsExactly("2024-03-01T09:00:00Z|1.5");
  }

  @Test
  void a_minus_that_follows() {
    assertThat(read("2024-03-01", "1,234.50-")).containsExactly("2024-03-01T00:00:00Z|-1234.5");
  }

  @Test
  void currencies_that_are_words() {
    assertThat(read("2024-03-01", "1234.50 zł")).containsExactly("2024-03-01T00:00:00Z|1234.5");
    assertThat(read("2024-03-02", "R$ 12.50")).contains("2024-03-02T00:00:00Z|12.5");
    assertThat(read("2024-03-03", "kr 99.00")).contains("2024-03-03T00:00:00Z|99.0");
  }
}
