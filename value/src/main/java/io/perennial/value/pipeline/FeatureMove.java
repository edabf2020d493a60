// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.drift.StabilityIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far a feature is from where it was when models learned from it last.
 *
 * @param index from the latest instant of the past to now
 * @param usual the largest index from one earlier instant to the next: a base that grows older is
 *     no news; 0 where there was one instant alone
 */
record FeatureMove(StabilityIndex index, double usual) {

  /** So many times as far as it ever moved before is news. */
  private static final double UNUSUAL = 2;

  /**
   * Of all features.
   *
   * @param past at instants that were learned from, the latest first; the same columns
   * @param now all customers, of whom as many are looked at as of an instant of the past
   * @param falseAlarms the chance that any alarms while nothing has moved
   * @return in the order of the columns; empty where too few customers are known
   */
  static List<FeatureMove> of(
      List<FeatureMatrix> past, FeatureMatrix now, int sample, double falseAlarms) {
    if (past.isEmpty() || now.names().isEmpty()) {
      return List.of();
    }
    try {
      List<StabilityIndex> moved =
          compared(past.get(0), sampled(now, Math.max(1, sample)), falseAlarms);
      Map<String, Double> usual = new HashMap<>();
      for (int k = 1; k < past.size(); k++) {
        for (StabilityIndex index : compared(past.get(k), past.get(k - 1), falseAlarms)) {
          usual.merge(index.name(), index.index(), Math::max);
        }
      }
      List<FeatureMove> all = new ArrayList<>();
      for (StabilityIndex index : moved) {
        all.add(new FeatureMove(index, usual.getOrDefault(index.name(), 0.0)));
      }
      return List.copyOf(all);
    } catch (TooLittleDataException tooLittle) {
      return List.of();
    }
  }

  private static List<StabilityIndex> compared(
      FeatureMatrix before, FeatureMatrix after, double falseAlarms) {
    List<String> names = after.names();
    double[][] old = names.stream().map(before::column).toArray(double[][]::new);
    double[][] fresh = names.stream().map(after::column).toArray(double[][]::new);
    return StabilityIndex.of(names, old, fresh, falseAlarms);
  }

  /** By the hash that instants of the past are thinned by. */
  private static FeatureMatrix sampled(FeatureMatrix all, int sample) {
    long oneOf = Math.max(1, (all.rows() + (long) sample - 1) / sample);
    return oneOf == 1
        ? all
        : all.subset(
            IntStream.range(0, all.rows()).filter(i -> all.rowId(i) % oneOf == 0).toArray());
  }

  /** What must be exceeded for an alarm. */
  double threshold() {
    return Math.max(UNUSUAL * usual, Math.max(index.threshold(), StabilityIndex.NOTICEABLE));
  }

  /** Whether it has moved by more than chance, noticeably, and twice as far as ever before. */
  boolean isAlarm() {
    return index.isNoticeable() && index.index() > UNUSUAL * usual;
  }

  /** In a sentence. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s: stability index %.3f since models learned from it last; chance alone exceeds %.3f as"
            + " rarely as stated, and it was %.3f at most before",
        isAlarm()
            ? "has moved"
            : index.isNoticeable()
                ? "has moved, as it did before"
                : index.isAlarm() ? "has moved a little" : "has not moved by more than chance",
        index.index(),
        index.threshold(),
        usual);
  }
}
