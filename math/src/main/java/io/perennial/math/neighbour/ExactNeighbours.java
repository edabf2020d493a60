// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * The nearest of all points to each of some others, by measuring every pair: n m d operations, laid
 * out so that the processor does several at a time. Faster than any tree in more than about ten
 * dimensions up to some ten thousand points, and never wrong.
 */
final class ExactNeighbours {

  private static final int BLOCK = 256;
  private static final int QUERIES = 32;

  private final Points points;
  private final double[][][] blocks; // [block][dimension][point of the block]

  ExactNeighbours(Points points) {
    this.points = points;
    int d = points.dimensions();
    int count = (points.count() + BLOCK - 1) / BLOCK;
    blocks = new double[count][d][BLOCK];
    double[] values = points.values();
    Chunks.forEach(
        count,
        16,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            int members = Math.min(BLOCK, points.count() - b * BLOCK);
            for (int i = 0; i < members; i++) {
              int at = (b * BLOCK + i) * d;
              for (int j = 0; j < d; j++) {
                blocks[b][j][i] = values[at + j];
              }
            }
          }
        });
  }

  /**
   * Writes the k nearest of each query, the nearest first.
   *
   * @param queries of as many dimensions
   * @param same whether query {@code i} is point {@code i}, which is then not its own neighbour
   */
  void find(Points queries, int k, boolean same, int[] neighbours, double[] distances) {
    Chunks.forEach(
        queries.count(),
        QUERIES,
        (from, to) -> {
          NearestHeap[] heaps = new NearestHeap[to - from];
          for (int i = 0; i < heaps.length; i++) {
            heaps[i] = new NearestHeap(k);
          }
          double[] line = new double[BLOCK];
          for (int b = 0; b < blocks.length; b++) {
            int members = Math.min(BLOCK, points.count() - b * BLOCK);
            for (int q = from; q < to; q++) {
              measure(queries, q, blocks[b], line);
              offer(heaps[q - from], line, members, b * BLOCK, same ? q : -1);
            }
          }
          for (int q = from; q < to; q++) {
            heaps[q - from].drain(distances, neighbours, q * k);
            remeasure(queries, q, k, heaps[q - from], neighbours, distances);
          }
        });
  }

  private static void measure(Points queries, int query, double[][] block, double[] line) {
    int d = block.length;
    double[] values = queries.values();
    int at = query * d;
    int j = d & 3;
    head(values, at, j, block, line);
    for (; j < d; j += 4) {
      four(
          line,
          block[j],
          block[j + 1],
          block[j + 2],
          block[j + 3],
          values[at + j],
          values[at + j + 1],
          values[at + j + 2],
          values[at + j + 3]);
    }
  }

  private static void head(double[] values, int at, int many, double[][] block, double[] line) {
    Arrays.fill(line, 0);
    for (int j = 0; j < many; j++) {
      double[] a = block[j];
      double x = values[at + j];
      for (int t = 0; t < BLOCK; t++) {
        double difference = a[t] - x;
        line[t] += difference * difference;
      }
    }
  }

  private static void four(
      double[] line,
      double[] a,
      double[] b,
      double[] c,
      double[] e,
      double x,
      double y,
      double z,
      double w) {
    for (int t = 0; t < BLOCK; t++) {
      double p = a[t] - x;
      double q = b[t] - y;
      double r = c[t] - z;
      double s = e[t] - w;
      line[t] += p * p + q * q + (r * r + s * s);
    }
  }

  private static void offer(NearestHeap heap, double[] line, int members, int first, int self) {
    double bound = heap.bound();
    for (int t = 0; t < members; t++) {
      if (line[t] < bound && first + t != self) {
        heap.offer(line[t], first + t);
        bound = heap.bound();
      }
    }
  }

  /** So that a distance has the bits that {@link Points#squaredDistance} gives it. */
  private void remeasure(
      Points queries, int query, int k, NearestHeap heap, int[] neighbours, double[] distances) {
    for (int i = query * k; i < (query + 1) * k; i++) {
      heap.offer(
          points.squaredDistance(neighbours[i], queries.values(), query * queries.dimensions()),
          neighbours[i]);
    }
    heap.drain(distances, neighbours, query * k);
  }
}
