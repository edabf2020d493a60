// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Lloyd's iterations from given centres: every point to the nearest centre, every centre to the
 * mean of its points, until nothing changes. Mutable; 20 n bytes.
 */
final class Lloyd {

  /*
   * Points keep an upper bound of the distance to their own centre and a lower bound of that to any
   * other; while the one is below the other, or below half the way from their centre to the next,
   * nothing is computed (Hamerly, "Making k-means even faster", 2010). Others are put together and
   * measured in tiles. Sums of clusters change by the points that move; before it ends they are
   * summed anew, so that no rounding of points long gone is left in them.
   *
   * 1. After assign and reassign, labels are those of the nearest centre; a point stays where it is
   *    among equals.
   * 2. Equal points have equal bounds and labels at all times.
   * 3. What is summed is summed by chunks of rows, and these in order.
   */

  /** Rows that are summed together; decides bits. */
  static final int CHUNK = 4096;

  /** Clusters above which a point's own distance is measured before all others'. */
  private static final int WIDE = 24;

  private final double[] values;
  private final int n;
  private final int d;
  private final int k;
  private final double[] centres;
  private final int[] labels;
  private final double[] upper;
  private final double[] lower;
  private final double[] shifts;
  private final double[] halves;
  private double[] sums;
  private boolean relocating = true;
  private int iterations;

  /**
   * @param start shape [k × d]; copied
   */
  Lloyd(Points points, double[] start) {
    values = points.values();
    n = points.count();
    d = points.dimensions();
    k = start.length / d;
    centres = start.clone();
    labels = new int[n];
    upper = new double[n];
    lower = new double[n];
    shifts = new double[k];
    halves = new double[k];
    sums = new double[k * (d + 1)];
  }

  /** Goes on until the centres' squared moves are {@code stop} together, or labels stay. */
  void run(double stop, int limit) {
    sums = assign();
    boolean fresh = true;
    while (true) {
      double moved = move();
      iterations++;
      double[] changes = Chunks.sum(n, CHUNK, sums.length + 1, this::reassign);
      boolean settled = changes[sums.length] == 0 || moved <= stop;
      if (iterations >= limit || (settled && fresh)) {
        return;
      }
      fresh = settled;
      if (settled) {
        sums = Chunks.sum(n, CHUNK, sums.length, this::add);
      } else {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += changes[i];
        }
      }
    }
  }

  /** Centres without points stay where they are, instead of going to the farthest point. */
  Lloyd keepingEmpty() {
    relocating = false;
    return this;
  }

  /**
   * Labels alone. Returns by cluster the sum of its points and their count, shape [k × (d + 1)].
   */
  double[] assign() {
    return Chunks.sum(n, CHUNK, sums.length, this::assign);
  }

  /** Shape [k × d]; not a copy. */
  double[] centres() {
    return centres;
  }

  /** Shape [n]; not a copy. */
  int[] labels() {
    return labels;
  }

  int iterations() {
    return iterations;
  }

  /** The sum of squared distances of points to their centres. */
  double inertia() {
    return Chunks.sum(
        n,
        CHUNK,
        1,
        (sum, from, to) -> {
          for (int i = from; i < to; i++) {
            sum[0] += distance(i);
          }
        })[0];
  }

  /** What inertia each cluster's points would add if it were not there, shape [k]; k at least 2. */
  double[] utilities() {
    return Chunks.sum(
        n,
        CHUNK,
        k,
        (sums, from, to) -> {
          Tile tile = new Tile(d);
          for (int at = from; at < to; at += Tile.SIZE) {
            int size = Math.min(Tile.SIZE, to - at);
            tile.load(values, at, size);
            tile.assign(centres, k);
            for (int p = 0; p < size; p++) {
              sums[tile.label(p)] += tile.second(p) - tile.nearest(p);
            }
          }
        });
  }

  private double distance(int point) {
    return Tile.distance(values, point * d, centres, labels[point] * d, d);
  }

  private void assign(double[] to, int from, int end) {
    Tile tile = new Tile(d);
    for (int at = from; at < end; at += Tile.SIZE) {
      int size = Math.min(Tile.SIZE, end - at);
      tile.load(values, at, size);
      tile.assign(centres, k);
      for (int p = 0; p < size; p++) {
        labels[at + p] = tile.label(p);
        upper[at + p] = Math.sqrt(tile.nearest(p));
        lower[at + p] = Math.sqrt(tile.second(p));
        add(to, at + p, tile.label(p), 1);
      }
    }
  }

  private void add(double[] to, int from, int end) {
    for (int i = from; i < end; i++) {
      add(to, i, labels[i], 1);
    }
  }

  private void add(double[] to, int point, int cluster, int sign) {
    int at = point * d;
    int offset = cluster * (d + 1);
    for (int j = 0; j < d; j++) {
      to[offset + j] += sign * values[at + j];
    }
    to[offset + d] += sign;
  }

  private void reassign(double[] changes, int from, int end) {
    int farthest = 0;
    for (int c = 1; c < k; c++) {
      farthest = shifts[c] > shifts[farthest] ? c : farthest;
    }
    double next = 0;
    for (int c = 0; c < k; c++) {
      next = c == farthest ? next : Math.max(next, shifts[c]);
    }
    Tile tile = new Tile(d);
    int[] rows = new int[Tile.SIZE];
    int open = 0;
    for (int i = from; i < end; i++) {
      int label = labels[i];
      double far = lower[i] - (label == farthest ? next : shifts[farthest]);
      double near = upper[i] + shifts[label];
      double bound = Math.max(far, halves[label]);
      if (near > bound && k > WIDE) {
        near = Math.sqrt(distance(i));
      }
      if (near > bound) {
        rows[open++] = i;
      }
      upper[i] = near;
      lower[i] = far;
      if (open == Tile.SIZE || (i == end - 1 && open > 0)) {
        reassign(changes, tile, rows, open);
        open = 0;
      }
    }
  }

  private void reassign(double[] changes, Tile tile, int[] rows, int open) {
    tile.load(values, rows, open);
    tile.assign(centres, k);
    for (int p = 0; p < open; p++) {
      int i = rows[p];
      if (labels[i] != tile.label(p) && distance(i) > tile.nearest(p)) {
        add(changes, i, labels[i], -1);
        labels[i] = tile.label(p);
        add(changes, i, labels[i], 1);
        changes[changes.length - 1]++;
      }
      upper[i] = Math.sqrt(tile.nearest(p));
      lower[i] = Math.sqrt(tile.second(p));
    }
  }

  /** Centres to the means of their points. Returns the sum of their squared moves. */
  private double move() {
    double moved = 0;
    int[] taken = {};
    for (int c = 0; c < k; c++) {
      double[] before = Arrays.copyOfRange(centres, c * d, (c + 1) * d);
      double members = sums[c * (d + 1) + d];
      for (int j = 0; j < d && members > 0; j++) {
        centres[c * d + j] = sums[c * (d + 1) + j] / members;
      }
      if (members == 0 && relocating) {
        int far = farthest(taken);
        taken = Arrays.copyOf(taken, taken.length + 1);
        taken[taken.length - 1] = far;
        System.arraycopy(values, far * d, centres, c * d, d);
      }
      double shift = Tile.distance(before, 0, centres, c * d, d);
      shifts[c] = Math.sqrt(shift);
      moved += shift;
    }
    Arrays.fill(halves, Double.POSITIVE_INFINITY);
    for (int a = 0; a < k; a++) {
      for (int b = a + 1; b < k; b++) {
        double half = Math.sqrt(Tile.distance(centres, a * d, centres, b * d, d)) / 2;
        halves[a] = Math.min(halves[a], half);
        halves[b] = Math.min(halves[b], half);
      }
    }
    return moved;
  }

  /** The point farthest from its centre, for a cluster that has none, without those {@code but}. */
  private int farthest(int[] but) {
    int far = 0;
    double most = -1;
    for (int i = 0; i < n; i++) {
      int point = i;
      double distance = distance(i);
      if (distance > most && Arrays.stream(but).noneMatch(b -> b == point)) {
        far = i;
        most = distance;
      }
    }
    return far;
  }
}
