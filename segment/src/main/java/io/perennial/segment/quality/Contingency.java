// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import io.perennial.segment.Partition;
import java.util.Arrays;

/**
 * How many points two partitions of the same points have in common, cluster by cluster. Keeps only
 * pairs of clusters that share a point: O(n) time and memory, however many clusters there are.
 * Immutable.
 */
public final class Contingency {

  private final int[] leftSizes;
  private final int[] rightSizes;
  private final int[] starts;
  private final int[] columns;
  private final int[] counts;

  private Contingency(
      int[] leftSizes, int[] rightSizes, int[] starts, int[] columns, int[] counts) {
    this.leftSizes = leftSizes;
    this.rightSizes = rightSizes;
    this.starts = starts;
    this.columns = columns;
    this.counts = counts;
  }

  /** What is done with two clusters that share points. */
  @FunctionalInterface
  public interface Cell {
    /** {@code count} > 0 points are in cluster {@code left} and in cluster {@code right}. */
    void accept(int left, int right, int count);
  }

  /**
   * Counts the points of each pair of clusters.
   *
   * @throws IllegalArgumentException if the partitions are of different numbers of points
   */
  public static Contingency of(Partition left, Partition right) {
    Rows.requireSame("labels", right.count(), left.count());
    int[] a = left.labels();
    int[] b = right.labels();
    int lefts = left.clusters() + 1; // the last is for points in no cluster
    int rights = right.clusters() + 1;
    int[] leftSizes = new int[lefts];
    int[] rightSizes = new int[rights];
    for (int i = 0; i < a.length; i++) {
      leftSizes[place(a[i], lefts)]++;
      rightSizes[place(b[i], rights)]++;
    }
    int[] next = new int[lefts];
    for (int l = 1; l < lefts; l++) {
      next[l] = next[l - 1] + leftSizes[l - 1];
    }
    int[] grouped = new int[a.length]; // the right clusters, in the order of the left ones
    for (int i = 0; i < a.length; i++) {
      grouped[next[place(a[i], lefts)]++] = place(b[i], rights);
    }
    int[] starts = new int[lefts + 1];
    int[] columns = new int[a.length];
    int[] counts = new int[a.length];
    int[] seen = new int[rights];
    int cells = 0;
    int at = 0;
    for (int l = 0; l < lefts; l++) {
      for (int end = at + leftSizes[l]; at < end; at++) {
        if (seen[grouped[at]]++ == 0) {
          columns[cells++] = grouped[at];
        }
      }
      for (int c = starts[l]; c < cells; c++) {
        counts[c] = seen[columns[c]];
        seen[columns[c]] = 0;
      }
      starts[l + 1] = cells;
    }
    return new Contingency(
        leftSizes, rightSizes, starts, Arrays.copyOf(columns, cells), Arrays.copyOf(counts, cells));
  }

  /** Calls {@code cell} for each two clusters that share a point; not for points in no cluster. */
  public void forEach(Cell cell) {
    for (int l = 0; l < leftSizes.length - 1; l++) {
      for (int c = starts[l]; c < starts[l + 1]; c++) {
        if (columns[c] < rightSizes.length - 1) {
          cell.accept(l, columns[c], counts[c]);
        }
      }
    }
  }

  /** All cells, double[left clusters][right clusters]: for few clusters. */
  public double[][] table() {
    double[][] table = new double[leftSizes.length - 1][rightSizes.length - 1];
    forEach((l, r, count) -> table[l][r] = count);
    return table;
  }

  /**
   * The adjusted Rand index: how far the partitions agree about which points are together, 1 for
   * equal ones, 0 on average for chance ones; at least -0.5. Points in no cluster count as one
   * cluster. Source: Hubert and Arabie, "Comparing partitions" (1985).
   */
  public double adjustedRand() {
    double together = 0;
    for (int count : counts) {
      together += pairs(count);
    }
    double left = 0;
    long n = 0;
    for (int size : leftSizes) {
      left += pairs(size);
      n += size;
    }
    double right = 0;
    for (int size : rightSizes) {
      right += pairs(size);
    }
    double all = n * (n - 1) / 2.0;
    double expected = n < 2 ? 0 : left / all * right;
    double most = (left + right) / 2;
    // both are one cluster, or both only single points
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  /**
   * For each cluster of the left partition the Jaccard similarity of the most similar cluster of
   * the right one, shared points by points of either: 1 if it is there as it was, 0 if none has a
   * point of it.
   */
  public double[] jaccard() {
    double[] best = new double[leftSizes.length - 1];
    forEach(
        (l, r, count) ->
            best[l] =
                Math.max(best[l], count / (double) ((long) leftSizes[l] + rightSizes[r] - count)));
    return best;
  }

  private static double pairs(long count) {
    return count * (count - 1) / 2.0;
  }

  private static int place(int label, int places) {
    return label == Partition.NOISE ? places - 1 : label;
  }
}
