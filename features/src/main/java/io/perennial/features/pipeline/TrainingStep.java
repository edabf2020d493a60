// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.Rolling;
import io.perennial.features.TrainingFold;
import io.perennial.features.family.ReceivedFold;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Fold;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableScan;
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
import java.util.stream.Collectors;

/**
 * Features at many instants with what came after each, to train models and judge them: one pass
 * over the events. Nothing from an instant on is in its features; nothing but what occurred from it
 * to the end of its horizon is in its labels.
 */
public final class TrainingStep implements Step {

  private static final List<String> LABELS =
      List.of("label_until", "label_spend", "label_purchases", "label_active");
  private static final String FOLDED = "folded_training";

  private final FeatureConfig config;
  private final Rolling rolling;

  /**
   * @param config what features are of; its as-of instant, or else the day after the last event, is
   *     where the last horizon ends
   */
  public TrainingStep(FeatureConfig config, Rolling rolling) {
    this.config = config;
    this.rolling = rolling;
  }

  @Override
  public String name() {
    return "training-sets";
  }

  @Override
  public List<String> reads() {
    return new FeaturesStep(config).reads();
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.TRAINING_SETS.name());
  }

  @Override
  public String settings() {
    return new FeaturesStep(config).settings() + "\n" + rolling.canonical();
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
    context.progress().begin("computing training sets", 0, "customers");
    try (CustomerEvents events = CustomerEvents.open(context.lake(), engine)) {
      LastEvent until = events.last(config.purchase().zone(), context.clock());
      Optional<AsOf> last = until.after();
      List<Rolling.Span> all =
          last.map(end -> rolling.spans(config.asOf().orElse(end), config.purchase().zone()))
              .orElse(List.of());
      List<Rolling.Span> spans =
          all.stream().filter(span -> span.until().compareTo(last.orElseThrow()) <= 0).toList();
      long rows = 0;
      if (spans.isEmpty()) {
        clear(context, features);
      } else {
        fold(engine, events, features, spans);
        queried.ask(
            spans.stream().map(Rolling.Span::asOf).toList(),
            config.known() == FeatureConfig.Known.RECEIVED);
        new RelatedFeatures(engine).tell(queried.features());
        rows =
            new Rebuild(context)
                .table(
                    FeatureTable.training(features.dictionary()),
                    FeatureTable.rows(LABELS, features.dictionary(), RelatedFeatures.TOLD),
                    Map.of("run_id", context.runId()));
      }
      return report(engine, rows, spans, all.subList(spans.size(), all.size()), until);
    } finally {
      RelatedFeatures.forget(engine);
      queried.forget();
      engine.drop(RelatedFeatures.FOLDED);
      engine.drop(FOLDED);
    }
  }

  private void fold(
      Engine engine, CustomerEvents events, FeatureSet features, List<Rolling.Span> spans) {
    List<AsOf> asOfs = spans.stream().map(Rolling.Span::asOf).toList();
    Fold<?> told =
        config.known() == FeatureConfig.Known.RECEIVED
            ? new ReceivedFold(features.fold(), asOfs)
            : features.fold();
    TrainingFold<?> fold = new TrainingFold<>(told, config.purchase(), spans);
    events.prepare(features, fold.reads());
    engine.load(FOLDED, events.fold(fold, fold.instants()));
    String columns =
        fold.writes().stream()
            .map(field -> field.name())
            .filter(column -> !column.equals(TrainingFold.TAKEN_AT))
            .map(column -> "t." + column)
            .collect(Collectors.joining(", "));
    String sql =
        String.format(
            "-- writes view %s%nSELECT t.key, t.%s AS as_of, %s FROM %s t WHERE t.%s IS NOT NULL",
            RelatedFeatures.FOLDED, TrainingFold.TAKEN_AT, columns, FOLDED, TrainingFold.TAKEN_AT);
    engine.run(SqlStep.ofText(RelatedFeatures.FOLDED, sql), Map.of());
  }

  /** Leaves nothing of an earlier run where there is no instant. */
  private static void clear(StepContext context, FeatureSet features) {
    if (context.lake().table(Tables.TRAINING_SETS).snapshot().isPresent()) {
      context.engine().view(RelatedFeatures.FOLDED, training(context, features));
      new Rebuild(context)
          .table(
              FeatureTable.training(features.dictionary()),
              "SELECT t.customer_id, t.as_of FROM " + RelatedFeatures.FOLDED + " t WHERE 1 = 0",
              Map.of());
    }
  }

  private static TableScan training(StepContext context, FeatureSet features) {
    return context.lake().table(FeatureTable.training(features.dictionary())).scan();
  }

  private StepReport report(
      Engine engine,
      long rows,
      List<Rolling.Span> spans,
      List<Rolling.Span> open,
      LastEvent until) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("instants", (double) spans.size());
    figures.put("instants_left_out", (double) open.size());
    String left =
        open.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "; left out %d from %s on, whose horizon of %d days is not over",
                open.size(),
                open.get(0).asOf(),
                rolling.horizonDays());
    left += until.said();
    if (spans.isEmpty()) {
      return new StepReport(0, 0, figures, "no instants" + left);
    }
    double active = 0;
    double customers = 0;
    if (rows > 0) {
      try (Batches totals =
          engine.query(
              "SELECT count(DISTINCT t.key) AS customers, CAST(sum(t.label_active) AS BIGINT) AS active FROM "
                  + RelatedFeatures.FOLDED
                  + " t")) {
        if (totals.next()) {
          customers = totals.batch().longs(0)[0];
          active = totals.batch().longs(1)[0];
        }
      }
    }
    figures.put("customers", customers);
    figures.put("active", active);
    return new StepReport(
        rows,
        rows,
        figures,
        String.format(
            Locale.ROOT,
            "%,d rows of %,.0f customers at %d instants from %s to %s, %.1f %% of them bought in the %d"
                + " days after%s",
            rows,
            customers,
            spans.size(),
            spans.get(0).asOf(),
            spans.get(spans.size() - 1).asOf(),
            rows == 0 ? 0 : 100 * active / rows,
            rolling.horizonDays(),
            left));
  }
}
