// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Puts equal histories together: each piece of the rows numbers the times, the counts and the
 * histories that it meets, then the pieces' numbers are made those of all. The groups come out in
 * ascending order of (x, t_x, T), so neither pieces nor threads leave a trace.
 */
final class Grouping {

  private static final int PIECES = 16;
  private static final int LEAST_PIECE = 1 << 15;
  private static final int NONE = -1;

  private final int[] repeats;
  private final double[] recencyWeeks;
  private final double[] ageWeeks;
  private final int size;
  private final int pieces;

  /* What was met in each piece, and for each row its number there. */
  private final Distinct[] times;
  private final Distinct[] counts;
  private final Distinct[] histories;
  private final int[] recencyNumber;
  private final int[] ageNumber;
  private final int[] number;

  Grouping(int[] repeats, double[] recencyWeeks, double[] ageWeeks) {
    int n = repeats.length;
    this.repeats = repeats;
    this.recencyWeeks = recencyWeeks;
    this.ageWeeks = ageWeeks;
    this.size = Math.max(LEAST_PIECE, (n + PIECES - 1) / PIECES);
    this.pieces = (n + size - 1) / size;
    this.times = new Distinct[pieces];
    this.counts = new Distinct[pieces];
    this.histories = new Distinct[pieces];
    this.recencyNumber = new int[n];
    this.ageNumber = new int[n];
    this.number = new int[n];
  }

  /** The groups; see {@link GroupedHistories#of(int[], double[], double[])}. */
  GroupedHistories group() {
    meet();
    long[] allTimes = union(times);
    long[] allCounts = union(counts);
    if ((double) allTimes.length * allTimes.length * allCounts.length > 0x1p62) {
      throw new IllegalArgumentException(
          "Cannot group histories: "
              + allTimes.length
              + " different times and "
              + allCounts.length
              + " different repeats are too many; round times to days");
    }
    int[][] weightsOfPiece = new int[pieces][];
    forEachPiece((k, from, to) -> weightsOfPiece[k] = number(k, from, to, allTimes, allCounts));
    long[] keys = unionOfMany();
    int[] weights = new int[keys.length];
    int[][] groupOfRank = new int[pieces][];
    forEachPiece((k, from, to) -> groupOfRank[k] = settle(k, from, to, keys));
    for (int k = 0; k < pieces; k++) {
      int[] ranks = histories[k].ranks();
      for (int j = 0; j < ranks.length; j++) {
        weights[groupOfRank[k][ranks[j]]] += weightsOfPiece[k][j];
      }
    }
    return GroupedHistories.ofKeys(keys, allTimes, allCounts, weights, number);
  }

  /** Checks the rows and numbers their times and counts within each piece. */
  private void meet() {
    int[] wrong = new int[pieces];
    Arrays.fill(wrong, NONE);
    forEachPiece(
        (k, from, to) -> {
          Distinct time = new Distinct();
          Distinct count = new Distinct();
          times[k] = time;
          counts[k] = count;
          for (int i = from; i < to; i++) {
            if (!PurchaseHistory.isOne(repeats[i], recencyWeeks[i], ageWeeks[i])) {
              wrong[k] = i;
              return;
            }
            recencyNumber[i] = time.add(bits(recencyWeeks[i]));
            ageNumber[i] = time.add(bits(ageWeeks[i]));
            number[i] = count.add(repeats[i]);
          }
        });
    for (int row : wrong) {
      if (row != NONE) {
        try {
          PurchaseHistory.check(repeats[row], recencyWeeks[row], ageWeeks[row]);
        } catch (IllegalArgumentException invalid) {
          throw new IllegalArgumentException("Row " + row + ": " + invalid.getMessage(), invalid);
        }
      }
    }
  }

  /** Numbers the histories within a piece; how many rows each has. */
  private int[] number(int k, int from, int to, long[] allTimes, long[] allCounts) {
    long base = allTimes.length;
    int[] timeRank = places(times[k], allTimes);
    int[] countRank = places(counts[k], allCounts);
    Distinct met = new Distinct();
    histories[k] = met;
    for (int i = from; i < to; i++) {
      long key =
          (countRank[number[i]] * base + timeRank[recencyNumber[i]]) * base
              + timeRank[ageNumber[i]];
      number[i] = met.add(key);
    }
    int[] weights = new int[met.size()];
    for (int i = from; i < to; i++) {
      weights[number[i]]++;
    }
    return weights;
  }

  /** Gives each row of a piece its group; for each rank within the piece, the group. */
  private int[] settle(int k, int from, int to, long[] keys) {
    long[] sorted = histories[k].sorted();
    int[] groupOfRank = new int[sorted.length];
    int g = 0;
    for (int rank = 0; rank < sorted.length; rank++) {
      while (keys[g] != sorted[rank]) {
        g++;
      }
      groupOfRank[rank] = g;
    }
    int[] ranks = histories[k].ranks();
    for (int i = from; i < to; i++) {
      number[i] = groupOfRank[ranks[number[i]]];
    }
    return groupOfRank;
  }

  /** All histories that any piece met, ascending. */
  private long[] unionOfMany() {
    int all = 0;
    for (Distinct met : histories) {
      all += met.size();
    }
    long[] keys = new long[all];
    int at = 0;
    for (Distinct met : histories) {
      met.copyTo(keys, at);
      at += met.size();
    }
    Arrays.parallelSort(keys);
    int kept = 0;
    for (int i = 0; i < all; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        keys[kept++] = keys[i];
      }
    }
    return Arrays.copyOf(keys, kept);
  }

  private static long[] union(Distinct[] parts) {
    Distinct all = new Distinct();
    for (Distinct part : parts) {
      for (int j = 0; j < part.size(); j++) {
        all.add(part.key(j));
      }
    }
    return all.sorted();
  }

  /** The place of each of a piece's keys in the sorted keys of all. */
  private static int[] places(Distinct part, long[] sorted) {
    int[] places = new int[part.size()];
    for (int j = 0; j < places.length; j++) {
      places[j] = Arrays.binarySearch(sorted, part.key(j));
    }
    return places;
  }

  private interface Piece {
    void run(int k, int from, int to);
  }

  private void forEachPiece(Piece piece) {
    Chunks.forEach(repeats.length, size, (from, to) -> piece.run(from / size, from, to));
  }

  /** The bits of doubles >= 0 are in the order of the doubles; -0 is 0. */
  private static long bits(double time) {
    return Double.doubleToRawLongBits(time + 0.0);
  }
}
