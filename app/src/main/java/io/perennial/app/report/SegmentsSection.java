// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import io.perennial.app.chart.HeatGrid;
import io.perennial.app.chart.RankChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Customers by scores and by named segments. */
final class SegmentsSection {

  private final ReportQueries queries;
  private final String currency;

  SegmentsSection(ReportQueries queries, String currency) {
    this.queries = queries;
    this.currency = currency;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<List<Double>> cells = new ArrayList<>();
    for (int r = 0; r < 5; r++) {
      cells.add(new ArrayList<>(List.of(0.0, 0.0, 0.0, 0.0, 0.0)));
    }
    double[] most = {1};
    queries.each(
        "SELECT recency, frequency, customers FROM rfm_grid",
        (batch, i) -> {
          int recency = (int) batch.longs(0)[i];
          int frequency = (int) batch.longs(1)[i];
          double customers = batch.longs(2)[i];
          cells.get(5 - recency).set(frequency - 1, customers);
          most[0] = Math.max(most[0], customers);
        });
    blocks.add(
        new Block.Figure(
            "Recency and frequency",
            "Customers by their scores: 5 is the most recent, and the most frequent, fifth.",
            new HeatGrid(
                "Customers by scores of recency and frequency",
                "frequency score",
                "recency score",
                List.of("1", "2", "3", "4", "5"),
                List.of("5", "4", "3", "2", "1"),
                cells,
                most[0],
                "%,.0f",
                1)));
    List<List<String>> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    double all = queries.number("SELECT count(*) AS n FROM memberships WHERE scheme = 'rfm'");
    queries.each(
        "SELECT segment, customers, purchases, spend, alive, value FROM segment_worth"
            + " ORDER BY coalesce(value, spend) DESC NULLS LAST, segment",
        (batch, i) -> {
          double customers = batch.longs(1)[i];
          names.add(batch.texts(0)[i]);
          counts.add(customers);
          rows.add(
              List.of(
                  batch.texts(0)[i],
                  Amount.whole(customers),
                  Amount.percent(customers / all),
                  String.format(Locale.ROOT, "%.1f", batch.longs(2)[i] / customers),
                  Amount.money(currency, batch.doubles(3)[i]),
                  batch.isNull(4, i) ? "–" : Amount.percent(batch.doubles(4)[i] / customers),
                  batch.isNull(5, i) ? "–" : Amount.money(currency, batch.doubles(5)[i])));
        });
    blocks.add(
        new Block.Figure(
            "Customers by segment",
            "The named segments; the table beneath has what they are worth.",
            new RankChart("Customers by segment", "Segment", "customers", names, counts, 0)));
    blocks.add(
        new Block.Rows(
            "Segments by value",
            new DataTable(
                List.of(
                    "Segment",
                    "Customers",
                    "Share",
                    "Purchases each",
                    "Spend",
                    "Still customers",
                    "Value"),
                rows)));
    return blocks;
  }
}
