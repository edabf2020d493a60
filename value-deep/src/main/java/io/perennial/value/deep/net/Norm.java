// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** Each row with mean 0 and deviation 1, then scaled. Source: Ba, Kiros and Hinton (2016). */
final class Norm {

  static final double EPSILON = 1e-5;

  private final float[] scale;
  private final float[] bias;
  private final int width;

  Norm(Weights weights, String name) {
    this.scale = weights.values(name);
    this.bias = weights.values(name + " bias");
    this.width = scale.length;
  }

  float[] apply(float[] x, int count) {
    float[] y = new float[x.length];
    for (int t = 0; t < count; t++) {
      int at = t * width;
      float mean = mean(x, at);
      float inverse = inverse(x, at, mean);
      for (int k = 0; k < width; k++) {
        y[at + k] = (x[at + k] - mean) * inverse * scale[k] + bias[k];
      }
    }
    return y;
  }

  float[] back(float[] x, float[] dy, int count) {
    float[] dx = new float[x.length];
    for (int t = 0; t < count; t++) {
      int at = t * width;
      float mean = mean(x, at);
      float inverse = inverse(x, at, mean);
      double sum = 0;
      double along = 0;
      for (int k = 0; k < width; k++) {
        double slope = dy[at + k] * scale[k];
        sum += slope;
        along += slope * (x[at + k] - mean) * inverse;
      }
      for (int k = 0; k < width; k++) {
        double slope = dy[at + k] * scale[k];
        dx[at + k] =
            (float)
                (inverse * (slope - sum / width - (x[at + k] - mean) * inverse * along / width));
      }
    }
    return dx;
  }

  private float mean(float[] x, int at) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      sum += x[at + k];
    }
    return (float) (sum / width);
  }

  private float inverse(float[] x, int at, float mean) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      sum += (double) (x[at + k] - mean) * (x[at + k] - mean);
    }
    return (float) (1 / Math.sqrt(sum / width + EPSILON));
  }
}
