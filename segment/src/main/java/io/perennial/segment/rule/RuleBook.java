// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.expression.Columns;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Schemes with what is typical of the population filled in: as SQL for all customers at once, and
 * in Java for one at a time. Both come to the same.
 */
public final class RuleBook {

  /** The view of customers with the rules that hold of them, and what reasons read. */
  public static final String RULED = "ruled_customers";

  private final List<Scheme> schemes;
  private final Vocabulary vocabulary;
  private final Population population;
  private final List<List<Predicate<CustomerRow>>> predicates;

  /**
   * @param schemes read with {@code vocabulary}
   * @param population what is typical of all customers
   */
  public RuleBook(List<Scheme> schemes, Vocabulary vocabulary, Population population) {
    this.schemes = List.copyOf(schemes);
    this.vocabulary = vocabulary;
    this.population = population;
    predicates =
        schemes.stream()
            .map(
                scheme ->
                    scheme.rules().stream()
                        .map(rule -> rule.condition().predicate(population))
                        .toList())
            .toList();
  }

  /**
   * A book of one condition, for looking at who would be in a segment.
   *
   * @throws IllegalArgumentException when it is none, or is of features that there are not
   */
  public static RuleBook preview(String condition, FeatureDictionary dictionary) {
    Vocabulary vocabulary = Vocabulary.of(dictionary);
    Condition parsed = Condition.parse(condition, vocabulary);
    Rule rule = new Rule("preview", parsed, Reason.naming(parsed.reads(), vocabulary));
    return new RuleBook(
        List.of(
            new Scheme(
                "preview", condition, Scheme.Kind.OVERLAPPING, List.of(rule), Optional.empty())),
        vocabulary,
        Population.UNKNOWN);
  }

  /** The schemes, in order. */
  public List<Scheme> schemes() {
    return schemes;
  }

  /** The same for another population. */
  public RuleBook with(Population others) {
    return new RuleBook(schemes, vocabulary, others);
  }

  /** The features whose median over all customers is to be known: for {@link #with}. */
  public Set<String> typical() {
    Set<String> typical = new LinkedHashSet<>();
    schemes.forEach(scheme -> typical.addAll(scheme.typical()));
    return typical;
  }

  /** Equal texts for books that mean the same; to be hashed. Without the population. */
  public String canonical() {
    return String.join("\n", schemes.stream().map(Scheme::canonical).toList());
  }

  /** The segments of one customer, in the order of schemes and rules. For live use. */
  public List<RuleMembership> of(CustomerRow row, UnitText units) {
    List<RuleMembership> told = new ArrayList<>();
    for (int s = 0; s < schemes.size(); s++) {
      long bits = 0;
      List<Predicate<CustomerRow>> rules = predicates.get(s);
      boolean first = schemes.get(s).kind() == Scheme.Kind.FIRST_MATCH;
      for (int r = 0; r < rules.size() && (bits == 0 || !first); r++) {
        bits |= rules.get(r).test(row) ? 1L << r : 0;
      }
      Scheme scheme = schemes.get(s);
      for (int r = 0; r < scheme.rules().size(); r++) {
        if ((bits >> r & 1) != 0) {
          Rule rule = scheme.rules().get(r);
          String reason = rule.reason().of(row, population, units);
          told.add(new RuleMembership(scheme.name(), rule.segment(), reason));
        }
      }
      if (bits == 0 && scheme.otherwise().isPresent()) {
        String reason = RuleMemberships.noOther(scheme.name());
        told.add(new RuleMembership(scheme.name(), scheme.otherwise().get(), reason));
      }
    }
    return told;
  }

  /** What turns rows of {@link #RULED} into memberships. */
  public RuleMemberships memberships(UnitText units) {
    return new RuleMemberships(schemes, population, units, numbers(), words());
  }

  private List<String> read(Vocabulary.Kind kind) {
    Set<String> reads = new LinkedHashSet<>();
    schemes.forEach(scheme -> scheme.rules().forEach(rule -> reads.addAll(rule.reason().reads())));
    return reads.stream().filter(name -> vocabulary.kind(name) == kind).sorted().toList();
  }

  private List<String> numbers() {
    return read(Vocabulary.Kind.NUMBER);
  }

  private List<String> words() {
    return read(Vocabulary.Kind.WORD);
  }

  /**
   * The rules as one pass over features, with the values to bind: a LONG for each scheme, {@code
   * rules_0} and so on, of which bit i is set where rule i holds (of a first match, at most one).
   *
   * @param features the view with customer_id, as_of and the features
   */
  public Query query(String features) {
    FeatureSql columns = new FeatureSql();
    StringBuilder sql = new StringBuilder();
    sql.append("-- ").append(RULED).append(": which rules hold of each customer\n");
    sql.append("-- reads   ").append(features).append("(customer_id, as_of, features)\n");
    sql.append("-- writes  view ").append(RULED).append("(customer_id, as_of, rules, features)\n");
    sql.append("-- cost    one pass over features\n");
    sql.append("SELECT\n  f.customer_id,\n  f.as_of");
    for (int s = 0; s < schemes.size(); s++) {
      sql.append(",\n  ").append(bits(schemes.get(s), columns)).append(" AS rules_").append(s);
    }
    for (String name : numbers()) {
      sql.append(",\n  f_finite(CAST(f.").append(name).append(" AS DOUBLE)) AS ").append(name);
    }
    for (String name : words()) {
      sql.append(",\n  nullif(f.").append(name).append(", '') AS ").append(name);
    }
    sql.append("\nFROM ").append(features).append(" f");
    return new Query(SqlStep.ofText(RULED, sql.toString()), columns.values);
  }

  /**
   * A step and its values.
   *
   * @param step as {@link io.perennial.lake.Engine#run} takes it
   * @param values to bind
   */
  public record Query(SqlStep step, Map<String, Object> values) {
    public Query {
      values = Map.copyOf(values);
    }
  }

  private String bits(Scheme scheme, FeatureSql columns) {
    List<String> conditions =
        scheme.rules().stream()
            .map(rule -> rule.condition().expression(population).sql(columns))
            .toList();
    StringBuilder sql = new StringBuilder("CAST(");
    if (scheme.kind() == Scheme.Kind.FIRST_MATCH) {
      sql.append("CASE");
      for (int r = 0; r < conditions.size(); r++) {
        sql.append("\n    WHEN ").append(conditions.get(r)).append(" THEN ").append(1L << r);
      }
      sql.append("\n    ELSE 0 END");
    } else {
      for (int r = 0; r < conditions.size(); r++) {
        sql.append(r == 0 ? "" : "\n    + ").append("CASE WHEN ").append(conditions.get(r));
        sql.append(" THEN ").append(1L << r).append(" ELSE 0 END");
      }
    }
    return sql.append(" AS BIGINT)").toString();
  }

  /** Features as SQL of the view {@code f}; values are bound. */
  private static final class FeatureSql implements Columns {

    private final Map<String, Object> values = new LinkedHashMap<>();

    @Override
    public String column(String name) {
      return "nullif(f." + name + ", '')";
    }

    @Override
    public String bound(Object value) {
      String name = "v" + values.size();
      values.put(name, value);
      return ":" + name;
    }

    /** Only columns are read as numbers: {@link TypeCheck} refuses all else. */
    @Override
    public String number(String text) {
      String name = text.substring("nullif(f.".length(), text.length() - ", '')".length());
      return "f_finite(CAST(f." + name + " AS DOUBLE))";
    }

    @Override
    public String isNothing(String text) {
      return text + " IS NULL";
    }
  }
}
