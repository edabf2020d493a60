// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.segment.profile.Members;
import io.perennial.segment.profile.Overlap;
import io.perennial.segment.profile.Preview;
import io.perennial.segment.rule.RuleBook;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks at customers as the newest features have them, and writes nothing. */
public final class SegmentLook {

  /** What is shown of the members of a condition, beside the features that it reads. */
  private static final List<String> MAIN =
      List.of(
          SegmentProfiles.SPEND,
          "purchases",
          "days_since_order",
          "days_since_first_order",
          "spend_mean",
          "order_gap_median_days",
          "discounted_share_365d",
          "return_rate_365d",
          "active_days_90d");

  private static final String CUSTOMERS = "looked_customers";
  private static final String MEMBERSHIPS = "looked_memberships";

  private final Lake lake;
  private final Engine engine;

  public SegmentLook(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /**
   * Who would be in a segment. A pass over features.
   *
   * @param condition as one of {@code segment.rules}
   * @return empty where no customer is known yet
   * @throws IllegalArgumentException when the condition is none, or is of features that there are
   *     not; the message says where, and what was probably meant
   */
  public Optional<Preview> preview(String condition, FeatureDictionary dictionary) {
    RuleBook book = RuleBook.preview(condition, dictionary);
    engine.view(CUSTOMERS, lake.table(Tables.FEATURES).scan());
    try {
      Set<String> there = columns();
      Set<String> reads = reads(book);
      Set<String> missing = new LinkedHashSet<>(reads);
      missing.addAll(book.typical());
      missing.removeAll(there);
      if (isEmpty()) {
        return Optional.empty();
      }
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot preview "
                + condition
                + ": the table features has no "
                + String.join(", ", missing)
                + " yet (run perennial features first)");
      }
      Set<String> shown = new LinkedHashSet<>(reads);
      shown.addAll(MAIN);
      shown.retainAll(there);
      shown.removeIf(name -> !isNumber(dictionary, name));
      FeatureMatrix features = FeatureColumns.read(engine, CUSTOMERS, List.copyOf(shown), "1 = 1");
      return Optional.of(
          Preview.of(
              features,
              FeatureColumns.read(engine, CUSTOMERS, List.of(SegmentProfiles.SPEND), "1 = 1")
                  .column(SegmentProfiles.SPEND),
              members(book, features)));
    } finally {
      engine.drop(RuleBook.RULED);
      engine.drop(CUSTOMERS);
    }
  }

  /**
   * How the segments of two schemes go together, of all customers who are known; those with most
   * members first. Without memberships there is no cell. A pass over memberships for each.
   */
  public Overlap overlap(String scheme, String other) {
    engine.view(CUSTOMERS, lake.table(Tables.FEATURES).scan());
    engine.view(MEMBERSHIPS, lake.table(Tables.MEMBERSHIPS).scan());
    try {
      long[] customers =
          customers(
              FeatureColumns.read(
                  engine,
                  "(SELECT c.customer_id FROM "
                      + CUSTOMERS
                      + " c UNION SELECT m.customer_id FROM "
                      + MEMBERSHIPS
                      + " m)",
                  List.of(),
                  "1 = 1"));
      return Overlap.of(members(scheme, customers), members(other, customers));
    } finally {
      engine.drop(MEMBERSHIPS);
      engine.drop(CUSTOMERS);
    }
  }

  private Members members(String scheme, long[] customers) {
    Map<String, BitSet> segments = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT m.segment, m.customer_id FROM "
                + MEMBERSHIPS
                + " m WHERE m.scheme = '"
                + scheme.replace("'", "''")
                + "'")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          segments
              .computeIfAbsent(batch.texts(0)[i], s -> new BitSet(customers.length))
              .set(Arrays.binarySearch(customers, batch.longs(1)[i]));
        }
      }
    }
    List<String> names =
        segments.keySet().stream()
            .sorted(
                Comparator.comparingInt((String name) -> -segments.get(name).cardinality())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    return new Members(customers.length, names, names.stream().map(segments::get).toList());
  }

  private Set<String> columns() {
    try (Batches none = engine.query("SELECT * FROM " + CUSTOMERS + " WHERE 1 = 0")) {
      return none.fields().stream()
          .map(field -> field.name())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  private boolean isEmpty() {
    try (Batches one = engine.query("SELECT count(*) AS n FROM " + CUSTOMERS)) {
      return !one.next() || one.batch().longs(0)[0] == 0;
    }
  }

  private static Set<String> reads(RuleBook book) {
    return book.schemes().stream()
        .flatMap(scheme -> scheme.rules().stream())
        .flatMap(rule -> rule.condition().reads().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isNumber(FeatureDictionary dictionary, String name) {
    return dictionary
        .get(name)
        .map(FeatureDefinition::type)
        .filter(type -> type == ColumnType.LONG || type == ColumnType.DOUBLE)
        .isPresent();
  }

  /** The rows of whom the one rule holds. */
  private BitSet members(RuleBook book, FeatureMatrix features) {
    RuleBook.Query query =
        book.with(RuleSegmenting.population(engine, CUSTOMERS, book)).query(CUSTOMERS);
    engine.run(query.step(), query.values());
    long[] customers = customers(features);
    BitSet members = new BitSet(customers.length);
    try (Batches rows =
        engine.query("SELECT r.customer_id FROM " + RuleBook.RULED + " r WHERE r.rules_0 = 1")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          members.set(Arrays.binarySearch(customers, batch.longs(0)[i]));
        }
      }
    }
    return members;
  }

  private static long[] customers(FeatureMatrix features) {
    return IntStream.range(0, features.rows()).mapToLong(features::rowId).toArray();
  }
}
