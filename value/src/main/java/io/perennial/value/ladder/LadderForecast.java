// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link Ladder} says of n customers over a horizon. Nothing is stored: draws are made when
 * they are asked for, the same bits each time. Immutable, and safe to use from many threads.
 */
public final class LadderForecast {

  private final Cases cases;
  private final LadderSettings settings;
  private final List<String> cohorts;
  private final int[] cohortOf;
  private final Map<Target, TargetForecast> forecasts;

  LadderForecast(
      Cases cases,
      LadderSettings settings,
      List<String> cohorts,
      int[] cohortOf,
      Map<Target, TargetForecast> forecasts) {
    this.cases = cases;
    this.settings = settings;
    this.cohorts = List.copyOf(cohorts);
    this.cohortOf = cohortOf;
    this.forecasts = forecasts;
  }

  /** How many customers. */
  public int customers() {
    return cases.customers();
  }

  /** What was forecast. */
  public Set<Target> targets() {
    return Set.copyOf(forecasts.keySet());
  }

  /** The predictive distributions; P(active) is that of {@link Target#PURCHASES}. */
  public Predictive predictive(Target target) {
    return of(target).pool();
  }

  /** Which models it is made of, and why. */
  public Blend blend(Target target) {
    return of(target).blend();
  }

  /** How far the base as a whole may drift from its forecast. */
  public Trend trend(Target target) {
    return of(target).trend();
  }

  /** The models that have a weight, as they were fitted. */
  public List<LadderModel> models(Target target) {
    return of(target).models();
  }

  /** Mean, interval, chance and value at risk of each customer and of each cohort; one pass. */
  public LadderSummary summarize(Target target, double level) {
    return summarize(target, level, cohortOf, cohorts.size());
  }

  /** The same for other cohorts than those that the weights were chosen by. */
  public LadderSummary summarize(Target target, double level, int[] groupOf, int groups) {
    return LadderSummary.of(predictive(target), level, settings.tail(), groupOf, groups);
  }

  /** Names of the cohorts that the weights were chosen by. */
  public List<String> cohorts() {
    return cohorts;
  }

  /**
   * Why the mean of customer {@code row} is what it is: the models' own reasons by weight, and what
   * calibration and trend of the base add.
   */
  public Explanation explain(Target target, int row) {
    TargetForecast forecast = of(target);
    double[] weights = forecast.pool().weights(cohortOf[row]);
    List<Explanation> own =
        forecast.models().stream().map(model -> model.explain(cases, row)).toList();
    return Explanation.weighted(own, weights, forecast.pool().mean(row));
  }

  private TargetForecast of(Target target) {
    TargetForecast forecast = forecasts.get(target);
    if (forecast == null) {
      throw new IllegalArgumentException(
          "Unknown target: " + target + " (forecast were " + forecasts.keySet() + ")");
    }
    return forecast;
  }
}
