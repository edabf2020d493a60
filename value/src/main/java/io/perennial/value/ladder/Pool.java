// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.List;

/**
 * The linear pool of models: draw d is of the model that holds index d, each holding as large a
 * block of indices as its weight, the same for all customers of a cohort; then the level of the
 * base, one factor for each draw, shared by all customers. Means and chances are weighted exactly.
 */
final class Pool implements Rows {

  private final Target target;
  private final List<Calibrated> models;
  private final List<double[]> weights;
  private final int[][] borders;
  private final int[] cohortOf;
  private final double[] levels;
  private final double meanLevel;
  private final RandomSource source;

  /**
   * @param weights of each cohort's models, double[models] each, 1 in sum
   * @param cohortOf int[n]
   * @param levels a factor for each draw
   */
  Pool(
      Target target,
      List<Calibrated> models,
      List<double[]> weights,
      int[] cohortOf,
      double[] levels,
      RandomSource source) {
    this.target = target;
    this.models = List.copyOf(models);
    this.weights = List.copyOf(weights);
    this.cohortOf = cohortOf;
    this.levels = levels;
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
    double[] draws = new double[levels.length];
    double mean = 0;
    double probability = 0;
    int from = 0;
    double used = 0;
    for (int m = 0; m < own.length; m++) {
      if (border[m] > from) {
        Row part = models.get(m).part(i, from, border[m]);
        System.arraycopy(part.draws(), 0, draws, from, border[m] - from);
        mean += own[m] * part.mean();
        probability += own[m] * part.probability();
        used += own[m];
        from = border[m];
      }
    }
    mean /= used;
    probability /= used;
    double before = above(draws);
    RandomStream random = source.stream(i);
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
