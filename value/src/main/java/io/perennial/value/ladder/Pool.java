// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.List;

/**
 * The linear pool of models: each holds a block of the indices of draws as large as its weight, and
 * draw d is draw d of the model that holds d; then the level of the base, one factor for each draw,
 * shared by all customers. Means and chances are weighted exactly.
 *
 * <p>Where the blocks begin is dealt for each customer, so that a draw's total mixes the models as
 * the pool does. Were the blocks the same for all, a model with a tenth of the weight and twice the
 * level would own a tenth of the futures of the base, though it has never been right; how wrong the
 * pool's own level may be is what {@link Trend} learns.
 */
final class Pool implements Rows {

  private final Target target;
  private final List<Calibrated> models;
  private final List<double[]> weights;
  private final int[][] borders;
  private final int[] cohortOf;
  private final double[] levels;
  private final double meanLevel;
  private final boolean dealt;
  private final RandomSource source;

  /**
   * @param weights of each cohort's models, double[models] each, 1 in sum
   * @param cohortOf int[n]
   * @param levels a factor for each draw
   * @param dealt whether the blocks begin elsewhere for each customer
   */
  Pool(
      Target target,
      List<Calibrated> models,
      List<double[]> weights,
      int[] cohortOf,
      double[] levels,
      boolean dealt,
      RandomSource source) {
    this.target = target;
    this.models = List.copyOf(models);
    this.weights = List.copyOf(weights);
    this.cohortOf = cohortOf;
    this.levels = levels;
    this.dealt = dealt;
    this.source = source;
    this.borders = new int[weights.size()][];
    for (int c = 0; c < borders.length; c++) {
      borders[c] = borders(weights.get(c), levels.length);
    }
    double sum = 0;
    for (double level : levels) {
      sum += level;
    }
    this.meanLevel = sum / levels.length;
  }

  /** Where the models' blocks end for a cohort, before they are dealt; kept. */
  int[] borders(int cohort) {
    return borders[cohort];
  }

  /** The weights of a cohort's models; kept. */
  double[] weights(int cohort) {
    return weights.get(cohort);
  }

  /** Where each model's block ends, so that its share is within one draw of its weight. */
  static int[] borders(double[] weights, int draws) {
    int[] borders = new int[weights.length];
    double sum = 0;
    for (int m = 0; m < weights.length; m++) {
      sum += weights[m];
      borders[m] = m == weights.length - 1 ? draws : (int) Math.rint(Math.min(1, sum) * draws);
    }
    return borders;
  }

  @Override
  public Row row(int i) {
    double[] own = weights.get(cohortOf[i]);
    int[] border = borders[cohortOf[i]];
    int n = levels.length;
    RandomStream random = source.stream(i);
    int first = dealt ? random.nextInt(n) : 0;
    double[] draws = new double[n];
    double mean = 0;
    double probability = 0;
    int from = 0;
    double used = 0;
    for (int m = 0; m < own.length; m++) {
      if (border[m] > from) {
        int at = (from + first) % n;
        Row part = models.get(m).part(i, at, border[m] - from);
        int straight = Math.min(border[m] - from, n - at);
        System.arraycopy(part.draws(), 0, draws, at, straight);
        System.arraycopy(part.draws(), straight, draws, 0, border[m] - from - straight);
        mean += own[m] * part.mean();
        probability += own[m] * part.probability();
        used += own[m];
        from = border[m];
      }
    }
    mean /= used;
    probability /= used;
    double before = above(draws);
    Level.apply(target, draws, levels, random);
    double moved = probability + above(draws) - before;
    return new Row(draws, mean * meanLevel, Math.min(1, Math.max(0, moved)));
  }

  private static double above(double[] draws) {
    int above = 0;
    for (double draw : draws) {
      above += draw > 0 ? 1 : 0;
    }
    return above / (double) draws.length;
  }

  @Override
  public int customers() {
    return cohortOf.length;
  }

  @Override
  public int draws() {
    return levels.length;
  }
}
