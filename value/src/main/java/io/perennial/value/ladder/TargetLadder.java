// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one target's forecast is built; for one use. */
final class TargetLadder {

  private static final int FOLDS = 4;

  private final List<LadderTrainer> trainers;
  private final Fits fits;
  private final LadderSettings settings;
  private final Target target;
  private final Lessons now;
  private final List<Rehearsal> rehearsals;
  private final List<String> cohorts;
  private final int[] cohortOf;
  private final RandomSource source;
  private final Map<LadderTrainer, String> refused = new LinkedHashMap<>();
  private final Map<LadderTrainer, LadderModel> models = new LinkedHashMap<>();

  TargetLadder(
      List<LadderTrainer> trainers,
      Fits fits,
      LadderSettings settings,
      Target target,
      Lessons now,
      List<Rehearsal> rehearsals,
      List<String> cohorts,
      int[] cohortOf) {
    this.trainers = trainers;
    this.fits = fits;
    this.settings = settings;
    this.target = target;
    this.now = now;
    this.rehearsals = rehearsals;
    this.cohorts = cohorts;
    this.cohortOf = cohortOf;
    this.source = RandomSource.seeded(settings.models().seed()).derive("ladder " + target);
  }

  TargetForecast forecast() {
    List<Labelled> came = rehearsals.stream().map(Rehearsal::came).toList();
    Strata strata =
        came.isEmpty()
            ? Strata.of(List.of(now.now().observed()))
            : Strata.of(came.stream().map(each -> each.cases().observed()).toList());
    List<Stage> stages = new ArrayList<>();
    for (Rehearsal rehearsal : rehearsals) {
      stages.add(Stage.of(rehearsal, target, trainers, fits, settings, strata, FOLDS));
    }
    if (stages.isEmpty()) {
      return unrehearsed(strata);
    }
    Stage latest = stages.get(0);
    refused.putAll(latest.refused);
    List<LadderTrainer> models =
        latest.forecasts.keySet().stream()
            .filter(trainer -> !(trainer instanceof NaiveTrainer))
            .toList();
    List<Stage> common =
        stages.stream().filter(stage -> stage.forecasts.keySet().containsAll(models)).toList();
    List<LadderTrainer> candidates =
        latest.forecasts.keySet().stream().filter(trainer -> isIn(common, trainer)).toList();
    Map<LadderTrainer, Shapes> shapes = new LinkedHashMap<>();
    for (LadderTrainer trainer : candidates) {
      shapes.put(trainer, shapes(trainer, stages));
    }
    PoolStats stats = stats(candidates, common, shapes);
    boolean[] allowed = new boolean[candidates.size()];
    Arrays.fill(allowed, true);
    int[] stratum = strata.of(now.now().observed());
    while (true) {
      Decision decision =
          Decision.of(target, candidates, allowed, stats, cohorts, settings.cohortCases());
      if (fitted(decision, candidates, allowed)) {
        Fit fit = fit(decision, candidates, shapes, stratum);
        Trend trend = trend(fit, stages, shapes);
        return assemble(fit, trend, decision.blend(refused, common.size()));
      }
    }
  }

  /** Whether a trainer could be fitted in all stages; notes it if not. */
  private boolean isIn(List<Stage> stages, LadderTrainer trainer) {
    for (Stage stage : stages) {
      if (!stage.forecasts.containsKey(trainer)) {
        refused.put(trainer, String.valueOf(stage.refused.get(trainer)));
        return false;
      }
    }
    return true;
  }

  /** A shape over 13 weeks is not one over 39. */
  private static boolean isLike(double horizonShare) {
    return horizonShare > 0.75 && horizonShare < 1.34;
  }

  /** Shapes of one model: without each fold, and of all. */
  private record Shapes(List<Shape> without, Shape all) {
    static Shapes none() {
      List<Shape> same = new ArrayList<>();
      for (int f = 0; f < FOLDS; f++) {
        same.add(Shape.none());
      }
      return new Shapes(same, Shape.none());
    }
  }

  private Shapes shapes(LadderTrainer trainer, List<Stage> stages) {
    if (!settings.calibrated() || trainer instanceof NaiveTrainer) {
      return Shapes.none();
    }
    List<Stage> own =
        stages.stream()
            .filter(stage -> stage.forecasts.containsKey(trainer))
            .filter(stage -> isLike(stage.horizonShare(now.now().horizonWeeks())))
            .toList();
    if (own.isEmpty()) {
      return Shapes.none();
    }
    int n = own.stream().mapToInt(Stage::cases).sum();
    Shape.Outcomes outcomes = new Shape.Outcomes(n);
    int[] folds = new int[n];
    int at = 0;
    for (int k = 0; k < own.size(); k++) {
      Stage stage = own.get(k);
      stage.learn(target, trainer, outcomes, at, source.derive(trainer.name()).derive(k));
      System.arraycopy(stage.fold, 0, folds, at, stage.cases());
      at += stage.cases();
    }
    boolean[] use = new boolean[n];
    List<Shape> without = new ArrayList<>();
    for (int f = 0; f < FOLDS; f++) {
      for (int i = 0; i < n; i++) {
        use[i] = folds[i] != f;
      }
      without.add(Shape.of(outcomes, use));
    }
    Arrays.fill(use, true);
    return new Shapes(without, Shape.of(outcomes, use));
  }

  private PoolStats stats(
      List<LadderTrainer> candidates, List<Stage> stages, Map<LadderTrainer, Shapes> shapes) {
    int models = candidates.size();
    int n = stages.stream().mapToInt(Stage::cases).sum();
    double[][] distance = new double[n][models];
    double[][] spread = new double[n][models * (models + 1) / 2];
    int[] cohort = new int[n];
    int[] origin = new int[n];
    long[] ids = new long[n];
    int at = 0;
    for (int k = 0; k < stages.size(); k++) {
      Stage stage = stages.get(k);
      int first = at;
      Arrays.fill(origin, first, first + stage.cases(), k);
      System.arraycopy(stage.cohortOf, 0, cohort, first, stage.cases());
      System.arraycopy(stage.scored.cases().features().rowIds(), 0, ids, first, stage.cases());
      List<List<Calibrated>> byFold = new ArrayList<>();
      for (int f = 0; f < FOLDS; f++) {
        List<Calibrated> own = new ArrayList<>();
        for (LadderTrainer trainer : candidates) {
          own.add(
              calibrated(
                  trainer,
                  stage.forecasts.get(trainer),
                  shapes.get(trainer).without().get(f),
                  stage.stratum));
        }
        byFold.add(own);
      }
      Chunks.forEach(
          stage.cases(),
          32,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              score(
                  byFold.get(stage.fold[i]),
                  i,
                  stage.came[i],
                  distance[first + i],
                  spread[first + i]);
            }
          });
      at += stage.cases();
    }
    return new PoolStats(models, distance, spread, cohort, origin, ids);
  }

  private void score(
      List<Calibrated> models, int i, double came, double[] distance, double[] spread) {
    double[][] sorted = new double[models.size()][];
    for (int m = 0; m < sorted.length; m++) {
      sorted[m] = models.get(m).part(i, 0, settings.models().draws()).draws();
      Arrays.sort(sorted[m]);
      distance[m] = MixtureScore.distance(sorted[m], came);
      for (int k = 0; k < m; k++) {
        spread[m * (m + 1) / 2 + k] = MixtureScore.between(sorted[m], sorted[k]);
      }
      spread[m * (m + 1) / 2 + m] = MixtureScore.within(sorted[m]);
    }
  }

  private Calibrated calibrated(
      LadderTrainer trainer, Ranged forecast, Shape shape, int[] stratum) {
    return new Calibrated(
        forecast,
        shape,
        stratum,
        target == Target.PURCHASES,
        source.derive("places").derive(trainer.name()));
  }

  /** Fits now whoever has a weight; false if one cannot be, who is then no longer allowed. */
  private boolean fitted(Decision decision, List<LadderTrainer> candidates, boolean[] allowed) {
    boolean all = true;
    for (int m = 0; m < allowed.length; m++) {
      LadderTrainer trainer = candidates.get(m);
      if (decision.hasWeight(m) && !models.containsKey(trainer)) {
        try {
          models.put(trainer, fits.train(trainer, now, target));
        } catch (TooLittleDataException e) {
          refused.put(trainer, String.valueOf(e.getMessage()));
          allowed[m] = false;
          all = false;
        }
      }
    }
    return all;
  }

  /**
   * Who is in the pool, fitted now.
   *
   * @param weights one row of models a cohort
   */
  private record Fit(
      List<LadderTrainer> trainers, List<Calibrated> forecasts, List<double[]> weights) {}

  private Fit fit(
      Decision decision,
      List<LadderTrainer> candidates,
      Map<LadderTrainer, Shapes> shapes,
      int[] stratum) {
    List<LadderTrainer> in = new ArrayList<>();
    List<Calibrated> forecasts = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    for (int m = 0; m < candidates.size(); m++) {
      if (decision.hasWeight(m)) {
        LadderTrainer trainer = candidates.get(m);
        forecasts.add(now(trainer, shapes.get(trainer).all(), stratum));
        in.add(trainer);
        columns.add(m);
      }
    }
    List<double[]> weights = new ArrayList<>();
    for (int c = 0; c < cohorts.size(); c++) {
      double[] row = decision.weights(c);
      weights.add(columns.stream().mapToDouble(m -> row[m]).toArray());
    }
    return new Fit(in, forecasts, weights);
  }

  private Calibrated now(LadderTrainer trainer, Shape shape, int[] stratum) {
    Predictive forecast = models.get(trainer).predict(now.now());
    return calibrated(trainer, Ranged.of(forecast), shape, stratum);
  }

  /** The first model that can be fitted; rules of thumb come last, and one always can. */
  private TargetForecast unrehearsed(Strata strata) {
    int[] stratum = strata.of(now.now().observed());
    for (LadderTrainer trainer : trainers) {
      try {
        models.put(trainer, fits.train(trainer, now, target));
        List<double[]> weights = new ArrayList<>();
        cohorts.forEach(cohort -> weights.add(new double[] {1}));
        Fit fit = new Fit(List.of(trainer), List.of(now(trainer, Shape.none(), stratum)), weights);
        return assemble(
            fit,
            Trend.of(new double[0], new double[0], new double[0], 0),
            Decision.unrehearsed(target, trainer, cohorts, refused));
      } catch (TooLittleDataException e) {
        refused.put(trainer, String.valueOf(e.getMessage()));
      }
    }
    throw new TooLittleDataException("Cannot forecast: no model could be fitted: " + refused);
  }

  private TargetForecast assemble(Fit fit, Trend trend, Blend blend) {
    double[] levels =
        trend.levels(
            settings.models().draws(), settings.centred(), source.derive("levels").stream(0));
    Pool pool =
        new Pool(
            target,
            fit.forecasts(),
            fit.weights(),
            cohortOf,
            levels,
            true,
            source.derive("level of each"));
    return new TargetForecast(
        pool, blend, trend, fit.trainers().stream().map(models::get).toList());
  }

  private Trend trend(Fit fit, List<Stage> stages, Map<LadderTrainer, Shapes> shapes) {
    TrendFit trend =
        new TrendFit(
            target,
            fit.weights(),
            settings.models().draws(),
            settings.calibrated(),
            source.derive("totals"));
    for (Stage stage : stages) {
      if (stage.forecasts.keySet().containsAll(fit.trainers())) {
        List<Calibrated> own = new ArrayList<>();
        for (LadderTrainer trainer : fit.trainers()) {
          own.add(
              calibrated(
                  trainer, stage.forecasts.get(trainer), shapes.get(trainer).all(), stage.stratum));
        }
        trend.add(stage, own, now.now().horizonWeeks());
      }
    }
    return trend.trend();
  }
}
