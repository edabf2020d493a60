// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.HeatGrid;
import io.perennial.app.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the data of each source are what they usually are. */
final class QualitySection {

  /** Bounds are drawn up to this many times the highest day, so that the days can be seen. */
  private static final double MOST_ROOM = 3;

  private static final int MOST_SOURCES = 8;
  private static final int MOST_COLUMNS = 14;

  private final ReportQueries queries;

  QualitySection(ReportQueries queries) {
    this.queries = queries;
  }

  private static final class Days {
    private final List<String> days = new ArrayList<>();
    private final List<Double> seen = new ArrayList<>();
    private final List<Double> low = new ArrayList<>();
    private final List<Double> high = new ArrayList<>();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    unusual(blocks);
    volumes(blocks);
    completeness(blocks);
    return blocks;
  }

  private void unusual(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT day, source, measure, field, value, low, high, verdict FROM quality"
            + " WHERE verdict <> 'ok' ORDER BY day DESC, source, measure, field LIMIT 30",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    (batch.texts(2)[i] + " " + batch.texts(3)[i]).strip(),
                    number(batch.doubles(4)[i]),
                    batch.isNull(5, i) ? "–" : number(batch.doubles(5)[i]),
                    batch.isNull(6, i) ? "–" : number(batch.doubles(6)[i]),
                    batch.texts(7)[i])));
    double checks = queries.number("SELECT count(*) AS n FROM quality");
    blocks.add(
        new Block.Paragraph(
            String.format(
                Locale.ROOT,
                "%,.0f checks of the days shown, by the weeks before each; %s. What is expected is"
                    + " set so that days on which all is as ever seldom have an alarm.",
                checks,
                rows.isEmpty() ? "nothing is unusual" : "the unusual ones are below")));
    if (!rows.isEmpty()) {
      blocks.add(
          new Block.Rows(
              "What is unusual, the newest first",
              new DataTable(
                  List.of("Day", "Source", "Check", "Seen", "At least", "At most", "Verdict"),
                  rows)));
    }
  }

  private void volumes(List<Block> blocks) {
    Map<String, Days> sources = new TreeMap<>();
    queries.each(
        "SELECT source, day, value, low, high FROM quality WHERE measure = 'volume'"
            + " ORDER BY source, day",
        (batch, i) -> {
          Days of = sources.computeIfAbsent(batch.texts(0)[i], s -> new Days());
          of.days.add(batch.texts(1)[i]);
          of.seen.add(batch.doubles(2)[i]);
          of.low.add(batch.isNull(3, i) ? Double.NaN : batch.doubles(3)[i]);
          of.high.add(batch.isNull(4, i) ? Double.NaN : batch.doubles(4)[i]);
        });
    sources.entrySet().stream()
        .limit(MOST_SOURCES)
        .forEach(
            source -> {
              Days of = source.getValue();
              int last = of.days.size() - 1;
              List<Double> x = new ArrayList<>();
              double room = MOST_ROOM * of.seen.stream().mapToDouble(n -> n).max().orElse(0);
              for (int i = 0; i <= last; i++) {
                x.add((double) (i - last));
                if (of.high.get(i) > room) {
                  of.high.set(i, Double.NaN);
                }
              }
              blocks.add(
                  new Block.Figure(
                      "Events a day of " + source.getKey(),
                      "Between the dashed lines is what was expected of each day, by the weeks"
                          + " before it and its day of the week; day 0 is "
                          + of.days.get(last)
                          + ". What is far above all days is not drawn.",
                      new LineChart(
                          "Events a day of " + source.getKey() + " with what was expected",
                          "days from " + of.days.get(last),
                          "events",
                          x,
                          List.of(
                              new LineChart.Series("events", of.seen, false),
                              new LineChart.Series("at least", of.low, true),
                              new LineChart.Series("at most", of.high, true)),
                          List.of(),
                          0)));
            });
  }

  /** By week, so that the grid has room. */
  private void completeness(List<Block> blocks) {
    Map<String, Map<String, double[]>> cells = new TreeMap<>();
    TreeSet<String> weeks = new TreeSet<>();
    queries.each(
        "SELECT source || ' ' || field AS name, substr(day, 1, 7) AS month, avg(value) AS share"
            + " FROM quality WHERE measure = 'completeness'"
            + " GROUP BY source || ' ' || field, substr(day, 1, 7)",
        (batch, i) -> {
          weeks.add(batch.texts(1)[i]);
          cells
              .computeIfAbsent(batch.texts(0)[i], name -> new TreeMap<>())
              .put(batch.texts(1)[i], new double[] {batch.doubles(2)[i]});
        });
    if (cells.isEmpty()) {
      return;
    }
    List<String> columns = weeks.stream().skip(Math.max(0, weeks.size() - MOST_COLUMNS)).toList();
    List<List<Double>> values = new ArrayList<>();
    cells
        .values()
        .forEach(
            row ->
                values.add(
                    columns.stream()
                        .map(week -> row.containsKey(week) ? row.get(week)[0] : Double.NaN)
                        .toList()));
    blocks.add(
        new Block.Figure(
            "How complete the fields are",
            "The percentage of a source's events that have a field, a day's mean by month; fields"
                + " that a source never fills are not there.",
            new HeatGrid(
                "Share of events that have a field, by month",
                "month",
                "",
                columns,
                List.copyOf(cells.keySet()),
                values,
                1,
                "%.0f",
                100)));
  }

  private static String number(double value) {
    return value >= 100 || value == Math.rint(value)
        ? Amount.whole(value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
