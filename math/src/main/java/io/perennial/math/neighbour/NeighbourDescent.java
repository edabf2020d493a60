// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * Neighbours by proposal: pieces of {@link ProjectionTree}s first, then in rounds the neighbours of
 * a point's neighbours, and of those whose neighbour it is. Each point's list is written by one
 * task only, and read as it was before the round: the same bits on any number of threads.
 */
final class NeighbourDescent {

  private static final int TREES = 8;
  private static final int ROUNDS = 2;
  private static final int NEAR = 12;
  private static final int FAR = 12;
  private static final int CHUNK = 256;

  private final Points points;
  private final int k;
  private final RandomSource random;

  NeighbourDescent(Points points, int k, RandomSource random) {
    this.points = points;
    this.k = k;
    this.random = random;
  }

  void find(int[] neighbours, double[] distances) {
    int n = points.count();
    ProjectionTree[] trees = new ProjectionTree[TREES];
    int leaf = Math.max(64, Math.min(n, 3 * k));
    Chunks.forEach(
        TREES,
        1,
        (from, to) -> trees[from] = ProjectionTree.grow(points, leaf, random.stream(from)));
    int[][] pieces = new int[TREES][n];
    for (int t = 0; t < TREES; t++) {
      for (int piece = 0; piece < trees[t].leaves(); piece++) {
        for (int place = trees[t].from(piece); place < trees[t].to(piece); place++) {
          pieces[t][trees[t].member(place)] = piece;
        }
      }
    }
    Chunks.forEach(
        n,
        CHUNK,
        (from, to) -> {
          Candidates candidates = new Candidates(points, k);
          for (int i = from; i < to; i++) {
            candidates.begin(i);
            for (int t = 0; t < TREES; t++) {
              int piece = pieces[t][i];
              for (int place = trees[t].from(piece); place < trees[t].to(piece); place++) {
                candidates.offer(trees[t].member(place));
              }
            }
            candidates.end(neighbours, distances);
          }
        });
    for (int round = 0; round < ROUNDS; round++) {
      descend(neighbours, distances, random.derive(round));
    }
  }

  private void descend(int[] neighbours, double[] distances, RandomSource choices) {
    int n = points.count();
    int[] before = neighbours.clone();
    int chosen = Math.min(k, NEAR + FAR);
    int[] some = new int[n * chosen]; // of each point: its nearest, and some of the others
    Chunks.forEach(
        n,
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            RandomStream stream = choices.stream(i);
            for (int j = 0; j < chosen; j++) {
              int place = j < NEAR || k <= chosen ? j : NEAR + stream.nextInt(k - NEAR);
              some[i * chosen + j] = before[i * k + place];
            }
          }
        });
    int[] starts = new int[n + 1];
    for (int v : some) {
      starts[v + 1]++;
    }
    for (int i = 0; i < n; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, n);
    int[] reverse = new int[some.length];
    for (int at = 0; at < some.length; at++) {
      reverse[next[some[at]]++] = at / chosen;
    }
    Chunks.forEach(
        n,
        CHUNK,
        (from, to) -> {
          Candidates candidates = new Candidates(points, k);
          for (int i = from; i < to; i++) {
            candidates.begin(i);
            for (int j = 0; j < k; j++) {
              candidates.offer(before[i * k + j]);
            }
            for (int j = 0; j < chosen; j++) {
              candidates.offerAll(some, some[i * chosen + j] * chosen, chosen);
            }
            int last = Math.min(starts[i + 1], starts[i] + chosen);
            for (int r = starts[i]; r < last; r++) {
              candidates.offer(reverse[r]);
              candidates.offerAll(some, reverse[r] * chosen, chosen);
            }
            candidates.end(neighbours, distances);
          }
        });
  }

  /** The nearest of one point, from offers that may come twice. */
  private static final class Candidates {

    private final Points points;
    private final int k;
    private final NearestHeap heap;
    private final Seen seen = new Seen();
    private int self;

    Candidates(Points points, int k) {
      this.points = points;
      this.k = k;
      heap = new NearestHeap(k);
    }

    void begin(int point) {
      self = point;
      heap.clear();
      seen.clear();
      seen.add(point);
    }

    void offerAll(int[] numbers, int from, int count) {
      for (int j = from; j < from + count; j++) {
        offer(numbers[j]);
      }
    }

    void offer(int number) {
      if (!seen.add(number)) {
        return;
      }
      double distance = points.squaredDistance(self, number);
      if (distance <= heap.bound()) {
        heap.offer(distance, number);
      }
    }

    /** A piece of a tree may be smaller than the list is long; then any others fill it. */
    void end(int[] neighbours, double[] distances) {
      for (int other = 0; heap.size() < k; other++) {
        offer(other);
      }
      heap.drain(distances, neighbours, self * k);
    }
  }

  /** A set of numbers that is emptied often. */
  private static final class Seen {

    private int[] slots = new int[4096];
    private int[] stamps = new int[4096];
    private int stamp;
    private int size;

    void clear() {
      stamp++;
      size = 0;
    }

    boolean add(int number) {
      int mask = slots.length - 1;
      int at = (number * 0x9E3779B9) >>> 7 & mask;
      while (stamps[at] == stamp) {
        if (slots[at] == number) {
          return false;
        }
        at = (at + 1) & mask;
      }
      stamps[at] = stamp;
      slots[at] = number;
      if (++size > slots.length / 2) {
        grow();
      }
      return true;
    }

    private void grow() {
      int[] old = slots;
      int[] oldStamps = stamps;
      slots = new int[2 * old.length];
      stamps = new int[2 * old.length];
      size = 0;
      int current = stamp;
      stamp = 1;
      for (int i = 0; i < old.length; i++) {
        if (oldStamps[i] == current) {
          add(old[i]);
        }
      }
    }
  }
}
