// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds columns that know what they cannot know: whose name says that they are labels, or that
 * alone order the rows as their labels do. What happens to be known of a customer never tells so
 * much; what was written down afterwards does.
 */
final class LeakageGuard {

  /** A rank correlation or area under the curve from which a column is no forecast any more. */
  private static final double TOO_GOOD = 0.999;

  private static final int MOST_ROWS = 20_000;
  private static final int LEAST_OF_EACH = 20;

  private final double[] labelRanks;
  private final int[] rows;
  private final boolean binary;
  private final boolean enough;

  private LeakageGuard(double[] labels, boolean binary) {
    int step = (labels.length - 1) / MOST_ROWS + 1;
    this.rows = IntStream.range(0, labels.length).filter(i -> i % step == 0).toArray();
    double[] some = Arrays.stream(rows).mapToDouble(i -> labels[i]).toArray();
    this.binary = binary;
    this.labelRanks = ranks(some);
    long positive = Arrays.stream(some).filter(y -> y > 0).count();
    boolean differs = Arrays.stream(some).distinct().count() > 1;
    this.enough =
        binary
            ? Math.min(positive, some.length - positive) >= LEAST_OF_EACH
            : differs && some.length >= 2 * LEAST_OF_EACH;
  }

  /** A guard for these labels; names alone are looked at where it has too few to tell. */
  static LeakageGuard of(double[] labels, Objective objective) {
    return new LeakageGuard(labels, objective.isBinary());
  }

  /**
   * Why column {@code column} must not be learned from, in a sentence; empty if nothing is seen.
   */
  Optional<String> objection(FeatureMatrix features, int column) {
    String name = features.names().get(column);
    if (isLabel(name)) {
      return Optional.of("column " + name + " is left out: its name says that it is a label");
    }
    if (!enough) {
      return Optional.empty();
    }
    double[] values = new double[rows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.at(rows[i], column);
    }
    double strength = strength(values);
    return strength < TOO_GOOD
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "column %s is left out: alone it tells the label (%s %.4f), which only what was"
                    + " written after the fact can",
                name,
                binary ? "AUC" : "rank correlation",
                strength));
  }

  /** Whether a name is that of a label. */
  static boolean isLabel(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("label_");
  }

  private double strength(double[] values) {
    double[] ranks = ranks(values);
    double correlation = Math.abs(correlation(ranks, labelRanks));
    if (!binary) {
      return correlation;
    }
    double above = 0;
    double positives = 0;
    double half = (labelRanks.length + 1) / 2.0;
    for (int i = 0; i < ranks.length; i++) {
      if (labelRanks[i] > half) {
        above += ranks[i];
        positives++;
      }
    }
    double negatives = ranks.length - positives;
    double auc = (above - positives * (positives + 1) / 2) / (positives * negatives);
    return Math.max(auc, 1 - auc);
  }

  private static double correlation(double[] a, double[] b) {
    double mean = (a.length + 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - mean) * (b[i] - mean);
      aa += (a[i] - mean) * (a[i] - mean);
      bb += (b[i] - mean) * (b[i] - mean);
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }

  /** Ranks from 1, ties sharing their mean; what is not known comes last, as a value of its own. */
  static double[] ranks(double[] values) {
    double[] sorted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sorted[i] = values[i] + 0.0; // no negative zero
    }
    double[] same = sorted.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = (count(sorted, same[i], true) + count(sorted, same[i], false) + 1) / 2.0;
    }
    return ranks;
  }

  /** How many are below {@code value}, or below or equal. */
  private static int count(double[] sorted, double value, boolean below) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Double.compare(sorted[middle], value);
      if (order < 0 || (!below && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The columns to learn from: without those objected to, and without those that never differ. */
  static List<String> usable(
      FeatureMatrix features, double[] labels, BoostConfig config, List<String> notes) {
    Optional<LeakageGuard> guard =
        config.guarded() ? Optional.of(of(labels, config.objective())) : Optional.empty();
    List<String> usable = new ArrayList<>();
    int constant = 0;
    for (int k = 0; k < features.names().size(); k++) {
      int column = k;
      if (!differs(features, k)) {
        constant++;
        continue;
      }
      Optional<String> objection = guard.flatMap(g -> g.objection(features, column));
      objection.ifPresentOrElse(notes::add, () -> usable.add(features.names().get(column)));
    }
    if (constant > 0) {
      notes.add(constant + " columns are left out: they have one value for all rows");
    }
    return usable;
  }

  private static boolean differs(FeatureMatrix features, int column) {
    for (int i = 1; i < features.rows(); i++) {
      if (Double.compare(features.at(i, column), features.at(0, column)) != 0) {
        return true;
      }
    }
    return false;
  }
}
