// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.OpenGroup;
import io.perennial.ingest.RetryReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in quarantine, mended by configuration, by time or not at all, and read again. */
class RetryTest {

  private static final String HEADER = "customer,time,type,order,amount,mail";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
    workspace.file(
        "a.csv",
        HEADER,
        "ada,2025-12-01,order,o1,1,ada@x.org",
        "bob,2025-12-02,buy,o2,2,bob@x.org",
        "bob,2025-12-02,gekauft,o3,3,bob@x.org",
        "ada,2025-12-01,order,o1,1,ada@x.org");
    workspace.file("b.csv", HEADER, "cid,2025-12-03,buy,o4,4,cid@x.org");
    workspace.file("fine.csv", HEADER, "dan,2025-12-04,order,o5,5,dan@x.org");
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static SourceConfig source(Map<String, String> words) {
    return source(words, "amount");
  }

  private static SourceConfig source(Map<String, String> words, String amount) {
    return SourceConfig.of(
        "shop",
        List.of("*.csv"),
        new Mapping(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.TYPE, ColumnChoice.of("type"),
                EventField.ORDER_ID, ColumnChoice.of("order"),
                EventField.AMOUNT, ColumnChoice.of(amount)),
            Map.of(),
            "order",
            words,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of('.'),
            Map.of("email", ColumnChoice.of("mail")),
            List.of()));
  }

  private RetryReport retry(SourceConfig source) {
    return new RetryStep(IngestConfig.of(source), folder, Set.of()).retry(workspace.context());
  }

  private <R> R open(Function<OpenRows, R> look) {
    try (OpenRows open = new OpenRows(workspace.lake(), workspace.engine())) {
      return look.apply(open);
    }
  }

  private List<OpenGroup> groups() {
    return open(OpenRows::groups);
  }

  private List<String> states() {
    return open(
        all -> {
          List<String> states = new ArrayList<>();
          try (Batches rows =
              workspace
                  .engine()
                  .query(
                      "SELECT file || ': ' || CAST(rows_read AS STRING) || ' = ' || CAST(rows_kept"
                          + " AS STRING) || ' + ' || CAST(rows_duplicate AS STRING) || ' + ' ||"
                          + " CAST(rows_quarantined AS STRING) AS t FROM file_states ORDER BY"
                          + " file")) {
            while (rows.next()) {
              for (int i = 0; i < rows.batch().rows(); i++) {
                states.add(rows.batch().texts(0)[i]);
              }
            }
          }
          return states;
        });
  }

  @Test
  void what_was_mended_comes_in_and_what_was_there_stays() {
    workspace.ingest(source(Map.of()));
    List<String> before = workspace.events("order_id, event_id, batch_id");
    assertThat(groups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.rows()).isEqualTo(3);
              assertThat(group.share()).isEqualTo(0.5);
              assertThat(group.file() + " " + group.line() + " " + group.value())
                  .isEqualTo("a.csv 2 buy");
              assertThat(group.repair()).hasValue("type-values: {buy: order, gekauft: …}");
            });

    assertThat(open(OpenRows::files)).isEqualTo(Map.of("shop", Map.of("a.csv", 2L, "b.csv", 1L)));

    RetryReport report = retry(source(Map.of("buy", "order")));

    assertThat(report.lines())
        .containsExactly(
            "shop  a.csv: 1 of 2 rows taken now, 1 remain",
            "shop  b.csv: 1 of 1 rows taken now, 0 remain",
            "2 of 3 rows taken now, 1 remain");
    assertThat(workspace.events("order_id, event_id, batch_id")).hasSize(4).containsAll(before);
    assertThat(groups()).singleElement().satisfies(g -> assertThat(g.rows()).isEqualTo(1));
    assertThat(open(OpenRows::files)).isEqualTo(Map.of("shop", Map.of("a.csv", 1L)));
    assertThat(states())
        .containsExactly("a.csv: 4 = 2 + 1 + 1", "b.csv: 1 = 1 + 0 + 0", "fine.csv: 1 = 1 + 0 + 0");

    assertThat(retry(source(Map.of("buy", "order", "gekauft", "order"))).summary())
        .isEqualTo("1 of 1 rows taken now, 0 remain");
    assertThat(states()).contains("a.csv: 4 = 3 + 1 + 0");
    assertThat(retry(source(Map.of("buy", "order"))).summary())
        .isEqualTo("nothing is in quarantine");
    assertThat(workspace.events("order_id")).containsExactly("o1", "o2", "o3", "o4", "o5");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT count(*) FROM t WHERE attribute = 'email'"))
        .containsExactly("4");
  }

  @Test
  void what_a_file_says_twice_is_not_hidden_by_what_it_said_before() {
    SourceConfig source = source(Map.of("buy", "order", "gekauft", "order"));
    workspace.ingest(source);
    workspace.file(
        "a.csv",
        HEADER,
        "ada,2025-12-01,order,o1,1,ada@x.org",
        "eve,2025-12-09,order,o6,6,eve@x.org",
        "eve,2025-12-09,order,o6,6,eve@x.org",
        "eve,2025-12-09,order,o6,6,eve@x.org");
    workspace.ingest(source);

    assertThat(states()).contains("a.csv: 4 = 2 + 2 + 0");
  }

  @Test
  void it_is_read_again_though_nothing_changed() {
    workspace.ingest(source(Map.of()));
    assertThat(retry(source(Map.of())).summary()).isEqualTo("0 of 3 rows taken now, 3 remain");
    assertThat(retry(source(Map.of())).summary()).isEqualTo("0 of 3 rows taken now, 3 remain");
    assertThat(groups()).singleElement().satisfies(g -> assertThat(g.rows()).isEqualTo(3));
    assertThat(workspace.events("order_id")).containsExactly("o1", "o5");
  }

  @Test
  void a_time_that_was_too_late_has_come() {
    workspace.file("c.csv", HEADER, "eve,2026-01-08,order,o6,6,eve@x.org");
    SourceConfig source = source(Map.of("buy", "order", "gekauft", "order"));
    workspace.ingest(source);
    assertThat(groups()).singleElement().satisfies(g -> assertThat(g.repair()).isEmpty());
    workspace.at(Workspace.NOW.plus(Duration.ofDays(10)));
    assertThat(retry(source).summary()).isEqualTo("1 of 1 rows taken now, 0 remain");
    assertThat(workspace.events("order_id")).contains("o6").hasSize(6);
  }

  @Test
  void another_mapping_is_refused_and_nothing_is_changed() {
    workspace.ingest(source(Map.of()));
    assertThatThrownBy(() -> retry(source(Map.of("buy", "order"), "order")))
        .hasMessageContaining("it is in the lake under another mapping of source shop")
        .hasMessageContaining("perennial ingest --again shop");
    assertThat(workspace.events("order_id")).containsExactly("o1", "o5");
    assertThat(groups()).singleElement().satisfies(g -> assertThat(g.rows()).isEqualTo(3));
  }

  @Test
  void a_file_that_is_gone_is_said_and_one_that_changed_too() throws IOException {
    workspace.ingest(source(Map.of()));
    Files.delete(folder.resolve("b.csv"));
    workspace.file("a.csv", HEADER, "bob,2025-12-02,order,o2,2,bob@x.org");
    RetryReport report = retry(source(Map.of()));
    assertThat(report.lines())
        .containsExactly(
            "shop  a.csv: it changed; 1 rows taken now, 0 in quarantine (2 before)",
            "shop  b.csv: it is gone, its 1 rows stay open (put it back, or leave them)",
            "1 of 3 rows taken now, 1 remain; not read: b.csv: it is gone");
  }

  @Test
  void what_a_file_leaves_open_its_neighbours_say() {
    workspace.file("late.csv", "customer,time,type,order,amount", "fay,2025-12-05,buy,o7,7");
    workspace.ingest(source(Map.of()));
    assertThat(retry(source(Map.of("buy", "order"))).summary())
        .isEqualTo("3 of 4 rows taken now, 1 remain");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"events", "claims", "quarantine", "ingested_files"})
  void a_kill_in_the_middle_is_made_good_by_the_next_retry(String table) {
    SourceConfig mended = source(Map.of("buy", "order"));
    workspace.ingest(source(Map.of()));
    workspace.lake().dieBeforeCommitsTo(table);
    assertThatThrownBy(() -> retry(mended)).hasMessageContaining("Killed");
    workspace.lake().dieBeforeCommitsTo("");
    assertThat(groups().stream().mapToLong(OpenGroup::rows).sum())
        .as("a reading that is not finished does not count")
        .isPositive();

    RetryReport report = retry(mended);

    assertThat(report.remain()).isEqualTo(1);
    assertThat(workspace.events("order_id")).containsExactly("o1", "o2", "o4", "o5");
    assertThat(workspace.rows(Tables.CLAIMS, "SELECT count(*) FROM t WHERE attribute = 'email'"))
        .containsExactly("4");
    assertThat(states())
        .containsExactly("a.csv: 4 = 2 + 1 + 1", "b.csv: 1 = 1 + 0 + 0", "fine.csv: 1 = 1 + 0 + 0");
    assertThat(retry(mended).summary()).isEqualTo("0 of 1 rows taken now, 1 remain");
  }
}
