// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.util.List;

/**
 * One partition of what many say, and how many agree about each customer. Immutable.
 *
 * <p>Members may be of different algorithms, seeds, resamples and numbers of clusters; a member
 * that does not place a point ({@link Partition#NOISE}: it was not drawn, or is noise to it) says
 * nothing of it. Candidates are made of which points members put together, of their votes, and of a
 * mixture model of their labels; the one that shares most information with the members is taken
 * (Strehl and Ghosh 2002). No distance of points is needed, and no matrix of points is made: O(m n
 * log n) time, O(m n) memory for m members.
 */
public final class Consensus {

  private static final int LINKED = 1_000;
  private static final int LEARNED = 20_000;

  private final Partition partition;
  private final double[] agreement;

  private Consensus(Partition partition, double[] agreement) {
    this.partition = partition;
    this.agreement = agreement;
  }

  /**
   * The consensus of {@code members} in {@code clusters} clusters, or in fewer where they do not
   * tell so many apart.
   *
   * @param members at least one, all of the same points
   * @param clusters at least 1
   * @param random decides between signatures that are as common
   */
  public static Consensus of(List<Partition> members, int clusters, RandomSource random) {
    if (members.isEmpty() || clusters < 1) {
      throw new IllegalArgumentException(
          "Invalid consensus: "
              + members.size()
              + " members, "
              + clusters
              + " clusters (must be >= 1)");
    }
    int n = members.get(0).count();
    for (Partition member : members) {
      if (member.count() != n) {
        throw new IllegalArgumentException(
            "Invalid member: " + member.count() + " points (must be " + n + ", as the first)");
      }
    }
    Signatures signatures = Signatures.of(members, random);
    Candidates candidates = new Candidates(signatures.head(LEARNED), clusters);
    int[] labels = candidates.extended(candidates.best(LINKED), signatures);
    double[] agreed = agreed(signatures, labels, clusters);
    int[] ofPoints = new int[n];
    double[] agreement = new double[n];
    for (int i = 0; i < n; i++) {
      ofPoints[i] = labels[signatures.of(i)];
      agreement[i] = agreed[signatures.of(i)];
    }
    return new Consensus(Partition.of(ofPoints), agreement);
  }

  /** The clusters; a point that no member places is in none. */
  public Partition partition() {
    return partition;
  }

  /**
   * Of each point the share of members that agree with its cluster, of those that place it, in [0,
   * 1]; 0 where none does. A member agrees if most of the point's cluster by the member is in its
   * cluster by consensus, or the other way round: so one with fewer or more clusters can agree too.
   * Not a copy.
   */
  public double[] agreement() {
    return agreement;
  }

  private static double[] agreed(Signatures signatures, int[] labels, int clusters) {
    int members = signatures.members();
    double[] agreed = new double[labels.length];
    int[] voices = new int[labels.length];
    for (int m = 0; m < members; m++) {
      double[][] table = signatures.table(m, labels, clusters);
      double[] ofRow = new double[table.length];
      double[] ofColumn = new double[clusters];
      for (int row = 0; row < table.length; row++) {
        for (int c = 0; c < clusters; c++) {
          ofRow[row] = Math.max(ofRow[row], table[row][c]);
          ofColumn[c] = Math.max(ofColumn[c], table[row][c]);
        }
      }
      for (int u = 0; u < labels.length; u++) {
        int label = signatures.label(u, m);
        if (label >= 0) {
          double shared = table[label][labels[u]];
          voices[u]++;
          agreed[u] += shared == ofRow[label] || shared == ofColumn[labels[u]] ? 1 : 0;
        }
      }
    }
    for (int u = 0; u < labels.length; u++) {
      agreed[u] = voices[u] == 0 ? 0 : agreed[u] / voices[u];
    }
    return agreed;
  }
}
