// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sections {@code database} and {@code kafka} of a source. */
class ServerSettingsTest {

  private static final SectionSpec ROOT = SectionSpec.root("A workspace.", SourceSettings.SPEC);

  private static Section read(String... lines) {
    String text =
        "sources:\n  shop:\n    columns: {customer: c, time: t}\n    "
            + String.join("\n    ", lines)
            + "\n";
    return Configuration.parse(
        text, Path.of("perennial.yaml"), ROOT, Map.of("SHOP_PASSWORD", "hocuspocus"));
  }

  private static SourceConfig source(String... lines) {
    return SourceSettings.sources(read(lines)).get(0);
  }

  private static void assertWrong(String message, String... lines) {
    assertThatThrownBy(() -> source(lines))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hocuspocus");
  }

  @Test
  void a_database_has_defaults() {
    assertThat(source("database: {url: 'jdbc:sqlite:shop.db', table: orders}").server())
        .contains(DatabaseReading.table("jdbc:sqlite:shop.db", "orders"));
  }

  @Test
  void a_database_says_all_it_can() {
    SourceConfig source =
        source(
            "database:",
            "  url: jdbc:postgresql://db/shop",
            "  user: ada",
            "  password: ${SHOP_PASSWORD}",
            "  query: select 1",
            "  watermark: updated_at",
            "  watermark-lag: 5m",
            "  watermark-margin: 7",
            "  batch-rows: 10",
            "  timeout: 3s",
            "  query-timeout: 1h");

    assertThat(source.server())
        .contains(
            new DatabaseReading(
                "jdbc:postgresql://db/shop",
                Optional.of("ada"),
                Optional.of("hocuspocus"),
                Optional.empty(),
                Optional.of("select 1"),
                Optional.of("updated_at"),
                Duration.ofMinutes(5),
                7,
                10,
                Duration.ofSeconds(3),
                Duration.ofHours(1)));
    assertThat(source.files()).isEmpty();
    assertThat(source.toString()).doesNotContain("hocuspocus");
    assertThat(source.canonical()).doesNotContain("hocuspocus", "ada");
    assertThat(source.origin()).isEqualTo("jdbc:postgresql://db/shop select 1 by updated_at");
  }

  @Test
  void kafka_says_all_it_can() {
    SourceConfig source =
        source(
            "kafka:",
            "  bootstrap-servers: [a:9092, b:9092]",
            "  topic: orders",
            "  start: 2026-01-01T00:00:00Z",
            "  batch-messages: 5",
            "  properties: {sasl.jaas.config: '${SHOP_PASSWORD}'}");

    assertThat(source.server())
        .contains(
            new KafkaReading(
                List.of("a:9092", "b:9092"),
                List.of("orders"),
                Map.of("sasl.jaas.config", "hocuspocus"),
                new KafkaReading.Start(false, Optional.of(Instant.parse("2026-01-01T00:00:00Z"))),
                5,
                KafkaReading.DEFAULT_TIMEOUT));
    assertThat(source.toString()).doesNotContain("hocuspocus");
    assertThat(source.origin()).isEqualTo("a:9092,b:9092 orders from 2026-01-01T00:00:00Z");
  }

  @Test
  void secrets_are_in_no_canonical_text() {
    assertThat(
            read(
                    "database: {url: 'jdbc:sqlite:x', table: t, password: '${SHOP_PASSWORD}'}",
                    "kafka: {properties: {a: '${SHOP_PASSWORD}'}}")
                .canonical())
        .doesNotContain("hocuspocus")
        .contains("database.password = \"***\"", "kafka.properties = \"***\"");
  }

  @Test
  void a_source_has_one_origin() {
    assertWrong("say where the rows are: files, a database, or kafka", "type: order");
    assertWrong(
        "a source has one of files, database and kafka, not files and database",
        "files: x.csv",
        "database: {url: 'jdbc:sqlite:x', table: t}");
    assertWrong(
        "not database and kafka",
        "database: {url: 'jdbc:sqlite:x', table: t}",
        "kafka: {bootstrap-servers: a, topic: t}");
  }

  @Test
  void what_is_missing_or_too_much_is_told() {
    assertWrong("sources.shop.database.url", "database: {table: t}");
    assertWrong("sources.shop.database.table", "database: {url: 'jdbc:sqlite:x'}");
    assertWrong(
        "there is a query too", "database: {url: 'jdbc:sqlite:x', table: t, query: select 1}");
    assertWrong("such as jdbc:postgresql://host/database", "database: {url: 'db/shop', table: t}");
    assertWrong("sources.shop.kafka.topic", "kafka: {bootstrap-servers: a}");
    assertWrong("sources.shop.kafka.bootstrap-servers", "kafka: {topic: a}");
    assertWrong(
        "earliest, latest or a time", "kafka: {bootstrap-servers: a, topic: t, start: never}");
    assertWrong(
        "without group.id",
        "kafka: {bootstrap-servers: a, topic: t, properties: {group.id: hocuspocus}}");
  }

  @Test
  void a_password_has_no_place_in_a_url() {
    for (String url :
        List.of(
            "jdbc:postgresql://ada:hocuspocus@db/shop",
            "jdbc:postgresql://db/shop?password=hocuspocus",
            "jdbc:h2:./x;PASSWORD=hocuspocus")) {
      assertWrong(
          "it belongs here, as ${NAME} of the environment, not into url",
          "database: {url: '" + url + "', table: t}");
    }
  }
}
