// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.EventType;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Features that are not of one customer alone: the place within the cohort, the household. Made by
 * SQL of what the fold wrote, at each instant of those who were known at it; who is one household
 * is what is known now, as it is for who is one customer.
 */
final class RelatedFeatures {

  /** The table or view that the fold's rows are in: key, as_of, features. */
  static final String FOLDED = "folded_features";

  /** The view of the same rows with all features. */
  static final String TOLD = "told_features";

  private static final SqlStep RELATED = SqlStep.of(RelatedFeatures.class, "related_features");

  private static final String NOT_ALONE = "without a purchase, or where nobody else has one";
  private static final String NO_COHORT =
      "without a purchase, or where nobody else first bought in that month";
  private static final String NO_HOUSEHOLD = "where no household is known";

  /** What they are, in the order of their columns. */
  static final List<FeatureDefinition> DEFINITIONS =
      List.of(
          rank("spend_rank", "place by spend_total among all who bought", NOT_ALONE),
          rank(
              "spend_cohort_rank",
              "place by spend_total among those who first ordered in the same month",
              NO_COHORT),
          rank(
              "purchases_cohort_rank",
              "place by purchases among those who first ordered in the same month",
              NO_COHORT),
          rank(
              "recency_cohort_rank",
              "place by last_purchase_at among those who first ordered in the same month; 1 bought last",
              NO_COHORT),
          definition(
              "cohort_customers",
              "customers who first ordered in the same month and kept a purchase, this one among them",
              Unit.COUNT,
              ColumnType.LONG,
              "without a purchase",
              "cohort"),
          definition(
              "household_customers",
              "customers of the household, this one among them",
              Unit.COUNT,
              ColumnType.LONG,
              NO_HOUSEHOLD,
              "household"),
          definition(
              "household_spend",
              "spend_total of all customers of the household",
              Unit.MONEY,
              ColumnType.DOUBLE,
              NO_HOUSEHOLD,
              "household"),
          definition(
              "household_share",
              "spend_total over that of the household",
              Unit.SHARE,
              ColumnType.DOUBLE,
              "where no household is known, or it spent nothing",
              "household"));

  private final Engine engine;

  RelatedFeatures(Engine engine) {
    this.engine = engine;
  }

  private static FeatureDefinition rank(String name, String meaning, String whenNull) {
    return definition(name, meaning, Unit.RANK, ColumnType.DOUBLE, whenNull, "cohort");
  }

  private static FeatureDefinition definition(
      String name, String meaning, Unit unit, ColumnType type, String whenNull, String family) {
    return new FeatureDefinition(
        name,
        meaning,
        unit,
        type,
        family,
        Optional.empty(),
        whenNull,
        Set.of(EventType.ORDER, EventType.RETURN),
        Kept.RELATIVE,
        new Formula.Queried("related_features.sql", RELATED.text()));
  }

  /**
   * Makes {@link #TOLD} of {@link #FOLDED}, while the view of links is there.
   *
   * @param queried features that were asked for in SQL
   */
  void tell(List<FeatureDefinition> queried) {
    engine.run(RELATED, Map.of());
    StringBuilder sql = new StringBuilder("-- writes view " + TOLD + "\nSELECT f.*");
    DEFINITIONS.forEach(feature -> sql.append(", r.").append(feature.name()));
    for (int i = 0; i < queried.size(); i++) {
      sql.append(", q").append(i).append(".value AS ").append(queried.get(i).name());
    }
    sql.append("\nFROM ").append(FOLDED).append(" f LEFT JOIN ").append(RELATED.writes());
    sql.append(" r ON r.customer_id = f.key AND r.as_of = f.as_of");
    for (int i = 0; i < queried.size(); i++) {
      String table = QueriedFeatures.table(queried.get(i));
      sql.append(
          String.format(
              " LEFT JOIN %s q%d ON q%d.customer_id = f.key AND q%d.as_of = f.as_of",
              table, i, i, i));
    }
    engine.run(SqlStep.ofText(TOLD, sql.toString()), Map.of());
  }

  /** Drops what was made. */
  static void forget(Engine engine) {
    engine.drop(TOLD);
    engine.drop(RELATED.writes());
  }
}
