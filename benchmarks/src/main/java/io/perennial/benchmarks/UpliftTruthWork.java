// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.offpolicy.LoggedDecisions;
import io.perennial.decide.offpolicy.Method;
import io.perennial.decide.offpolicy.OffPolicyConfig;
import io.perennial.decide.offpolicy.OffPolicyValue;
import io.perennial.decide.offpolicy.Proposal;
import io.perennial.decide.uplift.ArmMeans;
import io.perennial.decide.uplift.ConfidenceGate;
import io.perennial.decide.uplift.EffectLearners;
import io.perennial.decide.uplift.Effects;
import io.perennial.decide.uplift.Experiment;
import io.perennial.decide.uplift.ExperimentFolds;
import io.perennial.decide.uplift.Policy;
import io.perennial.decide.uplift.PolicyValue;
import io.perennial.decide.uplift.Regressor;
import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How often intervals hold what they ought to, where the truth is known. */
final class UpliftTruthWork implements Work {

  private static final int CUSTOMERS = 1_000;
  private static final double LEVEL = 0.95;
  private static final List<String> ARMS = List.of("nothing", "mail", "call");

  /** What is counted, in words, in order. */
  static final Map<String, String> ROWS = rows();

  private static Map<String, String> rows() {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("average", "average effect within its interval (0.95)");
    rows.put("effect", "a customer's effect within its interval, shrunk products (0.95)");
    rows.put("policy", "value of a policy within its interval, doubly robust (0.95)");
    rows.put("open", "gate open where effects are the same for all (at most 0.05)");
    for (Method method : Method.values()) {
      if (method != Method.DIRECT) {
        rows.put(
            method.name(), "log: new policy's value within its interval, " + method + " (0.95)");
      }
    }
    return rows;
  }

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int trials = arguments.count("trials");
    Map<String, Double> held = new TreeMap<>();
    ROWS.keySet().forEach(fact -> held.put(fact, 0.0));
    timing.round(
        () -> {
          for (int seed = 1; seed <= trials; seed++) {
            trial(seed, held, trials);
            log(seed, held, trials);
          }
          return held;
        });
    held.forEach(timing::fact);
  }

  private static void count(Map<String, Double> held, String fact, double share, int trials) {
    held.merge(fact, share / trials, Double::sum);
  }

  private static void trial(int seed, Map<String, Double> held, int trials) {
    Experiment differs = experiment(seed, 0.5);
    Experiment same = experiment(seed, 0);
    Policy nobody = Policy.nobody(CUSTOMERS);
    boolean average =
        PolicyValue.of(differs, Policy.everyone(differs, 1))
            .minus(PolicyValue.of(differs, nobody))
            .interval(LEVEL)
            .contains(0.2);
    count(held, "average", average ? 1 : 0, trials);
    Effects effects =
        EffectLearners.shrunkenInteractions().train(differs, seed).effects(differs.features());
    long inside =
        IntStream.range(0, CUSTOMERS)
            .filter(
                i ->
                    effects.interval(1, i, LEVEL).contains(0.2 + 0.5 * differs.features().at(i, 0)))
            .count();
    count(held, "effect", inside / (double) CUSTOMERS, trials);
    ArmMeans means =
        ArmMeans.crossFitted(differs, Regressor.LINEAR, ExperimentFolds.of(differs, 2, seed), seed);
    int[] arm =
        IntStream.range(0, CUSTOMERS).map(i -> differs.features().at(i, 0) > 0 ? 1 : 0).toArray();
    // E max(0, .2 + .5 a) over a > 0: .1 + .5 / sqrt(2 pi)
    double truth = 1 + 0.1 + 0.5 / Math.sqrt(2 * Math.PI);
    boolean value =
        PolicyValue.of(differs, Policy.of("mail above the middle", arm), means)
            .interval(LEVEL)
            .contains(truth);
    count(held, "policy", value ? 1 : 0, trials);
    boolean open =
        ConfidenceGate.defaults()
            .judge(same, EffectLearners.twoModels(Regressor.LINEAR), seed)
            .personal();
    count(held, "open", open ? 1 : 0, trials);
  }

  private static Experiment experiment(int seed, double differs) {
    RandomSource source = RandomSource.seeded(seed).derive("trial");
    double[][] columns = new double[3][CUSTOMERS];
    int[] arm = new int[CUSTOMERS];
    double[] outcome = new double[CUSTOMERS];
    for (int i = 0; i < CUSTOMERS; i++) {
      RandomStream lots = source.stream(i);
      for (double[] column : columns) {
        column[i] = Normal.standard(lots);
      }
      arm[i] = lots.nextInt(3);
      double effect = arm[i] == 0 ? 0 : arm[i] == 1 ? 0.2 + differs * columns[0][i] : 0.1 - differs;
      outcome[i] = 1 + columns[1][i] + effect + Normal.standard(lots);
    }
    return Experiment.of(matrix(columns), ARMS, arm, outcome);
  }

  private static FeatureMatrix matrix(double[][] columns) {
    List<String> names = List.of("a", "b", "c").subList(0, columns.length);
    return new FeatureMatrix(
        IntStream.range(0, columns[0].length).asLongStream().toArray(), names, columns);
  }

  private static void log(int seed, Map<String, Double> held, int trials) {
    RandomSource source = RandomSource.seeded(seed).derive("log");
    double[][] columns = new double[1][CUSTOMERS];
    boolean[][] candidates = new boolean[CUSTOMERS][3];
    int[] chosen = new int[CUSTOMERS];
    double[] propensity = new double[CUSTOMERS];
    double[] reward = new double[CUSTOMERS];
    double[][] probability = new double[CUSTOMERS][];
    for (int i = 0; i < CUSTOMERS; i++) {
      RandomStream lots = source.stream(i);
      double x = Normal.standard(lots);
      columns[0][i] = x;
      Arrays.fill(candidates[i], true);
      double[] logged = chances(x, -0.6, 0.1);
      double lot = lots.nextDouble();
      while (chosen[i] < 2 && lot >= logged[chosen[i]]) {
        lot -= logged[chosen[i]];
        chosen[i]++;
      }
      propensity[i] = logged[chosen[i]];
      reward[i] = lots.chance(mean(x, chosen[i])) ? 1 : 0;
      probability[i] = chances(x, 1, 0);
    }
    OffPolicyValue value =
        OffPolicyValue.of(
            LoggedDecisions.of(matrix(columns), ARMS, candidates, chosen, propensity, reward),
            Proposal.of("sharper", probability),
            OffPolicyConfig.defaults());
    double truth = 0;
    for (int step = 0; step < 2_000; step++) {
      double x = Normal.standard().quantile((step + 0.5) / 2_000);
      for (int a = 0; a < 3; a++) {
        truth += chances(x, 1, 0)[a] * mean(x, a) / 2_000;
      }
    }
    for (Method method : Method.values()) {
      if (method != Method.DIRECT) {
        boolean inside = value.by(method).interval(LEVEL).contains(truth);
        count(held, method.name(), inside ? 1 : 0, trials);
      }
    }
  }

  private static double mean(double x, int a) {
    return 1 / (1 + Math.exp(1 - 0.3 * a - (a == 1 ? x : -x * x / 2)));
  }

  private static double[] chances(double x, double sharpness, double floor) {
    double[] odds = {1, Math.exp(sharpness * x), Math.exp(-sharpness * x)};
    double sum = odds[0] + odds[1] + odds[2];
    Arrays.setAll(odds, a -> floor + (1 - 3 * floor) * odds[a] / sum);
    return odds;
  }
}
