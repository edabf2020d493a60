// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.fourier;

import java.util.Arrays;

/**
 * Some complex series of one length, side by side, with as much room again to transform them in:
 * value {@code k} of series {@code b} at {@code k * batch + b}. To be used again and again, by one
 * thread at a time. A transform exchanges the arrays: ask for them anew after it.
 */
public final class Series {

  private final int length;
  private final int batch;
  private double[] re;
  private double[] im;
  private double[] otherRe;
  private double[] otherIm;

  /**
   * @param length of each series
   * @param batch how many series
   */
  public Series(int length, int batch) {
    if (length < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "Invalid series: " + batch + " of length " + length + " (must be >= 1 of >= 1)");
    }
    this.length = length;
    this.batch = batch;
    int size = Math.multiplyExact(length, batch);
    re = new double[size];
    im = new double[size];
    otherRe = new double[size];
    otherIm = new double[size];
  }

  /** Of each series. */
  public int length() {
    return length;
  }

  /** How many series. */
  public int batch() {
    return batch;
  }

  /** The real parts, shape [length × batch], to be read and written until the next transform. */
  public double[] re() {
    return re;
  }

  /** The imaginary parts, shape [length × batch], as {@link #re}. */
  public double[] im() {
    return im;
  }

  /** Makes all values from {@code from} (inclusive) to {@code to} (exclusive) zero. */
  public void clear(int from, int to) {
    Arrays.fill(re, from * batch, to * batch, 0);
    Arrays.fill(im, from * batch, to * batch, 0);
  }

  double[] otherRe() {
    return otherRe;
  }

  double[] otherIm() {
    return otherIm;
  }

  void exchangeParts() {
    double[] kept = re;
    re = im;
    im = kept;
    kept = otherRe;
    otherRe = otherIm;
    otherIm = kept;
  }

  void exchangeBuffers() {
    double[] kept = re;
    re = otherRe;
    otherRe = kept;
    kept = im;
    im = otherIm;
    otherIm = kept;
  }
}
