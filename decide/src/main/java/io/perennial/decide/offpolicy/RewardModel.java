// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import io.perennial.decide.uplift.Regressor;
import io.perennial.math.random.RandomSource;
import java.util.stream.IntStream;

/**
 * What each action would earn in each decision, foretold by models of other decisions: one an
 * action, the mean of all for an action that was taken too seldom. Immutable.
 */
public final class RewardModel {

  private static final int LEAST = 30;

  private final double[][] mean;

  private RewardModel(double[][] mean) {
    this.mean = mean;
  }

  /**
   * Means by cross-fitting.
   *
   * @param folds >= 2
   * @param seed of the folds and all chance
   */
  public static RewardModel crossFitted(
      LoggedDecisions log, Regressor regressor, int folds, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("Invalid folds: " + folds + " (must be >= 2)");
    }
    int n = log.size();
    RandomSource source = RandomSource.seeded(seed).derive("log folds");
    int[] fold = IntStream.range(0, n).map(i -> source.stream(i).nextInt(folds)).toArray();
    double[][] mean = new double[n][log.actions().size()];
    IntStream.range(0, folds).parallel().forEach(f -> fill(log, regressor, seed, fold, f, mean));
    return new RewardModel(mean);
  }

  /**
   * Means that are known otherwise, nothing of which was learned from the log.
   *
   * @param means double[n][actions], finite; copied
   */
  public static RewardModel given(double[][] means) {
    double[][] copy = new double[means.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = means[i].clone();
      for (double value : copy[i]) {
        if (!(Math.abs(value) <= 1e15)) {
          throw new IllegalArgumentException(
              "Row %d: Invalid reward: %s (must be finite)".formatted(i, value));
        }
      }
    }
    return new RewardModel(copy);
  }

  private static void fill(
      LoggedDecisions log, Regressor regressor, long seed, int[] fold, int f, double[][] mean) {
    int[] held = IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray();
    double all =
        IntStream.range(0, fold.length)
            .filter(i -> fold[i] != f)
            .mapToDouble(log::reward)
            .average()
            .orElse(0);
    for (int a = 0; a < log.actions().size(); a++) {
      int action = a;
      int[] rows =
          IntStream.range(0, fold.length)
              .filter(i -> fold[i] != f && log.chosen(i) == action)
              .toArray();
      if (rows.length < LEAST) {
        for (int i : held) {
          mean[i][a] = all;
        }
        continue;
      }
      double[] label = IntStream.of(rows).mapToDouble(log::reward).toArray();
      double[] said =
          regressor
              .means(log.contexts().subset(rows), label, seed)
              .predict(log.contexts().subset(held));
      for (int j = 0; j < held.length; j++) {
        mean[held[j]][a] = said[j];
      }
    }
  }

  /** What action {@code a} would earn in decision {@code i}. */
  public double mean(int i, int a) {
    return mean[i][a];
  }

  int size() {
    return mean.length;
  }
}
