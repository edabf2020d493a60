// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.RecordId;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.ErasureList;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose mapping changed is read again: what it says now replaces what it said before. */
class ReadAgainTest {

  private static final String HEADER = "customer,time,order,amount,what,kind,mail";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder.resolve("one"));
    fill(workspace);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static void fill(Workspace into) {
    into.file(
        "shop/jan.csv",
        HEADER,
        "ada,2025-01-01 10:00,o1,1,sale,shoes,a@example.org",
        "bob,2025-01-02 10:00,o2,2,sale,hats,b@example.org",
        "bob,2025-01-03 10:00,o3,3,gift,hats,b@example.org");
    into.file("shop/feb.csv", HEADER, "ada,2025-02-01 10:00,o4,4,sale,shoes,a@example.org");
    into.file("other.csv", HEADER, "cem,2025-01-05 10:00,x1,9,order,-,c@example.org");
  }

  private static SourceConfig source(
      String name, String system, String files, Map<EventField, String> more, String... types) {
    Map<EventField, ColumnChoice> columns = new EnumMap<>(EventField.class);
    columns.put(EventField.CUSTOMER, ColumnChoice.of("customer"));
    columns.put(EventField.TIME, ColumnChoice.of("time"));
    columns.put(EventField.ORDER_ID, ColumnChoice.of("order"));
    columns.put(EventField.AMOUNT, ColumnChoice.of("amount"));
    columns.put(EventField.TYPE, ColumnChoice.of("what"));
    more.forEach((field, column) -> columns.put(field, ColumnChoice.of(column)));
    Map<String, String> typeValues = new LinkedHashMap<>(Map.of("sale", "order"));
    if (types.length > 0) {
      typeValues.put(types[0], types[1]);
    }
    Mapping mapping =
        new Mapping(
            columns,
            Map.of(),
            "order",
            typeValues,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("email", ColumnChoice.of("mail")),
            List.of());
    SourceConfig plain = SourceConfig.of(name, List.of(files), mapping);
    return new SourceConfig(
        name,
        system,
        plain.files(),
        plain.reading(),
        mapping,
        RowRules.defaults().withAllowQuarantined(1));
  }

  private static SourceConfig before() {
    return source("shop", "shop", "shop/*.csv", Map.of());
  }

  /** With a category, and gifts as orders. */
  private static SourceConfig after() {
    return source(
        "shop", "shop", "shop/*.csv", Map.of(EventField.CATEGORY, "kind"), "gift", "order");
  }

  private static SourceConfig other() {
    return source("other", "other", "other.csv", Map.of());
  }

  /** All that readers see, but when it came. */
  private static List<List<String>> all(Workspace of) {
    return List.of(events(of), claims(of), quarantine(of), files(of));
  }

  private static List<String> events(Workspace of) {
    return of.rows(
        Tables.EVENTS,
        "SELECT event_id, source, record_id, type, occurred_at, order_id, category, amount,"
            + " batch_id FROM t ORDER BY event_id");
  }

  private static List<String> claims(Workspace of) {
    return of.rows(
        Tables.CLAIMS,
        "SELECT record_id, source, attribute, value, seen_at, batch_id FROM t ORDER BY value");
  }

  private static List<String> quarantine(Workspace of) {
    return of.quarantine("source, file, line, field, value, batch_id");
  }

  private static List<String> files(Workspace of) {
    return of.rows(
        Tables.INGESTED_FILES,
        "SELECT source, file, fingerprint, rows_read, rows_kept, rows_duplicate,"
            + " rows_quarantined, batch_id FROM t ORDER BY file");
  }

  /** What a workspace has in which nothing was ever read otherwise. */
  private List<List<String>> fresh(SourceConfig... sources) {
    try (Workspace second = new Workspace(folder.resolve("two"))) {
      fill(second);
      second.ingest(sources);
      return all(second);
    }
  }

  @Test
  void the_refusal_of_a_changed_mapping_names_the_command() {
    workspace.ingest(before());

    assertThatThrownBy(() -> workspace.ingest(after()))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "Cannot read shop/feb.csv again: it is in the lake under another mapping of source"
                + " shop, and its events would be there twice (perennial ingest --again shop"
                + " replaces them, or go back to that mapping)");
  }

  private static SourceConfig meaning(String... types) {
    return source("shop", "shop", "shop/*.csv", Map.of(), types);
  }

  private void refusesWords(SourceConfig now) {
    List<List<String>> were = all(workspace);
    assertThatThrownBy(() -> workspace.ingest(now))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("is in the lake under another mapping of source shop")
        .hasMessageContaining("perennial ingest --again shop");
    assertThat(all(workspace)).isEqualTo(were);
  }

  @Test
  void a_word_that_means_something_else_now_is_another_mapping() {
    workspace.ingest(meaning("gift", "order"));

    refusesWords(meaning("sale", "return"));
    refusesWords(meaning("gift", "return"));
    workspace.again(Set.of("shop"), meaning("gift", "return"));

    assertThat(workspace.events("order_id, type"))
        .containsExactly("o1|order", "o2|order", "o3|return", "o4|order");
  }

  @Test
  void a_word_that_means_nothing_any_more_is_another_mapping() {
    workspace.ingest(meaning("gift", "order"));

    refusesWords(meaning());
  }

  @Test
  void a_type_that_means_another_now_is_another_mapping() {
    workspace.file("shop/feb.csv", HEADER, "ada,2025-02-01 10:00,o4,4,Page View,shoes,-");
    workspace.ingest(meaning());

    refusesWords(meaning("page view", "order"));
    assertThat(workspace.ingest(meaning("page view", "page_view")).lines())
        .as("said as it is understood anyway")
        .contains("  shop/feb.csv: 1 rows = 0 kept + 1 duplicate + 0 quarantined");
  }

  @Test
  void a_word_that_was_in_quarantine_may_get_a_meaning() {
    workspace.ingest(meaning());

    workspace.ingest(meaning("gift", "order"));
    workspace.ingest(meaning("gift", "order"));

    assertThat(workspace.events("order_id, type"))
        .containsExactly("o1|order", "o2|order", "o3|order", "o4|order");
  }

  @Test
  void what_a_source_says_now_replaces_what_it_said_before() {
    workspace.ingest(before(), other());
    assertThat(workspace.events("order_id, category"))
        .containsExactly("o1|-", "o2|-", "x1|-", "o4|-");
    assertThat(quarantine(workspace)).hasSize(1);

    assertThat(workspace.again(Set.of("shop"), after(), other()).lines())
        .contains(
            "  shop/jan.csv: 3 rows = 3 kept + 0 duplicate + 0 quarantined",
            "  other.csv: unchanged");

    assertThat(workspace.events("order_id, category"))
        .containsExactly("o1|shoes", "o2|hats", "o3|hats", "x1|-", "o4|shoes");
    assertThat(all(workspace)).isEqualTo(fresh(after(), other()));
    assertThat(workspace.ingest(after(), other()).lines())
        .contains("  shop/jan.csv: unchanged", "  shop/feb.csv: unchanged");
  }

  @Test
  void without_a_change_everything_stays_as_it_is() {
    workspace.ingest(before(), other());
    List<List<String>> were = all(workspace);

    workspace.again(Set.of("shop"), before(), other());

    assertThat(all(workspace)).isEqualTo(were);
  }

  @Test
  void a_source_that_was_never_read_is_read() {
    workspace.again(Set.of("shop"), after());

    assertThat(all(workspace)).isEqualTo(fresh(after()));
  }

  @Test
  void a_grown_file_is_read_as_it_is() {
    workspace.file("shop/feb.csv", HEADER);
    workspace.ingest(before());
    fill(workspace);
    workspace.ingest(before());

    workspace.again(Set.of("shop"), after());

    assertThat(all(workspace)).isEqualTo(fresh(after()));
  }

  @Test
  void sources_of_one_system_are_read_again_together() {
    workspace.file("more.csv", HEADER, "ada,2025-01-01 10:00,o1,1,sale,shoes,a@example.org");
    SourceConfig more = source("more", "shop", "more.csv", Map.of());
    workspace.ingest(before(), more);
    assertThat(workspace.events("order_id")).hasSize(3);

    workspace.again(Set.of("shop"), after(), more);

    assertThat(workspace.events("order_id, category"))
        .as("what was the same event is two, now that only one source tells the category")
        .containsExactlyInAnyOrder("o1|-", "o1|shoes", "o2|hats", "o3|hats", "o4|shoes");
  }

  @Test
  void who_is_erased_stays_erased() {
    workspace.ingest(before());
    erase(RecordId.of("shop", "ada"));

    assertThat(workspace.again(Set.of("shop"), after()).lines())
        .contains("  shop/jan.csv: 3 rows = 2 kept + 0 duplicate + 0 quarantined + 1 erased");
    assertThat(workspace.events("order_id")).containsExactly("o2", "o3");
    assertThat(claims(workspace)).noneMatch(claim -> claim.contains("ada"));
  }

  /** Puts a record on the list of those that stay out. */
  private void erase(RecordId record) {
    Batch row = new Batch(Tables.ERASURES.columns().stream().map(Column::field).toList(), 1);
    row.setLong(row.index("fingerprint"), row.addRow(), new ErasureList("").fingerprint(record));
    workspace.engine().load("erased", Batches.of(row));
    LakeTable erasures = workspace.lake().table(Tables.ERASURES);
    erasures.append(
        "erasure",
        workspace.engine().write("SELECT * FROM erased", FileTarget.of(erasures)),
        Map.of());
  }

  @Nested
  class When_a_file_is_not_there {

    private static final String ADVICE =
        " (put back what was there, under any name that the sources' files cover; a file that is"
            + " written over from time to time is to be kept under another name each time; or give"
            + " those events up: perennial ingest --again shop --forget-missing)";

    private void refused(String message) {
      List<List<String>> were = all(workspace);

      assertThatThrownBy(() -> workspace.again(Set.of("shop"), after()))
          .isInstanceOf(IngestException.class)
          .hasMessage(message);
      assertThat(all(workspace)).isEqualTo(were);
    }

    @Test
    void its_events_are_not_given_up() throws IOException {
      workspace.ingest(before());
      Files.delete(workspace.folder().resolve("shop/feb.csv"));

      refused(
          "Cannot read the sources of shop again: shop/feb.csv is not among their files any more,"
              + " and events that only such files told would be lost, 1 at most"
              + ADVICE);
    }

    @Test
    void what_is_missing_may_be_given_up() throws IOException {
      workspace.ingest(before(), other());
      Files.delete(workspace.folder().resolve("shop/jan.csv"));
      workspace.file("shop/feb.csv", HEADER, "ada,2025-02-02 10:00,o5,5,sale,shoes,-");

      workspace.again(Again.of(Set.of("shop")).forgettingMissing(), after(), other());

      assertThat(workspace.events("order_id, category")).containsExactly("x1|-", "o5|shoes");
      workspace.again(Set.of("shop"), after(), other());
    }

    @Test
    void another_file_of_its_name_is_not_taken_for_it() {
      workspace.ingest(before());
      workspace.file("shop/feb.csv", HEADER, "ada,2025-02-02 10:00,o5,5,sale,shoes,-");

      refused(
          "Cannot read the sources of shop again: shop/feb.csv is not the file that it was, and"
              + " events that only such files told would be lost, 1 at most"
              + ADVICE);
    }

    @Test
    void it_may_have_another_name() throws IOException {
      workspace.ingest(before());
      Files.move(
          workspace.folder().resolve("shop/feb.csv"), workspace.folder().resolve("shop/2.csv"));

      workspace.again(Set.of("shop"), after());

      assertThat(workspace.events("order_id, category"))
          .containsExactly("o1|shoes", "o2|hats", "o3|hats", "o4|shoes");
    }

    @Test
    void what_cannot_be_read_changes_nothing() {
      workspace.ingest(before());
      workspace.bytes("shop/mar.csv", new byte[0]);

      refused(
          "Cannot read source shop again, and nothing was changed: shop/mar.csv: the file is empty"
              + " (write it again, or delete it)");
    }
  }

  /** Each table is as it was or as it will be; whoever comes next finishes. */
  @Nested
  @Tag("slow")
  class Killed_between_two_commits {

    private void killedAt(int commits, String table) {
      List<List<String>> fresh = fresh(after(), other());
      workspace.ingest(before(), other());
      List<List<String>> were = all(workspace);
      workspace.lake().dieAfter(commits, table);
      assertThatThrownBy(() -> workspace.again(Set.of("shop"), after(), other()))
          .hasMessageContaining("Killed");
      workspace.lake().dieBeforeCommitsTo("");

      List<List<String>> are = all(workspace);
      for (int i = 0; i < 3; i++) {
        assertThat(are.get(i)).as("table " + i).isIn(were.get(i), fresh.get(i));
      }
      assertThat(are.get(3)).hasSameSizeAs(were.get(3));

      workspace.ingest(after(), other());

      assertThat(all(workspace)).isEqualTo(fresh);
    }

    @Test
    void before_the_first() {
      workspace.ingest(before(), other());
      List<List<String>> were = all(workspace);
      workspace.lake().dieBeforeCommitsTo("ingested_files");
      assertThatThrownBy(() -> workspace.again(Set.of("shop"), after(), other()))
          .hasMessageContaining("Killed");
      workspace.lake().dieBeforeCommitsTo("");

      assertThat(all(workspace)).isEqualTo(were);
    }

    @Test
    void before_events() {
      killedAt(0, "events");
    }

    @Test
    void before_claims() {
      killedAt(0, "claims");
    }

    @Test
    void before_quarantine() {
      killedAt(0, "quarantine");
    }

    @Test
    void before_the_list_of_files() {
      killedAt(1, "ingested_files");
    }

    @Test
    void going_back_to_the_mapping_of_before_finishes_as_well() {
      workspace.ingest(before(), other());
      List<List<String>> were = all(workspace);
      workspace.lake().dieBeforeCommitsTo("claims");
      assertThatThrownBy(() -> workspace.again(Set.of("shop"), after(), other()))
          .hasMessageContaining("Killed");
      workspace.lake().dieBeforeCommitsTo("");

      workspace.ingest(before(), other());

      assertThat(all(workspace)).isEqualTo(were);
    }
  }
}
