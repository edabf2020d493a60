// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

/** How often levels of each two attributes come together, and each level alone. */
final class PairTables {

  private final Layout layout;
  private final double[][] singles;
  private final double[][][] pairs;
  private double total;

  PairTables(Layout layout) {
    this.layout = layout;
    int n = layout.size();
    singles = new double[n][];
    pairs = new double[n][n][];
    for (int j = 0; j < n; j++) {
      singles[j] = new double[layout.levels(j)];
      for (int k = j + 1; k < n; k++) {
        pairs[j][k] = new double[layout.levels(j) * layout.levels(k)];
      }
    }
  }

  static PairTables of(Layout layout, PatternCounts counts) {
    PairTables tables = new PairTables(layout);
    byte[] sorted = new byte[layout.size()];
    counts.forEach(
        (levels, count) -> {
          counts.layout().sort(levels, sorted, 0);
          tables.add(sorted, 0, (double) count);
        });
    return tables;
  }

  void add(byte[] levels, int offset, double weight) {
    total += weight;
    for (int j = 0; j < singles.length; j++) {
      int level = levels[offset + j];
      singles[j][level] += weight;
      for (int k = j + 1; k < singles.length; k++) {
        pairs[j][k][level * singles[k].length + levels[offset + k]] += weight;
      }
    }
  }

  /** Adds pairs that are no candidates. */
  void add(Background background) {
    total += background.pairs();
    for (int j = 0; j < singles.length; j++) {
      double[] counts = background.counts(j);
      for (int level = 0; level < counts.length; level++) {
        singles[j][level] += counts[level];
      }
      for (int k = j + 1; k < singles.length; k++) {
        double[][] both = background.counts(j, k);
        for (int level = 0; level < counts.length; level++) {
          for (int other = 0; other < both[level].length; other++) {
            pairs[j][k][level * both[level].length + other] += both[level][other];
          }
        }
      }
    }
  }

  double total() {
    return total;
  }

  /** How often attribute j had a level. */
  double count(int j, int level) {
    return singles[j][level];
  }

  /** How often attributes j and k had levels together. */
  double count(int j, int level, int k, int other) {
    return j < k
        ? pairs[j][k][level * singles[k].length + other]
        : pairs[k][j][other * singles[j].length + level];
  }

  /** How many levels attribute j has. */
  int levels(int j) {
    return singles[j].length;
  }

  Layout layout() {
    return layout;
  }
}
