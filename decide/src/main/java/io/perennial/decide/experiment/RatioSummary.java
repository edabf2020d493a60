// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/**
 * What a test of a ratio of two sums needs to know of an arm, as in revenue per order where units
 * are customers: the orders of a customer go together, so they cannot be counted as units.
 *
 * @param count of units
 * @param numerator mean per unit of what is above the line
 * @param denominator mean per unit of what is below it
 * @param numeratorVariance divided by n - 1; 0 below two units
 * @param denominatorVariance likewise
 * @param covariance of the two, likewise
 */
public record RatioSummary(
    long count,
    double numerator,
    double denominator,
    double numeratorVariance,
    double denominatorVariance,
    double covariance) {

  public RatioSummary {
    Checked.count("count", count);
    Checked.finite("numerator", numerator);
    Checked.finite("denominator", denominator);
    Checked.notNegative("numeratorVariance", numeratorVariance);
    Checked.notNegative("denominatorVariance", denominatorVariance);
    Checked.finite("covariance", covariance);
  }

  /**
   * The summary of units.
   *
   * @param above what each unit adds above the line
   * @param below what it adds below
   */
  public static RatioSummary of(double[] above, double[] below) {
    if (above.length != below.length) {
      throw new IllegalArgumentException(
          "Invalid ratio: "
              + above.length
              + " values above the line and "
              + below.length
              + " below (must be as many)");
    }
    ArmSummary top = ArmSummary.of(above);
    ArmSummary bottom = ArmSummary.of(below);
    double products = 0;
    for (int i = 0; i < above.length; i++) {
      products += (above[i] - top.mean()) * (below[i] - bottom.mean());
    }
    return new RatioSummary(
        above.length,
        top.mean(),
        bottom.mean(),
        top.variance(),
        bottom.variance(),
        above.length < 2 ? 0 : products / (above.length - 1));
  }

  /**
   * The ratio with its standard error. Source: the delta method, Deng, Knoblich and Lu, "Applying
   * the delta method in metric analytics" (KDD 2018), equation 3.
   *
   * @throws IllegalArgumentException if what is below the line is 0
   */
  public Estimate estimate() {
    if (denominator == 0) {
      throw new IllegalArgumentException(
          "Cannot take a ratio: what is below the line sums to 0 over " + count + " units");
    }
    return new Estimate(
        count, numerator / denominator, count < 2 ? 0 : StrictMath.sqrt(unitVariance() / count));
  }

  /** The variance of the ratio times the count: what a design takes for a mean's variance. */
  public double unitVariance() {
    double ratio = numerator / denominator;
    double variance =
        numeratorVariance - 2 * ratio * covariance + ratio * ratio * denominatorVariance;
    return StrictMath.max(0, variance) / (denominator * denominator); // below 0 by rounding only
  }
}
