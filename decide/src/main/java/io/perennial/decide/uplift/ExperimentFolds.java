// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Customers of an experiment dealt out to folds so that each fold has its share of every arm, and
 * within it of those with an outcome. Immutable.
 */
public final class ExperimentFolds {

  private final int count;
  private final int[] fold;

  private ExperimentFolds(int count, int[] fold) {
    this.count = count;
    this.fold = fold;
  }

  /** {@code count} folds of nearly equal size, >= 2. */
  public static ExperimentFolds of(Experiment experiment, int count, long seed) {
    if (count < 2) {
      throw new IllegalArgumentException("Invalid folds: " + count + " (must be >= 2)");
    }
    int[] fold = new int[experiment.rows()];
    int[] order = order(experiment, seed);
    for (int i = 0; i < order.length; i++) {
      fold[order[i]] = i % count;
    }
    return new ExperimentFolds(count, fold);
  }

  /**
   * Two folds: fold 0 with {@code share} of the customers to test on, fold 1 with the others.
   *
   * @param share above 0 and below 1
   */
  public static ExperimentFolds split(Experiment experiment, double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and below 1)");
    }
    int[] fold = new int[experiment.rows()];
    int[] order = order(experiment, seed);
    for (int i = 0; i < order.length; i++) {
      fold[order[i]] = (long) ((i + 1) * share) > (long) (i * share) ? 0 : 1;
    }
    return new ExperimentFolds(2, fold);
  }

  /** By arm, then whether there was an outcome, then by lot: dealing keeps all shares. */
  private static int[] order(Experiment experiment, long seed) {
    RandomStream lots = RandomSource.seeded(seed).derive("folds").stream(0);
    int n = experiment.rows();
    long[] key = new long[n];
    for (int i = 0; i < n; i++) {
      long stratum = 2L * experiment.arm(i) + (experiment.outcome(i) > 0 ? 1 : 0);
      key[i] = stratum << 40 | lots.nextLong() >>> 24;
    }
    return IntStream.range(0, n)
        .boxed()
        .sorted((a, b) -> key[a] == key[b] ? a - b : Long.compare(key[a], key[b]))
        .mapToInt(i -> i)
        .toArray();
  }

  /** How many folds. */
  public int count() {
    return count;
  }

  /** The customers of fold {@code f}, ascending. */
  public int[] rows(int f) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray();
  }

  /** The customers of all folds but {@code f}, ascending. */
  public int[] others(int f) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray();
  }

  /** The fold of each customer, a copy. */
  int[] folds() {
    return Arrays.copyOf(fold, fold.length);
  }

  /**
   * The effects on every customer by models of the customers of other folds.
   *
   * @return double[arms][n] within, without errors
   */
  public Effects effects(Experiment experiment, EffectLearner learner, long seed) {
    double[][] effect = new double[experiment.arms().size()][experiment.rows()];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            f -> {
              int[] rows = rows(f);
              Effects some =
                  learner
                      .train(experiment.subset(others(f)), seed)
                      .effects(experiment.features().subset(rows));
              for (int k = 1; k < effect.length; k++) {
                for (int i = 0; i < rows.length; i++) {
                  effect[k][rows[i]] = some.effect(k, i);
                }
              }
            });
    return Effects.of(experiment.arms(), effect);
  }
}
