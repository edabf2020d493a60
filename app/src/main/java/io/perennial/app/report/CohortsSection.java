// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.Chart;
import io.perennial.app.chart.HeatGrid;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.serve.answer.PortfolioAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Who bought again, and when. */
final class CohortsSection {

  private static final SqlStep RETENTION = PortfolioAnswers.RETENTION;
  private static final int MOST_COHORTS = 16;

  private final Engine engine;
  private final ReportQueries queries;

  CohortsSection(Engine engine, ReportQueries queries) {
    this.engine = engine;
    this.queries = queries;
  }

  List<Block> blocks() {
    double months =
        queries.number(
            "SELECT coalesce(max(f_month_no(last_purchase_at)) - min(f_month_no(first_purchase_at)),"
                + " 0) + 1 AS n FROM features");
    long each = Math.max(1, (long) Math.ceil(months / MOST_COHORTS));
    long period = each <= 1 ? 1 : each <= 3 ? 3 : each <= 6 ? 6 : 12 * ((each + 11) / 12);
    engine.run(RETENTION, Map.of("months", period));
    TreeMap<Long, TreeMap<Long, Double>> found = new TreeMap<>();
    queries.each(
        "SELECT cohort, since, customers FROM retention ORDER BY cohort, since",
        (batch, i) ->
            found
                .computeIfAbsent(batch.longs(0)[i], c -> new TreeMap<>())
                .put(batch.longs(1)[i], (double) batch.longs(2)[i]));
    if (found.isEmpty()) {
      return List.of(new Block.Paragraph("Nobody has bought anything yet."));
    }
    long last = found.lastKey();
    for (Map.Entry<Long, TreeMap<Long, Double>> cohort : found.entrySet()) {
      last = Math.max(last, cohort.getKey() + cohort.getValue().lastKey());
    }
    List<String> columns = new ArrayList<>();
    for (long since = 0; since <= last - found.firstKey(); since++) {
      columns.add(String.valueOf(since));
    }
    List<String> rows = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    for (Map.Entry<Long, TreeMap<Long, Double>> cohort : found.entrySet()) {
      double size = cohort.getValue().getOrDefault(0L, 0.0);
      rows.add(label(cohort.getKey() * period, period));
      List<Double> row = new ArrayList<>();
      for (long since = 0; since < columns.size(); since++) {
        boolean seen = cohort.getKey() + since <= last && size > 0;
        row.add(seen ? cohort.getValue().getOrDefault(since, 0.0) / size : Double.NaN);
      }
      shares.add(row);
    }
    String unit =
        period == 1 ? "months" : period == 3 ? "quarters" : "periods of " + period + " months";
    Chart grid =
        new HeatGrid(
            "Share of a cohort that bought, by time since the first purchase",
            unit + " since the first purchase",
            "first bought",
            columns,
            rows,
            shares,
            0.6,
            "%.0f",
            100);
    return List.of(
        new Block.Figure(
            "Who bought again, and when",
            "Of the customers who first bought in a period, the percentage that bought in each later"
                + " one; the newest may not be over. A full colour is 60 %.",
            grid));
  }

  private static String label(long month, long period) {
    long year = 1970 + Math.floorDiv(month, 12);
    long of = Math.floorMod(month, 12);
    return period == 1
        ? String.format(Locale.ROOT, "%d-%02d", year, of + 1)
        : period == 3
            ? String.format(Locale.ROOT, "%d Q%d", year, of / 3 + 1)
            : String.format(Locale.ROOT, "%d-%02d", year, of + 1);
  }
}
