// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which records are one customer, how sure that is, and what a person could settle. */
final class IdentitySection {

  private final ReportQueries queries;
  private final Map<String, Double> figures;
  private final int toReview;

  /**
   * @param figures of the last run that resolved records
   * @param toReview pairs of which a person's word would help
   */
  IdentitySection(ReportQueries queries, Map<String, Double> figures, int toReview) {
    this.queries = queries;
    this.figures = Map.copyOf(figures);
    this.toReview = toReview;
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    double[] counts =
        queries.numbers(
            "SELECT CAST(count(*) AS DOUBLE) AS a, CAST(count(DISTINCT customer_id) AS DOUBLE) AS b,"
                + " CAST(count(DISTINCT household_id) AS DOUBLE) AS c, avg(confidence) AS d"
                + " FROM links",
            4);
    List<Block.Tile> tiles = new ArrayList<>();
    tiles.add(new Block.Tile("Records", Amount.whole(counts[0]), "of all systems"));
    tiles.add(
        new Block.Tile(
            "Customers",
            Amount.whole(counts[1]),
            figures.containsKey("linked_records")
                ? Amount.whole(figure("linked_records")) + " records are with others"
                : ""));
    if (counts[2] > 0) {
      tiles.add(new Block.Tile("Households", Amount.whole(counts[2]), "of several customers"));
    }
    if (figures.containsKey("expected_false_pairs")) {
      tiles.add(
          new Block.Tile(
              "Linked wrongly",
              some(figure("expected_false_pairs")),
              "pairs of records, expected; " + some(figure("expected_missed_pairs")) + " missed"));
    }
    tiles.add(
        new Block.Tile(
            "To review",
            Amount.whole(toReview),
            "pairs of which a person's word helps: perennial identity review"));
    blocks.add(new Block.Tiles(tiles));
    blocks.add(new Block.Paragraph(changes()));
    sizes(blocks);
    return blocks;
  }

  private double figure(String name) {
    return figures.getOrDefault(name, 0.0);
  }

  private static String some(double pairs) {
    return pairs < 10 ? String.format(Locale.ROOT, "%.1f", pairs) : Amount.whole(pairs);
  }

  private String changes() {
    double merged = figure("customers_merge");
    double split = figure("customers_split");
    double moved = figure("customers_move");
    String said =
        merged + split + moved == 0
            ? "In the last run no customer became another."
            : String.format(
                Locale.ROOT,
                "Customers that the last run merged into others: %s; that it split: %s; of which it"
                    + " gave records to others: %s. perennial identity history shows each with its"
                    + " evidence.",
                Amount.whole(merged),
                Amount.whole(split),
                Amount.whole(moved));
    double contradicting = figure("contradicting_constraints");
    return contradicting == 0
        ? said
        : said
            + " "
            + Amount.whole(contradicting)
            + " things that people said cannot hold with others: perennial identity constraints.";
  }

  private void sizes(List<Block> blocks) {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT CASE WHEN s.n >= 6 THEN '6 or more' ELSE CAST(s.n AS STRING) END AS records,"
            + " count(*) AS customers, min(s.confidence) AS confidence"
            + " FROM (SELECT customer_id, count(*) AS n, min(confidence) AS confidence FROM links"
            + " GROUP BY customer_id) s"
            + " GROUP BY CASE WHEN s.n >= 6 THEN '6 or more' ELSE CAST(s.n AS STRING) END"
            + " ORDER BY records",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    Amount.whole((double) batch.longs(1)[i]),
                    String.format(Locale.ROOT, "%.3f", batch.doubles(2)[i]))));
    blocks.add(
        new Block.Rows(
            "Customers by the number of their records",
            new DataTable(List.of("Records", "Customers", "Least confidence"), rows)));
  }
}
