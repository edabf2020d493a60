// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.Set;

/**
 * The pairs that are no candidates: far too many to compare, all taken to be of different
 * customers. How they agree is known from random pairs, less the candidates that must be among
 * these. Where all pairs that are equal on an attribute are candidates, none is left here, however
 * thin the sample; unless the sample shows that some are not, because blocking left values out.
 */
final class Background {

  /** A sample further off than by so many standard deviations is not of pairs all enumerated. */
  private static final double MOST_DEVIATIONS = 6;

  private final Layout layout;
  private final PairTables random;
  private final PairTables candidates;
  private final boolean[] enumerated;
  private final double pairs;
  private final double expectedShare;
  private final boolean isSampled;

  Background(Fitting input, Layout layout, PairTables candidates) {
    this.layout = layout;
    this.candidates = candidates;
    random = PairTables.of(layout, input.random());
    pairs = (double) input.totalPairs() - input.candidates().total();
    isSampled = random.total() > 0;
    expectedShare = isSampled ? random.total() / Math.max(1, input.totalPairs()) : 0;
    Set<String> names = input.enumerated();
    enumerated = new boolean[layout.size()];
    for (int j = 0; j < enumerated.length; j++) {
      enumerated[j] = names.contains(layout.attribute(j).attribute()) && isPlausible(j);
    }
  }

  /** Whether as many equal pairs were sampled as there are candidates, or the sample is thin. */
  private boolean isPlausible(int j) {
    int top = layout.attribute(j).top();
    double expected = candidates.count(j, top) * expectedShare;
    double deviation = Math.sqrt(expected + 1);
    return random.count(j, top) <= expected + MOST_DEVIATIONS * deviation;
  }

  /** How many pairs there are. */
  double pairs() {
    return pairs;
  }

  /** For how many pairs one that was looked at stands, at least 1. */
  double pairsPerObservation() {
    return isSampled ? Math.max(1, pairs / random.total()) : Math.max(1, pairs);
  }

  /** Whether all pairs that agree on attribute j are candidates. */
  boolean isEnumerated(int j) {
    return enumerated[j];
  }

  /** How many of the pairs have each level of attribute j; sums to {@link #pairs}. */
  double[] counts(int j) {
    double[] counts = new double[layout.levels(j)];
    for (int level = 0; level < counts.length; level++) {
      counts[level] =
          isNone(j, level) ? 0 : left(random.count(j, level), candidates.count(j, level));
    }
    return isSampled && fit(counts) ? counts : usual(j);
  }

  /** How many have each level of attribute j, by the level of attribute k: [level of k][of j]. */
  double[][] counts(int k, int j) {
    double[] flat = new double[layout.levels(k) * layout.levels(j)];
    for (int at = 0; at < flat.length; at++) {
      int parent = at / layout.levels(j);
      int level = at % layout.levels(j);
      flat[at] =
          isNone(k, parent) || isNone(j, level)
              ? 0
              : left(random.count(k, parent, j, level), candidates.count(k, parent, j, level));
    }
    double[][] counts = new double[layout.levels(k)][layout.levels(j)];
    boolean fits = isSampled && fit(flat);
    double[] usualOfParent = usual(k);
    double[] usual = usual(j);
    for (int parent = 0; parent < counts.length; parent++) {
      for (int level = 0; level < counts[parent].length; level++) {
        counts[parent][level] =
            fits
                ? flat[parent * counts[parent].length + level]
                : pairs == 0 ? 0 : usualOfParent[parent] * usual[level] / pairs;
      }
    }
    return counts;
  }

  /** What the sample holds of a pattern, less the candidates that must be in it. */
  double left(byte[] sorted, double sampled, double ofCandidates) {
    for (int j = 0; j < sorted.length; j++) {
      if (isNone(j, sorted[j])) {
        return 0;
      }
    }
    return left(sampled, ofCandidates);
  }

  /** Whether any pairs were drawn. */
  boolean isSampled() {
    return isSampled;
  }

  private boolean isNone(int j, int level) {
    return enumerated[j] && level == layout.attribute(j).top();
  }

  private double left(double sampled, double ofCandidates) {
    return Math.max(0, sampled - ofCandidates * expectedShare);
  }

  private boolean fit(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] *= sum > 0 ? pairs / sum : 0;
    }
    return sum > 0;
  }

  /** What is taken for granted when no pair was drawn. */
  private double[] usual(int j) {
    double[] counts = ChanceAgreement.of(layout.attribute(j));
    double said = candidates.total() > 0 ? 1 - candidates.count(j, 0) / candidates.total() : 1;
    for (int level = 1; level < counts.length; level++) {
      counts[level] *= said * pairs;
    }
    counts[0] = (1 - said) * pairs;
    return counts;
  }
}
