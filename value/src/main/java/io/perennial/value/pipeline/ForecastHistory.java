// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import io.perennial.value.economics.ComeTrue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The forecasts of earlier runs, thinned as they age ({@link KeptInstants}), and what has come of
 * them since: told anew in each run while a horizon runs, and for good once it is over.
 */
final class ForecastHistory {

  private static final String KEPT = "kept_forecasts";
  private static final String TOLD = "told_tracking";
  private static final String MADE = "made_tracking";
  private static final double LEVEL = 0.9;

  /** Forecasts that are held while events are passed over once. */
  static final int AT_ONCE = 6;

  /** Rows whose horizon was over when they were told; clocks of instants are microseconds. */
  private static final String OVER =
      "t.horizon_weeks IS NOT NULL AND f_micros(t.until) >= f_micros(t.as_of)"
          + " + t.horizon_weeks * 604800e6 - 1";

  private final StepContext context;
  private final AsOf now;
  private final AsOf end;
  private final AsOf known;

  /**
   * @param now the instant of this run's values
   * @param end of what happened: nothing is known from then on
   */
  ForecastHistory(StepContext context, AsOf now, AsOf end) {
    this.context = context;
    this.now = now;
    this.end = end;
    this.known = now.compareTo(end) < 0 ? now : end;
  }

  // ---- what came

  /**
   * Tells what came of earlier forecasts. What was told of a horizon that is over stays, also when
   * its forecasts have been let go. A pass over all events for every {@value #AT_ONCE} forecasts
   * that still run, and for each that has come to its end since it was told of last.
   */
  void track(PurchaseHistories histories) {
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.FORECASTS).scan());
    engine.view(TOLD, context.lake().table(Tables.VALUE_TRACKING).scan());
    try {
      Set<Long> over = over(engine);
      List<Batch> batches = new ArrayList<>();
      Map<Long, Double> horizons = horizons(engine, KEPT);
      Map<AsOf, List<AsOf>> byEnd = new TreeMap<>();
      horizons.forEach(
          (instant, weeks) -> {
            AsOf asOf = new AsOf(instant);
            if (asOf.compareTo(known) < 0 && !over.contains(instant)) {
              byEnd
                  .computeIfAbsent(KeptForecast.until(asOf, weeks, known), end -> new ArrayList<>())
                  .add(asOf);
            }
          });
      byEnd.forEach(
          (until, instants) -> {
            for (int from = 0; from < instants.size(); from += AT_ONCE) {
              List<KeptForecast> some =
                  instants.subList(from, Math.min(instants.size(), from + AT_ONCE)).stream()
                      .map(
                          asOf ->
                              KeptForecast.read(
                                  engine, KEPT, asOf, horizons.getOrDefault(asOf.micros(), 0.0)))
                      .toList();
              batches.addAll(told(histories, some, until));
            }
          });
      String columns =
          Tables.VALUE_TRACKING.columns().stream()
              .map(Column::name)
              .collect(Collectors.joining(", t."));
      engine.load(
          MADE,
          Batches.of(
              Tables.VALUE_TRACKING.columns().stream().map(Column::field).toList(),
              batches.stream().filter(batch -> batch.rows() > 0).iterator()));
      try {
        new Rebuild(context)
            .table(
                Tables.VALUE_TRACKING,
                "SELECT t."
                    + columns
                    + " FROM "
                    + TOLD
                    + " t WHERE "
                    + OVER
                    + "\nUNION ALL\nSELECT t."
                    + columns
                    + " FROM "
                    + MADE
                    + " t",
                Map.of());
      } finally {
        engine.drop(MADE);
      }
    } finally {
      engine.drop(TOLD);
      engine.drop(KEPT);
    }
  }

  /** Instants of which all is told. */
  private static Set<Long> over(Engine engine) {
    Set<Long> over = new TreeSet<>();
    try (Batches rows = engine.query("SELECT DISTINCT t.as_of FROM " + TOLD + " t WHERE " + OVER)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          over.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return over;
  }

  private List<Batch> told(PurchaseHistories histories, List<KeptForecast> some, AsOf until) {
    List<Came> came =
        Came.of(
            histories,
            some.stream().map(forecast -> forecast.customers).toList(),
            some.stream().map(forecast -> forecast.asOf).toList(),
            until);
    List<Batch> batches = new ArrayList<>();
    for (int k = 0; k < some.size(); k++) {
      batches.addAll(told(some.get(k), until, came.get(k)));
    }
    return batches;
  }

  private List<Batch> told(KeptForecast forecast, AsOf until, Came came) {
    double[] purchases = Arrays.stream(came.purchases).asDoubleStream().toArray();
    List<Batch> batches = new ArrayList<>();
    for (String kind : List.of("tier", "cohort")) {
      batches.add(
          batch(
              forecast,
              until,
              kind,
              ComeTrue.of(
                  List.of(forecast.past(kind, until, forecast.purchases, purchases)), LEVEL),
              ComeTrue.of(List.of(forecast.past(kind, until, forecast.money, came.spend)), LEVEL)));
    }
    return batches;
  }

  /** All customers, told with the tiers, come first; a cohort of all is told already. */
  private Batch batch(
      KeptForecast forecast,
      AsOf until,
      String kind,
      List<ComeTrue> purchases,
      List<ComeTrue> money) {
    Batch batch = MadeRows.of(Tables.VALUE_TRACKING, purchases.size());
    boolean tiers = kind.equals("tier");
    int most = tiers || purchases.size() > 2 ? purchases.size() : 0;
    for (int r = tiers ? 0 : 1; r < most; r++) {
      ComeTrue row = purchases.get(r);
      int at = batch.addRow();
      batch.setLong(batch.index("as_of"), at, forecast.asOf.micros());
      batch.setLong(batch.index("until"), at, until.micros());
      batch.setDouble(batch.index("horizon_weeks"), at, forecast.horizonWeeks);
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

  /** By instant, in microseconds: how far its forecasts look, in weeks. */
  static Map<Long, Double> horizons(Engine engine, String view) {
    Map<Long, Double> horizons = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT as_of, max(horizon_weeks) AS weeks FROM " + view + " GROUP BY as_of")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          horizons.put(batch.longs(0)[i], batch.doubles(1)[i]);
        }
      }
    }
    return horizons;
  }

  // ---- what is forecast now

  /**
   * Keeps this run's forecast beside those of other instants that are still kept; that of the same
   * instant gives way.
   *
   * @param values the view of this run's values
   */
  void keep(String values) {
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.FORECASTS).scan());
    try {
      Map<Long, Double> horizons = horizons(engine, KEPT);
      horizons.putIfAbsent(now.micros(), 0.0);
      Set<Long> kept = KeptInstants.of(horizons, end.micros());
      kept.remove(now.micros());
      String columns =
          "customer_id, as_of, cohort, tier, horizon_weeks, expected_purchases, expected_money,"
              + " p_active, run_id";
      String before =
          kept.isEmpty()
              ? ""
              : "SELECT "
                  + columns
                  + " FROM "
                  + KEPT
                  + " WHERE f_micros(as_of) IN ("
                  + kept.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + ")\nUNION ALL\n";
      new Rebuild(context)
          .table(
              Tables.FORECASTS,
              before
                  + "SELECT v.customer_id, v.as_of, v.cohort, v.tier, CASE WHEN v.near_purchases IS"
                  + " NULL THEN v.horizon_weeks ELSE v.near_weeks END AS horizon_weeks,"
                  + " coalesce(v.near_purchases, v.expected_purchases) AS expected_purchases, CASE"
                  + " WHEN v.near_purchases IS NULL THEN v.expected_spend * v.expected_purchases"
                  + " ELSE v.near_spend END AS expected_money, CASE WHEN v.near_purchases IS NULL"
                  + " THEN NULL ELSE 1 - v.p_churn END AS p_active, v.run_id FROM "
                  + values
                  + " v WHERE v.near_purchases IS NOT NULL OR v.near_weeks IS NULL",
              Map.of());
    } finally {
      engine.drop(KEPT);
    }
  }
}
