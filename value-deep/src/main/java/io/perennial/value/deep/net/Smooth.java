// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep.net;

/** The bends of a network, smooth so that integrals along a path converge fast. */
public final class Smooth {

  private Smooth() {}

  static float sigmoid(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }

  /** The hyperbolic tangent, faster than the platform's. */
  public static float tanh(float x) {
    return (float) (1 - 2 / (1 + Math.exp(2.0 * x)));
  }

  /** x sigmoid(x) of each. Source: Elfwing, Uchibe and Doya (2018). */
  static float[] swish(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * sigmoid(x[i]);
    }
    return y;
  }

  /** dx of {@link #swish}. */
  static float[] swishBack(float[] x, float[] dy) {
    float[] dx = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      float s = sigmoid(x[i]);
      dx[i] = dy[i] * s * (1 + x[i] * (1 - s));
    }
    return dx;
  }
}
