// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

/** What one partition tells of another. */
final class Information {

  private Information() {}

  /**
   * The mutual information of two partitions by the geometric mean of their entropies, in [0, 1]; 0
   * where one of them has a single cluster. Source: Strehl and Ghosh, "Cluster ensembles" (2002).
   *
   * @param table how many points each two clusters share
   */
  static double shared(double[][] table) {
    double n = 0;
    double[] columns = new double[table.length == 0 ? 0 : table[0].length];
    double[] rows = new double[table.length];
    for (int a = 0; a < table.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        rows[a] += table[a][b];
        columns[b] += table[a][b];
        n += table[a][b];
      }
    }
    double mutual = 0;
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < columns.length; b++) {
        if (table[a][b] > 0) {
          mutual += table[a][b] / n * StrictMath.log(table[a][b] / rows[a] * (n / columns[b]));
        }
      }
    }
    double mean = Math.sqrt(entropy(rows, n) * entropy(columns, n));
    return mean <= 1e-15 ? 0 : Math.min(1, Math.max(0, mutual / mean));
  }

  private static double entropy(double[] counts, double n) {
    double entropy = 0;
    for (double count : counts) {
      entropy -= count == 0 ? 0 : count / n * StrictMath.log(count / n);
    }
    return Math.max(0, entropy);
  }
}
