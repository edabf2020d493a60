// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesStepTest {

  private static final FeatureConfig BY_DAY =
      new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty());

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

  private List<String> features(String columns) {
    return lake.rows(
        Tables.FEATURES, "SELECT " + columns + " FROM features ORDER BY spend_total, customer_id");
  }

  private void link(String record, String customer) {
    Batch batch =
        new Batch(
            List.of(
                new Field("record_id", ColumnType.LONG), new Field("customer_id", ColumnType.LONG)),
            1);
    int row = batch.addRow();
    batch.setLong(0, row, record(record).value());
    batch.setLong(1, row, record(customer).value());
    open.engine().load("one_link", Batches.of(batch));
    LakeTable links = open.tables().table(Tables.LINKS);
    links.append(
        "link-" + record,
        open.engine().write("SELECT * FROM one_link", FileTarget.of(links)),
        Map.of());
    open.engine().drop("one_link");
  }

  @Test
  void every_customer_known_by_then_has_a_row_as_of_the_day_after_the_last_event() {
    lake.order("ada", "2025-01-01", 10)
        .order("ada", "2025-01-15", 20)
        .order("bob", "2025-01-02", 5);
    lake.event("eve", "page_view", "2025-01-20", "", Double.NaN);

    StepReport report = lake.run(new FeaturesStep(BY_DAY));

    assertThat(report.message())
        .isEqualTo("3 customers as of 2025-01-21T00:00:00Z, 2 of them bought, 1 more than once");
    assertThat(report.figures()).containsEntry("spend", 35.0).containsEntry("purchases", 3.0);
    assertThat(
            features(
                "customer_id, as_of, purchases, repeat_purchases, age_at_last_weeks, spend_mean,"
                    + " last_purchase_at, run_id"))
        .containsExactly(
            record("eve") + "|2025-01-21T00:00:00Z|0|-|-|-|-|run-1",
            record("bob") + "|2025-01-21T00:00:00Z|1|0|0.0|5.0|2025-01-02T12:00:00Z|run-1",
            record("ada") + "|2025-01-21T00:00:00Z|2|1|2.0|15.0|2025-01-15T12:00:00Z|run-1");
  }

  @Test
  void events_dated_ahead_of_their_arrival_or_of_now_do_not_move_the_instant() {
    lake.order("ada", "2025-01-01", 10).received("2025-01-01T13:00:00Z");
    // a source in another zone may be ahead by a day
    lake.order("bob", "2025-01-15", 20).received("2025-01-14T13:00:00Z");
    lake.order("eve", "2025-06-01", 30).received("2025-05-01");
    lake.order("zoe", "2099-01-01", 40);

    StepReport report = lake.run(new FeaturesStep(BY_DAY));

    assertThat(report.message())
        .isEqualTo(
            "2 customers as of 2025-01-16T00:00:00Z, 2 of them bought, 0 more than once; left out:"
                + " 2 events from then on, dated more than a day after they came or after now");
    assertThat(report.figures()).containsEntry("events_ahead", 2.0);
    assertThat(features("customer_id, as_of"))
        .containsExactly(
            record("ada") + "|2025-01-16T00:00:00Z", record("bob") + "|2025-01-16T00:00:00Z");
  }

  @Test
  void where_all_events_are_dated_ahead_nothing_is_known_and_it_is_said_why() {
    lake.order("zoe", "2099-01-01", 40).order("eve", "2026-01-03", 30);

    assertThat(lake.run(new FeaturesStep(BY_DAY)).message())
        .isEqualTo(
            "nothing is known as of 1970-01-01T00:00:00Z; left out: 2 events from then on, dated more"
                + " than a day after they came or after now");
  }

  @Test
  void an_instant_that_is_asked_for_may_lie_ahead() {
    lake.order("ada", "2025-01-01", 10).order("zoe", "2099-01-01", 40);

    StepReport report =
        lake.run(new FeaturesStep(BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2100, 1, 1)))));

    assertThat(report.message())
        .isEqualTo("2 customers as of 2100-01-01T00:00:00Z, 2 of them bought, 0 more than once");
  }

  @Test
  void events_from_the_instant_on_change_nothing() {
    FeatureConfig then = BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2025, 1, 10)));
    lake.order("ada", "2025-01-01", 10).order("bob", "2025-01-02", 5);
    lake.run(new FeaturesStep(then));
    List<String> before = features("*");
    lake.order("ada", "2025-01-10T00:00:00Z", 20).order("new", "2025-01-11", 7);
    lake.event("bob", "return", "2025-02-01", "", -5);

    lake.run(new FeaturesStep(then));

    assertThat(features("*").toString().replace("run-2", "run-1")).isEqualTo(before.toString());
  }

  @Test
  void records_that_are_linked_are_one_customer() {
    lake.order("ada", "2025-01-01", 10)
        .order("ada2", "2025-01-15", 20)
        .order("bob", "2025-01-02", 5);
    link("ada", "ada");
    link("ada2", "ada");

    lake.run(new FeaturesStep(BY_DAY));

    assertThat(features("customer_id, purchases, spend_total"))
        .containsExactly(record("bob") + "|1|5.0", record("ada") + "|2|30.0");
  }

  @Test
  void a_return_finds_its_order() {
    lake.event("ada", "order", "2025-01-01", "A", 10).event("ada", "order", "2025-01-05", "B", 10);
    lake.event("ada", "return", "2025-01-06", "A", -10);

    lake.run(new FeaturesStep(BY_DAY));

    assertThat(features("purchases, first_purchase_at, returns, returned_amount"))
        .containsExactly("1|2025-01-05T12:00:00Z|1|10.0");
  }

  @Test
  void of_an_empty_lake_nothing_is_known() {
    assertThat(lake.run(new FeaturesStep(BY_DAY)).message())
        .isEqualTo("nothing is known as of 1970-01-01T00:00:00Z");
    assertThat(features("customer_id")).isEmpty();
  }

  @Test
  void what_is_no_longer_known_leaves_the_table() {
    lake.order("ada", "2025-01-01", 10).order("bob", "2025-03-01", 5);
    lake.run(new FeaturesStep(BY_DAY));
    lake.run(new FeaturesStep(BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2025, 2, 1)))));

    assertThat(features("customer_id")).containsExactly(record("ada").toString());

    lake.run(new FeaturesStep(BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2024, 2, 1)))));
    assertThat(features("customer_id")).isEmpty();
    lake.run(new FeaturesStep(BY_DAY));
    assertThat(features("customer_id")).hasSize(2);
  }

  private void flag(long event, String rule, long related, String at, String knownAt) {
    Batch batch = new Batch(Tables.FLAGS.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    batch.setLong(batch.index("event_id"), row, event);
    batch.setText(batch.index("rule"), row, rule);
    batch.setLong(batch.index("related_event_id"), row, related);
    batch.setLong(batch.index("occurred_at"), row, AsOf.of(Instant.parse(at)).micros());
    batch.setLong(batch.index("known_at"), row, AsOf.of(Instant.parse(knownAt)).micros());
    open.engine().load("one_flag", Batches.of(batch));
    LakeTable flags = open.tables().table(Tables.FLAGS);
    flags.append(
        "flag-" + event + rule,
        open.engine().write("SELECT * FROM one_flag", FileTarget.of(flags)),
        Map.of());
    open.engine().drop("one_flag");
  }

  @Test
  void an_order_that_is_reversed_counts_until_it_comes_back_and_then_neither_does() {
    lake.event("ada", "order", "2025-01-01", "A", 10)
        .event("ada", "order", "2025-01-05", "B", 10)
        .event("ada", "return", "2025-01-08", "C1", -10);
    flag(2, "reversed", 3, "2025-01-05T12:00:00Z", "2025-01-08T12:00:00Z");
    flag(3, "reversed", 2, "2025-01-08T12:00:00Z", "2025-01-08T12:00:00Z");

    lake.run(new FeaturesStep(BY_DAY.withAsOf(AsOf.startOf(LocalDate.of(2025, 1, 8)))));
    assertThat(features("purchases, last_purchase_at, spend_total, returns"))
        .containsExactly("2|2025-01-05T12:00:00Z|20.0|0");

    lake.run(new FeaturesStep(BY_DAY));
    assertThat(features("purchases, last_purchase_at, spend_total, returns"))
        .containsExactly("1|2025-01-01T12:00:00Z|10.0|0");
  }

  @Test
  void tests_programs_and_what_is_told_twice_do_not_count_where_that_was_known_by_then() {
    lake.event("ada", "order", "2025-01-01", "A", 10)
        .event("ada", "order", "2025-01-02", "B", 10)
        .event("ada", "order", "2025-01-03", "C", 10)
        .event("ada", "return", "2025-01-04", "R", -10);
    flag(2, "repeated", 1, "2025-01-02T12:00:00Z", "2025-01-02T12:00:00Z");
    flag(3, "test", 0, "2025-01-03T12:00:00Z", "2025-01-09T12:00:00Z");
    flag(4, "return-linked", 2, "2025-01-04T12:00:00Z", "2025-01-04T12:00:00Z");

    lake.run(new FeaturesStep(BY_DAY));

    // the copy is out, and what came back of it; who tests was known too late
    assertThat(features("purchases, spend_total, returns")).containsExactly("2|20.0|0");
  }

  @Test
  void a_return_is_of_the_order_that_cleaning_found() {
    lake.event("ada", "order", "2025-01-01", "A", 10).event("ada", "order", "2025-01-05", "B", 10);
    lake.event("ada", "return", "2025-01-06", "", -10);
    flag(3, "return-linked", 1, "2025-01-06T12:00:00Z", "2025-01-06T12:00:00Z");

    lake.run(new FeaturesStep(BY_DAY));

    assertThat(features("purchases, first_purchase_at, returns, returned_amount"))
        .containsExactly("1|2025-01-05T12:00:00Z|1|10.0");
  }
}
