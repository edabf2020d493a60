// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.UnitText;
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
    RuleBook known = book.with(population(engine, FEATURES, book));
    RuleBook.Query query = known.query(FEATURES);
    engine.run(query.step(), query.values());
    engine.load(
        MADE,
        engine.map(
            "SELECT r.* FROM " + RuleBook.RULED + " r", known.memberships(new UnitText(currency))));
    engine.run(SqlStep.ofText(table, whole(table)), Map.of());
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
