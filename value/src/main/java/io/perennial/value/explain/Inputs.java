// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What models read of cases, input by input: the columns of features; the four facts of the
 * purchase history ({@code history.repeats}, {@code history.silence_weeks}, {@code
 * history.age_weeks}, {@code history.mean_spend}), any mix of which is a history; and the events,
 * all as one. Immutable.
 */
public final class Inputs {

  /** The events of a customer, as one input. */
  public static final String EVENTS = "events";

  private static final int PIECE = 64;

  private final Cases cases;
  private final List<String> names;
  private final double[] meanSpend;
  private final double usualShare;

  private Inputs(Cases cases, List<String> names, double usualShare) {
    this.cases = cases;
    this.names = names;
    this.usualShare = usualShare;
    this.meanSpend = cases.observed().meanSpend();
  }

  /** The inputs of {@code cases}. */
  public static Inputs of(Cases cases) {
    return of(cases, Double.NaN);
  }

  /** The same where it is known what share of the age repeat buyers' last purchase is at. */
  static Inputs of(Cases cases, double usualShare) {
    List<String> names = new ArrayList<>(cases.features().names());
    names.addAll(Facts.NAMES);
    if (cases.events().isPresent()) {
      names.add(EVENTS);
    }
    return new Inputs(cases, List.copyOf(names), usualShare);
  }

  /** The cases that these are inputs of. */
  public Cases cases() {
    return cases;
  }

  /** The inputs' names, features first. */
  public List<String> names() {
    return names;
  }

  /** How many inputs. */
  public int size() {
    return names.size();
  }

  /**
   * The place of an input.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public int indexOf(String name) {
    int j = names.indexOf(name);
    if (j < 0) {
      throw new IllegalArgumentException("Unknown input: " + name + " (there are " + names + ")");
    }
    return j;
  }

  /** Input {@code j} of row {@code row}; NaN where not known, and for the events. */
  public double value(int row, int j) {
    int features = cases.features().names().size();
    if (j < features) {
      return cases.features().at(row, j);
    }
    int fact = j - features;
    return fact < Facts.NAMES.size() ? facts(row).value(fact) : Double.NaN;
  }

  /** Whether input {@code j} is the events. */
  boolean isEvents(int j) {
    return j == names.size() - 1 && cases.events().isPresent();
  }

  /** Input {@code name} of all rows, double[n]; NaN where not known. */
  public double[] values(String name) {
    int j = indexOf(name);
    double[] values = new double[cases.customers()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, j);
    }
    return values;
  }

  /**
   * The cases with one input replaced. Repeats are rounded to whole ones from 0 on; who then has a
   * first one gets the silence, as a share of the age, that is usual among those with repeats.
   * Silence is held within the age, and stays the age for those without a repeat. With another age
   * the last purchase stays at the same share of it. Columns that say a fact over again, as {@code
   * repeats} does, follow the fact, and lead it where they are what is replaced.
   *
   * @param values finite, or NaN for a feature (or a mean spend) that is not known, double[n]
   * @throws IllegalArgumentException for the events, which have no value
   */
  public Cases with(String name, double[] values) {
    int j = indexOf(name);
    if (isEvents(j)) {
      throw new IllegalArgumentException("Cannot change events: they are no number");
    }
    if (values.length != cases.customers()) {
      throw new IllegalArgumentException(
          "Invalid values of "
              + name
              + ": "
              + values.length
              + " (must be one for each of "
              + cases.customers()
              + " customers)");
    }
    int features = cases.features().names().size();
    boolean leads = j < features && Followers.saysFact(name);
    if (j < features && !leads) {
      return new Cases(cases.observed(), replaced(j, values), cases.events(), cases.horizonWeeks());
    }
    double usual = usualShare();
    Facts[] before = new Facts[values.length];
    Facts[] after = new Facts[values.length];
    for (int i = 0; i < values.length; i++) {
      before[i] = facts(i);
      after[i] =
          leads
              ? Followers.led(name, value(i, j), values[i], before[i], usual)
              : before[i].with(j - features, values[i], usual);
    }
    FeatureMatrix columns = leads ? replaced(j, values) : cases.features();
    return new Cases(
        observed(after),
        Followers.follow(columns, before, after, leads ? name : ""),
        cases.events(),
        cases.horizonWeeks());
  }

  /**
   * Cases put together of these and of others' rows: input j of row r is that of {@code own[r]}
   * here where {@code kept[r][j]}, else that of {@code other[r]} in {@code others}.
   *
   * @param others of cases with the same inputs and horizon
   */
  public Cases mixed(int[] own, Inputs others, int[] other, boolean[][] kept) {
    if (!others.names.equals(names)) {
      throw new IllegalArgumentException(
          "Invalid others: inputs " + others.names + " (must be " + names + ")");
    }
    int n = own.length;
    int features = cases.features().names().size();
    double[][] columns = new double[features][n];
    Facts[] facts = new Facts[n];
    for (int r = 0; r < n; r++) {
      int bits = 0;
      for (int j = 0; j < features; j++) {
        columns[j][r] =
            kept[r][j] ? cases.features().at(own[r], j) : others.cases.features().at(other[r], j);
      }
      for (int fact = 0; fact < Facts.NAMES.size(); fact++) {
        bits |= (kept[r][features + fact] ? 1 : 0) << fact;
      }
      facts[r] = facts(own[r]).mixed(others.facts(other[r]), bits);
    }
    FeatureMatrix matrix = new FeatureMatrix(ids(n), cases.features().names(), columns);
    return new Cases(observed(facts), matrix, events(own, others, other, kept), horizon());
  }

  private double horizon() {
    return cases.horizonWeeks();
  }

  private Optional<EventSequences> events(int[] own, Inputs others, int[] other, boolean[][] kept) {
    if (cases.events().isEmpty()) {
      return Optional.empty();
    }
    EventSequences here = cases.events().orElseThrow();
    EventSequences there = others.cases.events().orElseThrow();
    int j = names.size() - 1;
    int n = own.length;
    int[] starts = new int[n + 1];
    for (int r = 0; r < n; r++) {
      EventSequences from = kept[r][j] ? here : there;
      int row = kept[r][j] ? own[r] : other[r];
      starts[r + 1] = starts[r] + from.start(row + 1) - from.start(row);
    }
    int m = starts[n];
    float[] weeks = new float[m];
    float[] amount = new float[m];
    int[] kind = new int[m];
    int[] product = new int[m];
    for (int r = 0; r < n; r++) {
      EventSequences from = kept[r][j] ? here : there;
      int first = from.start(kept[r][j] ? own[r] : other[r]);
      for (int e = starts[r]; e < starts[r + 1]; e++) {
        int at = first + e - starts[r];
        weeks[e] = from.weeksBefore(at);
        amount[e] = from.amount(at);
        kind[e] = from.kind(at);
        product[e] = from.product(at);
      }
    }
    return Optional.of(
        new EventSequences(starts, weeks, amount, kind, product, here.kinds(), here.products()));
  }

  private FeatureMatrix replaced(int column, double[] values) {
    FeatureMatrix features = cases.features();
    double[][] columns = new double[features.names().size()][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = j == column ? values.clone() : features.column(features.names().get(j));
    }
    return new FeatureMatrix(features.rowIds(), features.names(), columns);
  }

  private Facts facts(int row) {
    return Background.facts(cases.observed(), row, meanSpend);
  }

  private static Observed observed(Facts[] facts) {
    int n = facts.length;
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] rhythm = new double[n];
    double[] spend = new double[n];
    for (int i = 0; i < n; i++) {
      PurchaseHistory history = facts[i].history();
      repeats[i] = history.repeats();
      recency[i] = history.recencyWeeks();
      age[i] = history.ageWeeks();
      rhythm[i] = history.repeats() > 0 ? facts[i].rhythm() : 0;
      spend[i] = history.repeats() > 0 ? facts[i].meanSpend() : 0;
    }
    return Observed.of(repeats, recency, age, rhythm, spend);
  }

  /** The median of t_x / T over the customers with a repeat purchase; 1 without any. */
  double usualShare() {
    if (!Double.isNaN(usualShare)) {
      return usualShare;
    }
    double[] shares =
        IntStream.range(0, cases.customers())
            .mapToObj(i -> cases.observed().history(i))
            .filter(history -> history.repeats() > 0 && history.ageWeeks() > 0)
            .mapToDouble(history -> history.recencyWeeks() / history.ageWeeks())
            .toArray();
    return shares.length == 0 ? 1 : Quantiles.of(shares).median();
  }

  private static long[] ids(int n) {
    long[] ids = new long[n];
    Arrays.setAll(ids, i -> i);
    return ids;
  }

  /** The means that {@code model} forecasts of {@code cases}, double[n]; in parallel. */
  static double[] means(LadderModel model, Cases cases) {
    Predictive predictive = model.predict(cases);
    double[] means = new double[cases.customers()];
    Chunks.forEach(
        means.length,
        PIECE,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            means[i] = predictive.mean(i);
          }
        });
    return means;
  }
}
