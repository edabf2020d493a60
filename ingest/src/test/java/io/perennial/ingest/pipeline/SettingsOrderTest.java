// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which settings are written means nothing. */
class SettingsOrderTest {

  @TempDir Path folder;

  private static SourceConfig source(boolean turned) {
    Mapping mapping =
        new Mapping(
            ordered(
                turned,
                List.of(
                    Map.entry(EventField.CUSTOMER, ColumnChoice.of("customer")),
                    Map.entry(EventField.TIME, ColumnChoice.of("time")),
                    Map.entry(EventField.TYPE, ColumnChoice.of("what")))),
            ordered(
                turned,
                List.of(
                    Map.entry(EventField.CHANNEL, "store"), Map.entry(EventField.CURRENCY, "EUR"))),
            "order",
            ordered(turned, List.of(Map.entry("sale", "order"), Map.entry("refund", "return"))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ordered(
                turned,
                List.of(
                    Map.entry("email", ColumnChoice.of("mail")),
                    Map.entry("country", ColumnChoice.of("country")))),
            turned ? List.of("size", "colour") : List.of("colour", "size"));
    return SourceConfig.of("shop", List.of("orders.csv"), mapping);
  }

  private static <K, V> Map<K, V> ordered(boolean turned, List<Map.Entry<K, V>> entries) {
    List<Map.Entry<K, V>> order = new ArrayList<>(entries);
    if (turned) {
      Collections.reverse(order);
    }
    Map<K, V> map = new LinkedHashMap<>();
    order.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }

  @Test
  void settings_in_another_order_leave_the_files_alone() {
    try (Workspace workspace = new Workspace(folder)) {
      workspace.file(
          "orders.csv",
          "customer,time,what,mail,country,colour,size",
          "ada,2025-01-01,sale,a@example.org,DE,red,L");
      workspace.ingest(source(false));
      List<String> before = workspace.events("event_id, properties");

      assertThat(workspace.ingest(source(true)).lines()).contains("  orders.csv: unchanged");
      assertThat(workspace.events("event_id, properties")).isEqualTo(before);
    }
  }

  @Test
  void properties_are_written_in_the_order_of_their_names() {
    try (Workspace workspace = new Workspace(folder)) {
      workspace.file(
          "orders.csv",
          "customer,time,what,mail,country,size,colour",
          "ada,2025-01-01,sale,a@example.org,DE,L,red");

      workspace.ingest(source(true));

      assertThat(workspace.events("properties"))
          .containsExactly("{\"colour\":\"red\",\"size\":\"L\"}");
    }
  }

  @Test
  void the_step_is_up_to_date() {
    assertThat(new IngestStep(IngestConfig.of(source(true)), folder).settings())
        .isEqualTo(new IngestStep(IngestConfig.of(source(false)), folder).settings());
  }
}
