// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Formula;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.LakeException;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The user's features in SQL: each query is asked at each instant, with the view {@value #EVENTS}
 * cut there, and its rows are joined to those of the fold.
 */
final class QueriedFeatures {

  /** What customers had done before the instant; see {@code events_known.sql}. */
  static final String EVENTS = "events_known";

  /** Which records are which customer, and which household. */
  static final String RECORDS = "customer_records";

  private static final SqlStep KNOWN = SqlStep.of(QueriedFeatures.class, "events_known");
  private static final SqlStep LINKS = SqlStep.of(QueriedFeatures.class, "customer_records");
  private static final Pattern AS_OF = Pattern.compile("(?<![:\\w]):as_of\\b");

  private final Engine engine;
  private final List<FeatureDefinition> features;
  private final List<String> made = new ArrayList<>();

  QueriedFeatures(Engine engine, FeatureDictionary dictionary) {
    this.engine = engine;
    features =
        dictionary.all().stream()
            .filter(feature -> feature.formula() instanceof Formula.Queried)
            .filter(feature -> !RelatedFeatures.DEFINITIONS.contains(feature))
            .toList();
  }

  List<FeatureDefinition> features() {
    return features;
  }

  /** The table that holds the values of a feature: customer_id, as_of, value. */
  static String table(FeatureDefinition feature) {
    return "queried_" + feature.name();
  }

  /**
   * Asks all queries at all instants, while the views of events and links are there.
   *
   * @param received whether only what had reached us by then is known
   * @throws LakeException when a query fails, or its rows are not what they must be; nothing is
   *     written then
   */
  void ask(List<AsOf> asOfs, boolean received) {
    if (features.isEmpty()) {
      return;
    }
    engine.run(LINKS, Map.of());
    for (int i = 0; i < asOfs.size(); i++) {
      engine.run(KNOWN, Map.of("as_of", asOfs.get(i).instant(), "received", received ? 1L : 0L));
      for (FeatureDefinition feature : features) {
        ask(feature, table(feature) + "_" + i, asOfs.get(i));
      }
    }
    for (FeatureDefinition feature : features) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < asOfs.size(); i++) {
        parts.add("SELECT customer_id, as_of, value FROM " + table(feature) + "_" + i);
      }
      run(table(feature), "view ", String.join("\nUNION ALL\n", parts), Map.of());
    }
  }

  private void ask(FeatureDefinition feature, String table, AsOf asOf) {
    String sql = ((Formula.Queried) feature.formula()).sql();
    Map<String, Object> values =
        AS_OF.matcher(sql).find() ? Map.of("as_of", asOf.instant()) : Map.of();
    String raw = table + "_raw";
    try {
      run(raw, "", sql, values);
    } catch (LakeException e) {
      throw wrong(feature, String.valueOf(e.getMessage()).replaceFirst("^Cannot run [^:]*: ", ""));
    }
    check(feature, raw);
    String value =
        switch (feature.type()) {
          case LONG -> "CAST(q.value AS BIGINT)";
          case DOUBLE -> "f_finite(CAST(q.value AS DOUBLE))";
          default -> "q.value";
        };
    run(
        table,
        "",
        "SELECT CAST(q.customer_id AS BIGINT) AS customer_id, :as_of AS as_of, "
            + value
            + " AS value FROM "
            + raw
            + " q",
        Map.of("as_of", asOf.instant()));
  }

  private void run(String name, String view, String sql, Map<String, ?> values) {
    made.add(name);
    engine.run(SqlStep.ofText(name, "-- writes " + view + name + "\n" + sql), values);
  }

  private void check(FeatureDefinition feature, String raw) {
    List<Field> fields;
    try (Batches rows = engine.query("SELECT * FROM " + raw + " q LIMIT 0")) {
      fields = rows.fields();
    }
    List<String> names = fields.stream().map(Field::name).sorted().toList();
    if (!names.equals(List.of("customer_id", "value"))) {
      throw wrong(
          feature, "its columns are " + String.join(", ", names) + " (must be customer_id, value)");
    }
    for (Field field : fields) {
      boolean key = field.name().equals("customer_id");
      ColumnType wanted = key ? ColumnType.LONG : feature.type();
      if (!fits(field.type(), wanted, key)) {
        throw wrong(
            feature,
            String.format(
                "its column %s is %s (must be %s)",
                field.name(), word(field.type()), word(wanted)));
      }
    }
    try (Batches twice =
        engine.query(
            "SELECT count(*) AS n FROM (SELECT q.customer_id FROM "
                + raw
                + " q WHERE q.customer_id IS NOT NULL GROUP BY q.customer_id HAVING count(*) > 1) d")) {
      if (twice.next() && twice.batch().longs(0)[0] > 0) {
        throw wrong(
            feature,
            String.format(
                "it has more than one row for %d customers (must be one each, as by GROUP BY"
                    + " customer_id)",
                twice.batch().longs(0)[0]));
      }
    }
  }

  private static boolean fits(ColumnType is, ColumnType wanted, boolean key) {
    boolean number = is == ColumnType.LONG || is == ColumnType.DOUBLE || is == ColumnType.DECIMAL;
    return is == wanted || (!key && wanted == ColumnType.DOUBLE && number);
  }

  private static String word(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static LakeException wrong(FeatureDefinition feature, String why) {
    return new LakeException(
        "Cannot compute feature "
            + feature.name()
            + " ("
            + feature.formula().words()
            + "): "
            + why);
  }

  /** Drops what was made. */
  void forget() {
    for (int i = made.size() - 1; i >= 0; i--) {
      engine.drop(made.get(i));
    }
    made.clear();
    engine.drop(EVENTS);
    engine.drop(RECORDS);
  }
}
