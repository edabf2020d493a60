// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.Scheme;
import io.perennial.segment.rule.UnitText;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By rules over features: of schemes that overlap a customer has a row for each rule that holds.
 */
final class RuleSegmenting implements Segmenting {

  private static final String MADE = "rule_memberships";

  private final RuleBook book;
  private final Currency currency;

  RuleSegmenting(RuleBook book, Currency currency) {
    this.book = book;
    this.currency = currency;
  }

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public void make(Engine engine, String table) {
    RuleBook known = ruled(engine);
    engine.load(
        MADE,
        engine.map(
            "SELECT r.* FROM " + RuleBook.RULED + " r", known.memberships(new UnitText(currency))));
    engine.run(SqlStep.ofText(table, whole(table)), Map.of());
  }

  /** All in SQL: what is told of nobody needs no Java. */
  @Override
  public void place(Engine engine, String table) {
    ruled(engine);
    Map<String, Object> values = new TreeMap<>();
    List<String> placed = new ArrayList<>();
    for (int s = 0; s < book.schemes().size(); s++) {
      if (book.schemes().get(s).kind() == Scheme.Kind.FIRST_MATCH) {
        placed.add(placed(book.schemes().get(s), "r.rules_" + s, values));
      }
    }
    if (placed.isEmpty()) {
      engine.load(table, Batches.of(WRITES.subList(0, PLACES.size()), List.<Batch>of().iterator()));
    } else {
      engine.run(
          SqlStep.ofText(table, "-- writes " + table + "\n" + String.join("\nUNION ALL\n", placed)),
          values);
    }
  }

  private static String placed(Scheme scheme, String bits, Map<String, Object> values) {
    StringBuilder sql = new StringBuilder("SELECT r.customer_id, ");
    sql.append(bound(scheme.name(), values)).append(" AS scheme, CASE ").append(bits);
    for (int r = 0; r < scheme.rules().size(); r++) {
      sql.append(" WHEN ").append(1L << r).append(" THEN ");
      sql.append(bound(scheme.rules().get(r).segment(), values));
    }
    scheme.otherwise().ifPresent(name -> sql.append(" ELSE ").append(bound(name, values)));
    sql.append(" END AS segment FROM ").append(RuleBook.RULED).append(" r");
    return scheme.otherwise().isPresent() ? sql.toString() : sql + " WHERE " + bits + " <> 0";
  }

  private static String bound(String text, Map<String, Object> values) {
    String name = "t" + values.size();
    values.put(name, text);
    return ":" + name;
  }

  /** Makes the view of customers with the rules that hold of them. */
  private RuleBook ruled(Engine engine) {
    RuleBook known = book.with(population(engine, FEATURES, book));
    RuleBook.Query query = known.query(FEATURES);
    engine.run(query.step(), query.values());
    return known;
  }

  /** The columns that rules tell, and nothing in the others. */
  private static String whole(String table) {
    List<String> told = List.of("customer_id", "scheme", "segment", "reason");
    return WRITES.stream()
        .map(
            field ->
                told.contains(field.name())
                    ? "r." + field.name()
                    : "CAST(NULL AS "
                        + (field.type() == ColumnType.LONG ? "BIGINT" : "DOUBLE")
                        + ") AS "
                        + field.name())
        .collect(
            Collectors.joining(
                ",\n  ", "-- writes " + table + "\nSELECT\n  ", "\nFROM " + MADE + " r"));
  }

  /** What is typical of the customers of a view, as far as the rules ask for it. */
  static Population population(Engine engine, String view, RuleBook book) {
    List<String> typical = List.copyOf(book.typical());
    if (typical.isEmpty()) {
      return Population.UNKNOWN;
    }
    FeatureMatrix features = FeatureColumns.read(engine, view, typical, "1 = 1");
    Map<String, double[]> columns = new TreeMap<>();
    typical.forEach(name -> columns.put(name, features.column(name)));
    return Population.of(columns);
  }

  @Override
  public void forget(Engine engine) {
    engine.drop(MADE);
    engine.drop(RuleBook.RULED);
  }
}
