// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Customers are no longer what the model was fitted on: fit again.
 *
 * @param cause which test found it
 * @param observations since the detector began, or since its last alarm
 * @param customers of the window in which it was found
 * @param chance the chance that customers like those fitted on look so different in such a window,
 *     over all tests of its cause
 * @param moved what differs most, the surest first
 */
public record DriftAlarm(
    Cause cause, long observations, int customers, double chance, List<Shift> moved) {

  /** What is no longer as it was. */
  public enum Cause {
    /** How many customers each segment has, or how many are like nobody. */
    SHARES("shares of segments"),
    /** How far customers are from the mean of their segment. */
    DISTANCES("distances to the means"),
    /** What customers of a segment do. */
    MEANS("means of features");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }

  /**
   * One thing that differs.
   *
   * @param segment its id; {@code like nobody} for those unlike any
   * @param feature its name; {@code share} for the segment's share
   * @param before as the model was fitted: a share, or 0 standard deviations
   * @param now the share, or standard deviations of the feature within the segment from before
   * @param deviations how many standard errors lie between
   */
  public record Shift(
      String segment, String feature, double before, double now, double deviations) {

    static final String SHARE = "share";
    static final String NOBODY = "like nobody";

    /** In words: {@code gold: spend +0.48 sd}. */
    public String text() {
      return feature.equals(SHARE)
          ? String.format(Locale.ROOT, "%s: share %.3f, was %.3f", segment, now, before)
          : String.format(Locale.ROOT, "%s: %s %+.2f sd", segment, feature, now);
    }
  }

  public DriftAlarm {
    moved = List.copyOf(moved);
  }

  /** In words, with what to do. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "Segments drift (%s, chance %.1e, %,d customers): %s. A re-fit is advised.",
        cause.words,
        chance,
        customers,
        moved.isEmpty()
            ? "no single feature"
            : moved.stream().map(Shift::text).collect(Collectors.joining("; ")));
  }
}
