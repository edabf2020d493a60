// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.drift.Challenge;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.ladder.Blend;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far what models learn from has moved, and what fitting them anew brings: the model that had
 * most to say of spend in the run before, as it was fitted to what was known a horizon before the
 * latest instant whose outcome is known, against the one that has most to say now, fitted to what
 * was known at that instant, on what came after it.
 *
 * @param features how far each has moved
 * @param trial empty where there is no such instant
 */
record NearDrift(List<FeatureMove> features, Optional<Challenge> trial) {

  private static final String MODELS = "drift_models";

  /** Nothing is known. */
  static NearDrift none() {
    return new NearDrift(List.of(), Optional.empty());
  }

  /**
   * What can be said.
   *
   * @param past the latest first
   * @param blend of spend, now
   */
  static NearDrift of(
      StepContext context,
      DriftConfig config,
      int sample,
      List<LakeLessons.Past> past,
      Cases now,
      Blend blend,
      Collection<LadderTrainer> trainers,
      LatestRehearsal rehearsal) {
    List<FeatureMove> features =
        FeatureMove.of(
            past.stream().map(then -> then.cases().cases().features()).toList(),
            now.features(),
            sample,
            config.falseAlarms());
    Map<String, Double> weights = new TreeMap<>();
    for (Blend.Candidate candidate : blend.candidates()) {
      weights.put(candidate.name(), candidate.weight());
    }
    Map<String, Double> before = lastWeights(context);
    return new NearDrift(
        features,
        trial(
            rehearsal,
            heaviest(before.isEmpty() ? weights : before, trainers),
            heaviest(weights, trainers)));
  }

  /** The weights of the run before, over cohorts; empty where there was none. */
  private static Map<String, Double> lastWeights(StepContext context) {
    Engine engine = context.engine();
    engine.view(MODELS, context.lake().table(Tables.VALUE_MODELS).scan());
    Map<String, Double> weights = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT model, avg(weight) AS weight FROM "
                + MODELS
                + " WHERE target = 'spend' AND weight > 0 GROUP BY model")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          weights.put(batch.texts(0)[i], batch.doubles(1)[i]);
        }
      }
    } finally {
      engine.drop(MODELS);
    }
    return weights;
  }

  private static Optional<LadderTrainer> heaviest(
      Map<String, Double> weights, Collection<LadderTrainer> trainers) {
    return trainers.stream()
        .filter(trainer -> weights.getOrDefault(trainer.name(), 0.0) > 0)
        .max(Comparator.comparingDouble(trainer -> weights.get(trainer.name())));
  }

  private static Optional<Challenge> trial(
      LatestRehearsal rehearsal,
      Optional<LadderTrainer> champion,
      Optional<LadderTrainer> challenger) {
    Optional<LakeLessons.Past> before = rehearsal.before();
    if (before.isEmpty() || champion.isEmpty() || challenger.isEmpty()) {
      return Optional.empty();
    }
    LakeLessons.Past last = rehearsal.last();
    Optional<LadderModel> old = rehearsal.fitted(champion.get(), Target.SPEND, before.get());
    Optional<LadderModel> fresh = rehearsal.fitted(challenger.get(), Target.SPEND, last);
    if (old.isEmpty() || fresh.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Challenge.of(
              old.get().name() + " as fitted " + day(before.get().asOf()),
              losses(old.get(), rehearsal.scored()),
              fresh.get().name() + " as fitted " + day(last.asOf()),
              losses(fresh.get(), rehearsal.scored()),
              Challenge.Rules.defaults()));
    } catch (TooLittleDataException tooLittle) {
      return Optional.empty();
    }
  }

  private static double[] losses(LadderModel model, Labelled came) {
    Predictive predictive = model.predict(came.cases());
    double[] losses = new double[came.customers()];
    Chunks.forEach(
        losses.length,
        64,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            losses[i] = PredictiveScore.crps(predictive.draws(i), came.outcome(Target.SPEND, i));
          }
        });
    return losses;
  }

  private static String day(AsOf asOf) {
    return asOf.instant().toString().substring(0, "2026-01-31".length());
  }
}
