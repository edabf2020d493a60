// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.ingest.Preview;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives of several kinds of files, large documents, and what amounts and words say. */
class ConnectShapesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private Engine engine;
  private Connect connect;

  @BeforeEach
  void open() throws IOException {
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()));
    connect = new Connect(engine, folder, Files.createDirectories(folder.resolve("copies")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static String orders(int from, int count) {
    StringBuilder text = new StringBuilder("order_id,customer_id,date,total\n");
    for (int i = from; i < from + count; i++) {
      text.append(
          "%d,%d,2025-03-%02d 10:00:00,%d.50%n"
              .formatted(i, i % 40, 1 + i % 28, i)
              .replace("\r", ""));
    }
    return text.toString();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  @Test
  void of_an_archive_each_kind_of_file_is_a_source() throws IOException {
    Path file = folder.resolve("export.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "orders-2024.csv", orders(0, 100));
      entry(zip, "orders-2025.csv", orders(1_000, 100));
      StringBuilder tickets =
          new StringBuilder("ticket_id,customer_id,created_at,subject,description\n");
      for (int i = 0; i < 60; i++) {
        tickets.append(
            "T%d,%d,2025-04-01 11:00:00,help %d,it broke again on day %d\n".formatted(i, i, i, i));
      }
      entry(zip, "tickets.csv", tickets.toString());
    }

    List<Proposal.Source> sources = connect.propose(List.of(file)).sources();

    assertThat(sources).extracting(Proposal.Source::name).containsExactly("orders", "tickets");
    assertThat(sources.get(0).config().orElseThrow().files())
        .containsExactly("export.zip!orders-2024.csv", "export.zip!orders-2025.csv");
    assertThat(sources.get(1).yaml()).contains("files: ['export.zip!tickets.csv']");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"meta\": {\"page\": 1}, \"orders\": [', ]}, orders",
    "'{\"data\": {\"next\": null, \"orders\": [', ]}}, data.orders"
  })
  void rows_within_a_document_of_any_size_are_found(String head, String tail, String records)
      throws IOException {
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; i < 16_000; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              "{\"order_no\":\"A%d\",\"client\":\"c%d\",\"placed_at\":\"2025-03-%02dT10:00:00Z\",\"total\":%d.25,\"items\":[{\"sku\":\"P1\",\"qty\":2,\"price\":9.5},{\"sku\":\"P2\",\"qty\":1,\"price\":3.5}]}"
                  .formatted(i, i % 977, 1 + i % 28, i % 90));
    }
    Path file = folder.resolve("orders.json");
    Files.writeString(file, text.append(tail));
    assertThat(Files.size(file)).isGreaterThan(2_000_000);

    Proposal.Source source = connect.propose(List.of(file)).sources().get(0);

    SourceConfig config = source.config().orElseThrow();
    assertThat(config.reading().records()).contains(records);
    assertThat(config.reading().explode()).contains("items");
    assertThat(source.fields().get(EventField.CUSTOMER).column()).isEqualTo("client");
    Optional<Preview> preview = connect.preview(source, ZoneOffset.UTC, NOW);
    assertThat(preview.orElseThrow().problems()).isEmpty();
  }

  @Test
  void the_currency_that_all_amounts_say_is_a_constant_and_channels_get_our_words()
      throws IOException {
    StringBuilder text = new StringBuilder("customer,date,order,total,channel\n");
    List<String> channels = List.of("Online", "In-Store", "Mobile App", "store");
    for (int i = 0; i < 120; i++) {
      text.append(
          "%d,2025-01-%02d 11:00:00,%d,€ %d.50,%s\n"
              .formatted(i % 30, 1 + i % 28, i, i, channels.get(i % 4)));
    }
    Path file = Files.writeString(folder.resolve("sales.csv"), text);

    Proposal.Source source = connect.propose(List.of(file)).sources().get(0);

    assertThat(source.config().orElseThrow().mapping().constants())
        .containsEntry(EventField.CURRENCY, "EUR");
    assertThat(source.yaml())
        .contains("    constants:\n      currency: EUR ")
        .contains("channel: {In-Store: store, Mobile App: mobile_app, Online: web}");
  }

  @ParameterizedTest
  @CsvSource({
    "Total (EUR), EUR",
    "amount_usd, USD",
    "total,''",
    "try_count,''",
    "Preis in CHF, CHF"
  })
  void a_currency_in_the_name_of_a_column(String column, String currency) {
    assertThat(CurrencySigns.ofName(column).orElse("")).isEqualTo(currency);
  }

  @ParameterizedTest
  @CsvSource({
    "'€ 1.234,50|12,00 €', EUR",
    "'€ 12.00|€ 1', EUR",
    "'12,00 EUR|3,50 eur', EUR",
    "'-£4.20|(£3.00)', GBP",
    "'$4.20|$3.00', ''",
    "'€4|£3', ''",
    "'€4|3', ''",
    "'R$ 4,10', BRL"
  })
  void a_currency_beside_amounts(String amounts, String currency) {
    assertThat(CurrencySigns.of(List.of(amounts.split("[|]", -1))).orElse("")).isEqualTo(currency);
  }

  @Test
  void words_that_are_not_all_understood_are_left() {
    assertThat(ChannelWords.values(List.of("Online", "B2B desk"))).isEmpty();
    assertThat(ChannelWords.values(List.of("web", "store"))).isEmpty();
  }
}
