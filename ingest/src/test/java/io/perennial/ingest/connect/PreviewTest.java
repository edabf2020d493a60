// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.Preview;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would come of sampled rows is what comes of them: ingest's own steps read them. */
class PreviewTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Engine engine;
  private Connect connect;

  @BeforeEach
  void open() throws IOException {
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()));
    Path copies = Files.createDirectories(folder.resolve("copies"));
    connect = new Connect(engine, folder, copies);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Proposal.Source propose(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("sales.csv"), String.join("\n", lines) + "\n");
    return connect.propose(List.of(file)).sources().get(0);
  }

  private Preview preview(Proposal.Source source, ZoneId zone) {
    return connect.preview(source, zone, NOW).orElseThrow();
  }

  @Test
  void rows_are_read_for_real() throws IOException {
    Proposal.Source source =
        propose(
            "Kundennummer;Bestelldatum;Bestellnummer;Menge;Betrag",
            "K17850;01.12.2024 08:26;B1;2;€ 1.234,50",
            ";02.12.2024 09:00;B2;1;5,00",
            "K13047;13.12.2024 10:00;B3;-1;-5,00",
            "K13047;13.12.2024 10:00;B3;-1;-5,00");

    Preview preview = preview(source, ZoneId.of("Europe/Berlin"));

    assertThat(preview.rows()).isEqualTo(4);
    assertThat(preview.kept()).isEqualTo(3);
    assertThat(preview.repeated()).isEqualTo(1);
    assertThat(preview.problems()).containsExactly(Map.entry("no customer", 1L));
    assertThat(preview.columns())
        .containsExactly("customer", "time", "type", "order_id", "quantity", "amount");
    assertThat(preview.shown().get(0))
        .containsExactly("x99999", "2024-12-01 07:26:00Z", "order", "B1", "2", "1234.5");
    assertThat(preview.shown().get(1)).contains("return", "-5");
    try (Stream<Path> left = Files.list(folder.resolve("copies"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void times_that_could_be_two_are_shown_as_both() throws IOException {
    Proposal.Source source =
        propose(
            "customer_id,order_date,order_id,total",
            "1,01/02/2024,1,5.5",
            "2,02/02/2024,2,6.5",
            "3,03/02/2024,3,7.5");

    assertThat(preview(source, ZoneOffset.UTC).shown().get(0)).contains("2024-02-01 00:00:00Z");
    assertThat(connect.previewOfOther(source, ZoneOffset.UTC, NOW).orElseThrow().shown().get(0))
        .contains("2024-01-02 00:00:00Z");
  }

  @Test
  void numbers_that_could_be_two_are_shown_as_both() throws IOException {
    Proposal.Source source =
        propose(
            "customer_id,order_date,order_id,total",
            "1,2024-01-02,1,1.500",
            "2,2024-01-03,2,2.250",
            "3,2024-01-04,3,1.125");

    assertThat(source.notes()).anyMatch(note -> note.startsWith("numbers such as 1.500 could be"));
    assertThat(preview(source, ZoneOffset.UTC).shown().get(0)).contains("1.5");
    assertThat(connect.previewOfOther(source, ZoneOffset.UTC, NOW).orElseThrow().shown().get(0))
        .contains("1500");
  }

  @Test
  void a_list_of_products_has_no_preview() throws IOException {
    Proposal.Source source = propose("product_id,name", "1,lamp", "2,chair", "3,table");

    assertThat(connect.preview(source, ZoneOffset.UTC, NOW)).isEmpty();
  }
}
