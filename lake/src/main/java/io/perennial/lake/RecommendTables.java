// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.customer;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.reason;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import java.util.List;
import java.util.Optional;

/** The tables of products: which to offer whom, which go together, and how good that is. */
final class RecommendTables {

  /** What to offer customers. */
  static final TableSpec RECOMMENDATIONS =
      new TableSpec(
          "recommendations",
          "a product to offer to a customer, as of an instant, the best first, and why",
          List.of(
              customer(1),
              asOf(2),
              count(3, "place", "1 for the best"),
              text(4, "product_id", "the product, as the source calls it"),
              text(5, "product_name", "what people call it; null where nothing says"),
              text(6, "kind", "new: not bought before; again: bought before"),
              number(7, "score", "what the model says of it: to compare products of one customer"),
              text(
                  8,
                  "due_on",
                  "the day, as 2026-01-31, by which the customer is to buy it again by their own"
                      + " rhythm and that of others; null where there is none"),
              reason(9, "why, for people"),
              run(10)),
          Optional.empty(),
          List.of("as_of", "customer_id", "place"));

  /** What goes together. */
  static final TableSpec ITEM_NEIGHBOURS =
      new TableSpec(
          "item_neighbours",
          "a product that is often bought with another, or after it",
          List.of(
              asOf(1),
              text(2, "product_id", "the product, as the source calls it"),
              text(3, "product_name", "what people call it; null where nothing says"),
              text(
                  4,
                  "kind",
                  "with: by the same customer on the same day; after: by the same one, later"),
              count(5, "place", "1 for the one that tells most"),
              text(6, "neighbour_id", "the product that goes with it"),
              text(7, "neighbour_name", "what people call that; null where nothing says"),
              count(
                  8,
                  "together",
                  "with: days of customers with both; after: customers who bought both so"),
              number(
                  9,
                  "share",
                  "of the days, or of the buyers, with the product: in (0, 1], so many"),
              number(
                  10, "lift", "how many times the share of those days, or of customers, among all"),
              number(11, "days", "from one to the other, mean; null for with"),
              run(12)),
          Optional.empty(),
          List.of("product_id", "kind", "place"));

  /** How good recommendations are. */
  static final TableSpec RECOMMENDATION_QUALITY =
      new TableSpec(
          "recommendation_quality",
          "how good recommendations were on days that they had not seen, beside simple ones",
          List.of(
              asOf(1),
              text(2, "model", "what recommended: blend, popularity, item neighbours"),
              text(3, "bought", "included: all that was bought; left-out: only what was new"),
              count(4, "shown", "products shown to a customer"),
              text(5, "learned_until", "the last day that was learned from, as 2026-01-31"),
              text(6, "judged_until", "the last day of what was to be foretold"),
              count(7, "customers", "who were judged"),
              text(
                  8,
                  "measure",
                  "ndcg, recall, precision (mean average), hit_rate, coverage, novelty (bits),"
                      + " ndcg_above_popularity"),
              number(9, "figure", "the number"),
              number(10, "figure_lower", "lower end of its 95 % interval; null for coverage"),
              number(11, "figure_upper", "upper end of it"),
              run(12)),
          Optional.empty(),
          List.of("as_of", "model", "measure"));

  private RecommendTables() {}
}
