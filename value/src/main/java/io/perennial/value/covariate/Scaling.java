// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.math.summary.Quantiles;
import java.util.Arrays;

/**
 * How a column becomes a number near 1: held within its 0.5 % and 99.5 % quantiles, so that one
 * customer of 1e9 is not all that is left of it, then centred and divided by its standard
 * deviation. What is not known counts as the mean.
 *
 * @param column its name
 * @param deviation 0 for a column that is constant or never known, which has no effect
 */
record Scaling(String column, double lowest, double highest, double centre, double deviation) {

  private static final double TAIL = 0.005;

  static Scaling of(String column, double[] values) {
    double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (known.length == 0) {
      return new Scaling(column, 0, 0, 0, 0);
    }
    Quantiles quantiles = Quantiles.of(known);
    double lowest = quantiles.at(TAIL);
    double highest = quantiles.at(1 - TAIL);
    if (lowest == highest) { // a rare mark: 1 for one in a thousand
      lowest = quantiles.at(0);
      highest = quantiles.at(1);
    }
    double from = lowest;
    double to = highest;
    double centre =
        Arrays.stream(known).map(v -> Math.min(to, Math.max(from, v)) / known.length).sum();
    double variance =
        Arrays.stream(known)
            .map(v -> Math.min(to, Math.max(from, v)) - centre)
            .map(away -> away * away / known.length)
            .sum();
    double deviation = Math.sqrt(variance);
    boolean constant = !(deviation > 1e-9 * Math.max(Math.abs(lowest), Math.abs(highest)));
    return new Scaling(column, lowest, highest, centre, constant ? 0 : deviation);
  }

  /** The number of a value; 0 where it is not known or the column is constant. */
  double of(double value) {
    if (deviation == 0 || Double.isNaN(value)) {
      return 0;
    }
    return (Math.min(highest, Math.max(lowest, value)) - centre) / deviation;
  }
}
