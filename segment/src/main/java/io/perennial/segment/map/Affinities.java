// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import io.perennial.math.neighbour.NeighbourGraph;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * How close pairs of points are: p_ij = (p_j|i + p_i|j) / 2n, which sum to 1; none for pairs of
 * which neither is a neighbour of the other. Row i from {@code starts[i]} to {@code ends[i]}, its
 * columns ascending. Immutable.
 */
final class Affinities {

  private static final int CHUNK = 512;

  private final int[] starts;
  private final int[] ends;
  private final int[] columns;
  private final float[] values;

  private Affinities(int[] starts, int[] ends, int[] columns, float[] values) {
    this.starts = starts;
    this.ends = ends;
    this.columns = columns;
    this.values = values;
  }

  /** O(n k log k). */
  static Affinities of(NeighbourGraph graph, double perplexity) {
    int n = graph.count();
    int k = graph.k();
    int[] sorted = new int[Math.multiplyExact(n, k)];
    double[] weights = new double[sorted.length];
    weigh(graph, perplexity, sorted, weights);
    int[] reverseStarts = new int[n + 1];
    for (int j : sorted) {
      reverseStarts[j + 1]++;
    }
    int[] starts = new int[n + 1]; // room for all, as if no pair were neighbours of each other
    for (int i = 0; i < n; i++) {
      reverseStarts[i + 1] += reverseStarts[i];
      starts[i + 1] = Math.addExact(starts[i], k + reverseStarts[i + 1] - reverseStarts[i]);
    }
    int[] next = reverseStarts.clone();
    int[] reverse = new int[sorted.length]; // pairs by the point they end at, ascending
    for (int at = 0; at < sorted.length; at++) {
      reverse[next[sorted[at]]++] = at;
    }
    int[] ends = new int[n];
    int[] columns = new int[starts[n]];
    float[] values = new float[starts[n]];
    Chunks.forEach(
        n,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int at = starts[i];
            int there = i * k;
            int back = reverseStarts[i];
            while (there < (i + 1) * k || back < reverseStarts[i + 1]) {
              int to1 = there < (i + 1) * k ? sorted[there] : n;
              int to2 = back < reverseStarts[i + 1] ? reverse[back] / k : n;
              double weight = 0;
              if (to1 <= to2) {
                weight += weights[there++];
              }
              if (to2 <= to1) {
                weight += weights[reverse[back++]];
              }
              columns[at] = Math.min(to1, to2);
              values[at++] = (float) (weight / (2.0 * n));
            }
            ends[i] = at;
          }
        });
    return new Affinities(starts, ends, columns, values);
  }

  /** Each point's neighbours in the order of their numbers, and their weights. */
  private static void weigh(
      NeighbourGraph graph, double perplexity, int[] sorted, double[] weights) {
    int k = graph.k();
    double fitting = Perplexity.atMost(perplexity, k);
    Chunks.forEach(
        graph.count(),
        CHUNK,
        (from, to) -> {
          double[] row = new double[k];
          double[] distances = new double[k];
          long[] keys = new long[k];
          for (int i = from; i < to; i++) {
            System.arraycopy(graph.squaredDistances(), i * k, distances, 0, k);
            Perplexity.weigh(distances, fitting, row);
            for (int j = 0; j < k; j++) {
              keys[j] = (long) graph.neighbour(i, j) << 32 | j;
            }
            Arrays.sort(keys);
            for (int j = 0; j < k; j++) {
              sorted[i * k + j] = (int) (keys[j] >>> 32);
              weights[i * k + j] = row[(int) keys[j]];
            }
          }
        });
  }

  /** n. */
  int count() {
    return ends.length;
  }

  /** Adds to row i of {@code gradient} the sum of p_ij q_ij (y_i - y_j), for some rows. */
  void pull(double[] places, double factor, double[] gradient, int from, int to) {
    for (int i = from; i < to; i++) {
      double x = places[2 * i];
      double y = places[2 * i + 1];
      double pullX = 0;
      double pullY = 0;
      for (int at = starts[i]; at < ends[i]; at++) {
        int j = 2 * columns[at];
        double dx = x - places[j];
        double dy = y - places[j + 1];
        double weight = values[at] / (1 + dx * dx + dy * dy);
        pullX += weight * dx;
        pullY += weight * dy;
      }
      gradient[2 * i] += factor * pullX;
      gradient[2 * i + 1] += factor * pullY;
    }
  }

  /**
   * The divergence of the map from these affinities, in nats: the sum of p log(p / q), where q is 1
   * / (1 + distance²) over {@code total}, the sum of all these.
   */
  double divergence(double[] places, double total) {
    double[] sums =
        Chunks.sum(
            count(),
            CHUNK,
            2,
            (sum, from, to) -> {
              for (int i = from; i < to; i++) {
                for (int at = starts[i]; at < ends[i]; at++) {
                  int j = 2 * columns[at];
                  double p = values[at];
                  double dx = places[2 * i] - places[j];
                  double dy = places[2 * i + 1] - places[j + 1];
                  if (p > 0) {
                    sum[0] += p * (StrictMath.log(p) + StrictMath.log(1 + dx * dx + dy * dy));
                    sum[1] += p;
                  }
                }
              }
            });
    return sums[1] > 0 ? sums[0] / sums[1] + StrictMath.log(total) - StrictMath.log(sums[1]) : 0;
  }
}
