// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import io.perennial.math.special.BetaFunctions;

/**
 * Whether a theme is said more often than it used to be, by more than chance would have it.
 *
 * <p>Texts of a theme are counted by week, beside all texts of that week. If its share stays what
 * it was, the count of the last week is negative-binomial: a Poisson count whose rate is known from
 * the weeks before only as well as these tell. Where weeks differed by more than Poisson's chance,
 * all counts are divided by how much more (Pearson's statistic by its degrees of freedom, never
 * less than 1). Source: Gelman and others, "Bayesian Data Analysis", section 2.6.
 *
 * @param count texts of the theme in the last week
 * @param expected how many there would be at the share of the weeks before
 * @param chance the probability of as many or more, if nothing has changed
 */
public record Emergence(long count, double expected, double chance) {

  /** Fewer weeks before tell nothing. */
  public static final int LEAST_WEEKS = 4;

  /** What is known of a share before anything is counted: half a text, Jeffreys's. */
  private static final double PRIOR = 0.5;

  /**
   * Looks at the last of some weeks.
   *
   * @param ofTheme texts of the theme by week, oldest first
   * @param ofAll texts of all themes by week
   */
  public static Emergence of(long[] ofTheme, long[] ofAll) {
    int last = ofTheme.length - 1;
    double before = 0;
    double exposure = 0;
    int weeks = 0;
    for (int w = 0; w < last; w++) {
      before += ofTheme[w];
      exposure += ofAll[w];
      weeks += ofAll[w] > 0 ? 1 : 0;
    }
    long count = last < 0 ? 0 : ofTheme[last];
    if (weeks < LEAST_WEEKS || ofAll[last] == 0) {
      return new Emergence(count, count, 1);
    }
    double share = before / exposure;
    double more = Math.max(1, dispersion(ofTheme, ofAll, share, weeks));
    double expected = share * ofAll[last];
    double chance =
        count == 0
            ? 1
            : BetaFunctions.regularized(
                count / more, (before + PRIOR) / more, ofAll[last] / (exposure + ofAll[last]));
    return new Emergence(count, expected, chance);
  }

  /** How much more weeks before the last differ than Poisson's chance has it. */
  private static double dispersion(long[] ofTheme, long[] ofAll, double share, int weeks) {
    double sum = 0;
    for (int w = 0; w < ofTheme.length - 1; w++) {
      double mean = share * ofAll[w];
      if (mean > 0) {
        sum += (ofTheme[w] - mean) * (ofTheme[w] - mean) / mean;
      }
    }
    return sum / (weeks - 1);
  }

  /**
   * Whether to call attention to it.
   *
   * @param falseAlarms the probability that any theme is called when none has changed
   * @param themes that are looked at; Bonferroni
   */
  public boolean isAlert(double falseAlarms, int themes) {
    return count > expected && chance <= falseAlarms / Math.max(1, themes);
  }
}
