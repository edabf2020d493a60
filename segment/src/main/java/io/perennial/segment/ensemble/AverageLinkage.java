// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Agglomerative clustering by the mean distance of pairs, by chains of nearest neighbours (Murtagh
 * 1983). O(s²) time and memory for s items: for samples.
 */
final class AverageLinkage {

  private AverageLinkage() {}

  private record Merge(int a, int b, double height) {}

  /**
   * Labels of {@code clusters} clusters, or of as many as there are items.
   *
   * @param distances shape [s][s], symmetric; used up
   * @param weights of how many points each item stands for
   */
  static int[] labels(double[][] distances, double[] weights, int clusters) {
    int s = weights.length;
    List<Merge> merges = new ArrayList<>(merges(distances, weights.clone()));
    merges.sort(Comparator.comparingDouble(Merge::height));
    int[] root = new int[s];
    Arrays.setAll(root, i -> i);
    for (Merge merge : merges.subList(0, Math.max(0, s - clusters))) {
      root[find(root, merge.b())] = find(root, merge.a());
    }
    int[] labels = new int[s];
    int[] number = new int[s];
    Arrays.fill(number, -1);
    int next = 0;
    for (int i = 0; i < s; i++) {
      int r = find(root, i);
      number[r] = number[r] < 0 ? next++ : number[r];
      labels[i] = number[r];
    }
    return labels;
  }

  private static List<Merge> merges(double[][] distances, double[] weights) {
    int s = weights.length;
    List<Merge> merges = new ArrayList<>();
    boolean[] gone = new boolean[s];
    int[] chain = new int[s];
    int length = 0;
    int start = 0;
    while (merges.size() < s - 1) {
      if (length == 0) {
        while (gone[start]) {
          start++;
        }
        chain[length++] = start;
      }
      int tip = chain[length - 1];
      int nearest = length > 1 ? chain[length - 2] : -1;
      for (int j = 0; j < s; j++) {
        // the one before in the chain wins ties, so that a chain ends
        if (!gone[j] && j != tip && (nearest < 0 || distances[tip][j] < distances[tip][nearest])) {
          nearest = j;
        }
      }
      if (length > 1 && nearest == chain[length - 2]) {
        length -= 2;
        merges.add(new Merge(nearest, tip, distances[tip][nearest]));
        join(distances, weights, nearest, tip, gone);
      } else {
        chain[length++] = nearest;
      }
    }
    return merges;
  }

  /** {@code b} becomes a part of {@code a}. */
  private static void join(double[][] distances, double[] weights, int a, int b, boolean[] gone) {
    gone[b] = true;
    double both = weights[a] + weights[b];
    for (int j = 0; j < gone.length; j++) {
      if (!gone[j] && j != a) {
        double mean = (weights[a] * distances[a][j] + weights[b] * distances[b][j]) / both;
        distances[a][j] = mean;
        distances[j][a] = mean;
      }
    }
    weights[a] = both;
  }

  private static int find(int[] root, int i) {
    int r = i;
    while (root[r] != r) {
      root[r] = root[root[r]];
      r = root[r];
    }
    return r;
  }
}
