// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.lake.TableSpec;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStepTest {

  private static final FeatureConfig BY_DAY =
      new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty());
  private static final Rolling THREE_MONTHS = new Rolling(3, 30, 60);

  @TempDir Path folder;
  private OpenLake open;
  private FilledLake lake;

  @BeforeEach
  void open() {
    open = OpenLake.in(folder);
    lake = open.filled();
  }

  @AfterEach
  void close() {
    open.close();
  }

  private List<String> sets(String columns) {
    TableSpec spec = FeatureTable.training(FeatureSet.of(BY_DAY).dictionary());
    return lake.rows(spec, "SELECT " + columns + " FROM training_sets ORDER BY as_of, customer_id");
  }

  private void twoCustomers() {
    lake.order("ada", "2025-01-10", 10)
        .event("ada", "order", "2025-03-05", "A", 20)
        .event("ada", "return", "2025-04-20", "A", -5)
        .order("ada", "2025-05-31", 40)
        .order("bob", "2025-03-15", 7);
  }

  @Test
  void each_instant_has_features_before_it_and_labels_of_its_horizon() {
    twoCustomers();

    assertThat(lake.run(new TrainingStep(BY_DAY, THREE_MONTHS)).message())
        .isEqualTo(
            "4 rows of 2 customers at 3 instants from 2025-02-01T00:00:00Z to"
                + " 2025-04-02T00:00:00Z, 75.0 % of them bought in the 60 days after");

    long ada = record("ada").value();
    long bob = record("bob").value();
    assertThat(
            sets(
                "as_of, customer_id, label_until, purchases, spend_total, spend_30d, label_spend,"
                    + " label_purchases, label_active"))
        .containsExactlyInAnyOrder(
            // the return of April is not known to the labels of the horizon that ends before it
            "2025-02-01T00:00:00Z|" + ada + "|2025-04-02T00:00:00Z|1|10.0|10.0|20.0|1|1",
            "2025-03-03T00:00:00Z|" + ada + "|2025-05-02T00:00:00Z|1|10.0|0.0|15.0|1|1",
            "2025-04-02T00:00:00Z|" + ada + "|2025-06-01T00:00:00Z|2|30.0|20.0|40.0|1|1",
            "2025-04-02T00:00:00Z|" + bob + "|2025-06-01T00:00:00Z|1|7.0|7.0|0.0|0|0");
  }

  @Test
  void features_are_those_of_the_features_step_at_each_instant() {
    twoCustomers();
    lake.run(new TrainingStep(BY_DAY, THREE_MONTHS));
    List<String> columns =
        FeatureSet.of(BY_DAY).dictionary().all().stream().map(f -> f.name()).toList();
    String all = "customer_id, as_of, " + String.join(", ", columns);
    List<String> trained = sets(all);

    for (int day = 0; day < 3; day++) {
      AsOf asOf = AsOf.startOf(LocalDate.of(2025, 2, 1).plusDays(30L * day));
      lake.run(new FeaturesStep(BY_DAY.withAsOf(asOf)));
      List<String> features =
          lake.rows(
              FeatureTable.spec(FeatureSet.of(BY_DAY).dictionary()),
              "SELECT " + all + " FROM features");
      assertThat(features).isNotEmpty();
      assertThat(trained).containsAll(features);
    }
  }

  @Test
  void instants_whose_horizon_is_not_over_are_left_out_and_said() {
    twoCustomers();
    FeatureConfig later = BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2025, 7, 1)));

    assertThat(lake.run(new TrainingStep(later, THREE_MONTHS)))
        .satisfies(
            report ->
                assertThat(report.message())
                    .endsWith(
                        "; left out 1 from 2025-05-02T00:00:00Z on, whose horizon of 60 days is not"
                            + " over"))
        .satisfies(
            report ->
                assertThat(report.figures())
                    .containsAllEntriesOf(Map.of("instants", 2.0, "instants_left_out", 1.0)));
    assertThat(sets("as_of")).containsOnly("2025-03-03T00:00:00Z", "2025-04-02T00:00:00Z");
  }

  @Test
  void without_an_instant_nothing_is_left_of_an_earlier_run() {
    assertThat(lake.run(new TrainingStep(BY_DAY, THREE_MONTHS)).message()).isEqualTo("no instants");
    twoCustomers();
    lake.run(new TrainingStep(BY_DAY, THREE_MONTHS));
    assertThat(sets("customer_id")).isNotEmpty();
    FeatureConfig later = BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2029, 7, 1)));

    assertThat(lake.run(new TrainingStep(later, THREE_MONTHS)).rowsWritten()).isZero();

    assertThat(sets("customer_id")).isEmpty();
  }
}
