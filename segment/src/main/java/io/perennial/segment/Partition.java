// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.util.Arrays;

/** Which cluster each of n points is in, or none. */
public final class Partition {

  /** The label of a point that is in no cluster. */
  public static final int NOISE = -1;

  private final int[] labels;
  private final int clusters;

  /**
   * @param labels shape [n]: from 0 to {@code clusters} - 1, or {@link #NOISE}; kept, not copied,
   *     and not to be changed
   * @param clusters how many there are, each with a member at least
   */
  public Partition(int[] labels, int clusters) {
    boolean[] seen = new boolean[clusters];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < NOISE || labels[i] >= clusters) {
        throw new IllegalArgumentException(
            "Invalid label: "
                + labels[i]
                + " of point "
                + i
                + " (must be -1 to "
                + (clusters - 1)
                + ")");
      }
      if (labels[i] != NOISE) {
        seen[labels[i]] = true;
      }
    }
    for (int c = 0; c < clusters; c++) {
      if (!seen[c]) {
        throw new IllegalArgumentException("Invalid cluster " + c + ": empty (must have a member)");
      }
    }
    this.labels = labels;
    this.clusters = clusters;
  }

  /**
   * From labels of any numbers; clusters are numbered by size, the largest first, equals by their
   * first member; empty ones are left out. So that equal groups have equal labels.
   *
   * @param labels shape [n]; below 0 is {@link #NOISE}
   */
  public static Partition of(int[] labels) {
    int most = Arrays.stream(labels).max().orElse(-1);
    int[] sizes = new int[most + 1];
    int[] firsts = new int[most + 1];
    for (int i = labels.length - 1; i >= 0; i--) {
      if (labels[i] >= 0) {
        sizes[labels[i]]++;
        firsts[labels[i]] = i;
      }
    }
    Integer[] order = new Integer[most + 1];
    Arrays.setAll(order, c -> c);
    Arrays.sort(
        order,
        (a, b) ->
            sizes[a] != sizes[b]
                ? Integer.compare(sizes[b], sizes[a])
                : Integer.compare(firsts[a], firsts[b]));
    int[] place = new int[most + 1];
    int clusters = 0;
    for (int c : order) {
      place[c] = sizes[c] == 0 ? NOISE : clusters++;
    }
    int[] told = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      told[i] = labels[i] < 0 ? NOISE : place[labels[i]];
    }
    return new Partition(told, clusters);
  }

  /** Shape [n]: from 0 to clusters - 1, or {@link #NOISE}; not a copy. */
  public int[] labels() {
    return labels;
  }

  /** How many clusters there are. */
  public int clusters() {
    return clusters;
  }

  /** n. */
  public int count() {
    return labels.length;
  }

  /** Members by cluster, shape [clusters]. */
  public int[] sizes() {
    int[] sizes = new int[clusters];
    for (int label : labels) {
      if (label != NOISE) {
        sizes[label]++;
      }
    }
    return sizes;
  }

  /** How many points are in no cluster. */
  public int noise() {
    return labels.length - Arrays.stream(sizes()).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Partition that
        && clusters == that.clusters
        && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return 31 * clusters + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return labels.length + " points in " + clusters + " clusters " + Arrays.toString(sizes());
  }
}
