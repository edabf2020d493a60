// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

/**
 * How a theme's share of all texts changes from week to week: Poisson's regression on the week, by
 * Newton's method, with the interval that the spread of the weeks allows.
 *
 * @param change relative change a week: .1 for a tenth more each week
 * @param low of the 95 % interval
 * @param high of it
 */
public record Trend(double change, double low, double high) {

  private static final int LEAST_WEEKS = 4;
  private static final double STEEPEST = 2;
  private static final double QUANTILE = 1.959963984540054;

  /**
   * The trend of some weeks; none, within the widest bounds, of fewer than four with texts.
   *
   * @param ofTheme texts of the theme by week, oldest first
   * @param ofAll texts of all themes by week
   */
  public static Trend of(long[] ofTheme, long[] ofAll) {
    double texts = 0;
    double all = 0;
    int weeks = 0;
    for (int w = 0; w < ofTheme.length; w++) {
      texts += ofTheme[w];
      all += ofAll[w];
      weeks += ofAll[w] > 0 ? 1 : 0;
    }
    if (weeks < LEAST_WEEKS || texts == 0) {
      return new Trend(0, Math.expm1(-STEEPEST), Math.expm1(STEEPEST));
    }
    double middle = (ofTheme.length - 1) / 2.0;
    double level = Math.log(texts / all);
    double slope = 0;
    double information = 0;
    double more = 1;
    for (int step = 0; step < 50; step++) {
      double g0 = 0;
      double g1 = 0;
      double h00 = 0;
      double h01 = 0;
      double h11 = 0;
      double spread = 0;
      for (int w = 0; w < ofTheme.length; w++) {
        if (ofAll[w] > 0) {
          double t = w - middle;
          double mean = ofAll[w] * Math.exp(level + slope * t);
          g0 += ofTheme[w] - mean;
          g1 += t * (ofTheme[w] - mean);
          h00 += mean;
          h01 += mean * t;
          h11 += mean * t * t;
          spread += (ofTheme[w] - mean) * (ofTheme[w] - mean) / mean;
        }
      }
      double determinant = h00 * h11 - h01 * h01;
      if (!(determinant > 0)) {
        break;
      }
      information = determinant / h00;
      more = Math.max(1, spread / (weeks - 2));
      double by = clipped((h00 * g1 - h01 * g0) / determinant);
      level += clipped((h11 * g0 - h01 * g1) / determinant);
      slope = Math.max(-STEEPEST, Math.min(STEEPEST, slope + by));
      if (Math.abs(by) < 1e-10) {
        break;
      }
    }
    double error = information > 0 ? QUANTILE * Math.sqrt(more / information) : STEEPEST;
    return new Trend(
        Math.expm1(slope),
        Math.expm1(Math.max(-STEEPEST, slope - error)),
        Math.expm1(Math.min(STEEPEST, slope + error)));
  }

  private static double clipped(double step) {
    return Math.max(-1, Math.min(1, step));
  }
}
