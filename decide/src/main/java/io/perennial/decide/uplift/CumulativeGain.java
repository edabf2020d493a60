// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The measures of causalml 0.18.0, number by number: curves over every customer from the best to
 * the worst, 0 first, where a count at which one arm has nobody yet is filled in by a straight line
 * between its neighbours. Equal scores are taken from the first row to the last (causalml's sort
 * leaves their order open), so that curves depend on it: {@link EffectRanking} does not. Immutable;
 * O(n log n) to make.
 *
 * <p>Source: Gutierrez and Gérardy, "Causal inference and uplift modeling" (2016), section 4.1.
 */
public final class CumulativeGain {

  private final double[] lift;
  private final double[] qini;

  private CumulativeGain(double[] lift, double[] qini) {
    this.lift = lift;
    this.qini = qini;
  }

  /**
   * The curves of scores.
   *
   * @param outcome double[n], finite
   * @param treated boolean[n], some of each
   * @param score the higher, the sooner; double[n], none NaN
   */
  public static CumulativeGain of(double[] outcome, boolean[] treated, double[] score) {
    EffectRanking.of(outcome, treated, score); // the same is asked of rows
    int n = outcome.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -(score[i] + 0.0)))
            .mapToInt(i -> i)
            .toArray();
    double[] lift = new double[n + 1];
    double[] qini = new double[n + 1];
    double with = 0;
    double without = 0;
    double withSum = 0;
    double withoutSum = 0;
    for (int i = 0; i < n; i++) {
      if (treated[order[i]]) {
        with++;
        withSum += outcome[order[i]];
      } else {
        without++;
        withoutSum += outcome[order[i]];
      }
      boolean both = with > 0 && without > 0;
      lift[i + 1] = both ? withSum / with - withoutSum / without : Double.NaN;
      qini[i + 1] = without > 0 ? withSum - withoutSum * with / without : Double.NaN;
    }
    fill(lift);
    fill(qini);
    return new CumulativeGain(lift, qini);
  }

  /** Straight lines over what is not known, which is never the first or the last. */
  private static void fill(double[] curve) {
    int known = 0;
    for (int i = 1; i < curve.length; i++) {
      if (!Double.isNaN(curve[i])) {
        for (int j = known + 1; j < i; j++) {
          curve[j] = curve[known] + (curve[i] - curve[known]) * (j - known) / (i - known);
        }
        known = i;
      }
    }
  }

  /** The difference of the means among the best 0, 1, …, n: {@code get_cumlift}. */
  public double[] lift() {
    return lift.clone();
  }

  /** That times their count: {@code get_cumgain}. */
  public double[] gain() {
    double[] gain = new double[lift.length];
    for (int i = 0; i < gain.length; i++) {
      gain[i] = lift[i] * i;
    }
    return gain;
  }

  /** Outcomes that the treated among them have more than the control: {@code get_qini}. */
  public double[] qiniCurve() {
    return qini.clone();
  }

  /**
   * The mean of {@link #gain} in units of its last: {@code auuc_score}. About 0.5 for a random
   * order; 0 where the effect on all is 0.
   */
  public double areaUnderGain() {
    return scaledMean(gain(), 0);
  }

  /** The mean of {@link #gain} as it is: {@code auuc_score(normalize=False)}. */
  public double meanGain() {
    return mean(gain());
  }

  /**
   * The mean distance of {@link #qiniCurve} from the straight line, in units of its last: {@code
   * qini_score}. 0 where the effect on all is 0.
   */
  public double qiniScore() {
    return scaledMean(qini, 0.5);
  }

  /** The same as it is: {@code qini_score(normalize=False)}. */
  public double meanQini() {
    return mean(qini) - 0.5 * qini[qini.length - 1];
  }

  private static double mean(double[] curve) {
    double sum = 0;
    for (double value : curve) {
      sum += value;
    }
    return sum / curve.length;
  }

  private static double scaledMean(double[] curve, double line) {
    double last = curve[curve.length - 1];
    return last == 0 ? 0 : (mean(curve) - line * last) / Math.abs(last);
  }
}
