// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many models, one forecast. Each is fitted at every {@link Rehearsal} to what could be known there
 * and put right by what came ({@link Shape}); the weights of their linear pool are those with the
 * least CRPS over the rehearsals, by cohort; the whole is as unsure of the base's level as earlier
 * instants teach ({@link Trend}). Where the pool does not beat the best buy-till-you-die model by
 * more than its standard error, that model is taken alone, and where a rule of thumb beats all, the
 * rule.
 *
 * <p>Immutable. The same lessons and settings give the same bits, on any number of threads. Costs a
 * fit of each model per rehearsal, and one of each chosen model now.
 */
public final class Ladder {

  private final List<LadderTrainer> trainers;
  private final LadderSettings settings;

  private Ladder(List<LadderTrainer> trainers, LadderSettings settings) {
    this.trainers = trainers;
    this.settings = settings;
  }

  /**
   * A ladder of these models and of all rules of thumb, each name once.
   *
   * @param trainers in the order in which a tie is settled
   */
  public static Ladder of(List<? extends LadderTrainer> trainers, LadderSettings settings) {
    List<LadderTrainer> all = new ArrayList<>(trainers);
    NaiveTrainer.all().stream().filter(rule -> !all.contains(rule)).forEach(all::add);
    long names = all.stream().map(LadderTrainer::name).distinct().count();
    if (names != all.size()) {
      throw new IllegalArgumentException(
          "Invalid models: "
              + all.stream().map(LadderTrainer::name).toList()
              + " (must have different names)");
    }
    return new Ladder(List.copyOf(all), settings);
  }

  /** What it is made of, rules of thumb last. */
  public List<LadderTrainer> trainers() {
    return trainers;
  }

  /**
   * Some of its models, fitted to now alone: the same bits as those that {@link #forecast} fits
   * there, at the cost of one fit each.
   *
   * @param names those that are asked for; unknown ones are left out
   * @return by name, in the ladder's order
   * @throws TooLittleDataException if one of them cannot be fitted
   */
  public Map<String, LadderModel> fitted(Lessons now, Target target, Set<String> names) {
    Fits fits = new Fits(settings.models());
    Map<String, LadderModel> models = new LinkedHashMap<>();
    for (LadderTrainer trainer : trainers) {
      if (names.contains(trainer.name())) {
        models.put(trainer.name(), fits.train(trainer, now, target));
      }
    }
    return models;
  }

  /** One cohort, both targets. */
  public LadderForecast forecast(Lessons now, List<Rehearsal> rehearsals) {
    return forecast(
        now, rehearsals, List.of("all"), new int[now.now().customers()], Set.of(Target.values()));
  }

  /**
   * The forecast of the customers of {@code now}.
   *
   * @param rehearsals the latest first; may be empty, then the first model that can be fitted is
   *     taken, uncalibrated
   * @param cohorts names
   * @param cohortOf the cohort of each customer of now, within [0, cohorts)
   * @param targets what is forecast
   * @throws TooLittleDataException if there is no customer
   */
  public LadderForecast forecast(
      Lessons now,
      List<Rehearsal> rehearsals,
      List<String> cohorts,
      int[] cohortOf,
      Set<Target> targets) {
    int n = now.now().customers();
    if (n == 0) {
      throw new TooLittleDataException("Cannot forecast: there are no customers");
    }
    if (cohortOf.length != n
        || Arrays.stream(cohortOf).anyMatch(c -> c < 0 || c >= cohorts.size())) {
      throw new IllegalArgumentException(
          "Invalid cohorts: "
              + cohortOf.length
              + " of "
              + n
              + " customers (must be as many, within the "
              + cohorts.size()
              + " names)");
    }
    List<Rehearsal> used =
        rehearsals.stream().filter(rehearsal -> rehearsal.came().customers() > 0).toList();
    Fits fits = new Fits(settings.models());
    Map<Target, TargetForecast> forecasts = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      if (targets.contains(target)) {
        forecasts.put(
            target,
            new TargetLadder(trainers, fits, settings, target, now, used, cohorts, cohortOf.clone())
                .forecast());
      }
    }
    return new LadderForecast(now.now(), settings, cohorts, cohortOf.clone(), forecasts);
  }
}
