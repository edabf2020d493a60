// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.ingest.connect.Connect;
import io.perennial.ingest.connect.ConnectServer;
import io.perennial.ingest.connect.Proposal;
import io.perennial.ingest.connect.ServerAddress;
import io.perennial.ingest.land.database.PostgresServer;
import io.perennial.ingest.land.kafka.KafkaServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and topics are looked at as files are. */
class ConnectServerTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SHOP_PASSWORD", "hocuspocus");

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

  private Proposal propose(ServerAddress address) {
    return new ConnectServer(
            new Connect(workspace.engine(), folder, folder),
            folder,
            folder.resolve("state/spill"),
            ENVIRONMENT)
        .propose(address);
  }

  /** What the proposed text says when it stands in a configuration. */
  private static SourceConfig read(Proposal proposal) {
    return SourceSettings.sources(
            Configuration.parse(
                proposal.yaml(),
                Path.of("perennial.yaml"),
                SectionSpec.root("A workspace.", SourceSettings.SPEC),
                ENVIRONMENT))
        .get(0);
  }

  @Test
  void a_table_is_proposed_with_its_columns_and_its_likely_watermark() throws SQLException {
    String database = PostgresServer.database();
    try (Connection open = PostgresServer.connect(database);
        Statement statement = open.createStatement()) {
      statement.execute(
          "create table orders as select 'O' || g as order_id, 'C' || (g % 40) as customer_id,"
              + " timestamptz '2025-03-01 10:00:00Z' + g * interval '1 hour' as created_at,"
              + " (g * 1.25)::numeric(12,2) as total_amount,"
              + " timestamptz '2025-06-01 10:00:00Z' + g * interval '1 hour' as updated_at"
              + " from generate_series(1, 200) g");
    }

    Proposal proposal =
        propose(
            new ServerAddress(
                PostgresServer.url(database) + "#orders",
                Optional.of("postgres"),
                Optional.of("SHOP_PASSWORD")));

    assertThat(proposal.yaml())
        .contains(
            "    database:\n      url: '" + PostgresServer.url(database) + "'\n",
            "      user: postgres\n      password: ${SHOP_PASSWORD}\n      table: orders\n",
            "      # watermark: updated_at  # reads only what is new")
        .doesNotContain("hocuspocus", "files:", ".jsonl");
    SourceConfig source = read(proposal);
    assertThat(source.name()).isEqualTo("orders");
    assertThat(source.server())
        .contains(
            DatabaseReading.table(PostgresServer.url(database), "orders")
                .withUser("postgres", "hocuspocus"));
    assertThat(source.mapping().columns().get(EventField.CUSTOMER).alternatives())
        .containsExactly("customer_id");
    assertThat(workspace.ingest(source).kept()).isEqualTo(200);
  }

  @Test
  void a_topic_is_proposed_with_the_fields_of_its_messages() {
    String topic = KafkaServer.topic(2);
    for (int i = 0; i < 60; i++) {
      KafkaServer.send(
          topic,
          i % 2,
          "{\"order\":{\"id\":\"O%d\",\"total\":%d.50},\"customer\":\"C%d\",\"time\":\"2025-03-01T10:%02d:00Z\"}"
              .formatted(i, i, i % 7, i));
    }

    Proposal proposal =
        propose(
            new ServerAddress(
                "kafka://" + KafkaServer.address() + "/" + topic,
                Optional.empty(),
                Optional.empty()));

    SourceConfig source = read(proposal);
    assertThat(source.server()).contains(KafkaReading.of(KafkaServer.address(), topic));
    assertThat(source.mapping().columns().get(EventField.CUSTOMER).alternatives())
        .containsExactly("customer");
    assertThat(workspace.ingest(source).lines())
        .as(proposal.yaml())
        .contains("all: 60 rows = 60 kept + 0 duplicate + 0 quarantined");
  }

  @Test
  void what_may_be_a_password_is_not_shown() {
    assertThat(
            new ServerAddress(
                "jdbc:oracle:thin:scott/tiger@//db:1521/shop#orders",
                Optional.empty(),
                Optional.empty()))
        .hasToString("jdbc:oracle:thin://db:1521/shop#orders");
    assertThat(
            new ServerAddress(
                "jdbc:postgresql://ada:hocus/pocus@db/shop#orders",
                Optional.empty(),
                Optional.empty()))
        .hasToString("jdbc:postgresql://db/shop#orders");
  }

  @Test
  void an_address_without_a_table_is_told_without_secrets() {
    assertThatThrownBy(
            () ->
                propose(
                    new ServerAddress(
                        "jdbc:postgresql://ada:hocuspocus@db/shop?password=abracadabra",
                        Optional.empty(),
                        Optional.empty())))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Invalid address: jdbc:postgresql://db/shop (must be"
                + " jdbc:postgresql://host/database#table or kafka://host:port/topic)");
  }
}
