// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.fourier;

import java.util.Arrays;

/**
 * The discrete Fourier transform of many series of one length at a time, in both directions and
 * without any scaling: there and back multiplies by the length. A length is a product of 2, 3 and
 * 5. Series lie side by side: value {@code k} of series {@code b} at {@code k * batch + b}, so that
 * the innermost loops run over neighbours in memory. Immutable: one for any number of threads.
 *
 * <p>Stockham's order (Cochran et al., "What is the fast Fourier transform?", 1967), radices 4, 2,
 * 3, 5: no reversal of bits, one array read while the other is written. O(n log n) a series.
 */
public final class FourierTransform {

  private static final double SIN_60 = 0.8660254037844386;
  private static final double COS_72 = 0.30901699437494745;
  private static final double SIN_72 = 0.9510565162951535;
  private static final double COS_144 = -0.8090169943749475;
  private static final double SIN_144 = 0.5877852522924731;

  private final int length;
  private final int[] radices;
  private final double[] cosines;
  private final double[] sines;

  /**
   * @param length n ≥ 1, a product of 2, 3 and 5
   */
  public FourierTransform(int length) {
    if (length < 1 || !isSmooth(length)) {
      throw new IllegalArgumentException(
          "Invalid length: " + length + " (must be a product of 2, 3 and 5)");
    }
    this.length = length;
    radices = radices(length);
    cosines = new double[length];
    sines = new double[length];
    for (int k = 0; k < length; k++) {
      double angle = -2 * Math.PI * k / length;
      cosines[k] = StrictMath.cos(angle);
      sines[k] = StrictMath.sin(angle);
    }
  }

  /** The least even length that is a product of 2, 3 and 5 and not below {@code least}. */
  public static int lengthAtLeast(int least) {
    int length = Math.max(2, least + (least & 1));
    while (!isSmooth(length)) {
      length = Math.addExact(length, 2);
    }
    return length;
  }

  /** n. */
  public int length() {
    return length;
  }

  /** Values to waves: the sum over k of value k times exp(-2πi k m / n), for each m, in place. */
  public void forward(Series series) {
    run(series);
  }

  /** Waves to values, n times too large: the conjugate of {@link #forward}, in place. */
  public void backward(Series series) {
    // the transform with real and imaginary parts exchanged is the one in the other direction
    series.exchangeParts();
    run(series);
    series.exchangeParts();
  }

  private void run(Series series) {
    if (series.length() != length) {
      throw new IllegalArgumentException(
          "Invalid series: length " + series.length() + " (must be " + length + ")");
    }
    int stride = 1;
    int left = length;
    for (int radix : radices) {
      int m = left / radix;
      int span = stride * series.batch();
      double[] re = series.re();
      double[] im = series.im();
      double[] toRe = series.otherRe();
      double[] toIm = series.otherIm();
      for (int p = 0; p < m; p++) {
        int from = p * span;
        int step = m * span;
        int to = radix * p * span;
        int turn = p * stride;
        switch (radix) {
          case 2 -> two(re, im, from, step, toRe, toIm, to, span, turn);
          case 3 -> three(re, im, from, step, toRe, toIm, to, span, turn);
          case 4 -> four(re, im, from, step, toRe, toIm, to, span, turn);
          default -> five(re, im, from, step, toRe, toIm, to, span, turn);
        }
      }
      series.exchangeBuffers();
      left = m;
      stride *= radix;
    }
  }

  private void two(
      double[] re,
      double[] im,
      int from,
      int step,
      double[] toRe,
      double[] toIm,
      int to,
      int span,
      int turn) {
    double c = cosines[turn];
    double s = sines[turn];
    int to1 = to + span;
    int from1 = from + step;
    for (int t = 0; t < span; t++) {
      double ar = re[from + t];
      double ai = im[from + t];
      double br = re[from1 + t];
      double bi = im[from1 + t];
      toRe[to + t] = ar + br;
      toIm[to + t] = ai + bi;
      double dr = ar - br;
      double di = ai - bi;
      toRe[to1 + t] = dr * c - di * s;
      toIm[to1 + t] = dr * s + di * c;
    }
  }

  private void three(
      double[] re,
      double[] im,
      int from,
      int step,
      double[] toRe,
      double[] toIm,
      int to,
      int span,
      int turn) {
    double c1 = cosines[turn];
    double s1 = sines[turn];
    double c2 = cosines[2 * turn];
    double s2 = sines[2 * turn];
    int from1 = from + step;
    int from2 = from1 + step;
    int to1 = to + span;
    int to2 = to1 + span;
    for (int t = 0; t < span; t++) {
      double ar = re[from + t];
      double ai = im[from + t];
      double sr = re[from1 + t] + re[from2 + t];
      double si = im[from1 + t] + im[from2 + t];
      double dr = SIN_60 * (re[from1 + t] - re[from2 + t]);
      double di = SIN_60 * (im[from1 + t] - im[from2 + t]);
      toRe[to + t] = ar + sr;
      toIm[to + t] = ai + si;
      double mr = ar - 0.5 * sr;
      double mi = ai - 0.5 * si;
      double ur = mr + di;
      double ui = mi - dr;
      double vr = mr - di;
      double vi = mi + dr;
      toRe[to1 + t] = ur * c1 - ui * s1;
      toIm[to1 + t] = ur * s1 + ui * c1;
      toRe[to2 + t] = vr * c2 - vi * s2;
      toIm[to2 + t] = vr * s2 + vi * c2;
    }
  }

  private void four(
      double[] re,
      double[] im,
      int from,
      int step,
      double[] toRe,
      double[] toIm,
      int to,
      int span,
      int turn) {
    double c1 = cosines[turn];
    double s1 = sines[turn];
    double c2 = cosines[2 * turn];
    double s2 = sines[2 * turn];
    double c3 = cosines[3 * turn];
    double s3 = sines[3 * turn];
    int from1 = from + step;
    int from2 = from1 + step;
    int from3 = from2 + step;
    int to1 = to + span;
    int to2 = to1 + span;
    int to3 = to2 + span;
    for (int t = 0; t < span; t++) {
      double pr = re[from + t] + re[from2 + t];
      double pi = im[from + t] + im[from2 + t];
      double mr = re[from + t] - re[from2 + t];
      double mi = im[from + t] - im[from2 + t];
      double qr = re[from1 + t] + re[from3 + t];
      double qi = im[from1 + t] + im[from3 + t];
      double dr = re[from1 + t] - re[from3 + t];
      double di = im[from1 + t] - im[from3 + t];
      toRe[to + t] = pr + qr;
      toIm[to + t] = pi + qi;
      double ur = mr + di;
      double ui = mi - dr;
      toRe[to1 + t] = ur * c1 - ui * s1;
      toIm[to1 + t] = ur * s1 + ui * c1;
      double vr = pr - qr;
      double vi = pi - qi;
      toRe[to2 + t] = vr * c2 - vi * s2;
      toIm[to2 + t] = vr * s2 + vi * c2;
      double wr = mr - di;
      double wi = mi + dr;
      toRe[to3 + t] = wr * c3 - wi * s3;
      toIm[to3 + t] = wr * s3 + wi * c3;
    }
  }

  private void five(
      double[] re,
      double[] im,
      int from,
      int step,
      double[] toRe,
      double[] toIm,
      int to,
      int span,
      int turn) {
    int from1 = from + step;
    int from2 = from1 + step;
    int from3 = from2 + step;
    int from4 = from3 + step;
    for (int t = 0; t < span; t++) {
      double ar = re[from + t];
      double ai = im[from + t];
      double sr = re[from1 + t] + re[from4 + t];
      double si = im[from1 + t] + im[from4 + t];
      double dr = re[from1 + t] - re[from4 + t];
      double di = im[from1 + t] - im[from4 + t];
      double ur = re[from2 + t] + re[from3 + t];
      double ui = im[from2 + t] + im[from3 + t];
      double vr = re[from2 + t] - re[from3 + t];
      double vi = im[from2 + t] - im[from3 + t];
      toRe[to + t] = ar + sr + ur;
      toIm[to + t] = ai + si + ui;
      double er = ar + COS_72 * sr + COS_144 * ur;
      double ei = ai + COS_72 * si + COS_144 * ui;
      double fr = ar + COS_144 * sr + COS_72 * ur;
      double fi = ai + COS_144 * si + COS_72 * ui;
      double gr = SIN_72 * dr + SIN_144 * vr;
      double gi = SIN_72 * di + SIN_144 * vi;
      double hr = SIN_144 * dr - SIN_72 * vr;
      double hi = SIN_144 * di - SIN_72 * vi;
      turned(toRe, toIm, to + span + t, er + gi, ei - gr, turn);
      turned(toRe, toIm, to + 2 * span + t, fr + hi, fi - hr, 2 * turn);
      turned(toRe, toIm, to + 3 * span + t, fr - hi, fi + hr, 3 * turn);
      turned(toRe, toIm, to + 4 * span + t, er - gi, ei + gr, 4 * turn);
    }
  }

  private void turned(double[] toRe, double[] toIm, int at, double re, double im, int turn) {
    double c = cosines[turn];
    double s = sines[turn];
    toRe[at] = re * c - im * s;
    toIm[at] = re * s + im * c;
  }

  private static boolean isSmooth(int length) {
    int left = length;
    for (int factor : new int[] {2, 3, 5}) {
      while (left % factor == 0) {
        left /= factor;
      }
    }
    return left == 1;
  }

  private static int[] radices(int length) {
    int[] found = new int[32];
    int count = 0;
    int left = length;
    for (int radix : new int[] {5, 3, 4, 2}) {
      while (left % radix == 0) {
        found[count++] = radix;
        left /= radix;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
