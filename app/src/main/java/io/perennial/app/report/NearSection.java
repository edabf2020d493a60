// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.BarChart;
import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.LineChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The near time: what is to come, who may leave, and by which models. */
final class NearSection {

  private static final int TENTHS = 10;

  private final ReportQueries queries;
  private final String currency;

  NearSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  /** Who may leave is told also where nothing of the near time is. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    if (isTold()) {
      blocks.add(tiles());
      blocks.add(churn());
      blocks.add(new Block.Rows("What is expected, by tier", tiers()));
    }
    DataTable plays = plays();
    if (!plays.rows().isEmpty()) {
      blocks.add(new Block.Rows("Who may be leaving, by what may help", plays));
    }
    DataTable models = models();
    if (!models.rows().isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "Every model forecast what was to come at earlier instants; the blend weighs them so"
                  + " that its own distributions were nearest to what came (CRPS: less is"
                  + " better)."));
      blocks.add(new Block.Rows("By which models", models));
    }
    return blocks;
  }

  /** Whether all models together have said anything. */
  boolean isTold() {
    return queries.number("SELECT count(near_weeks) AS n FROM customer_values") > 0;
  }

  private Block tiles() {
    double[] totals =
        queries.numbers(
            "SELECT max(near_weeks) AS weeks, sum(near_purchases) AS purchases, sum(near_spend) AS"
                + " spend, avg(p_churn) AS churn FROM customer_values",
            4);
    return new Block.Tiles(
        List.of(
            new Block.Tile(
                "Looks ahead",
                totals[0] < 2
                    ? number("%.0f days", 7 * totals[0])
                    : number("%.0f weeks", totals[0]),
                ""),
            new Block.Tile("Purchases to come", number("%,.0f", totals[1]), "of customers so far"),
            new Block.Tile(
                "Spend to come", Amount.money(currency, totals[2]), "less what comes back"),
            new Block.Tile("Will not buy", Amount.percent(totals[3]), "of all who ever bought")));
  }

  private Block churn() {
    double[] counts = new double[TENTHS];
    for (double p :
        queries.column("SELECT p_churn FROM customer_values WHERE p_churn IS NOT NULL")) {
      counts[(int) Math.min(TENTHS - 1, p * TENTHS)]++;
    }
    List<Double> bars = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int k = 0; k < TENTHS; k++) {
      bars.add(counts[k]);
      groups.add(TENTHS * k + "–" + (TENTHS * k + TENTHS));
    }
    return new Block.Figure(
        "Who will not buy in that time",
        "Customers by the probability of no purchase. In the middle is whom something can still be"
            + " done about.",
        new BarChart(
            "Customers by the probability of no purchase",
            "probability, %",
            "customers",
            groups,
            List.of(new LineChart.Series("customers", bars, false)),
            0));
  }

  private DataTable tiers() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT tier, count(*) AS n, sum(near_purchases) AS purchases, sum(near_spend) AS spend,"
            + " avg(p_churn) AS churn FROM customer_values GROUP BY tier ORDER BY tier",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    number("%,.0f", (double) batch.longs(1)[i]),
                    number("%,.0f", batch.isNull(2, i) ? 0 : batch.doubles(2)[i]),
                    Amount.whole(batch.isNull(3, i) ? 0 : batch.doubles(3)[i]),
                    number("%.0f %%", batch.isNull(4, i) ? 0 : 100 * batch.doubles(4)[i]))));
    return new DataTable(
        List.of("tier", "customers", "purchases", "spend, " + currency, "will not buy"), rows);
  }

  private DataTable plays() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT play, count(*) AS n, sum(value_at_risk) AS risk FROM churn_alerts GROUP BY play"
            + " ORDER BY risk DESC",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    number("%,.0f", (double) batch.longs(1)[i]),
                    Amount.whole(batch.doubles(2)[i]))));
    return new DataTable(List.of("what may help", "customers", "at risk, " + currency), rows);
  }

  private DataTable models() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT target, cohort, model, weight, crps, crps_error FROM value_models WHERE weight > 0"
            + " ORDER BY target, cohort, weight DESC, crps NULLS LAST, model",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    batch.texts(2)[i],
                    number("%.0f %%", 100 * batch.doubles(3)[i]),
                    batch.isNull(4, i) ? "–" : number("%.4g", batch.doubles(4)[i]),
                    batch.isNull(5, i) ? "–" : number("%.2g", batch.doubles(5)[i]))));
    return new DataTable(List.of("of", "cohort", "model", "weight", "CRPS", "±"), rows);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
