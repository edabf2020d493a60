// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.math.parallel.Chunks;

/** Effects of actions as linear functions of features. Immutable. */
public final class Effects {

  private static final int CHUNK = 4_096;

  private final double[][] coefficients;

  Effects(double[][] coefficients) {
    this.coefficients = coefficients;
  }

  /** The action's effect on a customer with these features, in money. */
  public double of(double[] features, int action) {
    double sum = 0;
    for (int k = 0; k < features.length; k++) {
      sum += coefficients[action][k] * features[k];
    }
    return sum;
  }

  /** All effects: float[customers * actions], customer by customer, as offers have values. */
  public float[] values(Features features) {
    int actions = coefficients.length;
    float[] values = new float[Math.multiplyExact(features.customers(), actions)];
    Chunks.forEach(
        features.customers(),
        CHUNK,
        (from, to) -> {
          double[] z = new double[features.width()];
          for (int i = from; i < to; i++) {
            features.read(i, z);
            for (int a = 0; a < actions; a++) {
              values[i * actions + a] = (float) of(z, a);
            }
          }
        });
    return values;
  }
}
