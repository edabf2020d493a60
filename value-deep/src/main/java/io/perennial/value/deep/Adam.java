// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.value.deep.net.NetShape;
import io.perennial.value.deep.net.Weights;
import java.util.List;

/**
 * Steps down a gradient. Source: Kingma and Ba (2015), with the decay of Loshchilov and Hutter
 * (2019) beside it, and gradients longer than 5 cut to that.
 */
final class Adam {

  private static final double KEEP = 0.9;
  private static final double KEEP_SQUARE = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double LONGEST = 5;

  private final Weights weights;
  private final double decay;
  private final float[][] mean;
  private final float[][] square;
  private int steps;

  Adam(Weights weights, double decay) {
    this.weights = weights;
    this.decay = decay;
    this.mean = zeros(weights);
    this.square = zeros(weights);
  }

  /** As many arrays as there are weights, all 0. */
  static float[][] zeros(Weights weights) {
    return weights.parts().stream().map(p -> new float[p.size()]).toArray(float[][]::new);
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
    List<NetShape.Part> parts = weights.parts();
    for (int k = 0; k < gradient.length; k++) {
      float[] values = weights.values(k);
      double shrink = parts.get(k).decays() ? 1 - rate * decay : 1;
      for (int i = 0; i < values.length; i++) {
        double slope = cut * gradient[k][i];
        mean[k][i] = (float) (KEEP * mean[k][i] + (1 - KEEP) * slope);
        square[k][i] = (float) (KEEP_SQUARE * square[k][i] + (1 - KEEP_SQUARE) * slope * slope);
        double move = mean[k][i] / young / (Math.sqrt(square[k][i] / youngSquare) + EPSILON);
        values[i] = (float) (values[i] * shrink - rate * move);
      }
    }
  }
}
