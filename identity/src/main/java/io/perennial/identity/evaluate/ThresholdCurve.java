// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Agreement by threshold: what is at least as probable counts as found.
 *
 * @param points by threshold, ascending; at most 201 of them
 * @param best the point with the greatest F1 of all thresholds, of equal ones the highest
 */
public record ThresholdCurve(List<Point> points, Point best) {

  private static final int MOST = 200;

  /**
   * One threshold.
   *
   * @param threshold a probability that was said, or 1
   * @param agreement of pairs of at least that probability with the truth
   */
  public record Point(double threshold, Agreement agreement) {}

  public ThresholdCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of probabilities. O(n log n).
   *
   * @param said probabilities
   * @param cameTrue whether each pair is a match
   * @param neverCompared how many further matches have no probability
   */
  public static ThresholdCurve of(double[] said, boolean[] cameTrue, long neverCompared) {
    if (said.length != cameTrue.length || neverCompared < 0) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid outcomes: %d of %d probabilities, %d never compared"
                  + " (must be as many, and >= 0)",
              cameTrue.length, said.length, neverCompared));
    }
    double[] of = said.clone();
    double[] ofMatches = new double[said.length];
    int count = 0;
    for (int i = 0; i < said.length; i++) {
      if (cameTrue[i]) {
        ofMatches[count++] = said[i];
      }
    }
    double[] matches = Arrays.copyOf(ofMatches, count);
    Arrays.sort(of);
    Arrays.sort(matches);
    List<Point> all = new ArrayList<>();
    int below = 0;
    for (int i = 0; i < of.length; i++) {
      if (i == 0 || of[i] > of[i - 1]) {
        while (below < matches.length && matches[below] < of[i]) {
          below++;
        }
        all.add(point(of[i], of.length - i, matches.length - below, matches.length, neverCompared));
      }
    }
    if (all.isEmpty() || of[of.length - 1] < 1) {
      all.add(point(1, 0, 0, matches.length, neverCompared));
    }
    Point best = all.get(0);
    for (Point point : all) {
      best = point.agreement().f1() >= best.agreement().f1() ? point : best;
    }
    List<Point> spread = new ArrayList<>();
    for (int i = 0; i <= MOST && all.size() > MOST; i++) {
      spread.add(all.get((int) ((long) i * (all.size() - 1) / MOST)));
    }
    return new ThresholdCurve(spread.isEmpty() ? all : spread, best);
  }

  private static Point point(
      double threshold, long found, long both, long matches, long neverCompared) {
    return new Point(threshold, new Agreement(both, found - both, matches - both + neverCompared));
  }
}
