// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.explain.Vocabulary;
import io.perennial.value.explain.Wording;
import io.perennial.value.forecast.Interval;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Ladder;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Why a customer's near time is forecast as it is: the reasons of the models that have a weight, as
 * the last run chose them, each fitted anew as that run fitted it. What they do not explain,
 * calibration and the trend of the base, is what the stored forecast has beyond them.
 *
 * @param asOf of the forecast
 * @param weeks ahead
 * @param parts of purchases and of spend; none where nothing is forecast
 * @param note why there is none, else empty
 */
public record NearReasons(AsOf asOf, double weeks, List<Part> parts, String note) {

  private static final String VIEW = "near_reasons";

  public NearReasons {
    parts = List.copyOf(parts);
  }

  /**
   * Of one target.
   *
   * @param because adds up to the forecast, in purchases or currency
   * @param interval of the forecast
   * @param weights of the models that have a say, by name
   */
  public record Part(
      Target target, Explanation because, Interval interval, Map<String, Double> weights) {}

  /** What the last run forecast of a customer. */
  private record Told(long asOf, double weeks, Forecast purchases, Forecast spend) {
    Forecast of(Target target) {
      return target == Target.PURCHASES ? purchases : spend;
    }
  }

  private record Forecast(double mean, Interval interval) {}

  /**
   * The reasons of a customer's forecast. Costs a reading of what models learn from and a fit of
   * each model with a weight: a part of what the step costs, which rehearses them all.
   *
   * @param context of the settings that the last run had
   */
  public static NearReasons of(StepContext context, ValueConfig config, long customer) {
    List<Told> rows = told(context, customer);
    if (rows.isEmpty()) {
      return none(0, "Nothing of the near time is forecast of this customer: see perennial value");
    }
    Told told = rows.get(0);
    NearForecasting near = new NearForecasting(context, config, "");
    try (LakeLessons lake = near.open()) {
      if (lake.now().isEmpty() || lake.now().get().micros() != told.asOf()) {
        return none(told.asOf(), "Features are as of another instant: perennial run first");
      }
      List<LakeLessons.Past> past = lake.past();
      Cases now = lake.current();
      int row = Arrays.binarySearch(now.features().rowIds(), customer);
      if (row < 0 || past.isEmpty()) {
        return none(told.asOf(), "What models learn from is not there: perennial run first");
      }
      AsOf asOf = new AsOf(told.asOf());
      Lessons lessons = new Lessons(NearForecasting.before(past, asOf), now);
      Ladder ladder = near.ladder(lake, past);
      Cohorts cohorts = near.cohorts(now, asOf);
      String cohort = cohorts.names().get(cohorts.of(NearForecasting.firstAt(now, asOf))[row]);
      List<Part> parts = new ArrayList<>();
      for (Target target : Target.values()) {
        Map<String, Double> weights = weights(context, target, cohort, told.asOf());
        Map<String, LadderModel> models = ladder.fitted(lessons, target, weights.keySet());
        if (weights.isEmpty() || models.size() < weights.size()) {
          return none(
              told.asOf(),
              "The models of the last run are not these settings': perennial run first");
        }
        Forecast forecast = told.of(target);
        parts.add(
            new Part(
                target,
                Explanation.weighted(
                    models.values().stream().map(model -> model.explain(now, row)).toList(),
                    models.keySet().stream().mapToDouble(weights::get).toArray(),
                    forecast.mean()),
                forecast.interval(),
                weights));
      }
      return new NearReasons(asOf, told.weeks(), parts, "");
    } catch (TooLittleDataException tooLittle) {
      return none(told.asOf(), String.valueOf(tooLittle.getMessage()));
    }
  }

  private static NearReasons none(long asOf, String why) {
    return new NearReasons(new AsOf(asOf), 0, List.of(), why + ".");
  }

  private static List<Told> told(StepContext context, long customer) {
    String sql =
        "SELECT f_micros(v.as_of) AS as_of, v.near_weeks, v.near_purchases,"
            + " v.near_purchases_lower, v.near_purchases_upper, v.near_spend, v.near_spend_lower,"
            + " v.near_spend_upper FROM "
            + VIEW
            + " v WHERE v.near_purchases IS NOT NULL AND v.near_spend IS NOT NULL AND v.customer_id = "
            + customer;
    List<Told> told = new ArrayList<>();
    rows(
        context,
        Tables.VALUES,
        sql,
        batch ->
            told.add(
                new Told(
                    batch.longs(0)[0],
                    batch.doubles(1)[0],
                    forecast(batch, "purchases"),
                    forecast(batch, "spend"))));
    return told;
  }

  private static Forecast forecast(Batch batch, String what) {
    int at = batch.index("near_" + what);
    return new Forecast(
        batch.doubles(at)[0], new Interval(batch.doubles(at + 1)[0], batch.doubles(at + 2)[0]));
  }

  private static Map<String, Double> weights(
      StepContext context, Target target, String cohort, long asOf) {
    Map<String, Double> weights = new LinkedHashMap<>();
    rows(
        context,
        Tables.VALUE_MODELS,
        "SELECT m.cohort, m.model, m.weight FROM "
            + VIEW
            + " m WHERE m.weight > 0 AND m.target = '"
            + target.name().toLowerCase(Locale.ROOT)
            + "' AND f_micros(m.as_of) = "
            + asOf
            + " ORDER BY m.weight DESC, m.model",
        batch -> {
          for (int i = 0; i < batch.rows(); i++) {
            if (batch.texts(0)[i].equals(cohort)) {
              weights.put(batch.texts(1)[i], batch.doubles(2)[i]);
            }
          }
        });
    return weights;
  }

  private static void rows(StepContext context, TableSpec table, String sql, Consumer<Batch> each) {
    Engine engine = context.engine();
    engine.view(VIEW, context.lake().table(table).scan());
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        each.accept(rows.batch());
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  /** The words for the reasons of a target: those of the dictionary, and ours for what it lacks. */
  public static Vocabulary words(ValueConfig config, Target target, String currency) {
    Vocabulary words = target == Target.SPEND ? Vocabulary.money(currency) : Vocabulary.purchases();
    for (FeatureDefinition feature : FeatureSet.of(config.features()).dictionary().all()) {
      words = words.with(feature.name(), wording(feature, currency));
    }
    Wording spend = money("mean spend of a purchase", currency);
    Wording repeats = Wording.counted("purchases after the first", "purchase", "purchases");
    return words
        .with("mean_spend", spend)
        .with("history_mean_spend", spend)
        .with("history_repeats", repeats)
        .with("age_weeks", weeks("time since the first purchase"))
        .with("history_age_weeks", weeks("time since the first purchase"))
        .with("history_silence_weeks", weeks("time since the last purchase"))
        .with("history_interval_weeks", weeks("mean time between purchases"))
        .with("history_silence_intervals", Wording.number("silence in usual pauses", 1))
        .with("btyd_purchases", Wording.number("purchases that Pareto/NBD expects", 2))
        .with("btyd_alive", Wording.number("chance of being a customer by Pareto/NBD", 2))
        .with("btyd_spend_per_purchase", money("spend a purchase by gamma-gamma", currency))
        .with("btyd_spend", money("spend that Pareto/NBD expects", currency));
  }

  private static Wording money(String label, String currency) {
    return new Wording(label, currency, currency, "", 2);
  }

  private static Wording weeks(String label) {
    return new Wording(label, "week", "weeks", "", 1);
  }

  private static Wording wording(FeatureDefinition feature, String currency) {
    String label = feature.meaning().replaceFirst("[:;(].*", "").strip();
    return switch (feature.unit()) {
      case COUNT -> Wording.number(label, 0);
      case MONEY, PRICE -> money(label, currency);
      case DAYS -> new Wording(label, "day", "days", "", 1);
      case WEEKS -> weeks(label);
      default -> Wording.number(label, 2);
    };
  }
}
