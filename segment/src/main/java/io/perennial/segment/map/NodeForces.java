// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.fourier.FourierTransform;
import io.perennial.math.fourier.Series;
import io.perennial.math.parallel.Chunks;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What charges at the nodes of a grid do to each other: the force r / (1 + r²)² at every node, and
 * the sum of 1 / (1 + r²) over all pairs.
 *
 * <p>One real transform there, one complex one back. Lines across are transformed in pairs, one as
 * the real and one as the imaginary part; then, a few waves at a time, lines upwards there, times
 * the kernels, and back, all in the cache; then lines across back, the two axes of the force as
 * real and imaginary part. Twice the nodes, half of them empty, so that the grid does not wrap
 * around. Not for two callers at a time; uses all threads by itself.
 */
final class NodeForces {

  static final int BATCH = 16;

  /** Nodes over which what is left of the splines' inverse, 0.43 to that power, is nothing. */
  private static final int MARGIN = 32;

  private final int columns;
  private final int rows;
  private final int waves;
  private final FourierTransform across;
  private final FourierTransform up;
  private final double[] total;
  private final double[] pushX;
  private final double[] pushY;
  private final double[] xRe;
  private final double[] xIm;
  private final double[] yRe;
  private final double[] yIm;
  private final double[] felt;
  private final ConcurrentLinkedQueue<Series> linesAcross = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Series> linesUp = new ConcurrentLinkedQueue<>();

  /**
   * @param columns of nodes, at least
   * @param rows of nodes, at least
   * @param spacing between nodes
   */
  NodeForces(int columns, int rows, double spacing) {
    across = new FourierTransform(FourierTransform.lengthAtLeast(2 * columns + MARGIN));
    up = new FourierTransform(FourierTransform.lengthAtLeast(2 * rows + MARGIN));
    this.columns = (across.length() - MARGIN) / 2;
    this.rows = (up.length() - MARGIN) / 4 * 2; // even: lines are transformed in pairs
    waves = across.length() / 2 + 1;
    Kernel kernel = new Kernel(across, up, spacing);
    total = kernel.total();
    pushX = kernel.pushX();
    pushY = kernel.pushY();
    xRe = new double[waves * this.rows];
    xIm = new double[xRe.length];
    yRe = new double[xRe.length];
    yIm = new double[xRe.length];
    felt = new double[2 * this.columns * this.rows];
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** Whether so many nodes fit, and do not leave most of them empty. */
  boolean suits(int neededColumns, int neededRows) {
    return neededColumns <= columns
        && neededRows <= rows
        && (neededColumns > columns / 2 || columns < 64)
        && (neededRows > rows / 2 || rows < 64);
  }

  /** What was worked out last: two numbers for node (column, row); not a copy. */
  double[] felt() {
    return felt;
  }

  /**
   * Works out both axes of the force at every node.
   *
   * @param charges shape [columns × rows]
   * @return the sum of 1 / (1 + r²) over all pairs, of a node with itself too
   */
  double push(double[] charges) {
    return respond(charges, this::push);
  }

  /** Works out the sum of 1 / (1 + r²) over all charges at every node; the second number is 0. */
  void near(double[] charges) {
    respond(charges, this::near);
  }

  /** The waves of the charge, in the first, to those of the answer; the sum over all pairs. */
  @FunctionalInterface
  private interface Response {
    double apply(Series first, Series second, int from, int width);
  }

  private double respond(double[] charges, Response response) {
    transformAcross(charges);
    double sum = upwards(response);
    transformBack();
    return sum;
  }

  private void transformAcross(double[] charges) {
    int half = rows / 2;
    int n = across.length();
    Chunks.forEach(
        half,
        BATCH,
        (from, to) -> {
          Series series = take(linesAcross, n);
          double[] re = series.re();
          double[] im = series.im();
          for (int column = 0; column < columns; column++) {
            int at = column * rows;
            for (int row = from; row < to; row++) {
              re[column * BATCH + row - from] = charges[at + row];
              im[column * BATCH + row - from] = charges[at + row + half];
            }
          }
          series.clear(columns, n);
          across.forward(series);
          re = series.re();
          im = series.im();
          for (int row = from; row < to; row++) {
            int b = row - from;
            for (int k = 0; k < waves; k++) {
              int at = k * BATCH + b;
              int mirror = (k == 0 ? 0 : n - k) * BATCH + b;
              int first = row * waves + k;
              int second = first + half * waves;
              xRe[first] = 0.5 * (re[at] + re[mirror]);
              xIm[first] = 0.5 * (im[at] - im[mirror]);
              xRe[second] = 0.5 * (im[at] + im[mirror]);
              xIm[second] = 0.5 * (re[mirror] - re[at]);
            }
          }
          linesAcross.add(series);
        });
  }

  private double upwards(Response response) {
    int n = up.length();
    return Chunks.sum(
        waves,
        BATCH,
        1,
        (sum, from, to) -> {
          int width = to - from;
          Series series = take(linesUp, n);
          Series other = take(linesUp, n);
          for (int row = 0; row < rows; row++) {
            System.arraycopy(xRe, row * waves + from, series.re(), row * BATCH, width);
            System.arraycopy(xIm, row * waves + from, series.im(), row * BATCH, width);
          }
          series.clear(rows, n);
          up.forward(series);
          sum[0] += response.apply(series, other, from, width);
          up.backward(series);
          up.backward(other);
          for (int row = 0; row < rows; row++) {
            int at = row * waves + from;
            System.arraycopy(series.re(), row * BATCH, xRe, at, width);
            System.arraycopy(series.im(), row * BATCH, xIm, at, width);
            System.arraycopy(other.re(), row * BATCH, yRe, at, width);
            System.arraycopy(other.im(), row * BATCH, yIm, at, width);
          }
          linesUp.add(series);
          linesUp.add(other);
        })[0];
  }

  private double near(Series first, Series second, int from, int width) {
    for (int k = 0; k < up.length(); k++) {
      for (int b = 0; b < width; b++) {
        double factor = total[k * waves + from + b];
        first.re()[k * BATCH + b] *= factor;
        first.im()[k * BATCH + b] *= factor;
      }
    }
    second.clear(0, up.length());
    return 0;
  }

  /** The kernels of a force are odd, hence their waves imaginary. */
  private double push(Series toX, Series toY, int from, int width) {
    double[] xr = toX.re();
    double[] xi = toX.im();
    double[] yr = toY.re();
    double[] yi = toY.im();
    double sum = 0;
    for (int k = 0; k < up.length(); k++) {
      for (int b = 0; b < width; b++) {
        int at = k * BATCH + b;
        int wave = k * waves + from + b;
        double re = xr[at];
        double im = xi[at];
        // a wave and its mirror image, of which only one is here
        double both = from + b == 0 || from + b == waves - 1 ? 1 : 2;
        sum += both * total[wave] * (re * re + im * im);
        xr[at] = -im * pushX[wave];
        xi[at] = re * pushX[wave];
        yr[at] = -im * pushY[wave];
        yi[at] = re * pushY[wave];
      }
    }
    return sum;
  }

  private void transformBack() {
    int n = across.length();
    Chunks.forEach(
        rows,
        BATCH,
        (from, to) -> {
          Series series = take(linesAcross, n);
          double[] re = series.re();
          double[] im = series.im();
          for (int row = from; row < to; row++) {
            int b = row - from;
            for (int k = 0; k < waves; k++) {
              int wave = row * waves + k;
              re[k * BATCH + b] = xRe[wave] - yIm[wave];
              im[k * BATCH + b] = xIm[wave] + yRe[wave];
            }
            for (int k = 1; k < waves - 1; k++) {
              int wave = row * waves + k;
              re[(n - k) * BATCH + b] = xRe[wave] + yIm[wave];
              im[(n - k) * BATCH + b] = yRe[wave] - xIm[wave];
            }
          }
          across.backward(series);
          re = series.re();
          im = series.im();
          for (int column = 0; column < columns; column++) {
            for (int row = from; row < to; row++) {
              int at = 2 * (column * rows + row);
              felt[at] = re[column * BATCH + row - from];
              felt[at + 1] = im[column * BATCH + row - from];
            }
          }
          linesAcross.add(series);
        });
  }

  /** A series with anything in it, to be given back after use. */
  private static Series take(ConcurrentLinkedQueue<Series> free, int length) {
    Series series = free.poll();
    return series == null ? new Series(length, BATCH) : series;
  }
}
