// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import java.util.ArrayList;
import java.util.List;

/** What people want to know first. */
final class OverviewSection {

  private final ReportQueries queries;
  private final Evaluations evaluations;
  private final String currency;
  private final boolean valued;

  OverviewSection(ReportQueries queries, Evaluations evaluations, String currency, boolean valued) {
    this.queries = queries;
    this.evaluations = evaluations;
    this.currency = currency;
    this.valued = valued;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    evaluations.section("note").stream()
        .map(Evaluations.Figure::words)
        .distinct()
        .forEach(words -> blocks.add(new Block.Warning(words)));
    if (queries.number("SELECT count(*) AS n FROM report_moments") > 1) {
      blocks.add(
          new Block.Warning(
              "What follows is not of one instant, since steps were run one by one: perennial run"
                  + " makes all of it as of the same."));
    }
    if (queries.number("SELECT count(*) AS n FROM report_value_runs") > 1) {
      blocks.add(
          new Block.Warning(
              "Values and what is said of their quality are of different runs, since one was broken"
                  + " off: perennial run finishes it."));
    }
    List<Block.Tile> tiles = new ArrayList<>();
    double[] base =
        queries.numbers(
            "SELECT CAST(count(*) AS DOUBLE) AS a, CAST(sum(purchases) AS DOUBLE) AS b,"
                + " sum(spend_total) AS c,"
                + " CAST(count(CASE WHEN purchases > 1 THEN 1 END) AS DOUBLE) AS d,"
                + " CAST(count(CASE WHEN purchases > 0 THEN 1 END) AS DOUBLE) AS e FROM features",
            5);
    tiles.add(
        new Block.Tile("Customers", Amount.whole(base[0]), Amount.whole(base[4]) + " have bought"));
    tiles.add(
        new Block.Tile(
            "Purchases",
            Amount.whole(base[1]),
            base[4] > 0 ? Amount.percent(base[3] / base[4]) + " bought again" : ""));
    tiles.add(new Block.Tile("Spend", Amount.money(currency, base[2]), "less what was returned"));
    if (valued) {
      double[] ahead =
          queries.numbers(
              "SELECT sum(p_alive) AS a, sum(expected_purchases) AS b, sum(value) AS c,"
                  + " max(horizon_weeks) AS d, sum(lifetime_value) AS e FROM customer_values",
              5);
      String weeks = Amount.whole(ahead[3]) + " weeks";
      tiles.add(
          new Block.Tile(
              "Still customers",
              Amount.whole(ahead[0]),
              "expected, of " + Amount.whole(base[4]) + " who bought"));
      tiles.add(
          new Block.Tile(
              "Purchases in " + weeks,
              Amount.whole(ahead[1]),
              between(evaluations, "purchases", false)));
      if (ahead[2] > 0) {
        tiles.add(
            new Block.Tile(
                "Value of " + weeks,
                Amount.money(currency, ahead[2]),
                between(evaluations, "value", true)));
        tiles.add(
            new Block.Tile(
                "Value of all time to come", Amount.money(currency, ahead[4]), "at present value"));
      }
    }
    blocks.add(new Block.Tiles(tiles));
    return blocks;
  }

  /** The interval of all customers, where they are one cohort. */
  private String between(Evaluations evaluations, String series, boolean money) {
    List<Evaluations.Figure> ends = evaluations.series("cohort", series);
    if (ends.size() != 3) {
      return "expected";
    }
    double lower = ends.get(1).figure();
    double upper = ends.get(2).figure();
    return Amount.between(evaluations.level())
        + (money ? Amount.money(currency, lower) : Amount.whole(lower))
        + " and "
        + (money ? Amount.money(currency, upper) : Amount.whole(upper));
  }
}
