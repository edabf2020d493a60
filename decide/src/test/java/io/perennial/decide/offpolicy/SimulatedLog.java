// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Decisions of a policy by chance, with a new policy of a known value. */
record SimulatedLog(LoggedDecisions log, Proposal proposal, double truth) {

  private static final int ACTIONS = 4;
  private static final List<String> NAMES = List.of("nothing", "mail", "call", "gift");

  /**
   * Purchases of 0 or 1, whose log-odds are no straight line of what is known.
   *
   * @param sharpness of the new policy; the larger, the fewer logged decisions are like its own
   */
  static SimulatedLog of(int n, double sharpness, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("log");
    double[][] columns = new double[2][n];
    boolean[][] candidates = new boolean[n][ACTIONS];
    int[] chosen = new int[n];
    double[] propensity = new double[n];
    double[] reward = new double[n];
    double[][] probability = new double[n][];
    for (int i = 0; i < n; i++) {
      RandomStream lots = source.stream(i);
      double[] x = {Normal.standard(lots), Normal.standard(lots)};
      columns[0][i] = x[0];
      columns[1][i] = x[1];
      Arrays.fill(candidates[i], true);
      double[] logged = logging(x);
      double lot = lots.nextDouble();
      while (lot >= logged[chosen[i]] && chosen[i] < ACTIONS - 1) {
        lot -= logged[chosen[i]++];
      }
      propensity[i] = logged[chosen[i]];
      reward[i] = lots.chance(mean(x, chosen[i])) ? 1 : 0;
      probability[i] = softmax(x, sharpness);
    }
    FeatureMatrix contexts =
        new FeatureMatrix(
            IntStream.range(0, n).asLongStream().toArray(), List.of("a", "b"), columns);
    return new SimulatedLog(
        LoggedDecisions.of(contexts, NAMES, candidates, chosen, propensity, reward),
        Proposal.of("sharper", probability),
        truth(sharpness));
  }

  /** By a grid of the two normal numbers, 300 x 300 quantiles. */
  private static double truth(double sharpness) {
    int grid = 300;
    double sum = 0;
    double[] quantile = new double[grid];
    Arrays.setAll(quantile, j -> Normal.standard().quantile((j + 0.5) / grid));
    for (double first : quantile) {
      for (double second : quantile) {
        double[] x = {first, second};
        double[] probability = softmax(x, sharpness);
        for (int a = 0; a < ACTIONS; a++) {
          sum += probability[a] * mean(x, a) / grid / grid;
        }
      }
    }
    return sum;
  }

  private static double mean(double[] x, int a) {
    double at = -1 + 0.4 * a + (a % 2 == 0 ? x[0] : -x[0] * x[0] / 2) + 0.5 * x[1];
    return 1 / (1 + Math.exp(-at));
  }

  /** Prefers the wrong ones, and gives each 5 % at least. */
  private static double[] logging(double[] x) {
    double[] probability = softmax(x, -0.5);
    Arrays.setAll(probability, a -> 0.05 + 0.8 * probability[a]);
    return probability;
  }

  private static double[] softmax(double[] x, double sharpness) {
    double[] odds = new double[ACTIONS];
    double sum = 0;
    for (int a = 0; a < ACTIONS; a++) {
      odds[a] = Math.exp(sharpness * (0.4 * a + (a % 2 == 0 ? x[0] : -x[0])));
      sum += odds[a];
    }
    double all = sum;
    Arrays.setAll(odds, a -> odds[a] / all);
    return odds;
  }
}
