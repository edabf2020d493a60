// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What customers are worth, and the best of them. */
final class WorthSection {

  private final ReportQueries queries;
  private final String currency;
  private final double level;

  /**
   * @param level of the intervals
   */
  WorthSection(ReportQueries queries, String currency, double level) {
    this.queries = queries;
    this.currency = currency;
    this.level = level;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    double[] values = queries.column("SELECT value FROM customer_values WHERE value IS NOT NULL");
    if (values.length > 0) {
      Worth worth = new Worth(values);
      blocks.add(
          new Block.Figure(
              "Value over customers",
              "Present value of what each will buy in the forecast's weeks, after margin. The last"
                  + " bar holds whoever is worth more.",
              worth.histogram(currency)));
      blocks.add(
          new Block.Figure(
              "Concentration",
              String.format(
                  Locale.ROOT,
                  "The best tenth of customers holds %s of all value.",
                  Amount.percent(worth.heldByBestTenth())),
              worth.concentration()));
    }
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT CAST(v.customer_id AS STRING) AS c, m.segment, v.tier, v.p_alive,"
            + " v.expected_purchases, v.value, v.value_lower, v.value_upper, v.reason"
            + " FROM customer_values v LEFT JOIN memberships m ON m.customer_id = v.customer_id"
            + " AND m.scheme = 'rfm' ORDER BY coalesce(v.value, v.expected_purchases) DESC NULLS LAST,"
            + " v.customer_id LIMIT 10",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    ReportQueries.text(batch, 1, i),
                    ReportQueries.text(batch, 2, i),
                    Amount.percent(batch.doubles(3)[i]),
                    String.format(Locale.ROOT, "%.1f", batch.doubles(4)[i]),
                    batch.isNull(5, i) ? "–" : Amount.money(currency, batch.doubles(5)[i]),
                    batch.isNull(5, i)
                        ? "–"
                        : Amount.money(currency, batch.doubles(6)[i])
                            + " to "
                            + Amount.money(currency, batch.doubles(7)[i]),
                    ReportQueries.text(batch, 8, i))));
    blocks.add(
        new Block.Rows(
            "The ten most valuable customers",
            new DataTable(
                List.of(
                    "Customer",
                    "Segment",
                    "Tier",
                    "Still a customer",
                    "Purchases",
                    "Value",
                    Amount.between(level).strip(),
                    "Why"),
                rows)));
    return blocks;
  }
}
