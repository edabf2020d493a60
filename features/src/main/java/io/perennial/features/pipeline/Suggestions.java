// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.dictionary.Declarations;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.engineer.Candidate;
import io.perennial.features.engineer.Sample;
import io.perennial.features.engineer.Selection;
import io.perennial.features.engineer.Templates;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for features worth declaring: makes candidates of what events there are, computes them for
 * a sample of customers at several instants by one fold, and chooses those that tell what the
 * customers did next. Features see what was before their instant, the target what came from it on.
 */
public final class Suggestions {

  private static final String SEEN = "feature_seen_events";
  private static final long DAY = 86_400_000_000L;

  /** Fewer events of a type tell nothing that could be trusted. */
  private static final long FEWEST = 50;

  private static final List<EventType> TYPES = Arrays.asList(EventType.values());
  private static final List<String> NUMBERS =
      List.of("amount", "quantity", "discount", "cost", "score");
  private static final List<String> KEYS =
      List.of("channel", "category", "brand", "campaign", "payment", "device", "product");

  private static final String LABELS =
      """
      features:
        count_of_orders: {meaning: orders so far, events: order}
        sum_of_orders: {meaning: money so far, events: order, of: amount, aggregate: sum}
      """;

  private final Engine engine;
  private final FeatureConfig config;
  private final Options options;

  /** What customers are looked at for. */
  public enum Target {
    /** Whether they order in the horizon. */
    ACTIVE,
    /** Whether they are among the quarter that spends most in it. */
    TOP_SPEND
  }

  /**
   * How to look.
   *
   * @param instants at how many
   * @param everyDays from one to the next
   * @param horizonDays of the target
   * @param customers about how many to look at
   * @param target what is to be told
   * @param selection how features are chosen
   */
  public record Options(
      int instants,
      int everyDays,
      int horizonDays,
      int customers,
      Target target,
      Selection selection) {

    /** Four instants, 30 days apart, with a horizon of 90 days, and 10,000 customers. */
    public static Options usual(Target target, int most, long seed) {
      return new Options(4, 30, 90, 10_000, target, Selection.usual(most, seed));
    }
  }

  private Suggestions(Engine engine, FeatureConfig config, Options options) {
    this.engine = engine;
    this.config = config;
    this.options = options;
  }

  /**
   * Looks through a lake.
   *
   * @param clock events dated after it have no say in where the last horizon ends
   * @return empty of features where nothing tells anything, or there are too few events
   */
  public static Suggestion of(
      Lake lake, Engine engine, FeatureConfig config, Options options, Clock clock) {
    try (CustomerEvents events = CustomerEvents.open(lake, engine)) {
      Optional<AsOf> end =
          config.asOf().or(() -> events.last(config.purchase().zone(), clock).after());
      if (end.isEmpty()) {
        return new Suggestion(List.of(), 0, 0, 0, List.of());
      }
      return new Suggestions(engine, config, options).look(events, end.get());
    } finally {
      engine.drop(SEEN);
    }
  }

  private Suggestion look(CustomerEvents events, AsOf end) {
    List<AsOf> asOfs = new ArrayList<>();
    for (int i = options.instants() - 1; i >= 0; i--) {
      long back = options.horizonDays() + (long) i * options.everyDays();
      asOfs.add(new AsOf(end.micros() - back * DAY));
    }
    sample(events, asOfs.get(0));
    List<FeatureDefinition> known = known();
    Set<String> names = new HashSet<>();
    known.forEach(feature -> names.add(feature.name()));
    List<Candidate> candidates =
        Candidate.withParts(Templates.of(seen(events, asOfs.get(0)))).stream()
            .filter(candidate -> !names.contains(candidate.name()))
            .toList();
    if (candidates.isEmpty()) {
      return new Suggestion(List.of(), 0, 0, 0, asOfs);
    }
    Map<String, FeatureDefinition> byName = new LinkedHashMap<>();
    for (FeatureDefinition feature :
        Declarations.parse(Candidate.file(candidates), Path.of("templates"))) {
      byName.put(feature.name(), feature);
    }
    List<FeatureDefinition> tried = new ArrayList<>();
    candidates.forEach(candidate -> tried.add(byName.get(candidate.name())));
    List<FeatureDefinition> all = new ArrayList<>(tried);
    all.addAll(known);
    List<Sample> samples = samples(events, all, asOfs, end);
    List<Suggestion.Feature> chosen = new ArrayList<>();
    for (Selection.Chosen one : options.selection().of(samples, known.size())) {
      Candidate candidate = candidates.get(one.feature());
      List<FeatureDefinition> whole = new ArrayList<>();
      Candidate.withParts(List.of(candidate)).forEach(part -> whole.add(byName.get(part.name())));
      FeatureSql sql = new FeatureSql(whole, zone(), end);
      chosen.add(new Suggestion.Feature(candidate, one, sql.text(), sql.values()));
    }
    Sample last = samples.get(samples.size() - 1);
    return new Suggestion(chosen, candidates.size(), last.size(), last.share(), asOfs);
  }

  private ZoneId zone() {
    return config.purchase().zone();
  }

  /** Takes about as many customers as asked for. */
  private void sample(CustomerEvents events, AsOf first) {
    long customers = 0;
    try (Batches rows =
        seen(
            "SELECT count(DISTINCT c.customer_id) AS n FROM customer_events c WHERE c.occurred_at"
                + " < :as_of",
            first)) {
      customers = rows.next() ? rows.batch().longs(0)[0] : 0;
    }
    long oneOf = Math.max(1, customers / options.customers());
    events.sample(oneOf, Math.floorMod(options.selection().seed(), oneOf));
  }

  private Batches seen(String sql, AsOf before) {
    engine.run(
        SqlStep.ofText(SEEN, "-- " + SEEN + ": what there is\n-- writes  " + SEEN + "\n" + sql),
        Map.of("as_of", Instant.EPOCH.plusNanos(before.micros() * 1000)));
    return engine.query("SELECT * FROM " + SEEN);
  }

  /** What the customers of the sample did before an instant, by type. */
  private List<Templates.Seen> seen(CustomerEvents events, AsOf before) {
    StringBuilder sql = new StringBuilder("SELECT c.type, count(*) AS n");
    NUMBERS.forEach(name -> sql.append(", count(c.").append(name).append(") AS ").append(name));
    KEYS.forEach(
        name -> sql.append(", count(DISTINCT c.").append(name).append(") AS ").append(name));
    sql.append(" FROM customer_events c WHERE c.occurred_at < :as_of AND c.type IS NOT NULL AND ");
    sql.append(events.sampled("c")).append(" GROUP BY c.type ORDER BY c.type");
    List<Templates.Seen> seen = new ArrayList<>();
    try (Batches rows = seen(sql.toString(), before)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          if (batch.longs(1)[row] >= FEWEST) {
            seen.add(seen(batch, row));
          }
        }
      }
    }
    seen.sort((a, b) -> a.type().compareTo(b.type()));
    return seen;
  }

  private static Templates.Seen seen(Batch batch, int row) {
    Set<String> numbers = new TreeSet<>();
    for (String name : NUMBERS) {
      if (batch.longs(batch.index(name))[row] >= FEWEST) {
        numbers.add(name);
      }
    }
    Set<String> keys = new TreeSet<>();
    for (String name : KEYS) {
      if (batch.longs(batch.index(name))[row] > 1) {
        keys.add(name);
      }
    }
    return new Templates.Seen(TYPES.get((int) batch.longs(0)[row]), numbers, keys);
  }

  /** The declared features that there are already, ours and the user's own. */
  private List<FeatureDefinition> known() {
    List<FeatureDefinition> known = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FeatureDefinition feature : FeatureSet.of(config).dictionary().all()) {
      boolean isDeclared =
          feature.formula() instanceof Formula.Aggregated
              || (feature.formula() instanceof Formula.Ratio ratio
                  && names.contains(ratio.numerator())
                  && names.contains(ratio.denominator()));
      if (isDeclared) {
        known.add(feature);
        names.add(feature.name());
      }
    }
    return known;
  }

  /** Features and targets at each instant, customers in the same order. */
  private List<Sample> samples(
      CustomerEvents events, List<FeatureDefinition> features, List<AsOf> asOfs, AsOf end) {
    Map<Long, double[][]> labels = labels(events, asOfs, end);
    List<List<double[]>> rows = new ArrayList<>();
    List<List<Double>> spend = new ArrayList<>();
    asOfs.forEach(
        asOf -> {
          rows.add(new ArrayList<>());
          spend.add(new ArrayList<>());
        });
    FeatureSet set = FeatureSet.declared(features, zone());
    events.prepare(set, Optional.empty());
    try (Batches batches = events.fold(set.fold(), asOfs)) {
      int[] columns = columns(set, features);
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          int instant = at(asOfs, batch.longs(1)[row]);
          double[][] label = labels.get(batch.longs(0)[row]);
          rows.get(instant).add(row(batch, row, columns));
          spend.get(instant).add(label == null ? 0 : label[instant][target()]);
        }
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < asOfs.size(); i++) {
      samples.add(sample(rows.get(i), spend.get(i), features.size()));
    }
    return samples;
  }

  private int target() {
    return options.target() == Target.ACTIVE ? 0 : 1;
  }

  /** Where the fold writes each feature: it writes ratios last. */
  private static int[] columns(FeatureSet set, List<FeatureDefinition> features) {
    Map<String, Integer> at = new HashMap<>();
    List<FeatureDefinition> written = set.dictionary().all();
    for (int i = 0; i < written.size(); i++) {
      at.put(written.get(i).name(), i + 2);
    }
    return features.stream().mapToInt(feature -> at.getOrDefault(feature.name(), -1)).toArray();
  }

  private static int at(List<AsOf> asOfs, long micros) {
    int at = 0;
    while (asOfs.get(at).micros() != micros) {
      at++;
    }
    return at;
  }

  private static double[] row(Batch batch, int row, int[] columns) {
    double[] values = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int column = columns[i];
      if (batch.isNull(column, row)) {
        values[i] = Double.NaN;
      } else if (batch.fields().get(column).type() == ColumnType.DOUBLE) {
        values[i] = batch.doubles(column)[row];
      } else {
        values[i] = (double) batch.longs(column)[row];
      }
    }
    return values;
  }

  private Sample sample(List<double[]> rows, List<Double> measured, int features) {
    double[][] values = new double[features][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < features; i++) {
        values[i][row] = rows.get(row)[i];
      }
    }
    double[] sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double least =
        options.target() == Target.ACTIVE || sorted.length == 0
            ? Double.MIN_VALUE
            : Math.max(Double.MIN_VALUE, sorted[sorted.length * 3 / 4]);
    boolean[] target = new boolean[rows.size()];
    for (int row = 0; row < target.length; row++) {
      target[row] = measured.get(row) >= least;
    }
    return new Sample(Arrays.asList(values), target);
  }

  /** By customer and instant: orders and money from it on, up to the horizon. */
  private Map<Long, double[][]> labels(CustomerEvents events, List<AsOf> asOfs, AsOf end) {
    TreeSet<Long> instants = new TreeSet<>();
    for (AsOf asOf : asOfs) {
      instants.add(asOf.micros());
      instants.add(Math.min(end.micros(), asOf.micros() + options.horizonDays() * DAY));
    }
    List<AsOf> all = instants.stream().map(AsOf::new).toList();
    FeatureSet set = FeatureSet.declared(Declarations.parse(LABELS, Path.of("labels")), zone());
    events.prepare(set, Optional.empty());
    Map<Long, double[][]> byCustomer = new HashMap<>();
    try (Batches batches = events.fold(set.fold(), all)) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          double[][] labels =
              byCustomer.computeIfAbsent(
                  batch.longs(0)[row], customer -> new double[asOfs.size()][2]);
          add(
              labels,
              asOfs,
              batch.longs(1)[row],
              (double) batch.longs(2)[row],
              batch.doubles(3)[row]);
        }
      }
    }
    return byCustomer;
  }

  /** What was done before the end of a horizon, less what was done before its instant. */
  private void add(double[][] labels, List<AsOf> asOfs, long micros, double orders, double money) {
    for (int i = 0; i < labels.length; i++) {
      long from = asOfs.get(i).micros();
      int sign = micros == from ? -1 : micros == from + options.horizonDays() * DAY ? 1 : 0;
      labels[i][0] += sign * orders;
      labels[i][1] += sign * money;
    }
  }
}
