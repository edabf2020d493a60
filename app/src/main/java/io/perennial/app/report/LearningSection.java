// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.CourseChart;
import io.perennial.app.chart.DataTable;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Whether decisions helped: expected against brought, so far; what is believed since. */
final class LearningSection {

  private static final int DAY = "2026-01-31".length();

  /** Of so many instants the scales are shown. */
  private static final int SHOWN = 6;

  private static final String OF_COMPANY =
      " FROM scorecards s WHERE s.scope = 'company' AND s.as_of = (SELECT max(as_of) FROM"
          + " scorecards) AND s.measure = '";

  private final ReportQueries queries;
  private final String currency;

  LearningSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  /** Empty where no decision's window is over. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    DataTable instants = instants();
    if (instants.rows().isEmpty()) {
      return blocks;
    }
    blocks.add(
        new Block.Paragraph(
            "What decisions brought is told by chance: customers addressed against those who by lot"
                + " were left alone though they might have been addressed, weighted by the odds."
                + " Expected is what was believed when it was decided."));
    List<Block.Tile> tiles = new ArrayList<>();
    tile(tiles, "Brought so far", "margin because of decisions so far", "margin");
    tile(tiles, "By what was expected", "what came by what was expected", "1 is as expected");
    tile(
        tiles,
        "Revenue",
        "revenue because of decisions, against the hold-out",
        "against the hold-out");
    tile(tiles, "Saved", "saved because of it", "of those addressed to be kept");
    if (!tiles.isEmpty()) {
      blocks.add(new Block.Tiles(tiles));
    }
    List<CourseChart.Point> points = points();
    if (points.size() > 1) {
      CourseChart.Point last = points.get(points.size() - 1);
      blocks.add(
          new Block.Figure(
              "Margin because of decisions, so far",
              last.lower() > 0
                  ? "Decisions have brought more than nothing, beyond chance. The band is the 90 %"
                      + " interval."
                  : "Whether decisions have brought anything cannot be told yet: the 90 % interval"
                      + " (the band) holds nothing.",
              new CourseChart(
                  "Margin because of decisions", currency, "expected", "brought", points)));
    }
    blocks.add(new Block.Rows("Expected and brought, by instant", instants));
    DataTable scales = scales();
    if (!scales.rows().isEmpty()) {
      blocks.add(new Block.Rows("What guesses of the playbook are multiplied by", scales));
    }
    return blocks;
  }

  private void tile(List<Block.Tile> tiles, String name, String measure, String note) {
    queries.each(
        "SELECT s.figure, s.lower, s.upper, s.unit" + OF_COMPANY + measure + "'",
        (batch, i) -> {
          if (!batch.isNull(0, i)) {
            String unit = batch.texts(3)[i];
            tiles.add(
                new Block.Tile(
                    name,
                    said(batch.doubles(0)[i], unit, true),
                    batch.isNull(1, i)
                        ? note
                        : note
                            + ", "
                            + Amount.between(0.9)
                            + said(batch.doubles(1)[i], unit, false)
                            + " and "
                            + said(batch.doubles(2)[i], unit, true)));
          }
        });
  }

  private String said(double value, String unit, boolean whole) {
    return switch (unit) {
      case "share" -> Amount.percent(value);
      case "money" -> whole ? Amount.money(currency, value) : number(value);
      default -> String.format(Locale.ROOT, "%.2f", value);
    };
  }

  private DataTable instants() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT r.decided_as_of, r.until, r.addressed, r.compared, r.cost, r.expected, r.brought,"
            + " r.brought_lower, r.brought_upper, r.reason FROM decision_results r"
            + " ORDER BY r.decided_as_of DESC LIMIT 24",
        (batch, i) ->
            rows.add(
                List.of(
                    day(batch, 0, i),
                    day(batch, 1, i),
                    Amount.whole((double) batch.longs(2)[i]),
                    Amount.whole((double) batch.longs(3)[i]),
                    number(batch.doubles(4)[i]),
                    number(batch.doubles(5)[i]),
                    batch.isNull(6, i) ? "–" : number(batch.doubles(6)[i]),
                    batch.isNull(6, i)
                        ? ReportQueries.text(batch, 9, i)
                        : number(batch.doubles(7)[i]) + " to " + number(batch.doubles(8)[i]))));
    return new DataTable(
        List.of(
            "decided as of",
            "window till",
            "addressed",
            "left alone by lot",
            "cost, " + currency,
            "expected, " + currency,
            "brought, " + currency,
            "90 %, or why not"),
        rows);
  }

  private List<CourseChart.Point> points() {
    List<CourseChart.Point> points = new ArrayList<>();
    queries.each(
        "SELECT r.until, r.expected_so_far, r.brought_so_far, r.so_far_lower, r.so_far_upper FROM"
            + " decision_results r WHERE r.brought_so_far IS NOT NULL ORDER BY r.decided_as_of",
        (batch, i) ->
            points.add(
                new CourseChart.Point(
                    LocalDate.ofInstant(new AsOf(batch.longs(0)[i]).instant(), ZoneOffset.UTC),
                    batch.doubles(1)[i],
                    batch.doubles(2)[i],
                    batch.doubles(3)[i],
                    batch.doubles(4)[i])));
    return points;
  }

  /** Actions down, instants across; those that were never moved are left out. */
  private DataTable scales() {
    TreeSet<String> days = new TreeSet<>();
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    queries.each(
        "SELECT s.name, s.as_of, s.figure FROM scorecards s JOIN (SELECT b.name FROM scorecards b"
            + " WHERE b.scope = 'action' AND b.measure = 'scale of what is believed' AND b.figure"
            + " <> 1 GROUP BY b.name) m ON m.name = s.name WHERE s.scope = 'action' AND s.measure ="
            + " 'scale of what is believed' AND s.figure IS NOT NULL ORDER BY s.name, s.as_of",
        (batch, i) -> {
          String day = day(batch, 1, i);
          days.add(day);
          cells
              .computeIfAbsent(batch.texts(0)[i], name -> new LinkedHashMap<>())
              .put(day, String.format(Locale.ROOT, "%.2f", batch.doubles(2)[i]));
        });
    while (days.size() > SHOWN) {
      days.pollFirst();
    }
    List<String> head = new ArrayList<>(List.of("action"));
    head.addAll(days);
    List<List<String>> rows = new ArrayList<>();
    cells.forEach(
        (action, byDay) -> {
          List<String> row = new ArrayList<>(List.of(action));
          days.forEach(day -> row.add(byDay.getOrDefault(day, "–")));
          rows.add(row);
        });
    return new DataTable(head, rows);
  }

  private static String day(Batch batch, int column, int row) {
    return new AsOf(batch.longs(column)[row]).instant().toString().substring(0, DAY);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
  }
}
