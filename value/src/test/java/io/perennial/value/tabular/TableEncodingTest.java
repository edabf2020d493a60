// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.value.TooLittleDataException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableEncodingTest {

  private static Map<String, ColumnRole> roles(TableEncoding encoding) {
    return encoding.columns().stream()
        .collect(Collectors.toMap(ColumnReport::name, ColumnReport::role));
  }

  private static String[] column(String name, int n, IntFunction<String> cell) {
    return Stream.concat(Stream.of(name), IntStream.range(0, n).mapToObj(cell))
        .toArray(String[]::new);
  }

  private static TableEncoding learn(TextTable table, String label) {
    return TableEncoding.learn(table, Label.of(table, label), EncodingConfig.defaults());
  }

  @Nested
  class Cells_are_read {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "12 | . | 12",
          "-3.5 | . | -3.5",
          "$1,234.50 | . | 1234.5",
          "1.234,5 € | , | 1234.5",
          "15% | . | 15",
          "(20) | . | -20",
          "1e3 | . | 1000",
          "12,5 | . | NaN",
          "1,23,4 | . | NaN",
          "382-4657 | . | NaN",
          "abc | . | NaN",
          "1d | . | NaN",
          "Infinity | . | NaN",
          "1e | . | NaN",
          "1e999 | . | NaN",
          "12 345 | . | 12345",
          "- | . | NaN",
          "0x1p3 | . | NaN"
        })
    void as_numbers(String cell, char decimal, double value) {
      assertThat(Cells.number(cell, decimal)).isEqualTo(Double.valueOf(value));
    }

    @Test
    void as_days_of_a_column_that_only_one_form_fits() {
      TextTable table =
          Tables.of(
              column("joined", 60, i -> String.format("%02d/%02d/2024", 1 + i % 28, 1 + i % 12)),
              column(
                  "iso", 60, i -> String.format("2023-%02d-%02d 10:00:00", 1 + i % 12, 1 + i % 28)),
              column("left", 60, i -> i % 3 == 0 ? "yes" : "no"));
      TableEncoding encoding = learn(table, "left");

      assertThat(roles(encoding)).containsEntry("joined", ColumnRole.DATE);
      assertThat(roles(encoding)).containsEntry("iso", ColumnRole.DATE);
      double[] days = encoding.encode(table).column("days since joined");
      assertThat(Arrays.stream(days).min()).hasValue(0);
    }

    @Test
    void as_nothing_in_many_spellings() {
      for (String cell : List.of("", "NA", "n/a", "NaN", "NULL", "?", "-")) {
        assertThat(Cells.isNothing(cell)).isTrue();
      }
      assertThat(Cells.isNothing("None")).isFalse();
    }
  }

  @Nested
  class Columns_are_told_apart {

    @Test
    void with_reasons() {
      TextTable table = Tables.contracts(400, 1);
      TableEncoding encoding = learn(table, "Churn Label");

      assertThat(roles(encoding))
          .containsEntry("customerID", ColumnRole.ID)
          .containsEntry("tenure", ColumnRole.NUMBER)
          .containsEntry("Monthly Price", ColumnRole.NUMBER)
          .containsEntry("plan", ColumnRole.CATEGORY)
          .containsEntry("paperless", ColumnRole.YES_NO)
          .containsEntry("currency", ColumnRole.CONSTANT)
          .containsEntry("Churn Reason", ColumnRole.TELLS_LABEL)
          .containsEntry("Churn Label", ColumnRole.LABEL);
      assertThat(encoding.columns())
          .filteredOn(report -> report.name().equals("Churn Reason"))
          .singleElement()
          .satisfies(report -> assertThat(report.reason()).contains("alone it foretells"));
      assertThat(encoding.features())
          .contains("tenure", "plan is Basic", "paperless is yes", "Monthly Price is not known");
    }

    @Test
    void numbers_of_rows_and_scattered_words_are_left_out() {
      TextTable table =
          Tables.of(
              column("", 100, i -> Integer.toString(i + 1)),
              column("Surname", 100, i -> "name" + i % 90),
              column("spend", 100, i -> Integer.toString(100 + 13 * i % 71)),
              column("Exited", 100, i -> Integer.toString(i % 4 == 0 ? 1 : 0)));
      assertThat(roles(learn(table, "Exited")))
          .containsEntry("column 1", ColumnRole.ID)
          .containsEntry("Surname", ColumnRole.FREE_TEXT)
          .containsEntry("spend", ColumnRole.NUMBER);
    }

    @Test
    void columns_can_be_kept_or_ignored() {
      TextTable table = Tables.contracts(400, 1);
      Label label = Label.of(table, "Churn Label");
      EncodingConfig config =
          EncodingConfig.defaults().withKept("Churn Reason").withIgnored("tenure");
      assertThat(roles(TableEncoding.learn(table, label, config)))
          .containsEntry("Churn Reason", ColumnRole.YES_NO)
          .containsEntry("tenure", ColumnRole.IGNORED);
    }

    @Test
    void a_table_of_nothing_is_refused() {
      TextTable table =
          Tables.of(
              column("id", 30, i -> "x" + i),
              column("same", 30, i -> "1"),
              column("churn", 30, i -> i % 2 == 0 ? "Y" : "N"));
      assertThatThrownBy(() -> learn(table, "churn"))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage(
              "Cannot learn from this table: none of its 2 columns beside churn tells customers"
                  + " apart");
    }
  }

  @Nested
  class What_is_learned_is_frozen {

    @Test
    void its_text_form_says_all_of_it() {
      TextTable table = Tables.contracts(300, 2);
      TableEncoding encoding = learn(table, "Churn Label");
      TableEncoding read = TableEncoding.parse(encoding.toText());

      assertThat(read.toText()).isEqualTo(encoding.toText());
      assertThat(read.columns()).isEqualTo(encoding.columns());
      FeatureMatrix one = encoding.encode(table);
      FeatureMatrix other = read.encode(table);
      for (String name : encoding.features()) {
        assertThat(other.column(name)).isEqualTo(one.column(name));
      }
    }

    @Test
    void a_wrong_text_is_refused_by_line() {
      assertThatThrownBy(() -> TableEncoding.parse("table encoding 1\nfeature\ta"))
          .hasMessageStartingWith("Line 2: Invalid encoding");
    }

    @Test
    void rare_and_new_words_are_one() {
      TextTable table =
          Tables.of(
              column("plan", 100, i -> i < 50 ? "a" : i < 90 ? "b" : "rare" + i),
              column("churn", 100, i -> i % 3 == 0 ? "Yes" : "No"));
      TableEncoding encoding = learn(table, "churn");
      FeatureMatrix rows =
          encoding.encode(Tables.of(new String[] {"plan", "never seen", "B", "", "rare95"}));

      assertThat(rows.column("plan is another")).containsExactly(1, 0, 0, 1);
      assertThat(rows.column("plan is b")).containsExactly(0, 1, 0, 0);
    }

    @Test
    void missing_columns_are_named() {
      TableEncoding encoding = learn(Tables.contracts(300, 2), "Churn Label");
      assertThatThrownBy(() -> encoding.encode(Tables.of(new String[] {"tenure", "1"})))
          .hasMessageStartingWith("Missing columns: [Monthly Price, plan, paperless]");
    }
  }

  @Nested
  class Labels {

    @ParameterizedTest
    @CsvSource({
      "Yes,No",
      "1,0",
      "TRUE,FALSE",
      "Churned,Stayed",
      "Attrited Customer,Existing Customer",
      "y,n",
      "Left,Active",
      "churn,no churn",
      "1.0,0.0",
      "Exited,Not exited",
      "2,1",
      "True,False"
    })
    void are_read(String left, String stayed) {
      TextTable table = Tables.of(column("Churn", 10, i -> i == 3 || i == 5 ? left : stayed));
      Label label = Label.of(table, "Churn");
      assertThat(label.values()[3]).isEqualTo(1);
      assertThat(label.values()[0]).isZero();
      assertThat(label.leftWord()).isEqualTo(left);
    }

    @Test
    void of_one_class_are_refused() {
      TextTable table = Tables.of(column("Churn", 10, i -> "No"));
      assertThatThrownBy(() -> Label.of(table, "Churn"))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage(
              "Cannot learn from column Churn: all 10 rows say No (must have some who left and some"
                  + " who stayed)");
    }

    @Test
    void of_many_values_are_refused() {
      TextTable table = Tables.of(column("tenure", 10, Integer::toString));
      assertThatThrownBy(() -> Label.of(table, "tenure"))
          .hasMessageStartingWith("Invalid label tenure: 10 different values");
    }

    @Test
    void that_are_missing_are_left_out_with_a_note() {
      TextTable table =
          Tables.of(column("Churn", 10, i -> i == 0 ? "" : i % 2 == 0 ? "Yes" : "No"));
      Label label = Label.of(table, "Churn");
      assertThat(label.knownRows()).hasSize(9);
      assertThat(label.notes()).containsExactly("1 rows have no Churn: they are not learned from");
    }

    @Test
    void are_found_by_name() {
      for (String name :
          List.of("Churn", "Exited", "Attrition_Flag", "Churn Label", "is_churned")) {
        TextTable table =
            Tables.of(column("region", 10, i -> "r" + i % 2), column(name, 10, i -> "" + i % 2));
        assertThat(Label.likely(table)).contains(name);
      }
      assertThat(Label.likely(Tables.of(column("spend", 10, i -> "" + i)))).isEmpty();
    }
  }

  @Test
  void headers_are_made_distinct() {
    TextTable table =
        Tables.of(
            new String[] {"\ufeff a ", "1"}, new String[] {"a", "2"}, new String[] {" ", "3"});
    assertThat(table.names()).containsExactly("a", "a (2)", "column 3");
    assertThat(table.cell(0, "a (2)")).isEqualTo("2");
  }

  @Test
  void folds_keep_equal_rows_together_and_classes_even() {
    int n = 300;
    double[] label = IntStream.range(0, n).mapToDouble(i -> i % 5 == 0 ? 1 : 0).toArray();
    double[][] columns = {
      IntStream.range(0, n).mapToDouble(i -> Math.floor(i / 10.0)).toArray(),
      IntStream.range(0, n).mapToDouble(i -> i % 10).map(d -> d == 5 ? 0 : d).toArray()
    };
    int[] groups = Folds.ofEqualRows(columns, label);
    Folds folds = Folds.stratified(label, groups, 5, RandomSource.seeded(1).stream(0));

    assertThat(Folds.duplicates(groups)).isEqualTo(30);
    for (int i = 0; i < n; i++) {
      assertThat(folds.of(i)).isEqualTo(folds.of(groups[i]));
    }
    for (int f = 0; f < 5; f++) {
      assertThat(folds.rows(f).length).isBetween(58, 62);
      assertThat(Arrays.stream(folds.rows(f)).filter(i -> label[i] > 0).count())
          .isBetween(11L, 13L);
    }
  }
}
