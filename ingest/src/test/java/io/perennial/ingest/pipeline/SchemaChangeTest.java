// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SchemaChange;
import io.perennial.ingest.SourceConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose columns are not those of the files before them. */
class SchemaChangeTest {

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

  private static SourceConfig source(String files) {
    return SourceConfig.of(
        "shop",
        List.of(files),
        Mapping.of(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.AMOUNT, ColumnChoice.of("amount"))));
  }

  @Test
  void new_missing_and_retyped_columns_are_told_and_may_stop_the_source() {
    workspace.file(
        "a.csv", "customer,time,amount,shop", "ada,2025-01-01,1,7", "bob,2025-01-02,2,8");
    assertThat(workspace.ingest(source("*.csv")).notes()).isEmpty();
    workspace.file(
        "b.csv", "customer,time,amount,shop", "ada,2025-02-01,1,9", "bob,2025-02-02,2,9");
    assertThat(workspace.ingest(source("*.csv")).notes()).isEmpty();

    workspace.file(
        "c.csv",
        "customer,time,amount,shop,mail",
        "ada,2025-03-01,1,north,x",
        "bob,2025-03-02,2,s,");
    workspace.file("d.csv", "customer,time,amount", "ada,2025-04-01,1");
    assertThatThrownBy(
            () ->
                workspace.ingest(
                    IngestConfig.of(source("*.csv")).withOnSchemaChange(SchemaChange.FAIL)))
        .hasMessage(
            "Cannot read source shop: the columns of c.csv are not those of the files before it:"
                + " column shop was number, is text; new column mail (text) (mend the file or the"
                + " mapping, or set quality.on-schema-change: report)");
    assertThat(workspace.events("occurred_at")).hasSize(4);

    assertThat(workspace.ingest(source("*.csv")).notes())
        .containsExactly(
            "c.csv has other columns than the files before it: column shop was number, is text;"
                + " new column mail (text)",
            "d.csv has other columns than the files before it: column shop is missing");
    assertThat(workspace.events("occurred_at")).hasSize(7);
  }

  @Test
  void optional_fields_of_json_do_not_cry_wolf() {
    workspace.file(
        "a.jsonl",
        "{\"customer\":\"ada\",\"time\":\"2025-01-01\",\"amount\":1,\"note\":\"x\"}",
        "{\"customer\":\"bob\",\"time\":\"2025-01-02\",\"amount\":1}");
    workspace.ingest(source("*.jsonl"));
    workspace.file("b.jsonl", "{\"customer\":\"ada\",\"time\":\"2025-02-01\",\"amount\":1}");
    assertThat(workspace.ingest(source("*.jsonl")).notes()).isEmpty();
    workspace.file(
        "c.jsonl", "{\"customer\":\"ada\",\"time\":\"2025-02-01\",\"amount\":2,\"note\":\"y\"}");
    assertThat(workspace.ingest(source("*.jsonl")).notes()).isEmpty();
    workspace.file(
        "d.jsonl", "{\"customer\":\"ada\",\"time\":\"2025-02-01\",\"amount\":3,\"tax\":\"y\"}");
    assertThat(workspace.ingest(source("*.jsonl")).notes())
        .containsExactly(
            "d.jsonl has other columns than the files before it: new column tax (text)");
  }
}
