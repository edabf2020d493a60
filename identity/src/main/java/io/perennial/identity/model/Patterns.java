// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.Arrays;

/** The patterns of candidates and labelled pairs, and of others that are told, in columns. */
final class Patterns {

  private final Layout layout;
  private final byte[] levels;
  private final double[] open;
  private final double[] matches;
  private final double[] others;
  // of the open pairs those that are no candidates
  private final double[] rest;

  /** Candidates and labelled pairs. */
  Patterns(Fitting input, Layout layout) {
    this.layout = layout;
    PatternCounts all = new PatternCounts(input.levels());
    all.merge(input.candidates());
    all.merge(input.matches());
    all.merge(input.nonMatches());
    levels = sorted(all, layout);
    open = new double[all.size()];
    matches = new double[all.size()];
    others = new double[all.size()];
    rest = new double[all.size()];
    byte[] pattern = new byte[layout.size()];
    for (int i = 0; i < open.length; i++) {
      System.arraycopy(levels, offset(i), pattern, 0, pattern.length);
      matches[i] = input.matches().countSorted(pattern);
      others[i] = input.nonMatches().countSorted(pattern);
      open[i] = Math.max(0, input.candidates().countSorted(pattern) - matches[i] - others[i]);
    }
  }

  /** These, and the pairs that are no candidates, as sampled, open as well. */
  Patterns(Patterns these, Fitting input, Background background) {
    layout = these.layout;
    PatternCounts all = new PatternCounts(input.levels());
    all.merge(input.candidates());
    all.merge(input.matches());
    all.merge(input.nonMatches());
    all.merge(input.random());
    levels = sorted(all, layout);
    open = new double[all.size()];
    matches = new double[all.size()];
    others = new double[all.size()];
    rest = new double[all.size()];
    byte[] pattern = new byte[layout.size()];
    int next = 0;
    double sum = 0;
    for (int i = 0; i < open.length; i++) {
      System.arraycopy(levels, offset(i), pattern, 0, pattern.length);
      if (next < these.size() && Arrays.equals(pattern, these.pattern(next))) {
        open[i] = these.open[next];
        matches[i] = these.matches[next];
        others[i] = these.others[next++];
      }
      rest[i] =
          background.left(
              pattern,
              (double) input.random().countSorted(pattern),
              (double) input.candidates().countSorted(pattern));
      sum += rest[i];
    }
    for (int i = 0; i < open.length; i++) {
      rest[i] *= sum > 0 ? background.pairs() / sum : 0;
      open[i] += rest[i];
    }
  }

  /** Takes pairs that are no candidates for others where hardly any is a match. */
  void close(double[] posteriors, double matchesBelow) {
    for (int i = 0; i < rest.length; i++) {
      if (posteriors[i * Shape.CLASSES + Shape.MATCH] < matchesBelow) {
        open[i] -= rest[i];
        others[i] += rest[i];
        rest[i] = 0;
      }
    }
  }

  private static byte[] sorted(PatternCounts all, Layout layout) {
    byte[] sorted = new byte[all.size() * layout.size()];
    int[] next = new int[1];
    all.forEach((pattern, count) -> layout.sort(pattern, sorted, layout.size() * next[0]++));
    return sorted;
  }

  private byte[] pattern(int i) {
    return Arrays.copyOfRange(levels, offset(i), offset(i) + layout.size());
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
