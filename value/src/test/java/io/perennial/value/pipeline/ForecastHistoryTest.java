// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastHistoryTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final int CUSTOMERS = 6;
  private static final AsOf END = AsOf.startOf(FIRST.plusDays(120));
  private static final double WEEKS = 2;

  @TempDir Path folder;
  private Lake tables;
  private Engine engine;
  private FilledLake lake;

  /** What is said of each customer who buys every week. */
  private double churn = 0.01;

  @BeforeEach
  void open() {
    tables = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
    for (int i = 0; i < CUSTOMERS; i++) {
      for (int day = i; day < 120; day += 7) {
        lake.order("c" + i, FIRST.plusDays(day).toString(), 10);
      }
    }
  }

  @AfterEach
  void close() {
    engine.close();
    tables.close();
  }

  /** What a run does: it tells what came, where that is looked at, and keeps its own forecast. */
  private final class Run implements Step {
    private final AsOf asOf;
    private final boolean isTracked;
    private ForecastDrift drift;

    Run(LocalDate day, boolean isTracked) {
      this.asOf = AsOf.startOf(day);
      this.isTracked = isTracked;
    }

    @Override
    public String name() {
      return "value";
    }

    @Override
    public List<String> reads() {
      return List.of(Tables.EVENTS.name());
    }

    @Override
    public List<String> writes() {
      return List.of(Tables.FORECASTS.name(), Tables.VALUE_TRACKING.name());
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public String outside() {
      return "";
    }

    @Override
    public StepReport run(StepContext context) {
      ForecastHistory history = new ForecastHistory(context, asOf, END);
      if (isTracked) {
        try (PurchaseHistories histories =
            PurchaseHistories.open(
                context.lake(), context.engine(), PurchaseRule.byDay(ZoneOffset.UTC))) {
          history.track(histories);
          drift = ForecastDrift.of(context, histories, asOf, 0.01);
        }
      }
      Batch values = MadeRows.of(Tables.VALUES, CUSTOMERS);
      for (int i = 0; i < CUSTOMERS; i++) {
        int row = values.addRow();
        values.setLong(values.index("customer_id"), row, FilledLake.record("c" + i).value());
        values.setLong(values.index("as_of"), row, asOf.micros());
        values.setText(values.index("cohort"), row, "all");
        values.setText(values.index("tier"), row, i == 0 ? "A" : "B");
        values.setDouble(values.index("near_weeks"), row, WEEKS);
        values.setDouble(values.index("near_purchases"), row, WEEKS);
        values.setDouble(values.index("near_spend"), row, 10 * WEEKS);
        values.setDouble(values.index("p_churn"), row, churn);
        values.setText(values.index("run_id"), row, context.runId());
      }
      engine.load("values_now", Batches.of(values.fields(), List.of(values).iterator()));
      try {
        history.keep("values_now");
      } finally {
        engine.drop("values_now");
      }
      return new StepReport(CUSTOMERS, CUSTOMERS, Map.of(), "");
    }
  }

  private ForecastDrift run(int day, boolean isTracked) {
    Run run = new Run(FIRST.plusDays(day), isTracked);
    lake.run(run);
    return run.drift;
  }

  private List<String> tracked(String columns, String where) {
    return lake.rows(
        Tables.VALUE_TRACKING,
        "SELECT " + columns + " FROM value_tracking WHERE " + where + " ORDER BY as_of");
  }

  @Test
  void horizons_come_to_their_end_where_runs_are_daily() {
    for (int day = 30; day <= 53; day++) {
      run(day, day == 45 || day == 53);
    }

    assertThat(lake.rows(Tables.FORECASTS, "SELECT DISTINCT as_of FROM forecasts"))
        .as("instants: of each day of the last week, of each week before")
        .hasSizeBetween(9, 12);
    assertThat(
            tracked(
                "ratio, CAST(actual_purchases AS BIGINT) AS n, CAST(actual_money AS BIGINT) AS m",
                "kind = 'all' AND f_micros(until) - f_micros(as_of) = 14 * 86400000000"))
        .as("forecasts of two weeks of six customers, each of whom buys once a week")
        .hasSizeBetween(2, 9)
        .containsOnly("1.0|12|120");
    assertThat(tracked("kind", "kind = 'tier' AND name = 'A'")).hasSizeGreaterThan(8);
  }

  @Test
  void who_buys_every_week_and_is_said_not_to_is_noticed() {
    churn = 0.95;
    for (int day = 2; day <= 58; day += 28) {
      run(day, false);
    }
    ForecastDrift drift = run(118, true);

    assertThat(drift.runs()).as("horizons that are over").isEqualTo(3);
    assertThat(drift.calibration().hasAlarmed()).isTrue();
    assertThat(drift.saidInWords()).contains("5.0 % were expected to buy, and 100.0 % did");
    assertThat(drift.purchases().hasAlarmed()).as("of losses that are always 0").isFalse();
  }

  @Test
  void a_look_beyond_what_happened_ends_no_horizon() {
    run(110, false);
    run(500, true);

    assertThat(tracked("CAST(actual_purchases AS BIGINT) AS n", "kind = 'all'"))
        .as("what came in ten days, of six customers who buy once a week")
        .singleElement()
        .satisfies(n -> assertThat(Integer.parseInt(n)).isBetween(6, 12));
    assertThat(
            tracked(
                "kind", "kind = 'all' AND f_micros(until) = f_micros(as_of) + 10 * 86400000000"))
        .as("told till the end of what happened")
        .hasSize(1);
    assertThat(lake.rows(Tables.FORECASTS, "SELECT DISTINCT as_of FROM forecasts")).hasSize(2);
  }

  @Test
  void what_was_told_of_a_horizon_that_is_over_stays() {
    run(30, true);
    run(70, true);
    List<String> before = tracked("as_of, until, name, actual_purchases, ratio, run_id", "1 = 1");
    lake.order("c0", FIRST.plusDays(40).toString(), 1_000); // told late

    run(71, true);
    run(60, true); // a look back

    assertThat(before).hasSize(3);
    assertThat(tracked("as_of, until, name, actual_purchases, ratio, run_id", "1 = 1"))
        .containsAll(before);
    assertThat(lake.rows(Tables.FORECASTS, "SELECT DISTINCT as_of FROM forecasts")).hasSize(4);
  }
}
