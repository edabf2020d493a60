// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes what is known of each customer as of an instant. */
public final class FeaturesStep implements Step {

  private static final SqlStep TOTALS = SqlStep.of(FeaturesStep.class, "feature_totals");
  private static final String FOLDED = RelatedFeatures.FOLDED;

  /** Of an empty lake nothing is known, at any instant. */
  private static final AsOf BEGINNING = new AsOf(0);

  private final FeatureConfig config;

  public FeaturesStep(FeatureConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "features";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(), Tables.FLAGS.name(), Tables.LINKS.name(), Tables.TEXTS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.FEATURES.name());
  }

  /** Our own features are code; which there are is said all the same, so that a change is seen. */
  @Override
  public String settings() {
    return config.canonical() + "\n" + FeatureSet.of(config).dictionary().canonical();
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    Engine engine = context.engine();
    FeatureSet features = FeatureSet.of(config);
    QueriedFeatures queried = new QueriedFeatures(engine, features.dictionary());
    context.progress().begin("computing features", 0, "customers");
    try (CustomerEvents events = CustomerEvents.open(context.lake(), engine)) {
      LastEvent last =
          config
              .asOf()
              .map(asked -> new LastEvent(Optional.of(asked), 0))
              .orElseGet(() -> events.last(config.purchase().zone(), context.clock()));
      AsOf asOf = last.after().orElse(BEGINNING);
      Optional<AsOf> received =
          config.known() == FeatureConfig.Known.RECEIVED ? Optional.of(asOf) : Optional.empty();
      events.prepare(features, received);
      engine.load(FOLDED, events.fold(features.fold(), List.of(asOf)));
      engine.run(TOTALS, Map.of());
      queried.ask(List.of(asOf), config.known() == FeatureConfig.Known.RECEIVED);
      new RelatedFeatures(engine).tell(queried.features());
      long rows =
          new Rebuild(context)
              .table(
                  FeatureTable.spec(features.dictionary()),
                  FeatureTable.rows(List.of(), features.dictionary(), RelatedFeatures.TOLD),
                  Map.of("run_id", context.runId()));
      return report(engine, asOf, last, rows);
    } finally {
      RelatedFeatures.forget(engine);
      queried.forget();
      engine.drop(TOTALS.writes());
      engine.drop(FOLDED);
    }
  }

  private static StepReport report(Engine engine, AsOf asOf, LastEvent last, long rows) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("events_ahead", (double) last.ahead());
    try (Batches totals =
        engine.query(
            "SELECT customers, purchasers, repeaters, purchases, spend FROM feature_totals")) {
      if (!totals.next()) {
        figures.put("customers", 0.0);
        return new StepReport(0, rows, figures, "nothing is known as of " + asOf + last.said());
      }
      for (String name : List.of("customers", "purchasers", "repeaters", "purchases")) {
        figures.put(name, (double) totals.batch().longs(totals.batch().index(name))[0]);
      }
      figures.put("spend", totals.batch().doubles(totals.batch().index("spend"))[0]);
    }
    return new StepReport(
        rows,
        rows,
        figures,
        String.format(
            Locale.ROOT,
            "%,d customers as of %s, %,.0f of them bought, %,.0f more than once%s",
            rows,
            asOf,
            figures.get("purchasers"),
            figures.get("repeaters"),
            last.said()));
  }
}
