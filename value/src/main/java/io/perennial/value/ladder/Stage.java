// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One rehearsal of one target: what every model would have forecast of the cases scored. */
final class Stage {

  final Rehearsal rehearsal;
  final Labelled scored;
  final int[] cohortOf;
  final int[] stratum;
  final int[] fold;
  final double[] came;
  final Map<LadderTrainer, Ranged> forecasts = new LinkedHashMap<>();
  final Map<LadderTrainer, String> refused = new LinkedHashMap<>();

  private Stage(Rehearsal rehearsal, Target target, Strata strata, int most, int folds) {
    int n = rehearsal.came().customers();
    int step = (n - 1) / most + 1;
    int[] rows = IntStream.range(0, (n - 1) / step + 1).map(k -> k * step).toArray();
    this.rehearsal = rehearsal;
    this.scored = rehearsal.came().only(rows);
    this.cohortOf = IntStream.of(rows).map(rehearsal::cohort).toArray();
    this.stratum = strata.of(scored.cases().observed());
    this.came = scored.outcomes(target);
    RandomSource source = RandomSource.seeded(17).derive("folds");
    this.fold =
        IntStream.range(0, rows.length)
            .map(k -> source.stream(scored.cases().observed().customer(k)).nextInt(folds))
            .toArray();
  }

  static Stage of(
      Rehearsal rehearsal,
      Target target,
      List<LadderTrainer> trainers,
      Fits fits,
      LadderSettings settings,
      Strata strata,
      int folds) {
    Stage stage = new Stage(rehearsal, target, strata, settings.scored(), folds);
    for (LadderTrainer trainer : trainers) {
      try {
        LadderModel model = fits.train(trainer, rehearsal.lessons(), target);
        stage.forecasts.put(trainer, Ranged.of(model.predict(stage.scored.cases())));
      } catch (TooLittleDataException e) {
        stage.refused.put(trainer, String.valueOf(e.getMessage()));
      }
    }
    return stage;
  }

  /** Each model has chance of its own. */
  static LadderConfig config(LadderTrainer trainer, LadderConfig config) {
    return new LadderConfig(
        config.draws(), RandomSource.seeded(config.seed()).derive(trainer.name()).key());
  }

  /** The rehearsal's horizon beside another. */
  double horizonShare(double weeks) {
    return scored.cases().horizonWeeks() / weeks;
  }

  /** Weeks from the first purchase of the base to the instant: where in time the rehearsal is. */
  double baseAge() {
    return Arrays.stream(rehearsal.came().cases().observed().ageWeeks()).max().orElse(0);
  }

  int cases() {
    return came.length;
  }

  boolean isEarlier() {
    return rehearsal.kind() == Rehearsal.Kind.EARLIER;
  }

  /** What the base came to beside the model's forecast; 1 where the level is in the lessons. */
  double level(LadderTrainer trainer) {
    if (!isEarlier()) {
      return 1;
    }
    Ranged forecast = forecasts.get(trainer);
    StableSum expected = new StableSum();
    for (int i = 0; i < came.length; i++) {
      expected.add(forecast.mean(i));
    }
    double actual = StableSum.of(came);
    return expected.value() > 0 && actual > 0 ? Level.within(actual / expected.value()) : 1;
  }

  /** Fills in what {@link Shape} learns from, from place {@code at} on. */
  void learn(
      Target target, LadderTrainer trainer, Shape.Outcomes into, int at, RandomSource source) {
    Ranged forecast = forecasts.get(trainer);
    double level = level(trainer);
    Chunks.forEach(
        came.length,
        64,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            double[] draws = forecast.draws(i);
            double p = Level.probability(target, draws, forecast.probabilityAboveZero(i), level);
            Level.apply(target, draws, level, source.stream(i));
            into.set(at + i, stratum[i], draws, p, came[i]);
          }
        });
  }
}
