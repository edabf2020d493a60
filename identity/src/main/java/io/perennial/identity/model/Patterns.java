// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

/** The patterns of candidates and labelled pairs, in columns. */
final class Patterns {

  private final Layout layout;
  private final byte[] levels;
  private final double[] open;
  private final double[] matches;
  private final double[] others;

  Patterns(Fitting input, Layout layout) {
    this.layout = layout;
    PatternCounts all = new PatternCounts(input.levels());
    all.merge(input.candidates());
    all.merge(input.matches());
    all.merge(input.nonMatches());
    levels = new byte[all.size() * layout.size()];
    open = new double[all.size()];
    matches = new double[all.size()];
    others = new double[all.size()];
    int[] next = new int[1];
    byte[] sorted = new byte[layout.size()];
    all.forEach(
        (pattern, count) -> {
          int at = next[0]++;
          layout.sort(pattern, sorted, 0);
          System.arraycopy(sorted, 0, levels, at * layout.size(), layout.size());
          matches[at] = count(input.matches(), sorted);
          others[at] = count(input.nonMatches(), sorted);
          open[at] = Math.max(0, count(input.candidates(), sorted) - matches[at] - others[at]);
        });
  }

  private long count(PatternCounts counts, byte[] sorted) {
    byte[] asListed = new byte[sorted.length];
    for (int j = 0; j < sorted.length; j++) {
      asListed[counts.layout().place(j)] = sorted[j];
    }
    return counts.count(asListed);
  }

  /** How many there are. */
  int size() {
    return open.length;
  }

  /** Levels of all patterns, one after the other, by name of attributes. */
  byte[] levels() {
    return levels;
  }

  /** Where the levels of pattern i begin. */
  int offset(int i) {
    return i * layout.size();
  }

  /** Pairs of pattern i of which nothing else is known. */
  double open(int i) {
    return open[i];
  }

  /** Pairs of pattern i known to be one customer. */
  double matches(int i) {
    return matches[i];
  }

  /** Pairs of pattern i known to be of two. */
  double others(int i) {
    return others[i];
  }
}
