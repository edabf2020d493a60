// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import io.perennial.decide.experiment.ArmSummary;
import io.perennial.decide.experiment.Comparison;
import io.perennial.decide.experiment.Cuped;
import io.perennial.decide.experiment.Effect;
import io.perennial.decide.experiment.MultipleTesting;
import io.perennial.decide.experiment.SampleRatio;
import io.perennial.decide.uplift.ConfidenceGate;
import io.perennial.decide.uplift.EffectLearner;
import io.perennial.decide.uplift.EffectLearners;
import io.perennial.decide.uplift.EffectRanking;
import io.perennial.decide.uplift.Effects;
import io.perennial.decide.uplift.Experiment;
import io.perennial.decide.uplift.ExperimentFolds;
import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment tells: whether customers were dealt out as planned, what each arm did to each
 * outcome (with what was known before taken out, and adjusted for the number of questions), and
 * whether choosing for each customer is worth more than the best single arm. Effects of a customer
 * are always learned from others.
 *
 * @param counts customers of each arm, the control first
 * @param ratio whether these are as planned
 * @param answers by outcome
 * @param learnedFrom how many customers effects were learned from: all, or so many drawn by lot
 */
public record ExperimentStudy(
    List<Long> counts, SampleRatio ratio, Map<String, Answer> answers, int learnedFrom) {

  private static final int FOLDS = 5;
  private static final int LEAST = 200;
  private static final double TOP = 0.3;

  /** What learning costs grows with customers times the square of what is known of each. */
  private static final double MOST_WORK = 24e6;

  private static final int ALWAYS_LEARNED = 20_000;
  private static final int MOST_LEARNED = 200_000;

  public ExperimentStudy {
    counts = List.copyOf(counts);
    answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /**
   * What an arm did to an outcome.
   *
   * @param plain difference of means; untested where it cannot be told
   * @param adjusted the same with what was known before taken out (CUPED)
   * @param chance p value of the adjusted one, adjusted for all arms and outcomes (Holm)
   * @param qini of the order of customers by the arm's effect, normalised; 0 for a random one
   * @param top effect among the three tenths with the greatest effect
   */
  public record ArmAnswer(
      String arm,
      Comparison plain,
      Comparison adjusted,
      double chance,
      Optional<Double> qini,
      Optional<Double> top) {}

  /**
   * What was found of an outcome.
   *
   * @param control mean of the control
   * @param explained share of the variance that was known before
   * @param arms all but the control
   * @param verdict whether choosing for each customer pays; empty where customers are too few, or
   *     nothing is known of them
   * @param learner that the effects are of
   */
  public record Answer(
      double control,
      double explained,
      List<ArmAnswer> arms,
      Optional<ConfidenceGate.Verdict> verdict,
      String learner) {

    public Answer {
      arms = List.copyOf(arms);
    }
  }

  /**
   * Studies a table.
   *
   * @param shares planned, of each arm; empty for equal ones
   * @param costs of each arm, in the unit of outcomes; empty for none
   * @param alpha the accepted chance of a false alarm
   */
  public static ExperimentStudy of(
      ExperimentTable table, List<Double> shares, List<Double> costs, double alpha, long seed) {
    int width = table.arms().size();
    double[] planned =
        shares.isEmpty()
            ? filled(width, 1.0 / width)
            : shares.stream().mapToDouble(Double::doubleValue).toArray();
    if (planned.length != width) {
      throw new IllegalArgumentException(
          "Invalid shares: " + planned.length + " (must be one for each of " + table.arms() + ")");
    }
    if (!costs.isEmpty() && costs.size() != width) {
      throw new IllegalArgumentException(
          "Invalid costs: " + costs.size() + " (must be one for each of " + table.arms() + ")");
    }
    int[] arm = table.arm().stream().mapToInt(Integer::intValue).toArray();
    long[] counts = new long[width];
    Arrays.stream(arm).forEach(k -> counts[k]++);
    Map<String, Answer> answers = new LinkedHashMap<>();
    table
        .outcomes()
        .forEach(
            (name, values) ->
                answers.put(
                    name,
                    answer(
                        table,
                        arm,
                        values.stream().mapToDouble(Double::doubleValue).toArray(),
                        costs,
                        alpha,
                        seed)));
    return new ExperimentStudy(
        Arrays.stream(counts).boxed().toList(),
        SampleRatio.of(counts, planned),
        withChances(answers),
        learnedFrom(table));
  }

  private static int learnedFrom(ExperimentTable table) {
    double width = 1 + table.features().names().size();
    int most = (int) Math.max(ALWAYS_LEARNED, Math.min(MOST_LEARNED, MOST_WORK / width / width));
    return Math.min(most, table.arm().size());
  }

  /** Shares of few digits that the arms' sizes are those of, where they are not equal ones. */
  public Optional<List<Double>> likelyShares() {
    long all = counts.stream().mapToLong(count -> count).sum();
    for (int parts : new int[] {3, 4, 5, 10, 20, 100}) {
      double[] shares =
          counts.stream()
              .mapToDouble(count -> (double) Math.round((double) count * parts / all) / parts)
              .toArray();
      boolean whole = Math.abs(Arrays.stream(shares).sum() - 1) < 1e-9;
      if (whole
          && Arrays.stream(shares).allMatch(share -> share > 0)
          && !SampleRatio.of(counts.stream().mapToLong(count -> count).toArray(), shares)
              .mismatch()) {
        return Optional.of(Arrays.stream(shares).boxed().toList());
      }
    }
    return Optional.empty();
  }

  private static double[] filled(int size, double value) {
    double[] all = new double[size];
    Arrays.fill(all, value);
    return all;
  }

  private static Answer answer(
      ExperimentTable table,
      int[] arm,
      double[] outcome,
      List<Double> costs,
      double alpha,
      long seed) {
    int width = table.arms().size();
    List<ArmSummary> plain = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      int of = k;
      plain.add(
          ArmSummary.of(
              java.util.stream.IntStream.range(0, arm.length)
                  .filter(i -> arm[i] == of)
                  .mapToDouble(i -> outcome[i])
                  .toArray()));
    }
    double[][] known = new double[table.features().names().size()][];
    for (int j = 0; j < known.length; j++) {
      known[j] = table.features().column(table.features().names().get(j));
    }
    Cuped cuped = Cuped.of(outcome, arm, width, known);
    int[] lot = lot(arm.length, learnedFrom(table), seed);
    int[] lotArm = Arrays.stream(lot).map(i -> arm[i]).toArray();
    double[] lotOutcome = Arrays.stream(lot).mapToDouble(i -> outcome[i]).toArray();
    Optional<Learned> learned =
        learn(table.features().subset(lot), table.arms(), lotArm, lotOutcome, costs, seed);
    List<ArmAnswer> answers = new ArrayList<>();
    for (int k = 1; k < width; k++) {
      answers.add(
          new ArmAnswer(
              table.arms().get(k),
              Comparison.of(plain.get(0), plain.get(k), alpha),
              Comparison.of(cuped.arms().get(0), cuped.arms().get(k), alpha),
              1,
              rank(learned, lotOutcome, lotArm, k).map(EffectRanking::qini),
              rank(learned, lotOutcome, lotArm, k)
                  .map(ranking -> ranking.upliftAt(TOP, EffectRanking.Strategy.OVERALL))));
    }
    return new Answer(
        plain.get(0).estimate().value(),
        cuped.varianceReduction(),
        answers,
        learned.map(Learned::verdict),
        learned.map(Learned::name).orElse(""));
  }

  /**
   * Effects that were learned from other customers, and what they are worth.
   *
   * @param name of what learned them
   */
  private record Learned(Effects effects, ConfidenceGate.Verdict verdict, String name) {}

  /** So many customers drawn by lot, ascending; all where they are not more. */
  private static int[] lot(int customers, int drawn, long seed) {
    RandomStream lots = RandomSource.seeded(seed).derive("learned").stream(0);
    int[] chosen = new int[drawn];
    int at = 0;
    for (int i = 0; i < customers && at < drawn; i++) {
      if (lots.nextDouble() * (customers - i) < drawn - at) {
        chosen[at++] = i;
      }
    }
    return chosen;
  }

  private static Optional<Learned> learn(
      FeatureMatrix features,
      List<String> arms,
      int[] arm,
      double[] outcome,
      List<Double> costs,
      long seed) {
    boolean everyArm = Arrays.stream(arm).distinct().count() == arms.size();
    if (arm.length < LEAST
        || !everyArm
        || features.names().isEmpty()
        || Arrays.stream(outcome).distinct().limit(2).count() < 2) {
      return Optional.empty();
    }
    Experiment experiment = Experiment.of(features, arms, arm, outcome);
    if (!costs.isEmpty()) {
      experiment = experiment.withCosts(costs.stream().mapToDouble(Double::doubleValue).toArray());
    }
    ExperimentFolds folds = ExperimentFolds.of(experiment, FOLDS, seed);
    // one learner, chosen beforehand: choosing among several would have to be cross-fitted again
    EffectLearner learner = EffectLearners.consensus();
    Effects effects = folds.effects(experiment, learner, seed);
    return Optional.of(
        new Learned(
            effects, ConfidenceGate.defaults().judge(experiment, effects, seed), learner.name()));
  }

  /** Of customers of the arm and of the control; empty where effects are the same for all. */
  private static Optional<EffectRanking> rank(
      Optional<Learned> learned, double[] outcome, int[] arm, int k) {
    if (learned.isEmpty()) {
      return Optional.empty();
    }
    int[] both =
        java.util.stream.IntStream.range(0, arm.length)
            .filter(i -> arm[i] == 0 || arm[i] == k)
            .toArray();
    double[] score = new double[both.length];
    double[] came = new double[both.length];
    boolean[] treated = new boolean[both.length];
    for (int i = 0; i < both.length; i++) {
      score[i] = learned.get().effects().effect(k, both[i]);
      came[i] = outcome[both[i]];
      treated[i] = arm[both[i]] == k;
    }
    boolean order = Arrays.stream(score).distinct().limit(FOLDS + 1L).count() > FOLDS;
    boolean binary = Arrays.stream(came).allMatch(y -> y == 0 || y == 1);
    return order && binary ? Optional.of(EffectRanking.of(came, treated, score)) : Optional.empty();
  }

  private static Map<String, Answer> withChances(Map<String, Answer> answers) {
    double[] chances =
        answers.values().stream()
            .flatMap(answer -> answer.arms().stream())
            .mapToDouble(arm -> arm.adjusted().effect().map(Effect::pValue).orElse(1.0))
            .toArray();
    double[] adjusted = MultipleTesting.holm(chances);
    int at = 0;
    Map<String, Answer> all = new LinkedHashMap<>();
    for (Map.Entry<String, Answer> entry : answers.entrySet()) {
      List<ArmAnswer> arms = new ArrayList<>();
      for (ArmAnswer arm : entry.getValue().arms()) {
        arms.add(
            new ArmAnswer(
                arm.arm(), arm.plain(), arm.adjusted(), adjusted[at++], arm.qini(), arm.top()));
      }
      Answer answer = entry.getValue();
      all.put(
          entry.getKey(),
          new Answer(
              answer.control(), answer.explained(), arms, answer.verdict(), answer.learner()));
    }
    return all;
  }
}
