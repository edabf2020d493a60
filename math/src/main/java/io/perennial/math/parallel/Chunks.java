// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.parallel;

import io.perennial.math.summary.StableSum;
import java.util.stream.IntStream;

/**
 * A range of rows cut into pieces of a fixed size. The pieces may run on any thread and in any
 * order, but what they return is put together in the order of the rows: the same bits on one thread
 * and on many. Runs on the fork-join pool that the caller is in, else on the common pool.
 */
public final class Chunks {

  private Chunks() {}

  /** What is done with the rows {@code from} (inclusive) to {@code to} (exclusive). */
  @FunctionalInterface
  public interface Work {
    void run(int from, int to);
  }

  /** What the rows {@code from} to {@code to} add to {@code sums}, which is all zero at first. */
  @FunctionalInterface
  public interface Summand {
    void addTo(double[] sums, int from, int to);
  }

  /** Does {@code work} on all of {@code rows}, in pieces of {@code size}. */
  public static void forEach(int rows, int size, Work work) {
    int pieces = pieces(rows, size);
    if (pieces == 1) {
      work.run(0, rows);
      return;
    }
    IntStream.range(0, pieces)
        .parallel()
        .forEach(i -> work.run(i * size, (int) Math.min(rows, (i + 1L) * size)));
  }

  /** The {@code width} sums over all of {@code rows}, in pieces of {@code size}. */
  public static double[] sum(int rows, int size, int width, Summand summand) {
    int pieces = pieces(rows, size);
    double[][] parts = new double[pieces][width];
    forEach(rows, size, (from, to) -> summand.addTo(parts[from / size], from, to));
    double[] sums = new double[width];
    for (int k = 0; k < width; k++) {
      StableSum sum = new StableSum();
      for (double[] part : parts) {
        sum.add(part[k]);
      }
      sums[k] = sum.value();
    }
    return sums;
  }

  private static int pieces(int rows, int size) {
    if (rows < 0 || size < 1) {
      throw new IllegalArgumentException(
          "Invalid chunks: " + rows + " rows by " + size + " (must be >= 0 by >= 1)");
    }
    return rows == 0 ? 0 : (rows - 1) / size + 1;
  }
}
