// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import io.perennial.value.economics.ComeTrue;
import io.perennial.value.economics.PastForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forecasts of earlier runs, and what has come of them since. */
final class ForecastHistory {

  private static final String KEPT = "kept_forecasts";
  private static final String NEW = "new_forecasts";
  private static final double MICROS_PER_WEEK = 7 * 86_400e6;
  private static final double LEVEL = 0.9;

  /** The newest so many instants are kept. */
  private static final int MOST = 12;

  private final StepContext context;
  private final AsOf now;

  /**
   * @param now the instant of this run's values
   */
  ForecastHistory(StepContext context, AsOf now) {
    this.context = context;
    this.now = now;
  }

  // ---- what came

  /** Puts what came of earlier forecasts in the place of what the table has. */
  void track(PurchaseHistories histories) {
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.FORECASTS).scan());
    List<Batch> batches = new ArrayList<>();
    try {
      for (AsOf asOf : instants(engine)) {
        Kept forecast = read(engine, asOf);
        AsOf until = forecast.until(now);
        Came came = came(histories, forecast, until);
        for (String kind : List.of("tier", "cohort")) {
          batches.add(
              batch(
                  forecast,
                  until,
                  kind,
                  ComeTrue.of(
                      List.of(forecast.past(kind, until, forecast.purchases, came.purchases)),
                      LEVEL),
                  ComeTrue.of(
                      List.of(forecast.past(kind, until, forecast.money, came.money)), LEVEL)));
        }
      }
    } finally {
      engine.drop(KEPT);
    }
    MadeRows.replace(context, Tables.VALUE_TRACKING, batches);
  }

  /** All customers, told with the tiers, come first; a cohort of all is told already. */
  private Batch batch(
      Kept forecast, AsOf until, String kind, List<ComeTrue> purchases, List<ComeTrue> money) {
    Batch batch = MadeRows.of(Tables.VALUE_TRACKING, purchases.size());
    boolean tiers = kind.equals("tier");
    int most = tiers || purchases.size() > 2 ? purchases.size() : 0;
    for (int r = tiers ? 0 : 1; r < most; r++) {
      ComeTrue row = purchases.get(r);
      int at = batch.addRow();
      batch.setLong(batch.index("as_of"), at, forecast.asOf.micros());
      batch.setLong(batch.index("until"), at, until.micros());
      batch.setText(batch.index("kind"), at, r == 0 ? "all" : kind);
      batch.setText(batch.index("name"), at, row.group());
      batch.setLong(batch.index("customers"), at, row.customers());
      batch.setDouble(batch.index("expected_purchases"), at, row.expected());
      batch.setDouble(batch.index("actual_purchases"), at, row.realised());
      batch.setDouble(batch.index("expected_money"), at, money.get(r).expected());
      batch.setDouble(batch.index("actual_money"), at, money.get(r).realised());
      row.ratio().ifPresent(ratio -> batch.setDouble(batch.index("ratio"), at, ratio));
      row.interval()
          .ifPresent(
              interval -> {
                batch.setDouble(batch.index("ratio_lower"), at, interval.lower());
                batch.setDouble(batch.index("ratio_upper"), at, interval.upper());
              });
      batch.setText(batch.index("run_id"), at, context.runId());
    }
    return batch;
  }

  /** What customers did, row by row of a forecast. */
  private static final class Came {
    private final double[] purchases;
    private final double[] money;

    private Came(int customers) {
      purchases = new double[customers];
      money = new double[customers];
    }
  }

  private static Came came(PurchaseHistories histories, Kept forecast, AsOf until) {
    Came came = new Came(forecast.customers.length);
    try (Batches rows = histories.between(forecast.asOf, until)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        int count = batch.index("holdout_purchases");
        int spend = batch.index("holdout_spend");
        for (int row = 0; row < batch.rows(); row++) {
          int i = Arrays.binarySearch(forecast.customers, batch.longs(key)[row]);
          if (i >= 0) {
            came.purchases[i] = batch.longs(count)[row];
            came.money[i] = batch.doubles(spend)[row];
          }
        }
      }
    }
    return came;
  }

  /** A forecast of an earlier run, by ascending customer. */
  private static final class Kept {
    private final AsOf asOf;
    private final double horizonWeeks;
    private final long[] customers;
    private final double[] purchases;
    private final double[] money;
    private final Map<String, String[]> groups = new TreeMap<>();

    private Kept(AsOf asOf, double horizonWeeks, int size) {
      this.asOf = asOf;
      this.horizonWeeks = horizonWeeks;
      customers = new long[size];
      purchases = new double[size];
      money = new double[size];
      groups.put("tier", new String[size]);
      groups.put("cohort", new String[size]);
    }

    private AsOf until(AsOf now) {
      AsOf end = new AsOf(asOf.micros() + Math.round(horizonWeeks * MICROS_PER_WEEK));
      return end.compareTo(now) < 0 ? end : now;
    }

    private PastForecast past(String kind, AsOf until, double[] expected, double[] realised) {
      double elapsed = (until.micros() - asOf.micros()) / MICROS_PER_WEEK;
      double share = PastForecast.share(elapsed, horizonWeeks);
      String[] of = groups.get(kind);
      List<String> names = Arrays.stream(of).distinct().sorted().toList();
      return new PastForecast(
          asOf.toString(),
          elapsed,
          horizonWeeks,
          Arrays.stream(expected).map(x -> x * share).toArray(),
          realised,
          names,
          Arrays.stream(of).mapToInt(names::indexOf).toArray());
    }
  }

  /** Of which something is over by now, the newest first. */
  private List<AsOf> instants(Engine engine) {
    List<AsOf> instants = new ArrayList<>();
    try (Batches rows = engine.query("SELECT DISTINCT as_of FROM " + KEPT)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          instants.add(new AsOf(rows.batch().longs(0)[i]));
        }
      }
    }
    return instants.stream()
        .filter(asOf -> asOf.compareTo(now) < 0)
        .sorted(Comparator.reverseOrder())
        .limit(MOST)
        .toList();
  }

  private static Kept read(Engine engine, AsOf asOf) {
    Map<String, String> names = new TreeMap<>(); // a few, each of which is held once
    String where = " FROM " + KEPT + " k WHERE f_micros(k.as_of) = " + asOf.micros();
    int size = 0;
    double horizon = 0;
    try (Batches rows =
        engine.query("SELECT count(*) AS n, max(k.horizon_weeks) AS weeks" + where)) {
      if (rows.next()) {
        size = Math.toIntExact(rows.batch().longs(0)[0]);
        horizon = rows.batch().doubles(1)[0];
      }
    }
    Kept kept = new Kept(asOf, horizon, size);
    int at = 0;
    try (Batches rows =
        engine.query(
            "SELECT k.customer_id, k.cohort, k.tier, k.expected_purchases, k.expected_money"
                + where
                + " ORDER BY k.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++, at++) {
          kept.customers[at] = batch.longs(0)[i];
          kept.groups.get("cohort")[at] = names.computeIfAbsent(batch.texts(1)[i], name -> name);
          kept.groups.get("tier")[at] = names.computeIfAbsent(batch.texts(2)[i], name -> name);
          kept.purchases[at] = batch.doubles(3)[i];
          kept.money[at] = batch.isNull(4, i) ? 0 : batch.doubles(4)[i];
        }
      }
    }
    return kept;
  }

  // ---- what is forecast now

  /**
   * Keeps this run's forecast beside those of earlier instants; that of the same instant gives way.
   *
   * @param values the view of this run's values
   */
  void keep(String values) {
    Engine engine = context.engine();
    engine.view(NEW, context.lake().table(Tables.FORECASTS).scan());
    try {
      List<String> older = new ArrayList<>();
      try (Batches rows =
          engine.query(
              "SELECT DISTINCT as_of FROM "
                  + NEW
                  + " WHERE f_micros(as_of) <> "
                  + now.micros()
                  + " ORDER BY as_of DESC LIMIT "
                  + (MOST - 1))) {
        while (rows.next()) {
          for (int i = 0; i < rows.batch().rows(); i++) {
            older.add(Long.toString(rows.batch().longs(0)[i]));
          }
        }
      }
      String columns =
          "customer_id, as_of, cohort, tier, horizon_weeks, expected_purchases, expected_money, run_id";
      String before =
          older.isEmpty()
              ? ""
              : "SELECT "
                  + columns
                  + " FROM "
                  + NEW
                  + " WHERE f_micros(as_of) IN ("
                  + String.join(", ", older)
                  + ")\nUNION ALL\n";
      new Rebuild(context)
          .table(
              Tables.FORECASTS,
              before
                  + "SELECT v.customer_id, v.as_of, v.cohort, v.tier,"
                  + " CASE WHEN v.near_purchases IS NULL THEN v.horizon_weeks ELSE v.near_weeks END AS"
                  + " horizon_weeks,"
                  + " coalesce(v.near_purchases, v.expected_purchases) AS expected_purchases,"
                  + " CASE WHEN v.near_purchases IS NULL THEN v.expected_spend * v.expected_purchases"
                  + " ELSE v.near_spend END AS expected_money, v.run_id FROM "
                  + values
                  + " v WHERE v.near_purchases IS NOT NULL OR v.near_weeks IS NULL",
              Map.of());
    } finally {
      engine.drop(NEW);
    }
  }
}
