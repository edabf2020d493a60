// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.evaluate.Ranking;
import java.util.List;
import java.util.stream.IntStream;

/** Customers who were drawn into three arms, with what each arm would change for them. */
record SimulatedTrial(Experiment experiment, Effects truth, double mean) {

  enum Kind {
    /** The first arm is for some, the second for the others. */
    DIFFERENT_EFFECTS,
    /** The second arm is better than the first by as much for all. */
    SAME_EFFECT
  }

  private static final List<String> ARMS = List.of("nothing", "mail", "call");

  /**
   * Outcomes of money with noise of deviation 1; {@code mean} is what the oracle's policy earns.
   */
  static SimulatedTrial of(Kind kind, int n, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("trial");
    double[][] columns = new double[4][n];
    double[][] effect = new double[3][n];
    double[] outcome = new double[n];
    int[] arm = new int[n];
    for (int i = 0; i < n; i++) {
      RandomStream lots = source.stream(i);
      for (double[] column : columns) {
        column[i] = Normal.standard(lots);
      }
      boolean same = kind == Kind.SAME_EFFECT;
      effect[1][i] = same ? 0.2 : 0.8 * columns[0][i];
      effect[2][i] = same ? 0.5 : 0.3 - 0.8 * columns[0][i];
      arm[i] = lots.nextInt(3);
      outcome[i] = 1 + columns[1][i] + effect[arm[i]][i] + Normal.standard(lots);
    }
    FeatureMatrix features =
        new FeatureMatrix(
            IntStream.range(0, n).asLongStream().toArray(), List.of("a", "b", "c", "d"), columns);
    Experiment experiment =
        Experiment.of(features, ARMS, arm, outcome).withPropensity(1 / 3.0, 1 / 3.0, 1 / 3.0);
    Effects truth = Effects.of(ARMS, effect);
    // the base is 1; E max(0, z, .3 - z) is .15 + E |z - .15|, z being normal with deviation .8
    double far = 0.15 / 0.8;
    double folded =
        0.8 * Math.sqrt(2 / Math.PI) * Math.exp(-far * far / 2)
            + 0.15 * (1 - 2 * Normal.standard().cumulative(-far));
    double mean = 1 + (kind == Kind.SAME_EFFECT ? 0.5 : 0.15 + folded);
    return new SimulatedTrial(experiment, truth, mean);
  }

  /** Two arms and outcomes of 0 and 1; {@code mean} is not known. */
  static SimulatedTrial yesOrNo(int n, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("yes or no");
    double[][] columns = new double[3][n];
    double[][] effect = new double[2][n];
    double[] outcome = new double[n];
    int[] arm = new int[n];
    for (int i = 0; i < n; i++) {
      RandomStream lots = source.stream(i);
      for (double[] column : columns) {
        column[i] = Normal.standard(lots);
      }
      double base = Math.min(0.6, Math.max(0.1, 0.35 + 0.1 * columns[1][i]));
      effect[1][i] = Math.min(0.35, Math.max(-0.1, 0.12 + 0.15 * columns[0][i]));
      arm[i] = lots.nextInt(2);
      outcome[i] = lots.chance(base + effect[arm[i]][i]) ? 1 : 0;
    }
    FeatureMatrix features =
        new FeatureMatrix(
            IntStream.range(0, n).asLongStream().toArray(), List.of("a", "b", "c"), columns);
    List<String> two = ARMS.subList(0, 2);
    return new SimulatedTrial(
        Experiment.of(features, two, arm, outcome), Effects.of(two, effect), 0);
  }

  double correlation(Effects effects, int k) {
    return Ranking.pearson(effects.of(k), truth.of(k)).orElse(0);
  }

  Policy oracle() {
    return Policy.best(truth, 0, 0, 0);
  }

  /** The mean effect of a policy's arms. */
  double value(Policy policy) {
    return IntStream.range(0, policy.rows())
        .mapToDouble(i -> truth.effect(policy.arm(i), i))
        .average()
        .orElse(0);
  }
}
