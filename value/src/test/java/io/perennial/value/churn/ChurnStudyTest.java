// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.TooLittleDataException;
import io.perennial.value.tabular.Label;
import io.perennial.value.tabular.Tables;
import io.perennial.value.tabular.TextTable;
import io.perennial.value.tabular.learn.AdditiveBoosting;
import io.perennial.value.tabular.learn.C45Tree;
import io.perennial.value.tabular.learn.LogisticRegression;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChurnStudyTest {

  private static final ChurnConfig QUICK =
      ChurnConfig.defaults()
          .withModels(
              List.of(
                  new LogisticRegression(), new C45Tree(), new AdditiveBoosting(2, 3, 0.15, 60)))
          .withFolds(3, 1);

  private static final TextTable TABLE = Tables.contracts(900, 4);
  private static final ChurnStudy STUDY = ChurnStudy.of(TABLE, "Churn Label", QUICK);

  @Test
  void chooses_the_simplest_that_is_no_worse() {
    assertThat(STUDY.comparison().chosen().name()).isEqualTo("logistic regression");
    assertThat(STUDY.comparison().chosen().mean().auc()).isGreaterThan(0.75);
    assertThat(STUDY.comparison().chosen().error().auc()).isBetween(0.001, 0.05);
  }

  @Test
  void warns_of_columns_that_tell_the_label() {
    assertThat(STUDY.warnings())
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("column Churn Reason is left out: alone"));
  }

  @Test
  void what_it_says_comes_true() {
    double mean = Arrays.stream(STUDY.probabilities()).average().orElseThrow();
    assertThat(mean).isEqualTo(STUDY.shareLeft(), within(0.01));
    assertThat(STUDY.calibration().groups()).hasSize(10);
    assertThat(STUDY.importance().get(0).column()).isEqualTo("tenure");
    assertThat(STUDY.importance().stream().mapToDouble(ColumnWeight::share).sum())
        .isEqualTo(1, within(1e-9));
  }

  @Test
  void reasons_are_in_words() {
    int newcomer =
        IntStream.range(0, TABLE.rows())
            .filter(i -> TABLE.cell(i, "tenure").equals("0"))
            .findFirst()
            .orElseThrow();
    ChurnReason first = STUDY.model().reasons(TABLE, new int[] {newcomer}, 3).get(0).get(0);
    assertThat(first.column()).isEqualTo("tenure");
    assertThat(first.words()).startsWith("tenure is 0, lower than of most: odds of leaving x ");
    assertThat(first.logOdds()).isPositive();
  }

  @Test
  void the_card_has_all_of_it() {
    assertThat(STUDY.card())
        .contains("# Who leaves: Churn Label")
        .contains("| logistic regression |")
        .contains("- customerID: left out, id (another value in each row)")
        .contains("## Limits");
  }

  @Test
  void is_the_same_on_any_number_of_threads() throws Exception {
    double[][] said = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        said[threads - 1] =
            pool.submit(() -> ChurnStudy.of(TABLE, "Churn Label", QUICK).probabilities()).get();
      } finally {
        pool.shutdown();
      }
    }
    assertThat(said[0]).isEqualTo(said[1]);
  }

  @Test
  void equal_rows_are_said_and_rows_without_label_are_forecast() {
    int[] rows = IntStream.range(0, 330).map(i -> i < 300 ? i : i - 300).toArray();
    TextTable doubled = TABLE.only(rows);
    List<String> labels =
        IntStream.range(0, 330)
            .mapToObj(i -> i % 50 == 49 ? "" : doubled.cell(i, "Churn Label"))
            .toList();
    TextTable table =
        TextTable.ofColumns(
            List.of("tenure", "price", "churn"),
            List.of(
                IntStream.range(0, 330).mapToObj(i -> doubled.cell(i, "tenure")).toList(),
                IntStream.range(0, 330).mapToObj(i -> doubled.cell(i, "Monthly Price")).toList(),
                labels));
    ChurnStudy study =
        ChurnStudy.of(table, "churn", QUICK.withModels(List.of(new LogisticRegression())));

    assertThat(study.warnings()).anyMatch(text -> text.contains("6 rows have no churn"));
    assertThat(study.warnings()).anyMatch(text -> text.contains("exact duplicate rows: they stay"));
    assertThat(study.probabilities()).hasSize(330);
    assertThat(Arrays.stream(study.probabilities())).allMatch(p -> p > 0 && p < 1);
    assertThat(study.learned()).isEqualTo(324);
  }

  @Test
  void a_sample_is_learned_from_where_rows_are_many() {
    ChurnStudy study =
        ChurnStudy.of(
            TABLE,
            "Churn Label",
            QUICK.withModels(List.of(new LogisticRegression())).withMostRows(400));
    assertThat(study.learned()).isEqualTo(400);
    assertThat(study.warnings()).contains("learned from a sample of 400 of 900 rows");
    assertThat(study.probabilities()).hasSize(900);
    assertThat(Arrays.stream(study.probabilities())).allMatch(p -> p > 0 && p < 1);
  }

  @Test
  void few_customers_are_refused_or_warned_of() {
    TextTable few = TABLE.only(IntStream.range(0, 10).toArray());
    Label label = Label.of(few, "Churn Label");
    assertThat(Arrays.stream(label.values()).sum()).isBetween(2.0, 8.0);
    ChurnStudy study =
        ChurnStudy.of(few, "Churn Label", QUICK.withModels(List.of(new LogisticRegression())));
    assertThat(Arrays.stream(study.probabilities())).allMatch(p -> p > 0 && p < 1);
    assertThat(study.warnings()).anyMatch(text -> text.startsWith("only "));

    int left = IntStream.range(0, 10).filter(i -> label.values()[i] == 1).findFirst().orElseThrow();
    int[] one = IntStream.range(0, 10).filter(i -> label.values()[i] == 0 || i == left).toArray();
    assertThatThrownBy(() -> ChurnStudy.of(few.only(one), "Churn Label", QUICK))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessageContaining("1 of " + one.length + " customers left");
  }

  @Test
  void alerts_are_ordered_by_value_at_risk() {
    double[] left = Label.of(TABLE, "Churn Label").values();
    boolean[] stays = new boolean[TABLE.rows()];
    double[] value = new double[TABLE.rows()];
    for (int i = 0; i < stays.length; i++) {
      stays[i] = left[i] == 0;
      String price = TABLE.cell(i, "Monthly Price");
      value[i] = price.isBlank() ? Double.NaN : 12 * Double.parseDouble(price);
    }
    List<ChurnAlert> alerts =
        ChurnAlerts.ofTable(
            TABLE,
            STUDY.model(),
            STUDY.probabilities(),
            value,
            stays,
            Plays.builtIn(),
            AlertConfig.ofContracts().withLimit(20));

    assertThat(alerts).hasSize(20);
    for (int k = 0; k < alerts.size(); k++) {
      ChurnAlert alert = alerts.get(k);
      assertThat(alert.valueAtRisk()).isEqualTo(alert.probability() * alert.value(), within(1e-9));
      assertThat(alert.valueAtRisk())
          .isLessThanOrEqualTo(alerts.get(Math.max(0, k - 1)).valueAtRisk());
      assertThat(stays[alert.row()]).isTrue();
      assertThat(alert.reason()).startsWith("Leaves with ").contains("odds of leaving x");
      assertThat(alert.play().words()).isNotBlank();
    }
  }
}
