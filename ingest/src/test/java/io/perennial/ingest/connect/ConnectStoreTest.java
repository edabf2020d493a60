// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.EventType;
import io.perennial.ingest.EventField;
import io.perennial.ingest.land.store.StoreServer;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of a store are looked at as files are, and the source names the objects. */
class ConnectStoreTest {

  private static final String ORDERS =
      """
      customer_id,order_date,order_id,total
      7,2026-01-02 10:11:12,A-1,12.50
      8,2026-01-03 11:12:13,A-2,7.25
      9,2026-01-04 12:13:14,A-3,19.99
      """;

  @TempDir Path folder;

  @Test
  void a_glob_of_alike_objects_is_one_source_and_others_are_named_one_by_one() {
    try (StoreServer server = new StoreServer();
        Engine engine =
            EngineProvider.named("duckdb")
                .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()))) {
      server.bucket("shop");
      server.object("shop", "in/orders-1.csv", ORDERS);
      server.object("shop", "in/orders-2.csv", ORDERS.replace("A-", "B-"));
      server.object(
          "shop",
          "in/tickets.csv",
          """
          ticket_id,customer_id,created_at,subject,description
          T1,7,2026-01-02 10:11:12,broken,it came broken and I want another
          T2,8,2026-01-05 10:11:12,late,it has not come yet since a week
          """);
      ConnectStore store =
          new ConnectStore(
              new Connect(engine, folder, folder.resolve("copies")), folder, server.config());

      Proposal.Source orders = store.propose("s3://shop/in/orders-*.csv").sources().get(0);
      Proposal all = store.propose("s3://shop/in/*.csv");

      assertThat(orders.config().orElseThrow().files())
          .containsExactly("s3://shop/in/orders-*.csv");
      assertThat(orders.yaml())
          .contains("files: ['s3://shop/in/orders-*.csv']")
          .contains("object-store: {endpoint: ");
      assertThat(orders.fields().get(EventField.AMOUNT).column()).isEqualTo("total");
      assertThat(all.sources())
          .extracting(source -> source.config().orElseThrow().files().toString())
          .containsExactly(
              "[s3://shop/in/orders-1.csv, s3://shop/in/orders-2.csv]",
              "[s3://shop/in/tickets.csv]");
      assertThat(all.sources().get(1).config().orElseThrow().mapping().type())
          .isEqualTo(EventType.TICKET_OPENED.word());
    }
  }
}
