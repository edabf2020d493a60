// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import io.perennial.math.parallel.Chunks;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Three ways to one label for each signature: by which points are together (co-association), by
 * votes, and by a mixture model of labels; and which of them agrees best with the members.
 */
final class Candidates {

  private static final int ROUNDS = 30;
  private static final int CHUNK = 4096;

  private final Signatures signatures;
  private final int clusters;

  Candidates(Signatures signatures, int clusters) {
    this.signatures = signatures;
    this.clusters = clusters;
  }

  /** The labels of signatures that share most information with the members' labels. */
  int[] best(int sample) {
    int[] together = together(sample);
    int[] best = together;
    double most = agreement(together);
    for (int[] other : new int[][] {voted(together), modelled(together)}) {
      double agreement = agreement(other);
      if (agreement > most + 1e-12) {
        most = agreement;
        best = other;
      }
    }
    return best;
  }

  /**
   * Labels for all signatures, of which this has seen the first: of each the cluster that is most
   * probable by the mixture of those labels that there are.
   */
  int[] extended(int[] labels, Signatures all) {
    double[][] certain = new double[labels.length][clusters];
    for (int u = 0; u < labels.length; u++) {
      if (labels[u] >= 0) {
        certain[u][labels[u]] = 1;
      }
    }
    double[] sizes = new double[clusters];
    double[][][] logs = maximised(certain, sizes);
    double[] prior = Arrays.stream(sizes).map(size -> StrictMath.log(size + 1e-9)).toArray();
    int[] extended = Arrays.copyOf(labels, all.count());
    Chunks.forEach(
        all.count() - labels.length,
        CHUNK,
        (from, to) -> {
          double[] row = new double[clusters];
          for (int u = labels.length + from; u < labels.length + to; u++) {
            read(all, u, prior, logs, row);
            extended[u] = all.isSilent(u) ? Partition.NOISE : largest(row);
          }
        });
    return extended;
  }

  /** By average linkage of the commonest signatures, and the others where those near them are. */
  int[] together(int sample) {
    int[] heard =
        IntStream.range(0, signatures.count())
            .filter(u -> !signatures.isSilent(u))
            .limit(sample)
            .toArray();
    int s = heard.length;
    double[][] distances = new double[s][s];
    double[] weights = new double[s];
    for (int a = 0; a < s; a++) {
      weights[a] = signatures.points(heard[a]);
      for (int b = 0; b < a; b++) {
        distances[a][b] = apart(heard[a], heard[b]);
        distances[b][a] = distances[a][b];
      }
    }
    int[] labels = new int[signatures.count()];
    Arrays.fill(labels, Partition.NOISE);
    int[] linked = AverageLinkage.labels(distances, weights, clusters);
    for (int a = 0; a < s; a++) {
      labels[heard[a]] = linked[a];
    }
    if (s < signatures.count()) {
      // by shares of the clusters, so that small ones are not outvoted by large ones
      int[] near = assigned(shares(labels, true));
      for (int u = 0; u < labels.length; u++) {
        labels[u] = labels[u] < 0 ? near[u] : labels[u];
      }
    }
    return labels;
  }

  /** Members vote, each cluster for all it shares points with, until no label changes. */
  int[] voted(int[] start) {
    int[] labels = start;
    for (int round = 0; round < ROUNDS; round++) {
      int[] next = assigned(shares(labels, false));
      if (Arrays.equals(next, labels)) {
        return labels;
      }
      labels = next;
    }
    return labels;
  }

  /**
   * The labels as a mixture of products of multinomials, by EM. Source: Topchy, Jain and Punch, "A
   * mixture model for clustering ensembles" (2004).
   */
  int[] modelled(int[] start) {
    double[][] posterior = new double[signatures.count()][clusters];
    for (int u = 0; u < posterior.length; u++) {
      Arrays.fill(posterior[u], start[u] < 0 ? 1.0 / clusters : 0.1 / clusters);
      if (start[u] >= 0) {
        posterior[u][start[u]] += 0.9;
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] sizes = new double[clusters];
      double[][][] logs = maximised(posterior, sizes);
      double[] prior = Arrays.stream(sizes).map(size -> StrictMath.log(size + 1e-9)).toArray();
      for (int u = 0; u < posterior.length; u++) {
        read(signatures, u, prior, logs, posterior[u]);
        normalise(posterior[u]);
      }
    }
    int[] labels = new int[posterior.length];
    for (int u = 0; u < labels.length; u++) {
      labels[u] = signatures.isSilent(u) ? Partition.NOISE : largest(posterior[u]);
    }
    return labels;
  }

  /** The log chance of a signature's labels and of each cluster together, into {@code row}. */
  private static void read(Signatures all, int u, double[] prior, double[][][] logs, double[] row) {
    System.arraycopy(prior, 0, row, 0, row.length);
    for (int m = 0; m < all.members(); m++) {
      int label = all.label(u, m);
      for (int c = 0; label >= 0 && c < row.length; c++) {
        row[c] += logs[m][label][c];
      }
    }
  }

  /** Of each member the log chance of each of its labels in each cluster; fills in sizes. */
  private double[][][] maximised(double[][] posterior, double[] sizes) {
    double[][][] logs = new double[signatures.members()][][];
    for (int m = 0; m < logs.length; m++) {
      logs[m] = new double[signatures.clusters(m)][clusters];
      double[] heard = new double[clusters];
      for (int u = 0; u < posterior.length; u++) {
        int label = signatures.label(u, m);
        for (int c = 0; c < clusters; c++) {
          double weight = posterior[u][c] * signatures.points(u);
          if (m == 0) {
            sizes[c] += weight;
          }
          if (label >= 0) {
            logs[m][label][c] += weight;
            heard[c] += weight;
          }
        }
      }
      for (double[] row : logs[m]) {
        for (int c = 0; c < clusters; c++) {
          row[c] = StrictMath.log((row[c] + 0.5) / (heard[c] + 0.5 * logs[m].length));
        }
      }
    }
    return logs;
  }

  /** The mean over members of how much information their labels and these share, in [0, 1]. */
  double agreement(int[] labels) {
    double sum = 0;
    for (int m = 0; m < signatures.members(); m++) {
      sum += Information.shared(signatures.table(m, labels, clusters)) / signatures.members();
    }
    return sum;
  }

  /** 1 less the share of members that put both into one cluster, of those that place both. */
  private double apart(int a, int b) {
    int both = 0;
    int same = 0;
    for (int m = 0; m < signatures.members(); m++) {
      int left = signatures.label(a, m);
      int right = signatures.label(b, m);
      if (left >= 0 && right >= 0) {
        both++;
        same += left == right ? 1 : 0;
      }
    }
    return both == 0 ? 1 : 1 - same / (double) both;
  }

  /** Of each member, what each of its clusters says for each cluster of {@code labels}. */
  private double[][][] shares(int[] labels, boolean ofClusters) {
    double[] sizes = new double[clusters];
    for (int u = 0; u < labels.length; u++) {
      if (labels[u] >= 0) {
        sizes[labels[u]] += signatures.points(u);
      }
    }
    double[][][] shares = new double[signatures.members()][][];
    for (int m = 0; m < shares.length; m++) {
      shares[m] = signatures.table(m, labels, clusters);
      for (double[] row : shares[m]) {
        double total = Arrays.stream(row).sum();
        for (int c = 0; c < clusters; c++) {
          double by = ofClusters ? sizes[c] : total;
          row[c] = by == 0 ? 0 : row[c] / by;
        }
      }
    }
    return shares;
  }

  private int[] assigned(double[][][] shares) {
    int[] labels = new int[signatures.count()];
    double[] votes = new double[clusters];
    for (int u = 0; u < labels.length; u++) {
      Arrays.fill(votes, 0);
      for (int m = 0; m < shares.length; m++) {
        int label = signatures.label(u, m);
        for (int c = 0; label >= 0 && c < clusters; c++) {
          votes[c] += shares[m][label][c];
        }
      }
      labels[u] = signatures.isSilent(u) ? Partition.NOISE : largest(votes);
    }
    return labels;
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int c = 1; c < values.length; c++) {
      // rounding does not decide
      best = values[c] > values[best] + 1e-12 ? c : best;
    }
    return best;
  }

  private static void normalise(double[] logs) {
    double most = Arrays.stream(logs).max().orElse(0);
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = StrictMath.exp(logs[c] - most);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
  }
}
