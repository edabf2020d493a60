// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.Answering;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.answer.Proof;
import io.perennial.value.evaluate.Forecast;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values each customer as of an instant, and writes down how well that could be told before. */
public final class ValueStep implements Step {

  private static final String ROWS = "value_rows";

  /** Of an empty lake nothing is known, at any instant. */
  private static final AsOf BEGINNING = new AsOf(0);

  private final ValueConfig config;
  private final String currency;

  /**
   * @param currency of all amounts, for people to read
   */
  public ValueStep(ValueConfig config, String currency) {
    this.config = config;
    this.currency = currency;
  }

  @Override
  public String name() {
    return "value";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.FLAGS.name(),
        Tables.LINKS.name(),
        Tables.FEATURES.name(),
        Tables.TRAINING_SETS.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.VALUES.name(),
        Tables.EVALUATIONS.name(),
        Tables.VALUE_MODELS.name(),
        Tables.CHURN_ALERTS.name(),
        Tables.FORECASTS.name(),
        Tables.VALUE_TRACKING.name(),
        Tables.VALUE_DRIFT.name(),
        Tables.ACQUISITIONS.name(),
        Tables.VALUE_ECONOMICS.name(),
        Tables.VALUE_TIERS.name());
  }

  @Override
  public String settings() {
    return config.canonical() + " " + currency;
  }

  @Override
  public String outside() {
    return NearForecasting.outside();
  }

  @Override
  public StepReport run(StepContext context) {
    AsOf asOf;
    LakeBase.Read read;
    ForecastDrift past;
    EconomicsWriting economics;
    AsOf end;
    context.progress().begin("reading purchases", 0, "customers");
    try (PurchaseHistories histories =
        PurchaseHistories.open(context.lake(), context.engine(), config.features().purchase())) {
      Optional<AsOf> last = histories.afterLastEvent(context.clock());
      asOf = config.features().asOf().or(() -> last).orElse(BEGINNING);
      end = last.orElse(asOf);
      read =
          new LakeBase(histories, config.features().purchase().zone(), asOf, config.answer())
              .read();
      economics = EconomicsWriting.read(context, histories, read.known(), asOf, config);
      new ForecastHistory(context, asOf, end).track(histories);
      AsOf known = asOf.compareTo(end) < 0 ? asOf : end;
      past = ForecastDrift.of(context, histories, known, config.drift().falseAlarms());
    }
    Map<String, Object> constants = Map.of("as_of", asOf.instant(), "run_id", context.runId());
    context.progress().begin("choosing and fitting models", read.known().size(), "customers");
    Answer answer;
    try {
      answer = new Answering(read.base(), config.answer()).answer();
    } catch (TooLittleDataException tooLittle) {
      return nothing(context, String.valueOf(tooLittle.getMessage()), constants, read);
    }
    NearForecasting.Near near = new NearForecasting(context, config, currency).near(asOf);
    if (!near.note().isEmpty()) {
      answer = answer.with(near.note());
    }
    for (String note : economics.notes()) {
      answer = answer.with(note);
    }
    TierHistory history = new TierHistory(context, asOf, config.answer(), currency);
    TierHistory.Outcome tiers = history.tiers(answer.customers(), read.known());
    context.progress().begin("writing values", read.known().size(), "customers");
    NearColumns columns = NearColumns.of(read.known(), near, config.answer().level());
    Rhythms rhythms =
        Rhythms.of(
            answer,
            config.answer().forecastWeeks(),
            config.answer().margin(),
            config.near().alerts(),
            config.plays());
    ValueRows values =
        new ValueRows(
            answer,
            read.known(),
            columns,
            rhythms,
            tiers.tiers(),
            config.answer().forecastWeeks(),
            currency);
    long rows = write(context, Tables.VALUES, values.rows(), constants);
    MadeRows.replace(
        context, Tables.CHURN_ALERTS, rhythms.rows(read.known(), columns, asOf, context.runId()));
    history.keep(tiers);
    String words = economics.write(context, answer, asOf, currency);
    keep(new ForecastHistory(context, asOf, end), context);
    write(
        context, Tables.EVALUATIONS, new EvaluationRows(answer, config.answer()).rows(), constants);
    MadeRows.replace(
        context,
        Tables.VALUE_MODELS,
        near.forecast()
            .map(forecast -> ModelRows.of(forecast, near.cards(), asOf, context.runId()))
            .orElseGet(() -> MadeRows.of(Tables.VALUE_MODELS, 0)));
    DriftRows drift = DriftRows.of(config.drift(), near.drift(), past, read.known().size());
    MadeRows.replace(context, Tables.VALUE_DRIFT, drift.batch(asOf, context.runId()));
    return report(answer, asOf, rows, columns, words, drift.sentence());
  }

  private static StepReport nothing(
      StepContext context, String why, Map<String, Object> constants, LakeBase.Read read) {
    String sentence = "No value can be told yet. " + why;
    Batches none = Batches.of(ValueRows.fields(), List.<Batch>of().iterator());
    write(context, Tables.VALUES, none, constants);
    for (TableSpec table : List.of(Tables.VALUE_MODELS, Tables.CHURN_ALERTS, Tables.VALUE_DRIFT)) {
      MadeRows.replace(context, table, MadeRows.of(table, 0));
    }
    EconomicsWriting.clear(context);
    write(context, Tables.EVALUATIONS, new EvaluationRows(sentence).rows(), constants);
    return new StepReport(read.known().size(), 0, Map.of("customers", 0.0), sentence);
  }

  /** What was forecast, for later runs to see what came of it. */
  private static void keep(ForecastHistory history, StepContext context) {
    Engine engine = context.engine();
    engine.view(ROWS, context.lake().table(Tables.VALUES).scan());
    try {
      history.keep(ROWS);
    } finally {
      engine.drop(ROWS);
    }
  }

  private static long write(
      StepContext context, TableSpec table, Batches rows, Map<String, Object> constants) {
    Engine engine = context.engine();
    engine.load(ROWS, rows);
    try {
      return new Rebuild(context).table(table, "SELECT * FROM " + ROWS, constants);
    } finally {
      engine.drop(ROWS);
    }
  }

  private StepReport report(
      Answer answer, AsOf asOf, long rows, NearColumns near, String economics, String drift) {
    Map<String, Double> figures = new TreeMap<>();
    double alive = 0;
    for (int i = 0; i < answer.customers().size(); i++) {
      alive += answer.customers().probabilityAlive(i);
    }
    double purchases = answer.cohorts().stream().mapToDouble(CohortModel::purchases).sum();
    figures.put("customers", (double) rows);
    figures.put("alive", alive);
    figures.put("expected_purchases", purchases);
    StringBuilder message = new StringBuilder();
    message.append(
        String.format(
            Locale.ROOT,
            "%,d customers as of %s; about %,.0f are still customers and will make %,.0f purchases"
                + " in %d weeks",
            rows,
            asOf,
            alive,
            purchases,
            config.answer().forecastWeeks()));
    if (answer.spend().isPresent()) {
      double value = answer.cohorts().stream().mapToDouble(each -> each.value().orElse(0)).sum();
      figures.put("value", value);
      message.append(String.format(Locale.ROOT, ", worth %,.0f %s today", value, currency));
      message.append(economics);
    } else {
      message.append("; what they spend cannot be told: see the notes of the table evaluations");
    }
    near.total()
        .ifPresent(
            total -> {
              figures.put("near_purchases", total);
              message.append(
                  String.format(
                      Locale.ROOT, "; %,.0f purchases in the next %s", total, span(near.weeks)));
            });
    if (!drift.isEmpty()) {
      message.append("; ").append(drift).append(" (perennial value drift)");
    }
    answer
        .proof()
        .ifPresent(
            proof -> {
              Forecast chosen = proof.holdout().forecast(Proof.CHOSEN);
              figures.put("holdout_mae", chosen.accuracy().mae());
              figures.put("holdout_rmse", chosen.accuracy().rmse());
              chosen.accuracy().bias().ifPresent(bias -> figures.put("holdout_bias", bias));
            });
    return new StepReport(rows, rows, figures, message.toString());
  }

  /** In whole weeks, or in days where that is less. */
  private static String span(double weeks) {
    long days = Math.round(7 * weeks);
    return weeks < 2
        ? days + (days == 1 ? " day" : " days")
        : String.format(Locale.ROOT, "%.0f weeks", weeks);
  }
}
