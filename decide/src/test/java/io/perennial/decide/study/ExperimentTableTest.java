// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of experiments as they are found, nothing being said of their columns. */
class ExperimentTableTest {

  private static ExperimentTable read(TextTable table) {
    return ExperimentTable.of(table, ExperimentTable.Columns.guessed());
  }

  /** A hundred rows: who, the arm, what was known before, what came of it. */
  private static TextTable rows(String arm, List<String> arms, String outcome, List<String> came) {
    return TextTable.ofRows(
        List.of("user id", "age", arm, outcome),
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    List.of(
                        "u" + i,
                        String.valueOf(20 + i % 17),
                        arms.get(i % arms.size()),
                        came.get(i % 7 % came.size())))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "version, gate_40, gate_30, retention_7, FALSE, TRUE, gate_30",
    "test group, ad, psa, converted, True, False, psa",
    "Promotion, Yes, No, purchase, 0, 1, No",
    "treatment_flg, 1, 0, target, 0, 1, 0",
    "treat, 1, 0, re78, 0, 9930.5, 0",
    "Gruppe, Testgruppe, Kontrolle, Umsatz, '1.250,50', '0', Kontrolle",
    "messages, Neighbors, Control, voted, Yes, No, Control",
    "ServerID, 2, 1, VisitPageFlag, 0, 1, 1",
    "ab_group, B, A, spend_after, $12.50, $3, A",
    "isTreated, true, false, orderValue, 12, 0, false",
  })
  void columns_are_told_by_names_and_words(
      String arm, String one, String other, String outcome, String yes, String no, String control) {
    ExperimentTable table = read(rows(arm, List.of(one, other), outcome, List.of(yes, no)));

    assertThat(table.arms()).hasSize(2).startsWith(control);
    assertThat(table.outcomes().keySet()).containsExactly(outcome);
    assertThat(table.outcomes().get(outcome)).hasSize(100);
    assertThat(table.features().names()).containsExactly("age");
  }

  @Test
  void money_with_a_comma_is_money() {
    TextTable table =
        rows("Gruppe", List.of("Kontrolle", "Test"), "Umsatz", List.of("1.250,50", "0"));

    assertThat(read(table).outcomes().get("Umsatz")).contains(1250.5, 0.0);
  }

  @Test
  void rows_of_one_customer_are_taken_together_and_who_was_in_two_arms_is_left_out() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      rows.add(List.of("c" + i % 30, i % 30 == 7 && i > 40 ? "B" : i % 2 == 0 ? "A" : "B", "2"));
    }
    ExperimentTable table =
        read(TextTable.ofRows(List.of("customer_id", "variant", "revenue"), rows));

    assertThat(table.outcomes().get("revenue")).containsOnly(6.0).hasSize(30);
    rows.set(33, List.of("c3", "A", "2"));
    table = read(TextTable.ofRows(List.of("customer_id", "variant", "revenue"), rows));
    assertThat(table.outcomes().get("revenue")).hasSize(29);
    assertThat(table.notes())
        .anyMatch(note -> note.contains("90 rows are of 30 of customer_id"))
        .anyMatch(note -> note.contains("1 that were in two arms are left out"));
  }

  @Test
  void a_row_may_stand_for_many_customers() {
    TextTable days =
        TextTable.ofRows(
            List.of("date", "variant", "visitors", "conversions"),
            List.of(
                List.of("2024-05-01", "A", "400", "20"),
                List.of("2024-05-01", "B", "410", "30"),
                List.of("2024-05-02", "A", "380", "21"),
                List.of("2024-05-02", "B", "390", "33")));

    ExperimentStudy study = ExperimentStudy.of(read(days), List.of(), List.of(), 0.05, 1);

    assertThat(study.counts()).containsExactly(780L, 800L);
    ExperimentStudy.Answer answer = study.answers().get("conversions");
    assertThat(answer.control()).isCloseTo(41.0 / 780, within(1e-12));
    assertThat(answer.arms().get(0).plain().effect().orElseThrow().difference())
        .isCloseTo(63.0 / 800 - 41.0 / 780, within(1e-12));
  }

  @Test
  void what_differs_between_arms_is_not_taken_for_known_before() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String arm = i % 2 == 0 ? "control" : "treatment";
      rows.add(
          List.of(arm, i % 2 == 0 ? "old_page" : "new_page", "" + i % 13, i % 3 == 0 ? "1" : "0"));
    }

    ExperimentTable table =
        read(TextTable.ofRows(List.of("group", "shown", "tenure", "converted"), rows));

    assertThat(table.features().names()).containsExactly("tenure");
    assertThat(table.notes())
        .anyMatch(note -> note.startsWith("shown differs between arms by more than chance"));
  }

  @Test
  void what_cannot_be_told_is_asked_for_by_name() {
    TextTable nothing = rows("city", List.of("Bonn", "Ulm"), "size", List.of("1", "2"));
    TextTable noOutcome = rows("variant", List.of("A", "B"), "hhsize", List.of("1", "2"));
    TextTable means =
        TextTable.ofRows(
            List.of("variant_id", "mean_c", "mean_t"),
            List.of(List.of("1", "0.2", "0.3"), List.of("2", "0.2", "0.4")));

    assertThatThrownBy(() -> read(nothing))
        .hasMessageStartingWith("Cannot tell which column says the arm: name it with --arm")
        .hasMessageContaining("city");
    assertThatThrownBy(() -> read(noOutcome))
        .hasMessageStartingWith("Cannot tell which column says what came of it: name it with")
        .hasMessageContaining("age, hhsize");
    assertThatThrownBy(() -> read(means)).hasMessageContaining("are means of arms");
  }

  @Test
  void shares_that_were_not_said_are_guessed_where_sizes_are_not_equal() {
    List<String> arms = new ArrayList<>(List.of("psa"));
    IntStream.range(0, 19).forEach(i -> arms.add("ad"));
    List<List<String>> rows =
        IntStream.range(0, 4_000)
            .mapToObj(i -> List.of(arms.get(i % 20), i % 7 == 0 ? "1" : "0"))
            .toList();

    ExperimentStudy study =
        ExperimentStudy.of(
            read(TextTable.ofRows(List.of("arm", "converted"), rows)),
            List.of(),
            List.of(),
            0.05,
            1);

    assertThat(study.ratio().mismatch()).isTrue();
    assertThat(study.likelyShares()).contains(List.of(0.05, 0.95));
  }
}
