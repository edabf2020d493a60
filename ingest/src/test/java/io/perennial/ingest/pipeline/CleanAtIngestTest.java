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
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanAtIngestTest {

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

  private static final String HEADER = "who,when,mail,tel,land,words";

  private static SourceConfig tickets(String file) {
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
                "email", ColumnChoice.of("mail"),
                "phone", ColumnChoice.of("tel"),
                "country", ColumnChoice.of("land")),
            List.of()));
  }

  private List<String> claims() {
    return workspace.rows(
        Tables.CLAIMS,
        "SELECT attribute, value, original, flag, seen_at FROM t WHERE attribute <> 'key'"
            + " ORDER BY attribute, value");
  }

  @Test
  void spellings_of_one_value_are_one_claim_from_when_it_was_first_said() {
    workspace.file(
        "a.csv",
        HEADER,
        "1,2025-01-03,Ada@Example.org,030 901820,Germany,hello",
        "1,2025-01-02,ada@example.org.,+49 30 901820,DE,hello again");

    IngestReport report = workspace.ingest(tickets("a.csv"));

    assertThat(claims())
        .containsExactly(
            "country|DE|-|-|2025-01-02T00:00:00Z",
            "email|ada@example.org|Ada@Example.org|-|2025-01-02T00:00:00Z",
            "phone|+4930901820|+49 30 901820|-|2025-01-02T00:00:00Z");
    assertThat(report.cleaned())
        .isEqualTo(Map.of(CleanRule.EMAIL_FORM, 1L, CleanRule.PHONE_FORM, 1L));
    assertThat(report.lines())
        .contains("repaired claims and texts, by rule: email-form 1, phone-form 1");
  }

  @Test
  void another_spelling_that_comes_later_is_no_new_claim() {
    workspace.file("a.csv", HEADER, "1,2025-01-03,ada@example.org,,,hello");
    workspace.ingest(tickets("a.csv"));
    workspace.file("b.csv", HEADER, "1,2025-01-04,ADA@EXAMPLE.ORG,,,hello");

    IngestReport report = workspace.ingest(tickets("b.csv"));

    assertThat(report.claims()).isZero();
    assertThat(report.cleaned()).isEmpty();
    assertThat(claims()).containsExactly("email|ada@example.org|-|-|2025-01-03T00:00:00Z");
  }

  @Test
  void what_is_doubted_is_kept_and_flagged_and_what_is_missing_stays_missing() {
    workspace.file("a.csv", HEADER, "1,2025-01-03,test@test.com,,nowhere,", "2,2025-01-03,,,,");

    IngestReport report = workspace.ingest(tickets("a.csv"));

    assertThat(claims())
        .containsExactly(
            "country|nowhere|-|country-unknown|2025-01-03T00:00:00Z",
            "email|test@test.com|-|email-placeholder|2025-01-03T00:00:00Z");
    assertThat(workspace.events("text")).containsExactly("-", "-");
    assertThat(report.lines())
        .contains("doubted claims and texts, by rule: email-placeholder 1, country-unknown 1");
  }

  @Test
  void texts_are_cleaned_and_ids_are_of_what_was_said() {
    workspace.file(
        "a.csv", HEADER, "1,2025-01-03,,,,<b>It doesnâ€™t work</b>&nbsp;", "2,2025-01-03,,,,fine");
    IngestConfig unclean =
        IngestConfig.of(tickets("a.csv"))
            .withClean(CleanConfig.defaults().withOff(Set.of(CleanRule.values())));

    IngestReport report = workspace.ingest(tickets("a.csv"));

    assertThat(workspace.rows(Tables.EVENTS, "SELECT text FROM t ORDER BY text"))
        .containsExactly("It doesn’t work", "fine");
    assertThat(report.cleaned())
        .containsOnlyKeys(CleanRule.TEXT_HTML, CleanRule.TEXT_MOJIBAKE, CleanRule.TEXT_SPACING);
    List<String> ids = workspace.rows(Tables.EVENTS, "SELECT event_id FROM t ORDER BY event_id");
    try (Workspace other = new Workspace(folder.resolve("other"))) {
      other.file(
          "a.csv",
          HEADER,
          "1,2025-01-03,,,,<b>It doesnâ€™t work</b>&nbsp;",
          "2,2025-01-03,,,,fine");
      other.ingest(unclean);
      assertThat(other.rows(Tables.EVENTS, "SELECT event_id FROM t ORDER BY event_id"))
          .isEqualTo(ids);
      assertThat(other.rows(Tables.EVENTS, "SELECT text FROM t ORDER BY text"))
          .containsExactly("<b>It doesnâ€™t work</b>&nbsp;", "fine");
    }
  }
}
