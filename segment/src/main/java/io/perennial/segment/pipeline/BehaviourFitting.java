// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.FeatureDictionary;
import io.perennial.features.dictionary.Unit;
import io.perennial.features.pipeline.FeatureColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.step.StepContext;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.assign.DriftAlarm;
import io.perennial.segment.assign.DriftConfig;
import io.perennial.segment.assign.DriftDetector;
import io.perennial.segment.discover.BehaviourModel;
import io.perennial.segment.discover.DiscoverConfig;
import io.perennial.segment.discover.Discovered;
import io.perennial.segment.discover.Discovery;
import io.perennial.segment.discover.Look;
import io.perennial.segment.discover.Naming;
import io.perennial.segment.prepare.InputColumn;
import io.perennial.segment.prepare.Missing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds groups that behave alike in the lake, when they are to be found anew. */
final class BehaviourFitting {

  /** With fewer customers who bought there are no groups to find. */
  static final int LEAST = 20;

  /** The last so many instants of the past are looked at: each is a sample in memory. */
  private static final int MOST_INSTANTS = 12;

  /** One run in twenty calls out without need, for as many customers as there are. */
  private static final double FALSE_ALARMS = .05;

  private final StepContext context;
  private final DiscoverConfig config;
  private final List<InputColumn> columns;
  private final List<String> names;
  private final String settings;

  /**
   * @param purchase what one purchase is, canonical: features of the same name mean something else
   *     where it is another
   * @param has whether the table of features has a column
   */
  BehaviourFitting(
      StepContext context,
      DiscoverConfig config,
      String purchase,
      FeatureDictionary dictionary,
      Predicate<String> has) {
    this.context = context;
    this.config = config;
    columns =
        config.features().stream()
            .filter(has)
            .flatMap(name -> dictionary.get(name).stream())
            .map(BehaviourFitting::column)
            .toList();
    names = columns.stream().map(InputColumn::name).toList();
    settings =
        config.canonical()
            + " of "
            + purchase
            + " seed "
            + context.seed()
            + names.stream()
                .flatMap(name -> dictionary.get(name).stream())
                .map(feature -> "\n" + feature.canonical())
                .collect(Collectors.joining());
  }

  /** What a model depends on: equal texts for the same. */
  String settings() {
    return settings;
  }

  /** Customers who bought, as the view of features has them. */
  long buyers() {
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT count(*) AS n FROM "
                    + Segmenting.FEATURES
                    + " f WHERE "
                    + BehaviourSegmenting.BUYERS)) {
      return rows.next() ? rows.batch().longs(0)[0] : 0;
    }
  }

  private static InputColumn column(FeatureDefinition feature) {
    // a share of nothing is nothing; of other numbers that are not known the usual is least wrong
    Missing missing = feature.unit() == Unit.SHARE ? Missing.ZERO : Missing.MEDIAN;
    return InputColumn.of(feature.name(), feature.family(), missing);
  }

  /**
   * Why the model of the run before is not to be used any more; empty while it is.
   *
   * @param former of the run before
   */
  Optional<String> outOfDate(StoredBehaviour former, AsOf now) {
    if (!former.config().equals(settings)) {
      return Optional.of("the configuration is another");
    }
    long days = Duration.ofNanos((now.micros() - former.fittedAsOf().micros()) * 1000).toDays();
    if (days >= config.refitDays()) {
      return Optional.of("the last fit was " + days + " days before");
    }
    if (days < 0) {
      return Optional.of("customers are looked at as of an earlier instant");
    }
    long buyers = buyers();
    if (buyers < LEAST) {
      return Optional.of("there are " + buyers + " customers who bought");
    }
    if (buyers >= 2 * former.customers()) {
      return Optional.of("there are twice as many customers, or more");
    }
    if (former.model().isEmpty()) {
      return Optional.of("the model of the last fit is of another version");
    }
    return drift(former.model().get()).map(alarm -> "customers are others: " + text(alarm));
  }

  private static String text(DriftAlarm alarm) {
    return alarm.moved().isEmpty() ? alarm.cause().toString() : alarm.moved().get(0).text();
  }

  /** Whether customers of now are others than those that the model was fitted of. */
  private Optional<DriftAlarm> drift(BehaviourModel model) {
    FeatureMatrix features =
        FeatureColumns.read(
            context.engine(),
            Segmenting.FEATURES,
            model.preparation().columns(),
            BehaviourSegmenting.BUYERS);
    int n = features.rows();
    List<Integer> windows = List.of(500, 2_000, 8_000).stream().filter(w -> w <= n).toList();
    if (windows.isEmpty()) {
      return Optional.empty();
    }
    DriftDetector detector =
        new DriftDetector(
            model.reference(),
            new DriftConfig(FALSE_ALARMS, Math.max(n, windows.get(windows.size() - 1)), windows),
            random("drift"));
    double[] row = new double[features.names().size()];
    double[] point = new double[model.preparation().dimensions()];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = features.at(i, c);
      }
      model.preparation().prepare(row, point);
      Optional<DriftAlarm> alarm = detector.observe(features.rowId(i), point);
      if (alarm.isPresent()) {
        return alarm;
      }
    }
    return Optional.empty();
  }

  /** Finds them anew; empty where too few customers bought. */
  Optional<Discovered> fit(Instants instants, Optional<StoredBehaviour> former, Naming naming) {
    List<Look> past = new ArrayList<>();
    List<AsOf> all = instants.past();
    for (AsOf asOf : all.subList(Math.max(0, all.size() - MOST_INSTANTS), all.size())) {
      instants.lookBack(asOf);
      past.add(past(asOf));
    }
    instants.lookNow();
    FeatureMatrix now =
        FeatureColumns.read(
            context.engine(), Segmenting.FEATURES, names, BehaviourSegmenting.BUYERS);
    if (now.rows() < LEAST || names.isEmpty()) {
      return Optional.empty();
    }
    long asOf = instants.now().orElseThrow().micros();
    return Optional.of(
        new Discovery(config, columns, naming, random("behaviour"))
            .discover(
                Look.now(now, asOf),
                past,
                former.flatMap(StoredBehaviour::model),
                former.map(StoredBehaviour::nextId).orElse(1L)));
  }

  /** Some of the customers of an instant of the past: by their ids, which are hashes. */
  private Look past(AsOf asOf) {
    Engine engine = context.engine();
    long until = 0;
    long customers = 0;
    try (Batches rows =
        engine.query(
            "SELECT max(f.label_until) AS label_until, count(*) AS customers FROM "
                + Segmenting.FEATURES
                + " f WHERE "
                + BehaviourSegmenting.BUYERS)) {
      if (rows.next() && !rows.batch().isNull(0, 0)) {
        Batch batch = rows.batch();
        until = batch.longs(0)[0];
        customers = batch.longs(1)[0];
      }
    }
    long oneOf = Math.max(1, (customers + config.sample() - 1) / config.sample());
    List<String> read = new ArrayList<>(names);
    read.add("label_spend");
    FeatureMatrix all =
        FeatureColumns.read(
            engine,
            Segmenting.FEATURES,
            read,
            BehaviourSegmenting.BUYERS + " AND abs(f.customer_id % " + oneOf + ") = 0");
    return Look.past(all, known(all.column("label_spend")), asOf.micros(), until);
  }

  private static double[] known(double[] spent) {
    for (int i = 0; i < spent.length; i++) {
      spent[i] = Double.isFinite(spent[i]) ? spent[i] : 0;
    }
    return spent;
  }

  private RandomSource random(String label) {
    return RandomSource.seeded(context.seed()).derive("segment").derive(label);
  }
}
