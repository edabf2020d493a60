// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

/** Sums over vectors of single precision, in a fixed order. */
final class Vectors {

  private Vectors() {}

  /** The inner product, in eight running sums: the same bits everywhere. */
  static float dot(float[] a, float[] b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int whole = a.length & ~7;
    for (int i = 0; i < whole; i += 8) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
      s4 += a[i + 4] * b[i + 4];
      s5 += a[i + 5] * b[i + 5];
      s6 += a[i + 6] * b[i + 6];
      s7 += a[i + 7] * b[i + 7];
    }
    float rest = 0;
    for (int i = whole; i < a.length; i++) {
      rest += a[i] * b[i];
    }
    return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7)) + rest;
  }

  /** Of length 1; a vector of nothing stays one of nothing. */
  static float[] unit(double[] sum) {
    double square = 0;
    for (double x : sum) {
      square += x * x;
    }
    float[] unit = new float[sum.length];
    if (square > 0 && Double.isFinite(square)) {
      double length = Math.sqrt(square);
      for (int k = 0; k < sum.length; k++) {
        unit[k] = (float) (sum[k] / length);
      }
    }
    return unit;
  }
}
