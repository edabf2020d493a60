// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.CustomerWords;
import io.perennial.decide.action.Fairness;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.segment.rule.Population;
import io.perennial.segment.rule.Rule;
import io.perennial.segment.rule.RuleBook;
import io.perennial.segment.rule.RuleMemberships;
import io.perennial.segment.rule.Scheme;
import io.perennial.segment.rule.UnitText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Customers with what conditions of actions speak of, and which conditions hold of each, as views
 * of the engine. One pass over features, values and memberships each time it is read.
 */
final class CustomerView implements AutoCloseable {

  private static final String ALL = "decide_customers";
  private static final String FEATURES = "decide_features";
  private static final String VALUES = "decide_values";
  private static final String MEMBERSHIPS = "decide_memberships";

  /** What worth is made of, behind the rules. */
  static final List<String> WORTH =
      List.of(
          "expected_spend",
          "spend_mean",
          "near_spend",
          "near_weeks",
          "p_alive",
          "lifetime_value",
          "expected_purchases",
          "horizon_weeks");

  private final Engine engine;
  private final RuleBook book;
  private final int chunks;
  private final List<String> covariates;

  private CustomerView(Engine engine, RuleBook book, int chunks, List<String> covariates) {
    this.engine = engine;
    this.book = book;
    this.chunks = chunks;
    this.covariates = covariates;
  }

  static CustomerView open(Lake lake, Engine engine, DecideConfig config) {
    engine.view(FEATURES, lake.table(Tables.FEATURES).scan());
    engine.view(VALUES, lake.table(Tables.VALUES).scan());
    engine.view(MEMBERSHIPS, lake.table(Tables.MEMBERSHIPS).scan());
    Map<String, Object> values = new TreeMap<>();
    engine.run(SqlStep.ofText(ALL, joined(config.schemes(), values)), values);
    List<Scheme> schemes = schemes(rules(config));
    RuleBook book = new RuleBook(schemes, config.vocabulary(), Population.UNKNOWN);
    book = book.with(population(engine, List.copyOf(book.typical())));
    RuleBook.Query query = book.query(ALL);
    engine.run(query.step(), query.values());
    return new CustomerView(engine, book, schemes.size(), config.covariates());
  }

  private static String joined(List<String> schemes, Map<String, Object> values) {
    StringBuilder sql = new StringBuilder("-- " + ALL + ": what is known of customers\n");
    sql.append("-- reads   ").append(FEATURES).append("(customer_id, as_of, features)\n");
    sql.append("-- writes  view ").append(ALL).append("(customer_id, as_of, words)\nSELECT\n  f.*");
    CustomerWords.VALUES.keySet().stream()
        .sorted()
        .forEach(name -> sql.append(",\n  v.").append(name));
    sql.append(",\n  v.near_weeks,\n  v.horizon_weeks,\n  v.tier");
    for (String scheme : schemes) {
      sql.append(",\n  s.").append(CustomerWords.segment(scheme));
    }
    sql.append("\nFROM ").append(FEATURES).append(" f\nLEFT JOIN ").append(VALUES);
    sql.append(" v ON v.customer_id = f.customer_id AND v.as_of = f.as_of");
    sql.append("\nLEFT JOIN (SELECT m.customer_id, m.as_of");
    for (int i = 0; i < schemes.size(); i++) {
      values.put("scheme_" + i, schemes.get(i));
      sql.append(",\n    max(CASE WHEN m.scheme = :scheme_").append(i);
      sql.append(" THEN m.segment END) AS ").append(CustomerWords.segment(schemes.get(i)));
    }
    sql.append("\n  FROM ").append(MEMBERSHIPS).append(" m GROUP BY m.customer_id, m.as_of");
    return sql.append(") s ON s.customer_id = f.customer_id AND s.as_of = f.as_of").toString();
  }

  /** Those of actions, then those of protected groups. */
  private static List<Rule> rules(DecideConfig config) {
    return Stream.concat(
            config.actions().stream().map(Action::rule),
            config.fairness().stream().flatMap(fairness -> fairness.rule().stream()))
        .toList();
  }

  /** Rules; a scheme has at most so many. */
  private static List<Scheme> schemes(List<Rule> rules) {
    List<Scheme> schemes = new ArrayList<>();
    for (int from = 0; from < rules.size(); from += Scheme.MOST_RULES) {
      List<Rule> some = rules.subList(from, Math.min(rules.size(), from + Scheme.MOST_RULES));
      schemes.add(
          new Scheme("actions", "actions", Scheme.Kind.OVERLAPPING, some, Optional.empty()));
    }
    return schemes;
  }

  private static Population population(Engine engine, List<String> typical) {
    if (typical.isEmpty()) {
      return Population.UNKNOWN;
    }
    FeatureMatrix features = FeatureColumns.read(engine, ALL, typical, "1 = 1");
    Map<String, double[]> columns = new TreeMap<>();
    typical.forEach(name -> columns.put(name, features.column(name)));
    return Population.of(columns);
  }

  /** How many columns of bits say which conditions hold. */
  int chunks() {
    return chunks;
  }

  /** Names of what effects may differ by. */
  List<String> covariates() {
    return covariates;
  }

  /**
   * {@code customer_id}, the columns of bits, then {@link #WORTH}, then {@link #covariates}; by
   * customer.
   *
   * @return to be closed
   */
  Batches customers() {
    StringBuilder sql = new StringBuilder("SELECT r.customer_id");
    for (int s = 0; s < chunks; s++) {
      sql.append(", r.rules_").append(s);
    }
    for (String name : WORTH) {
      sql.append(", f_finite(CAST(d.").append(name).append(" AS DOUBLE)) AS ").append(name);
    }
    for (int k = 0; k < covariates.size(); k++) {
      sql.append(", f_finite(CAST(d.").append(covariates.get(k));
      sql.append(" AS DOUBLE)) AS covariate_").append(k);
    }
    sql.append(" FROM ").append(RuleBook.RULED).append(" r JOIN ").append(ALL);
    return engine.query(
        sql.append(" d ON d.customer_id = r.customer_id ORDER BY r.customer_id").toString());
  }

  /**
   * {@code customer_id}, then for each comparison the word by which customers are in groups, or the
   * column of bits that its rule is in; by customer.
   *
   * @return to be closed
   */
  Batches groups(List<Fairness> fairness, int actions) {
    StringBuilder sql = new StringBuilder("SELECT r.customer_id");
    int rule = actions;
    for (int k = 0; k < fairness.size(); k++) {
      Optional<String> by = fairness.get(k).by();
      sql.append(by.map(word -> ", nullif(d." + word + ", '')").orElse(""));
      sql.append(by.isPresent() ? "" : ", r.rules_" + rule++ / Scheme.MOST_RULES);
      sql.append(" AS group_").append(k);
    }
    sql.append(" FROM ").append(RuleBook.RULED).append(" r JOIN ").append(ALL);
    return engine.query(
        sql.append(" d ON d.customer_id = r.customer_id ORDER BY r.customer_id").toString());
  }

  /**
   * What is said of customers of whom one rule each is to be told.
   *
   * @param chosen a view with customer_id and the columns of bits, of which one is set
   * @return customer_id, as_of, scheme, segment (the action), reason
   */
  Batches reasons(String chosen, java.util.Currency currency) {
    String columns;
    try (Batches none = engine.query("SELECT * FROM " + RuleBook.RULED + " WHERE 1 = 0")) {
      columns =
          none.fields().stream()
              .map(Field::name)
              .map(name -> (name.startsWith("rules_") ? "c." : "r.") + name)
              .collect(Collectors.joining(", "));
    }
    RuleMemberships told = book.memberships(new UnitText(currency));
    return engine.map(
        "SELECT "
            + columns
            + " FROM "
            + RuleBook.RULED
            + " r JOIN "
            + chosen
            + " c ON c.customer_id = r.customer_id",
        told);
  }

  @Override
  public void close() {
    for (String view : List.of(RuleBook.RULED, ALL, FEATURES, VALUES, MEMBERSHIPS)) {
      engine.drop(view);
    }
  }
}
