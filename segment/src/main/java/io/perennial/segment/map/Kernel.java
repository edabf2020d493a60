// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.fourier.FourierTransform;
import io.perennial.math.fourier.Series;
import io.perennial.math.parallel.Chunks;

/**
 * The waves of what one point does to another some nodes away, over those of the splines by which
 * both are spread, and over the count of nodes. Half of the waves across, all upwards: [up × across
 * / 2 + 1]. Even kernels have real waves; odd ones imaginary, of which the imaginary part is kept.
 */
final class Kernel {

  private final FourierTransform across;
  private final FourierTransform up;
  private final double spacing;
  private final int waves;

  /** What a point does at a distance. */
  @FunctionalInterface
  private interface Pair {
    double at(double x, double y);
  }

  Kernel(FourierTransform across, FourierTransform up, double spacing) {
    this.across = across;
    this.up = up;
    this.spacing = spacing;
    waves = across.length() / 2 + 1;
  }

  double[] total() {
    return transform((x, y) -> 1 / (1 + x * x + y * y), false, false);
  }

  double[] pushX() {
    return transform((x, y) -> x / square(1 + x * x + y * y), true, false);
  }

  double[] pushY() {
    return transform((x, y) -> y / square(1 + x * x + y * y), false, true);
  }

  private static double square(double value) {
    return value * value;
  }

  private double[] transform(Pair pair, boolean oddAcross, boolean oddUp) {
    double[] lines = lines(pair, oddAcross, oddUp);
    int n = up.length();
    double[] kernel = new double[Math.multiplyExact(waves, n)];
    double nodes = (double) n * across.length();
    Chunks.forEach(
        waves,
        NodeForces.BATCH,
        (from, to) -> {
          int width = to - from;
          Series series = new Series(n, width);
          for (int row = 0; row < n; row++) {
            int mirror = Math.min(row, n - row);
            double sign = oddUp && row != mirror ? -1 : 1;
            for (int b = 0; b < width; b++) {
              series.re()[row * width + b] = sign * lines[mirror * waves + from + b];
            }
          }
          up.forward(series);
          double[] part = oddUp ? series.im() : series.re();
          for (int k = 0; k < n; k++) {
            for (int b = 0; b < width; b++) {
              double spline = Spline.ofWave(k, n) * Spline.ofWave(from + b, across.length());
              kernel[k * waves + from + b] = part[k * width + b] / (nodes * spline * spline);
            }
          }
        });
    return kernel;
  }

  /** The lines up to the middle, transformed across; the others are their mirror images. */
  private double[] lines(Pair pair, boolean oddAcross, boolean oddUp) {
    int n = across.length();
    int count = up.length() / 2 + 1;
    double[] lines = new double[waves * count];
    Chunks.forEach(
        count,
        NodeForces.BATCH,
        (from, to) -> {
          int width = to - from;
          Series series = new Series(n, width);
          for (int column = 0; column < n; column++) {
            int lag = column <= n / 2 ? column : column - n;
            for (int row = from; row < to; row++) {
              boolean none = (oddAcross && lag == n / 2) || (oddUp && row == count - 1);
              series.re()[column * width + row - from] =
                  none ? 0 : pair.at(lag * spacing, row * spacing);
            }
          }
          across.forward(series);
          double[] part = oddAcross ? series.im() : series.re();
          for (int row = from; row < to; row++) {
            for (int k = 0; k < waves; k++) {
              lines[row * waves + k] = part[k * width + row - from];
            }
          }
        });
    return lines;
  }
}
