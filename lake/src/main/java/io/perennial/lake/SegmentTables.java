// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import static io.perennial.lake.TableColumns.asOf;
import static io.perennial.lake.TableColumns.count;
import static io.perennial.lake.TableColumns.customer;
import static io.perennial.lake.TableColumns.instant;
import static io.perennial.lake.TableColumns.number;
import static io.perennial.lake.TableColumns.run;
import static io.perennial.lake.TableColumns.text;

import io.perennial.governance.DataClass;
import java.util.List;
import java.util.Optional;

/** The tables of segments: who is in which, what they are, how good they are, who moved. */
final class SegmentTables {

  /** In which segment of a scheme a customer is. */
  static final TableSpec MEMBERSHIPS =
      new TableSpec(
          "memberships",
          "in which segment of a scheme a customer is as of an instant, and why",
          List.of(
              customer(1),
              asOf(2),
              text(3, "scheme", "the way of segmenting: rfm, lifecycle, behaviour and so on"),
              text(4, "segment", "the name of the segment"),
              number(
                  5,
                  "score",
                  "what the scheme makes of the customer in one number; of rfm the weighted mean of R, F and M, 1 to 5"),
              number(
                  6,
                  "propensity",
                  "probability of being in the segment; null where the scheme has none"),
              number(
                  7,
                  "distance",
                  "distance to the middle of the segment, 1 is its usual one; null where the scheme has none"),
              new Column(
                  8,
                  "reason",
                  ColumnType.STRING,
                  DataClass.PSEUDONYMOUS,
                  "why, for people: R 5 F 4 M 5: bought 3 days ago, 12 times, 1,204 EUR"),
              run(9),
              count(
                  10,
                  "segment_id",
                  "the segment's id, kept for good; null where the scheme has none"),
              number(
                  11,
                  "confidence",
                  "share of methods, seeds and samples that put the customer here; null where the scheme has none")),
          Optional.empty(),
          List.of("customer_id", "as_of", "scheme"));

  /** What a segment is. */
  static final TableSpec SEGMENTS =
      new TableSpec(
          "segments",
          "what each segment of a scheme is as of an instant: how many, what sets it apart, what to do",
          List.of(
              asOf(1),
              text(2, "scheme", "the way of segmenting"),
              text(3, "segment", "its name"),
              count(4, "segment_id", "its id, kept for good; null where the scheme has none"),
              count(5, "customers", "members"),
              number(6, "share", "of all customers of the scheme, 0 to 1"),
              number(7, "spend", "money that its members spent so far, base currency"),
              number(8, "spend_share", "of the money of all customers of the scheme, 0 to 1"),
              number(
                  9,
                  "stability",
                  "mean Jaccard similarity with itself when other customers are drawn, 0 to 1; null where the scheme is rules"),
              number(10, "confidence", "mean of its members'; null where the scheme has none"),
              instant(11, "since", "the instant as of which it was first found, UTC"),
              text(12, "profile", "what sets its members apart, in sentences, one a line"),
              text(13, "play", "what to do, of the playbook; null where it says nothing"),
              run(14)),
          Optional.empty(),
          List.of("scheme", "segment"));

  /** How one segment differs in one feature. */
  static final TableSpec SEGMENT_FEATURES =
      new TableSpec(
          "segment_features",
          "how the members of a segment differ from all others in one feature",
          List.of(
              asOf(1),
              text(2, "scheme", "the way of segmenting"),
              text(3, "segment", "its name"),
              text(4, "feature", "the feature"),
              number(5, "members", "the median of members; of a share the mean"),
              number(6, "others", "the same of all others"),
              number(
                  7,
                  "effect",
                  "Cliff's delta: how much oftener a member is above another than beneath, -1 to 1"),
              number(
                  8,
                  "place",
                  "the members' value in robust spreads from the middle of all, -3 to 3"),
              count(9, "rank", "1 tells most of this segment"),
              text(10, "words", "the difference in words"),
              run(11)),
          Optional.empty(),
          List.of("scheme", "segment", "rank"));

  /** One way of clustering that was tried. */
  static final TableSpec SEGMENT_CANDIDATES =
      new TableSpec(
          "segment_candidates",
          "ways of clustering that were tried, how good each is, and which was chosen",
          List.of(
              asOf(1),
              text(2, "scheme", "what it was tried for"),
              text(3, "algorithm", "k-means, gaussian-mixture, ward"),
              count(4, "clusters", "how many"),
              count(5, "chosen", "1 for the one in force, else 0"),
              text(6, "reason", "why it was chosen, or not"),
              number(
                  7,
                  "separation",
                  "mean share of the variance of later spend that it tells (eta squared), robust to whales, 0 to 1"),
              number(8, "separation_error", "standard error of it"),
              number(9, "stability", "mean adjusted Rand index of bootstraps, to 1"),
              number(
                  10,
                  "least_stability",
                  "mean Jaccard similarity of its least stable cluster, 0 to 1"),
              number(11, "silhouette", "-1 to 1"),
              number(12, "silhouette_error", "standard error of it, of drawing points"),
              number(13, "calinski_harabasz", "variance ratio; more is better"),
              number(14, "davies_bouldin", "mean worst overlap; less is better"),
              number(15, "gap", "gap statistic; null where it was not computed"),
              number(16, "balance", "entropy of sizes over that of equal sizes, 0 to 1"),
              number(17, "smallest_share", "of all customers, of the smallest cluster"),
              run(18)),
          Optional.empty(),
          List.of("scheme", "algorithm", "clusters"));

  /** Who moved. */
  static final TableSpec MIGRATIONS =
      new TableSpec(
          "migrations",
          "how many customers were in one segment as of an instant, and in one as of a later one",
          List.of(
              text(1, "scheme", "the way of segmenting"),
              instant(2, "from_as_of", "the earlier instant, UTC"),
              instant(3, "to_as_of", "the later one, UTC"),
              text(
                  4,
                  "from_segment",
                  "where they were; null for those who were in none, or not known yet"),
              text(5, "to_segment", "where they are"),
              count(6, "customers", "how many"),
              number(7, "rate", "of those who were there, 0 to 1"),
              number(8, "expected", "how many there would be if all who move moved alike"),
              number(9, "z", "how many standard errors more than that; null for those who stayed"),
              number(
                  10,
                  "chance",
                  "of as great a difference by chance, adjusted for the number of tests"),
              run(11)),
          Optional.empty(),
          List.of("scheme", "from_as_of", "from_segment", "to_segment"));

  /** How customers are put into segments. */
  static final TableSpec SEGMENT_MODELS =
      new TableSpec(
          "segment_models",
          "how customers are put into the segments that were found: the model in force",
          List.of(
              text(1, "scheme", "the way of segmenting"),
              instant(2, "fitted_as_of", "the instant as of which it was fitted, UTC"),
              count(3, "customers", "of whom it was fitted"),
              text(4, "config", "the settings that it was fitted under, canonical"),
              count(5, "next_segment", "the smallest id that no segment ever had"),
              text(6, "model", "how features are prepared, the middles and spreads of segments"),
              text(7, "explanation", "what was done with each feature, and why"),
              run(8)),
          Optional.empty(),
          List.of("scheme"));

  /** Customers on a plane. */
  static final TableSpec SEGMENT_MAP =
      new TableSpec(
          "segment_map",
          "some customers on a plane, those alike near each other (t-SNE)",
          List.of(
              customer(1),
              asOf(2),
              number(3, "x", "no unit; only nearness means something"),
              number(4, "y", "no unit"),
              run(5)),
          Optional.empty(),
          List.of("customer_id"));

  private SegmentTables() {}
}
