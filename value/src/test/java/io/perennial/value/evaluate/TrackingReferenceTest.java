// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.value.Families;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.Reference;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.nbd.NbdTrainer;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingReferenceTest {

  static PurchaseTrainer<?> trainer(String name) {
    return switch (name) {
      case "pnbd" -> new ParetoNbdTrainer();
      case "bgnbd" -> BetaGeometricTrainer.bgNbd();
      case "mbgnbd" -> BetaGeometricTrainer.mbgNbd();
      default -> new NbdTrainer();
    };
  }

  private static Tracking tracking(String dataset, String name) {
    PurchaseLog log = Reference.log(dataset);
    PurchaseModel model = Families.model(trainer(name), Reference.values(dataset, name));
    long end = Reference.calibrationDay(dataset);
    return Tracking.of(
        model,
        log.newCustomersByDay(0, end),
        log.repeatsByDay(0, end, Reference.holdoutDay(dataset)));
  }

  @ParameterizedTest
  @CsvSource({"pnbd", "bgnbd", "mbgnbd", "nbd"})
  void every_week_of_cdnow_is_that_of_the_reference(String name) {
    List<Map<String, String>> rows = Reference.rows("tracking/cdnow_sample.csv");
    List<Tracking.Week> weeks = tracking("cdnow_sample", name).weeks();

    assertThat(weeks).hasSize(78).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      Tracking.Week week = weeks.get(i);
      assertThat(week.number()).isEqualTo(Integer.parseInt(row.get("week")));
      assertThat(week.holdout()).isEqualTo(row.get("period").equals("holdout"));
      assertThat((double) week.actual()).isEqualTo(Reference.number(row, "inc_actual"));
      assertThat((double) week.cumulativeActual()).isEqualTo(Reference.number(row, "cum_actual"));
      assertThat(week.cumulativeExpected())
          .isCloseTo(Reference.number(row, "cum_" + name), withPercentage(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cdnow_sample, pnbd",
    "cdnow_sample, bgnbd",
    "cdnow_full, pnbd",
    "cdnow_full, mbgnbd"
  })
  void its_measures_are_those_of_the_reference(String dataset, String name) {
    Map<String, String> expected =
        Reference.rows("tracking/summary.csv").stream()
            .filter(row -> row.get("dataset").equals(dataset) && row.get("model").equals(name))
            .findFirst()
            .orElseThrow();
    Tracking tracking = tracking(dataset, name);

    assertThat(100 * tracking.cumulativeErrorInHoldout().orElseThrow())
        .isCloseTo(Reference.number(expected, "cum_mape_holdout"), within(1e-6));
    assertThat(100 * tracking.weeklyErrorInHoldout().orElseThrow())
        .isCloseTo(Reference.number(expected, "weekly_wape_holdout"), within(1e-6));
    assertThat(100 * tracking.deviationAtEnd().orElseThrow())
        .isCloseTo(Reference.number(expected, "end_cum_dev_pct"), within(1e-6));
  }

  @Test
  void nothing_that_came_leaves_the_measures_empty() {
    Tracking tracking = Tracking.of(new NbdModel(1, 10), new long[] {3}, new long[15]);

    assertThat(tracking.weeks()).hasSize(2);
    assertThat(tracking.weeks().get(1).expected()).isCloseTo(3 * 0.7 / 7, within(1e-12));
    assertThat(tracking.cumulativeErrorInHoldout()).isEmpty();
    assertThat(tracking.weeklyErrorInHoldout()).isEmpty();
    assertThat(tracking.deviationAtEnd()).isEmpty();
    assertThatThrownBy(() -> Tracking.of(new NbdModel(1, 10), new long[3], new long[2]))
        .hasMessage("Invalid days: 2 of repeats (must be at least the 3 of new customers)");
  }
}
