// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.family.EventCodes;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeatureSql;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Features at some instants: all of ours by the fold, and those that one query can say by the fold
 * and by that query.
 */
final class FeatureQuestion {

  private static final PurchaseRule RULE = PurchaseRule.byDay(ZoneOffset.UTC);
  private static final LocalDate LAST = LocalDate.of(2025, 1, 1);
  private static final String SAID = "features_said";
  private static final String VIEW = "features_by_sql";

  private final List<AsOf> asOfs = new ArrayList<>();
  private final FeatureSet all = FeatureSet.of(new FeatureConfig(RULE, Optional.empty()));
  private final List<FeatureDefinition> said = said(all.dictionary().all());

  /**
   * @param instants how many first days of months, up to the end of the simulated data
   */
  FeatureQuestion(int instants) {
    for (int i = instants - 1; i >= 0; i--) {
      asOfs.add(AsOf.startOf(LAST.minusMonths(i)));
    }
  }

  /** What a query can say: in the order of the dictionary, so ratios behind their parts. */
  private static List<FeatureDefinition> said(List<FeatureDefinition> features) {
    List<FeatureDefinition> said = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FeatureDefinition feature : features) {
      boolean isWhole =
          !(feature.formula() instanceof Formula.Ratio ratio)
              || (names.contains(ratio.numerator()) && names.contains(ratio.denominator()));
      // what texts say is a table of its own, and the simulated customers write none
      boolean isOfEvents = !feature.family().equals("text");
      if (FeatureSql.says(feature) && isWhole && isOfEvents) {
        said.add(feature);
        names.add(feature.name());
      }
    }
    return said;
  }

  /** How many features there are. */
  int features() {
    return all.dictionary().all().size();
  }

  /** How many of them a query says. */
  int inSql() {
    return said.size();
  }

  /** The features of the fold: all, or those that a query says. */
  FeatureSet set(boolean everything) {
    return everything ? all : FeatureSet.declared(said, RULE.zone());
  }

  /** Reads what the fold needs, and folds. */
  Batches fold(CustomerEvents events, boolean everything) {
    FeatureSet set = set(everything);
    return events.prepare(set, Optional.empty()).fold(set.fold(), asOfs);
  }

  /** The query as a view, so that its rows stream as those of the fold do; of the last instant. */
  Batches query(Engine engine) {
    AsOf asOf = asOfs.get(asOfs.size() - 1);
    FeatureSql sql = new FeatureSql(said, RULE.zone(), asOf, Optional.of(events()));
    engine.run(sql.step(SAID), sql.values());
    String columns =
        set(false).fold().writes().stream()
            .map(Field::name)
            .map(name -> "s." + name)
            .collect(Collectors.joining(", "));
    engine.run(
        SqlStep.ofText(
            VIEW,
            "-- "
                + VIEW
                + ": as the fold has them\n-- writes view "
                + VIEW
                + "\nSELECT s.customer_id AS key, :as_of AS as_of, "
                + columns
                + " FROM "
                + SAID
                + " s"),
        Map.of("as_of", Instant.EPOCH.plusNanos(asOf.micros() * 1000)));
    return engine.query("SELECT * FROM " + VIEW);
  }

  /** Events as they lie, with numbers for types: no key is hashed, and nothing is joined. */
  private static String events() {
    String codes =
        Arrays.stream(EventType.values())
            .map(type -> " WHEN '" + type.word() + "' THEN " + EventCodes.of(type))
            .collect(Collectors.joining());
    return "SELECT e.record_id AS customer_id, e.occurred_at, CASE e.type"
        + codes
        + " ELSE 99 END AS code, f_floor_int(f_micros(e.occurred_at) / 8.64e10) AS day,"
        + " e.order_id AS order_key, e.product_id AS product_key, CAST(e.amount AS DOUBLE) AS amount,"
        + " e.quantity, CAST(e.discount AS DOUBLE) AS discount, CAST(e.cost AS DOUBLE) AS cost,"
        + " e.score, e.channel, e.category, e.brand, e.campaign_id AS campaign"
        + " FROM events e WHERE e.occurred_at < :as_of";
  }
}
