// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/**
 * The k items of the highest score among those offered, the best first; of equal scores that of the
 * lower rank is better. For one thread.
 */
final class Best {

  private final double[] scores;
  private final int[] ranks;
  private final int[] items;
  private int size;

  Best(int k) {
    scores = new double[k];
    ranks = new int[k];
    items = new int[k];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int item(int place) {
    return items[place];
  }

  double score(int place) {
    return scores[place];
  }

  void offer(double score, int rank, int item) {
    int k = scores.length;
    if (size == k && !better(score, rank, k - 1)) {
      return;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (better(score, rank, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    int moved = Math.min(size, k - 1) - low;
    System.arraycopy(scores, low, scores, low + 1, moved);
    System.arraycopy(ranks, low, ranks, low + 1, moved);
    System.arraycopy(items, low, items, low + 1, moved);
    scores[low] = score;
    ranks[low] = rank;
    items[low] = item;
    size = Math.min(k, size + 1);
  }

  private boolean better(double score, int rank, int place) {
    return score > scores[place] || (score == scores[place] && rank < ranks[place]);
  }

  int[] items() {
    return Arrays.copyOf(items, size);
  }

  float[] scores() {
    float[] copy = new float[size];
    for (int place = 0; place < size; place++) {
      copy[place] = (float) scores[place];
    }
    return copy;
  }
}
