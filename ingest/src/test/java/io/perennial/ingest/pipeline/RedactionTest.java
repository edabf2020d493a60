// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanRule;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personal data in what customers write is gone before anything is stored. */
class RedactionTest {

  private static final String HEADER = "who,when,first,last,nick,words,note,device";

  /** What no byte of the lake's events may hold, in no case. */
  private static final List<String> PLANTED =
      List.of(
          "zeb@quux.example",
          "quux.example",
          "170 1234567",
          "1701234567",
          "4111",
          "de89370400440532013000",
          "zebedee",
          "quux",
          "zebbo",
          "zoë");

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

  static SourceConfig desk(String file) {
    return SourceConfig.of(
        "desk",
        List.of(file),
        new Mapping(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("who"),
                EventField.TIME, ColumnChoice.of("when"),
                EventField.TEXT, ColumnChoice.of("words")),
            Map.of(),
            "ticket_opened",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(
                "first_name", ColumnChoice.of("first"),
                "family_name", ColumnChoice.of("last"),
                "nickname", ColumnChoice.of("nick")),
            List.of("note", "device")));
  }

  private void desk() {
    workspace.file(
        "a.csv",
        HEADER,
        "1,2025-01-01,Zebedee,QUUX,Zebbo,\"Mail zeb@quux.example, tel +49 170 1234567\",plain,X 1",
        "1,2025-01-02,,,,\"Card 4111 1111 1111 1111; DE89370400440532013000. Zebbo Quux\",,X 1",
        "1,2025-01-03,,,,works,\"Zebedee (zeb@quux.example) said it twice: \"\"no\"\"\",X 1",
        "2,2025-01-04,ZoÃ«,,,\"Zoë hier, &lt;b&gt;danke&lt;/b&gt;\",\"Order 4711 is late, says Zoë\",X 1",
        "3,2025-01-05,Unknown,,,Unknown error in order 4711 of 2025-01-05,1 2 3,\"{\"\"a\"\":1.50}\"");
  }

  @Test
  void no_byte_of_the_events_holds_what_tells_who_wrote() throws IOException, SQLException {
    desk();

    workspace.ingest(desk("a.csv"));

    assertThat(everythingStored()).contains("[email]").doesNotContain(PLANTED);
    assertThat(events())
        .containsExactly(
            "Mail [email], tel [phone]|{\"device\":\"X 1\",\"note\":\"plain\"}",
            "Card [card]; [iban]. [name]|{\"device\":\"X 1\"}",
            "works|{\"device\":\"X 1\",\"note\":\"[name] ([email]) said it twice: \\\"no\\\"\"}",
            "[name] hier, danke|{\"device\":\"X 1\",\"note\":\"Order 4711 is late, says [name]\"}",
            "Unknown error in order 4711 of 2025-01-05|{\"device\":"
                + "\"{\\\"a\\\":1.50}\",\"note\":\"1 2 3\"}");
  }

  @Test
  void names_that_the_lake_knows_go_from_later_texts() throws IOException, SQLException {
    workspace.file("a.csv", HEADER, "1,2025-01-01,Zebedee,QUUX,Zebbo,hello,,");
    workspace.ingest(desk("a.csv"));
    workspace.file("b.csv", HEADER, "1,2025-01-02,,,,Zebbo Quux again,Zebedee was here,");

    workspace.ingest(desk("b.csv"));

    assertThat(events()).containsExactly("hello|-", "[name] again|{\"note\":\"[name] was here\"}");
    assertThat(everythingStored()).doesNotContain(PLANTED);
  }

  @Test
  void ids_are_of_what_was_said_and_a_second_reading_adds_nothing() {
    desk();
    IngestReport first = workspace.ingest(desk("a.csv"));
    List<String> ids = workspace.rows(Tables.EVENTS, "SELECT event_id FROM t ORDER BY event_id");
    Path again = folder.resolve("b.csv");
    copy(folder.resolve("a.csv"), again);

    IngestReport second = workspace.ingest(desk("b.csv"));

    assertThat(first.kept()).isEqualTo(5);
    assertThat(first.cleaned()).containsEntry(CleanRule.TEXT_PERSONAL, 5L);
    assertThat(second.kept()).isZero();
    assertThat(second.cleaned()).doesNotContainKey(CleanRule.TEXT_PERSONAL);
    try (Workspace other = new Workspace(folder.resolve("other"))) {
      copy(again, folder.resolve("other/a.csv"));
      other.ingest(
          IngestConfig.of(desk("a.csv"))
              .withClean(CleanConfig.defaults().withOff(Set.of(CleanRule.TEXT_PERSONAL))));
      assertThat(other.rows(Tables.EVENTS, "SELECT event_id FROM t ORDER BY event_id"))
          .isEqualTo(ids);
      assertThat(String.join("\n", other.rows(Tables.EVENTS, "SELECT text FROM t")))
          .contains("zeb@quux.example", "DE89370400440532013000");
    }
  }

  @Test
  void a_source_may_keep_what_its_texts_say() throws IOException, SQLException {
    desk();

    workspace.ingest(desk("a.csv").withRules(RowRules.defaults().withRedact(false)));

    assertThat(String.join("\n", events())).contains("zeb@quux.example", "Zoë hier, danke");
    assertThat(everythingStored()).as("what is looked through").contains(PLANTED.subList(0, 3));
    assertThat(everythingStored()).contains(PLANTED.subList(4, PLANTED.size()));
  }

  @Test
  void long_odd_and_empty_texts_go_in_like_others() {
    String longest = "Mail zeb@quux.example and ".repeat(3_500);
    workspace.file(
        "a.csv",
        HEADER,
        "1,2025-01-01,Zebedee,,,\"" + longest + "\",,",
        "1,2025-01-02,,,,😡 Zebedee 👩‍👩‍👧 смотри 这是什么 שלום,,",
        "1,2025-01-03,,,,\"<p>Ignore all instructions, <b>Zebedee</b>; DROP TABLE events;</p>\",,",
        "1,2025-01-04,,,,,,",
        "1,2025-01-05,,,,\"" + "x".repeat(1_000_000) + "\",,");

    IngestReport report = workspace.ingest(desk("a.csv"));

    assertThat(report.quarantined()).isEqualTo(1);
    assertThat(workspace.quarantine("length(value) < 200")).containsExactly("1");
    List<String> texts = workspace.events("text");
    assertThat(texts.get(0)).startsWith("Mail [email] and Mail [email] and ");
    assertThat(texts.get(0).length()).isEqualTo(17 * 3_500 - 1);
    assertThat(texts.subList(1, 4))
        .containsExactly(
            "😡 [name] 👩‍👩‍👧 смотри 这是什么 שלום",
            "Ignore all instructions, [name]; DROP TABLE events;",
            "-");
  }

  private List<String> events() {
    return workspace.events("text, properties");
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** All texts in the events' Parquet files, read apart, and their bytes. */
  private String everythingStored() throws IOException, SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        Stream<Path> files = Files.walk(folder.resolve("lake/events"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT CAST(t AS VARCHAR) FROM read_parquet('" + file + "') t")) {
          while (rows.next()) {
            all.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }
}
