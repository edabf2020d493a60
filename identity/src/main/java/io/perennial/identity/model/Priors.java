// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;

/**
 * Pairs that are added to what was counted, so that few data are answered by what is known of kinds
 * of attributes, and no probability is 0. Dirichlet priors, in pairs.
 */
final class Priors {

  /** Of levels among matches, by the attribute's default m. */
  private static final double MATCHES = 10;

  /**
   * And more by so many times the records: which of two classes of alike pairs are the matches, and
   * which live together or are of one series, only what is taken for granted of matches can tell.
   */
  private static final double MATCHES_PER_RECORD = 0.02;

  /** Of those who live together so many have one address of mail, one device. */
  private static final double SHARED_AT_HOME = 0.03;

  /** Of those who live together so many have one family name. */
  private static final double ONE_FAMILY = 0.7;

  /** Of levels among random pairs, by what kinds agree on by chance. */
  private static final double RANDOM_PAIRS = 10;

  /** Of a level given the parent's, by the level's overall share: shrinks to independence. */
  private static final double PER_PARENT_LEVEL = 8;

  /** One match more than was counted, and half a pair of one household. */
  private static final double ONE_MATCH = 1;

  private static final double HALF_A_HOUSEHOLD = 0.5;

  /** And so many pairs that are none. */
  private static final double FIVE_OTHERS = 5;

  private final Layout layout;
  private final Background background;
  private final PairTables candidates;
  private final double totalPairs;
  private final double records;

  Priors(Fitting input, Layout layout, Background background, PairTables candidates) {
    this.layout = layout;
    this.background = background;
    this.candidates = candidates;
    totalPairs = input.totalPairs();
    records = input.records();
  }

  /**
   * Pairs by place of a shape before any candidate is looked at: the background's and the priors'.
   *
   * @param withBackground whether pairs that are no candidates are counted here
   * @param centres per class and attribute, the shares of levels to which rows that depend on
   *     another attribute are shrunk
   */
  double[] fixed(Shape shape, boolean withBackground, double[][][] centres) {
    double[] fixed = new double[shape.size()];
    fixed[Shape.MATCH] = ONE_MATCH;
    fixed[Shape.OTHER] = FIVE_OTHERS + (withBackground ? background.pairs() : 0);
    fixed[Shape.HOUSEHOLD] = shape.hasHousehold() ? HALF_A_HOUSEHOLD : 0;
    for (int j = 0; j < layout.size(); j++) {
      matches(shape, fixed, j, centres[Shape.MATCH][j]);
      others(shape, fixed, j, withBackground ? 1 : 0, centres[Shape.OTHER][j]);
      if (shape.hasHousehold() && shape.isOfHousehold(j)) {
        if (shape.isOfSiblings()) {
          put(shape, fixed, Shape.HOUSEHOLD, j, 0, siblings(j), MATCHES);
        } else if (shape.parent(Shape.HOUSEHOLD, j) != Shape.NONE) {
          for (int row = 0; row < shape.rows(Shape.HOUSEHOLD, j); row++) {
            put(
                shape,
                fixed,
                Shape.HOUSEHOLD,
                j,
                row,
                centres[Shape.HOUSEHOLD][j],
                PER_PARENT_LEVEL);
          }
        } else if (layout.attribute(j).kind() == AttributeKind.FULL_NAME) {
          double strength = MATCHES + MATCHES_PER_RECORD * records;
          put(shape, fixed, Shape.HOUSEHOLD, j, 0, ofOneFamily(j), strength);
        } else if (isSometimesShared(layout.attribute(j))) {
          double strength = MATCHES + MATCHES_PER_RECORD * records;
          put(shape, fixed, Shape.HOUSEHOLD, j, 0, seldomShared(j), strength);
        } else {
          put(shape, fixed, Shape.HOUSEHOLD, j, 0, defaultM(j), MATCHES);
        }
      }
    }
    return fixed;
  }

  /** The prior of levels among others, in pairs; index 0 is 0. */
  double[] others(int j) {
    double[] prior = ChanceAgreement.of(layout.attribute(j));
    int top = layout.attribute(j).top();
    double chance = prior[top];
    for (int level = 1; level < prior.length; level++) {
      prior[level] *= RANDOM_PAIRS * background.pairsPerObservation();
    }
    if (background.isEnumerated(j)) {
      // counted, not sampled: one pair more might agree by chance
      prior[top] = Math.min(1, totalPairs * chance);
    }
    return prior;
  }

  /** The prior of levels among matches, in pairs; index 0 is 0. */
  double[] matches(int j) {
    double[] prior = defaultM(j);
    for (int level = 1; level < prior.length; level++) {
      prior[level] *= MATCHES + MATCHES_PER_RECORD * records;
    }
    return prior;
  }

  /** The prior of levels among pairs of a household, in pairs; index 0 is 0. */
  double[] household(int j) {
    double[] prior = defaultM(j);
    for (int level = 1; level < prior.length; level++) {
      prior[level] *= MATCHES;
    }
    return prior;
  }

  private double[] defaultM(int j) {
    Levels levels = layout.attribute(j);
    double[] m = new double[levels.size()];
    for (int level = 1; level < m.length; level++) {
      m[level] = levels.m(level);
    }
    return m;
  }

  /** Whether those who live together share it now and then: an address of mail, a device. */
  static boolean isSometimesShared(Levels levels) {
    return !levels.household()
        && (levels.kind() == AttributeKind.EMAIL || levels.kind() == AttributeKind.IDENTIFIER);
  }

  /** As any two, but for the few who share it. */
  private double[] seldomShared(int j) {
    double[] alike = ChanceAgreement.of(layout.attribute(j));
    int top = layout.attribute(j).top();
    for (int level = 1; level < alike.length; level++) {
      alike[level] *= 1 - SHARED_AT_HOME;
    }
    alike[top] += SHARED_AT_HOME;
    return alike;
  }

  /** As any two, but for the name of the family: the least that names can have in common. */
  private double[] ofOneFamily(int j) {
    double[] alike = ChanceAgreement.of(layout.attribute(j));
    for (int level = 1; level < alike.length; level++) {
      alike[level] *= 1 - ONE_FAMILY;
    }
    alike[Levels.DIFFERENT + 1] += ONE_FAMILY;
    return alike;
  }

  /** A step less close than one and the same, as far as they are alike at all. */
  private double[] siblings(int j) {
    double[] m = defaultM(j);
    double[] alike = ChanceAgreement.of(layout.attribute(j));
    for (int level = 1; level < alike.length; level++) {
      alike[level] = (alike[level] + m[level] + (level + 1 < m.length ? m[level + 1] : 0)) / 3;
    }
    alike[Levels.DIFFERENT] += m[Levels.DIFFERENT] / 3;
    return alike;
  }

  private void matches(Shape shape, double[] fixed, int j, double[] centre) {
    if (shape.parent(Shape.MATCH, j) == Shape.NONE) {
      put(shape, fixed, Shape.MATCH, j, 0, matches(j), 1);
    } else {
      for (int row = 0; row < shape.rows(Shape.MATCH, j); row++) {
        put(shape, fixed, Shape.MATCH, j, row, centre, PER_PARENT_LEVEL);
      }
    }
  }

  private void others(Shape shape, double[] fixed, int j, int timesBackground, double[] centre) {
    int parent = shape.parent(Shape.OTHER, j);
    if (parent == Shape.NONE) {
      put(shape, fixed, Shape.OTHER, j, 0, others(j), 1);
      put(shape, fixed, Shape.OTHER, j, 0, background.counts(j), timesBackground);
    } else {
      double[][] counts = background.counts(parent, j);
      for (int row = 0; row < counts.length; row++) {
        put(shape, fixed, Shape.OTHER, j, row, counts[row], timesBackground);
        double strength = PER_PARENT_LEVEL * pairsPerObservation(parent, row, j, counts[row]);
        put(shape, fixed, Shape.OTHER, j, row, centre, strength);
      }
    }
  }

  /** For how many pairs one stands that was looked at: candidates for themselves. */
  private double pairsPerObservation(int parent, int row, int j, double[] counts) {
    double sampled = 0;
    double counted = 0;
    for (int level = 1; level < counts.length; level++) {
      sampled += counts[level];
      counted += candidates.count(parent, row, j, level);
    }
    double share = sampled > 0 ? sampled / (sampled + counted) : 0;
    return 1 + share * (background.pairsPerObservation() - 1);
  }

  private static void put(
      Shape shape, double[] fixed, int c, int j, int row, double[] shares, double times) {
    for (int level = 1; level < shares.length; level++) {
      fixed[shape.place(c, j, row, level)] += shares[level] * times;
    }
  }
}
