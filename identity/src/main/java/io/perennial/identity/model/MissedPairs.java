// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pairs of one customer, or of one household, that blocking did not propose: they agree on nothing
 * that is a rule. Their number follows from those that agree on something of which all equal pairs
 * are candidates, and from how likely a pair of the class does so, given what both records say.
 * Without them households, which blocking does not look for, would be taken for rare, and what
 * agrees for more frequent than it is. Source: Horvitz and Thompson, "A generalization of sampling
 * without replacement from a finite universe" (JASA 47, 1952), within the steps of Dempster, Laird
 * and Rubin (1977) for truncated data.
 */
final class MissedPairs {

  /** Where fewer of a class would be seen, nothing is said of those that are not. */
  private static final double LEAST_SEEN = 0.1;

  /** Nearly all pairs that are not proposed are of different customers. */
  private static final double MOST_MISSED = 0.01;

  private final Layout layout;
  private final Background background;
  private final double totalPairs;
  // what both records of a pair say: bits by attribute, and how many pairs
  private final List<boolean[]> saying = new ArrayList<>();
  private final List<Double> pairs = new ArrayList<>();
  private final Map<String, Integer> places = new TreeMap<>();

  MissedPairs(Fitting input, Layout layout, Background background) {
    this.layout = layout;
    this.background = background;
    totalPairs = input.totalPairs();
    double each = totalPairs / Math.max(1, input.random().total());
    byte[] sorted = new byte[layout.size()];
    input
        .random()
        .forEach(
            (levels, count) -> {
              input.random().layout().sort(levels, sorted, 0);
              int at = place(sorted, 0);
              pairs.set(at, pairs.get(at) + count * each);
            });
  }

  private int place(byte[] levels, int offset) {
    char[] key = new char[layout.size()];
    for (int j = 0; j < key.length; j++) {
      key[j] = levels[offset + j] == 0 ? '0' : '1';
    }
    return places.computeIfAbsent(
        new String(key),
        k -> {
          boolean[] says = new boolean[key.length];
          for (int j = 0; j < key.length; j++) {
            says[j] = key[j] == '1';
          }
          saying.add(says);
          pairs.add(0.0);
          return saying.size() - 1;
        });
  }

  /**
   * Those of the two classes, by place of the shape; taken from the others. All 0 where there is
   * too little to tell by.
   *
   * @param posteriors shares of classes in each pattern
   * @param before what was answered last; at first nothing
   */
  double[] tallies(
      Shape shape, double[] logs, Patterns patterns, double[] posteriors, double[] before) {
    double[] tallies = new double[shape.size()];
    add(Shape.MATCH, shape, logs, patterns, posteriors, before, tallies);
    if (shape.hasHousehold() && !shape.isOfSiblings()) {
      add(Shape.HOUSEHOLD, shape, logs, patterns, posteriors, before, tallies);
    }
    return tallies;
  }

  private void add(
      int c,
      Shape shape,
      double[] logs,
      Patterns patterns,
      double[] posteriors,
      double[] before,
      double[] tallies) {
    double[] counts = Arrays.copyOf(before, shape.size());
    double seen = 0;
    double all = 0;
    double[] alsoCandidates = new double[saying.size()];
    for (int i = 0; i < patterns.size(); i++) {
      double here =
          patterns.open(i) * posteriors[i * Shape.CLASSES + c]
              + (c == Shape.MATCH ? patterns.matches(i) : 0);
      all += here;
      for (int j = 0; j < layout.size(); j++) {
        counts[shape.place(c, j, patterns.levels(), patterns.offset(i))] += here;
      }
      if (isEnumerated(patterns.levels(), patterns.offset(i))) {
        seen += here;
      } else {
        int at = place(patterns.levels(), patterns.offset(i));
        if (at >= alsoCandidates.length) {
          alsoCandidates = Arrays.copyOf(alsoCandidates, 2 * at + 1);
        }
        alsoCandidates[at] += here;
      }
    }
    alsoCandidates = Arrays.copyOf(alsoCandidates, saying.size());
    Unseen unseen = new Unseen(c, shape, logs, counts);
    double wouldBeSeen = 0;
    for (int at = 0; at < saying.size(); at++) {
      wouldBeSeen += (1 - unseen.share(saying.get(at))) * pairs.get(at) / totalPairs;
    }
    if (!(wouldBeSeen >= LEAST_SEEN) || all <= 0) {
      return;
    }
    // all that agree on no rule, less those that are candidates for another reason
    double share = seen / wouldBeSeen / totalPairs;
    double missed =
        Math.min(seen / wouldBeSeen - all, MOST_MISSED * Math.max(0, background.pairs()));
    double sum = 0;
    double[] missedOf = new double[saying.size()];
    for (int at = 0; at < missedOf.length; at++) {
      double here = share * unseen.share(saying.get(at)) * pairs.get(at);
      missedOf[at] = Math.max(0, here - alsoCandidates[at]);
      sum += missedOf[at];
    }
    for (int at = 0; at < missedOf.length && missed > 0; at++) {
      double here = missedOf[at] * missed / sum;
      if (here > 0) {
        unseen.share(saying.get(at));
        unseen.spread(here, tallies);
        tallies[c] += here;
        tallies[Shape.OTHER] -= here;
      }
    }
  }

  private boolean isEnumerated(byte[] levels, int offset) {
    for (int j = 0; j < layout.size(); j++) {
      if (background.isEnumerated(j) && levels[offset + j] == layout.attribute(j).top()) {
        return true;
      }
    }
    return false;
  }

  /** How pairs of a class agree that agree on nothing that is a rule. */
  private final class Unseen {
    private final int c;
    private final Shape shape;
    private final double[] shares;
    private boolean[] says = {};
    // by attribute and row: how likely it and what depends on it is unseen; below 0: not reckoned
    private final double[][] known;

    Unseen(int c, Shape shape, double[] logs, double[] counts) {
      this.c = c;
      this.shape = shape;
      shares = Arrays.stream(logs).map(Math::exp).toArray();
      for (int j = 0; j < layout.size(); j++) {
        for (int row = 0; row < shape.rows(c, j) && shape.isOwn(c, j); row++) {
          asCounted(counts, shape.place(c, j, row, 1), layout.levels(j) - 1);
        }
      }
      known = new double[layout.size()][];
      Arrays.setAll(known, j -> new double[shape.rows(c, j)]);
    }

    /** By counts alone: what is taken for granted would confirm itself from round to round. */
    private void asCounted(double[] counts, int from, int length) {
      double sum = 1;
      for (int at = from; at < from + length; at++) {
        sum += counts[at];
      }
      for (int at = from; at < from + length; at++) {
        shares[at] = (counts[at] + shares[at]) / sum;
      }
    }

    /** Of pairs whose records both say this much, how many agree on nothing that is a rule. */
    double share(boolean[] said) {
      says = said;
      for (double[] rows : known) {
        Arrays.fill(rows, -1);
      }
      double all = 1;
      for (int j = 0; j < said.length; j++) {
        all *= isRoot(j) ? below(j, 0) : 1;
      }
      return all;
    }

    /** Adds such pairs to their places; those of the last share. */
    void spread(double weight, double[] tallies) {
      for (int j = 0; j < says.length; j++) {
        if (isRoot(j)) {
          spread(j, 0, weight, tallies);
        }
      }
    }

    private boolean isRoot(int j) {
      int parent = shape.parent(c, j);
      return says[j] && (parent == Shape.NONE || !says[parent]);
    }

    private int highest(int j) {
      int top = layout.attribute(j).top();
      return background.isEnumerated(j) ? top - 1 : top;
    }

    private double below(int j, int row) {
      if (known[j][row] < 0) {
        double sum = 0;
        for (int level = 1; level <= highest(j); level++) {
          sum += shares[shape.place(c, j, row, level)] * ofChildren(j, level);
        }
        known[j][row] = sum;
      }
      return known[j][row];
    }

    private double ofChildren(int j, int level) {
      double all = 1;
      for (int child = 0; child < says.length; child++) {
        if (says[child] && shape.parent(c, child) == j) {
          all *= below(child, level);
        }
      }
      return all;
    }

    private void spread(int j, int row, double weight, double[] tallies) {
      double all = below(j, row);
      for (int level = 1; all > 0 && level <= highest(j); level++) {
        int place = shape.place(c, j, row, level);
        double here = weight * shares[place] * ofChildren(j, level) / all;
        tallies[place] += here;
        for (int child = 0; child < says.length; child++) {
          if (says[child] && shape.parent(c, child) == j) {
            spread(child, level, here, tallies);
          }
        }
      }
    }
  }
}
