// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.LineChart;
import io.perennial.lake.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What customers cost and are worth, when they pay back, and the borders of tiers. */
final class EconomicsSection {

  private static final int MOST_BARS = 12;
  private static final String NONE = "–";

  private final ReportQueries queries;
  private final String currency;
  private final double level;

  /**
   * @param level of the intervals
   */
  EconomicsSection(ReportQueries queries, String currency, double level) {
    this.queries = queries;
    this.currency = currency;
    this.level = level;
  }

  /** A row of the table, not a number where it has none. */
  private record Row(
      String name,
      double customers,
      double cost,
      double earned,
      double value,
      double lower,
      double upper,
      double ratio,
      double neverPays,
      double payback,
      double window,
      double equity,
      double share,
      double gini,
      double bestTenth) {

    private static final String COLUMNS =
        "name, customers, cost_each, earned_each, value_each, value_lower, value_upper, ratio, never_pays,"
            + " payback_weeks, payback_window_weeks, equity,"
            + " equity_share, gini, best_tenth";

    private static Row of(Batch batch, int i) {
      return new Row(
          batch.texts(0)[i],
          batch.longs(1)[i],
          number(batch, 2, i),
          number(batch, 3, i),
          number(batch, 4, i),
          number(batch, 5, i),
          number(batch, 6, i),
          number(batch, 7, i),
          number(batch, 8, i),
          number(batch, 9, i),
          number(batch, 10, i),
          number(batch, 11, i),
          number(batch, 12, i),
          number(batch, 13, i),
          number(batch, 14, i));
    }

    private static double number(Batch batch, int column, int i) {
      return batch.isNull(column, i) ? Double.NaN : batch.doubles(column)[i];
    }
  }

  private List<Row> rows(String dimension) {
    List<Row> rows = new ArrayList<>();
    queries.each(
        "SELECT "
            + Row.COLUMNS
            + " FROM value_economics WHERE dimension = '"
            + dimension
            + "' ORDER BY customers DESC, name",
        (batch, i) -> rows.add(Row.of(batch, i)));
    return rows;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Row all = rows("all").get(0);
    blocks.add(tiles(all));
    blocks.add(new Block.Paragraph(words(all)));
    List<Row> cohorts = new ArrayList<>(rows("cohort"));
    cohorts.sort(Comparator.comparing(Row::name));
    for (String way : List.of("channel", "campaign", "source")) {
      List<Row> groups = rows(way);
      if (groups.size() > 1) {
        if (groups.stream().anyMatch(group -> !Double.isNaN(group.ratio()))) {
          blocks.add(ratios(way, groups));
        }
        blocks.add(new Block.Rows("By " + way, table(way, groups)));
      }
    }
    if (cohorts.size() > 1) {
      blocks.add(worth(cohorts));
      blocks.add(new Block.Rows("By quarter of the first purchase", table("quarter", cohorts)));
    }
    DataTable tiers = tiers();
    if (!tiers.rows().isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "Borders of tiers hold on from run to run while each tier has about the share it was made"
                  + " for; a customer changes tier when the value has clearly passed a border."));
      blocks.add(new Block.Rows("Tiers of value", tiers));
    }
    return blocks;
  }

  private Block tiles(Row all) {
    List<Block.Tile> tiles = new ArrayList<>();
    tiles.add(
        new Block.Tile(
            "Customer equity",
            money(all.equity()),
            "what today's customers will still bring, at present value"));
    List<Row> toBeWon = rows("to be won");
    if (!toBeWon.isEmpty()) {
      tiles.add(
          new Block.Tile(
              "To be won in a year",
              money(toBeWon.get(0).equity()),
              Double.isNaN(toBeWon.get(0).cost())
                  ? "if customers come as in the last; their cost is not known"
                  : "if customers come as in the last, less what they cost"));
    }
    tiles.add(
        new Block.Tile(
            "A customer is worth",
            money(all.value()),
            Double.isNaN(all.value())
                ? ""
                : Amount.between(level)
                    + Amount.whole(all.lower())
                    + " and "
                    + Amount.whole(all.upper())));
    tiles.add(new Block.Tile("A customer cost", money(all.cost()), "the mean of all so far"));
    if (!Double.isNaN(all.ratio())) {
      tiles.add(new Block.Tile("LTV:CAC", ratio(all.ratio()), "worth by cost"));
    }
    if (!Double.isNaN(all.cost())) {
      tiles.add(
          new Block.Tile(
              "Pays back after", weeks(all), number("%.0f weeks were seen", all.window())));
    }
    return new Block.Tiles(tiles);
  }

  private String words(Row all) {
    StringBuilder words = new StringBuilder();
    words.append(
        "Worth (LTV) is the margin that a customer has brought and will bring, at present value as of"
            + " the first purchase. What was brought is known; what will come is the models'. Payback"
            + " is weeks till the margin of a customer on the mean reached the cost, as it was seen.");
    if (!Double.isNaN(all.gini())) {
      words.append(
          String.format(
              Locale.ROOT,
              " The best tenth of customers has %s of what is to come (Gini %.2f).",
              Amount.percent(all.bestTenth()),
              all.gini()));
    }
    if (Double.isNaN(all.cost())) {
      words.append(
          " What winning customers cost is not known of all: value.acquisition in perennial.yaml"
              + " says it.");
    } else if (!Double.isNaN(all.neverPays())) {
      words.append(
          String.format(
              Locale.ROOT,
              " %s of customers will not earn what they cost.",
              Amount.percent(all.neverPays())));
    }
    return words.toString();
  }

  private Block ratios(String way, List<Row> groups) {
    List<Row> most =
        groups.stream().filter(row -> !Double.isNaN(row.ratio())).limit(MOST_BARS).toList();
    return new Block.Figure(
        "LTV:CAC by " + way,
        "What a customer is worth for each unit of money that winning one cost. Below 1, winning them"
            + " loses money; 3 is a usual aim.",
        new BarChart(
            "LTV:CAC by " + way,
            way,
            "worth by cost",
            most.stream().map(Row::name).toList(),
            List.of(
                new LineChart.Series(
                    "LTV:CAC", most.stream().map(row -> Math.max(0, row.ratio())).toList(), false)),
            1));
  }

  private Block worth(List<Row> cohorts) {
    List<Row> last = cohorts.subList(Math.max(0, cohorts.size() - MOST_BARS), cohorts.size());
    List<LineChart.Series> series = new ArrayList<>();
    series.add(
        new LineChart.Series(
            "brought so far", last.stream().map(row -> Math.max(0, row.earned())).toList(), false));
    if (last.stream().noneMatch(row -> Double.isNaN(row.value()))) {
      series.add(
          new LineChart.Series(
              "will bring",
              last.stream().map(row -> Math.max(0, row.value() - row.earned())).toList(),
              false));
    }
    if (last.stream().noneMatch(row -> Double.isNaN(row.cost()))) {
      series.add(new LineChart.Series("cost", last.stream().map(Row::cost).toList(), false));
    }
    return new Block.Figure(
        "A customer of each quarter",
        "Margin of a customer by the quarter of the first purchase, at present value as of then, "
            + currency
            + ".",
        new BarChart(
            "A customer of each quarter",
            "quarter of the first purchase",
            currency + " a customer",
            last.stream().map(Row::name).toList(),
            series,
            0));
  }

  private DataTable table(String way, List<Row> groups) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : groups) {
      rows.add(
          List.of(
              row.name(),
              Amount.whole(row.customers()),
              Double.isNaN(row.cost()) ? NONE : number("%,.2f", row.cost()),
              whole(row.earned()),
              whole(row.value()),
              Double.isNaN(row.lower())
                  ? NONE
                  : Amount.whole(row.lower()) + " to " + Amount.whole(row.upper()),
              ratio(row.ratio()),
              Double.isNaN(row.cost()) ? NONE : weeks(row),
              whole(row.equity()),
              Double.isNaN(row.share()) ? NONE : Amount.percent(row.share())));
    }
    return new DataTable(
        List.of(
            way,
            "customers",
            "CAC, " + currency,
            "brought",
            "LTV",
            Amount.between(level).strip(),
            "LTV:CAC",
            "paid back",
            "equity",
            "share"),
        rows);
  }

  private DataTable tiers() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT tier, least, share, customers, rose, fell, fresh FROM value_tiers WHERE as_of ="
            + " (SELECT max(as_of) FROM customer_values) ORDER BY tier",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.isNull(1, i) ? NONE : number("%,.2f", batch.doubles(1)[i]),
                    Amount.percent(batch.doubles(2)[i]),
                    Amount.whole((double) batch.longs(3)[i]),
                    Amount.whole((double) batch.longs(4)[i]),
                    Amount.whole((double) batch.longs(5)[i]),
                    Amount.whole((double) batch.longs(6)[i]))));
    return new DataTable(
        List.of("tier", "from", "made for", "customers", "rose", "fell", "new"), rows);
  }

  private String money(double value) {
    return Double.isNaN(value) ? NONE : Amount.money(currency, value);
  }

  private static String whole(double value) {
    return Double.isNaN(value) ? NONE : Amount.whole(value);
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? NONE : number("%,.1f", value);
  }

  private static String weeks(Row row) {
    return Double.isNaN(row.payback())
        ? number("more than %.0f weeks", row.window())
        : number("%.1f weeks", row.payback());
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
