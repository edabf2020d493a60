// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The distinct ways in which members label points. Points that all members label alike cannot be
 * told apart by them, and are worked on as one: u ≤ n signatures instead of n points. O(m n log n)
 * time and O(n + m u) memory for m members.
 */
final class Signatures {

  private final int[] of;
  private final int[][] labels;
  private final int[] counts;
  private final int[] clusters;

  private Signatures(int[] of, int[][] labels, int[] counts, int[] clusters) {
    this.of = of;
    this.labels = labels;
    this.counts = counts;
    this.clusters = clusters;
  }

  /** The commonest signature has number 0; of equals the one whose first point draws the least. */
  static Signatures of(List<Partition> members, RandomSource random) {
    int n = members.get(0).count();
    int[] group = new int[n];
    int groups = Math.min(1, n);
    for (Partition member : members) {
      long width = member.clusters() + 1L;
      long[] keys = new long[n];
      for (int i = 0; i < n; i++) {
        keys[i] = group[i] * width + member.labels()[i] + 1;
      }
      long[] distinct = keys.clone();
      Arrays.parallelSort(distinct);
      groups = 0;
      for (int i = 0; i < n; i++) {
        if (i == 0 || distinct[i] != distinct[i - 1]) {
          distinct[groups++] = distinct[i];
        }
      }
      for (int i = 0; i < n; i++) {
        group[i] = Arrays.binarySearch(distinct, 0, groups, keys[i]);
      }
    }
    return numbered(members, group, groups, random);
  }

  private static Signatures numbered(
      List<Partition> members, int[] group, int groups, RandomSource random) {
    int[] sizes = new int[groups];
    int[] firsts = new int[groups];
    for (int i = group.length - 1; i >= 0; i--) {
      sizes[group[i]]++;
      firsts[group[i]] = i;
    }
    long[] lots = new long[groups];
    Arrays.setAll(lots, g -> random.stream(firsts[g]).nextLong());
    Integer[] order = new Integer[groups];
    Arrays.setAll(order, g -> g);
    Arrays.sort(
        order,
        Comparator.comparingInt((Integer g) -> -sizes[g])
            .thenComparingLong(g -> lots[g])
            .thenComparingInt(g -> firsts[g]));
    int[] place = new int[groups];
    int[][] labels = new int[groups][members.size()];
    int[] counts = new int[groups];
    for (int u = 0; u < groups; u++) {
      int g = order[u];
      place[g] = u;
      counts[u] = sizes[g];
      for (int m = 0; m < labels[u].length; m++) {
        labels[u][m] = members.get(m).labels()[firsts[g]];
      }
    }
    return new Signatures(
        Arrays.stream(group).map(g -> place[g]).toArray(),
        labels,
        counts,
        members.stream().mapToInt(Partition::clusters).toArray());
  }

  /** The commonest ones alone, {@code most} of them at most. */
  Signatures head(int most) {
    int u = Math.min(most, counts.length);
    return new Signatures(of, Arrays.copyOf(labels, u), Arrays.copyOf(counts, u), clusters);
  }

  /** u. */
  int count() {
    return counts.length;
  }

  /** m. */
  int members() {
    return clusters.length;
  }

  /** How many clusters a member has. */
  int clusters(int member) {
    return clusters[member];
  }

  /** The label that a member gives to points of a signature. */
  int label(int signature, int member) {
    return labels[signature][member];
  }

  /** How many points have a signature. */
  int points(int signature) {
    return counts[signature];
  }

  /** The signature of a point. */
  int of(int point) {
    return of[point];
  }

  /** Whether no member puts the points of a signature into a cluster. */
  boolean isSilent(int signature) {
    return Arrays.stream(labels[signature]).allMatch(label -> label == Partition.NOISE);
  }

  /**
   * How often each cluster of a member meets each of {@code clusters} others, in points.
   *
   * @param labels of each signature, from 0, or below 0 for none
   */
  double[][] table(int member, int[] labels, int clusters) {
    double[][] table = new double[clusters(member)][clusters];
    for (int u = 0; u < counts.length; u++) {
      int label = label(u, member);
      if (label != Partition.NOISE && labels[u] >= 0) {
        table[label][labels[u]] += counts[u];
      }
    }
    return table;
  }
}
