// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.AttributeKind;
import io.perennial.math.special.Logarithms;
import java.util.Arrays;

/**
 * Which probabilities there are of the levels of pairs, and where each stands in one array.
 *
 * <p>There are three classes of pairs: one customer; others; and others who share a household. In
 * each, an attribute's levels are distributed by the level of one other attribute, its parent, or
 * by themselves. A row of the array is such a distribution: row 0 of an attribute holds where there
 * is no parent or the parent is missing, row r where the parent's level is r. The first {@value
 * #CLASSES} places are the shares of the classes. A household's persons differ as any persons do:
 * what is not of the household has the rows of the others. What is of it depends on what it depends
 * on within matches: who moves, moves with street and town, be it oneself or who one lived with.
 * Where there are no persons, the third class is of siblings: alike in any attribute, such as
 * products of a series.
 */
final class Shape {

  static final int MATCH = 0;
  static final int OTHER = 1;
  static final int HOUSEHOLD = 2;
  static final int CLASSES = 3;

  /** What stands for: no parent. */
  static final int NONE = -1;

  private final Layout layout;
  private final boolean[] ofHousehold;
  private boolean household;
  private final int[][] parents = new int[CLASSES][];
  private final int[][] bases = new int[CLASSES][];
  private final int[] rows;
  private final int[] widths;
  private final int size;

  /**
   * Parents by attribute, {@link #NONE} for none; without cycles.
   *
   * @param ofHousehold which attributes the third class has a distribution of its own for; none:
   *     there is no such class
   */
  Shape(Layout layout, int[] matchParents, int[] otherParents, boolean[] ofHousehold) {
    this.layout = layout;
    this.ofHousehold = ofHousehold.clone();
    for (boolean own : ofHousehold) {
      household |= own;
    }
    parents[MATCH] = matchParents.clone();
    parents[OTHER] = otherParents.clone();
    parents[HOUSEHOLD] = new int[layout.size()];
    int next = CLASSES;
    int[] starts = new int[1];
    int[] lengths = new int[1];
    int count = 0;
    for (int c = 0; c < CLASSES; c++) {
      bases[c] = new int[layout.size()];
      for (int j = 0; j < layout.size(); j++) {
        if (c == HOUSEHOLD) {
          parents[c][j] = NONE;
          int usual = parents[OTHER][j];
          if (!isOfHousehold(j)) {
            bases[c][j] = bases[OTHER][j];
            parents[c][j] = usual != NONE && !isOfHousehold(usual) ? usual : NONE;
            continue;
          }
          int ofMatches = parents[MATCH][j];
          if (ofMatches != NONE && isOfHousehold(ofMatches) && !isOfSiblings()) {
            parents[c][j] = ofMatches;
          }
        }
        bases[c][j] = next;
        for (int row = 0; row < rows(c, j); row++) {
          if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
          }
          starts[count] = next;
          lengths[count++] = layout.levels(j);
          next += layout.levels(j);
        }
      }
    }
    rows = Arrays.copyOf(starts, count);
    widths = Arrays.copyOf(lengths, count);
    size = next;
  }

  /** All attributes by themselves. */
  static Shape independent(Layout layout, boolean[] ofHousehold) {
    int[] none = new int[layout.size()];
    Arrays.fill(none, NONE);
    return new Shape(layout, none, none, ofHousehold);
  }

  Layout layout() {
    return layout;
  }

  /** Whether there is a third class. */
  boolean hasHousehold() {
    return household;
  }

  /** Whether pairs of the third class agree on attribute j in their own way, not by chance. */
  boolean isOfHousehold(int j) {
    return ofHousehold[j];
  }

  /** Whether a class has a distribution of its own of attribute j. */
  boolean isOwn(int c, int j) {
    return c != HOUSEHOLD || ofHousehold[j];
  }

  /** How many places there are. */
  int size() {
    return size;
  }

  /** Whether the third class is of things that are alike in any attribute. */
  boolean isOfSiblings() {
    for (int j = 0; j < ofHousehold.length; j++) {
      if (!ofHousehold[j] || isOfPersons(layout.attribute(j).kind())) {
        return false;
      }
    }
    return household;
  }

  /** Whether what has such an attribute is a person. */
  static boolean isOfPersons(AttributeKind kind) {
    return switch (kind) {
      case GIVEN_NAME, FAMILY_NAME, BIRTH_DATE, EMAIL -> true;
      default -> false;
    };
  }

  /** How many of the last places are the household's own. */
  int householdPlaces() {
    int places = 0;
    for (int j = 0; j < layout.size(); j++) {
      places += ofHousehold[j] ? rows(HOUSEHOLD, j) * layout.levels(j) : 0;
    }
    return places;
  }

  /** The attribute that j depends on in a class. */
  int parent(int c, int j) {
    return parents[c][j];
  }

  /** Which attributes depend on which in a class. */
  int[] parents(int c) {
    return parents[c].clone();
  }

  /** How many rows attribute j has in a class. */
  int rows(int c, int j) {
    return parents[c][j] == NONE ? 1 : layout.levels(parents[c][j]);
  }

  /** The place of a level in a row of an attribute. */
  int place(int c, int j, int row, int level) {
    return bases[c][j] + row * layout.levels(j) + level;
  }

  /** The place of the level that attribute j has in a pattern. */
  int place(int c, int j, byte[] levels, int offset) {
    int parent = parents[c][j];
    int row = parent == NONE ? 0 : levels[offset + parent];
    return bases[c][j] + row * layout.levels(j) + levels[offset + j];
  }

  /** Makes rows, and the classes, distributions: logarithms of shares of what is there. */
  void normalise(double[] tallies, double[] logs) {
    share(tallies, logs, 0, household ? CLASSES : CLASSES - 1);
    if (!household) {
      logs[HOUSEHOLD] = Double.NEGATIVE_INFINITY;
    }
    for (int r = 0; r < rows.length; r++) {
      logs[rows[r]] = 0; // missing: says nothing
      share(tallies, logs, rows[r] + 1, rows[r] + widths[r]);
    }
  }

  private static void share(double[] tallies, double[] logs, int from, int to) {
    double sum = 0;
    int most = from;
    for (int at = from; at < to; at++) {
      sum += tallies[at];
      most = tallies[at] > tallies[most] ? at : most;
    }
    double others = 0;
    for (int at = from; at < to; at++) {
      logs[at] = Math.log(tallies[at] / sum);
      others += at == most ? 0 : tallies[at];
    }
    // nearly all pairs differ: the logarithm of a share close to 1 is told by what it lacks
    logs[most] = Logarithms.log1p(-others / sum);
  }

  /** Whether two shapes have the same dependences. */
  boolean isLike(Shape other) {
    return Arrays.equals(ofHousehold, other.ofHousehold)
        && Arrays.deepEquals(parents, other.parents);
  }
}
