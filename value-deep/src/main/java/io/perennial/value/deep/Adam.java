// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import java.util.Arrays;

/**
 * Steps down a gradient. Source: Kingma and Ba (2015), with the decay of Loshchilov and Hutter
 * (2019) beside it, and gradients longer than 5 cut to that.
 */
final class Adam {

  private static final double KEEP = 0.9;
  private static final double KEEP_SQUARE = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double LONGEST = 5;

  private final float[][] values;
  private final double[] decay;
  private final float[][] mean;
  private final float[][] square;
  private int steps;

  /**
   * @param values what is learnt, changed in place
   * @param decay of each array, >= 0
   */
  Adam(float[][] values, double[] decay) {
    this.values = values;
    this.decay = decay;
    this.mean = zeros(values);
    this.square = zeros(values);
  }

  /** As many arrays, as long, all 0. */
  static float[][] zeros(float[][] like) {
    return Arrays.stream(like).map(part -> new float[part.length]).toArray(float[][]::new);
  }

  /** One step; a gradient that is not finite is no step. */
  void step(float[][] gradient, double rate) {
    double length = 0;
    for (float[] part : gradient) {
      for (float slope : part) {
        length += (double) slope * slope;
      }
    }
    if (!(length <= Double.MAX_VALUE)) {
      return;
    }
    steps++;
    double cut = Math.min(1, LONGEST / (Math.sqrt(length) + EPSILON));
    double young = 1 - Math.pow(KEEP, steps);
    double youngSquare = 1 - Math.pow(KEEP_SQUARE, steps);
    for (int k = 0; k < gradient.length; k++) {
      double shrink = 1 - rate * decay[k];
      for (int i = 0; i < values[k].length; i++) {
        double slope = cut * gradient[k][i];
        mean[k][i] = (float) (KEEP * mean[k][i] + (1 - KEEP) * slope);
        square[k][i] = (float) (KEEP_SQUARE * square[k][i] + (1 - KEEP_SQUARE) * slope * slope);
        double move = mean[k][i] / young / (Math.sqrt(square[k][i] / youngSquare) + EPSILON);
        values[k][i] = (float) (values[k][i] * shrink - rate * move);
      }
    }
  }
}
