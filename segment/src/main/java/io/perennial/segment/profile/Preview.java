// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.summary.Quantiles;
import io.perennial.math.summary.StableSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Who would be in a segment.
 *
 * @param customers of whom the condition holds
 * @param of how many there are
 * @param spend money of these, base currency
 * @param spendShare of the money of all, 0 to 1; empty where there is none
 * @param typical ids of those nearest to the middle of them, at most five
 * @param quantiles of each feature, of those who have it
 */
public record Preview(
    int customers,
    int of,
    double spend,
    OptionalDouble spendShare,
    List<Long> typical,
    List<FeatureQuantiles> quantiles) {

  /** How many typical customers are shown. */
  public static final int TYPICAL = 5;

  /**
   * How one feature is spread among those of whom the condition holds.
   *
   * @param known how many of them have it, at least one
   * @param tenth a tenth of them is below
   * @param quarter a quarter is below
   * @param median half is below
   * @param threeQuarters three quarters are below
   * @param nineTenths nine tenths are below
   * @param all the median of all customers who have it
   */
  public record FeatureQuantiles(
      String feature,
      int known,
      double tenth,
      double quarter,
      double median,
      double threeQuarters,
      double nineTenths,
      double all) {}

  public Preview {
    typical = List.copyOf(typical);
    quantiles = List.copyOf(quantiles);
  }

  /** The share of all customers, 0 to 1; 0 where there are none. */
  public double share() {
    return of == 0 ? 0 : (double) customers / of;
  }

  /**
   * Those of a segment.
   *
   * @param features the main ones; NaN where one is missing
   * @param spend money by customer, shape [n]; NaN counts as nothing
   * @param members the rows of whom the condition holds
   */
  public static Preview of(FeatureMatrix features, double[] spend, BitSet members) {
    int[] rows = members.stream().toArray();
    double all = StableSum.of(Arrays.stream(spend).filter(Double::isFinite).toArray());
    double theirs =
        StableSum.of(
            Arrays.stream(rows).mapToDouble(r -> spend[r]).filter(Double::isFinite).toArray());
    List<FeatureQuantiles> quantiles = new ArrayList<>();
    for (String name : features.names()) {
      double[] column = features.column(name);
      double[] known =
          Arrays.stream(rows).mapToDouble(r -> column[r]).filter(Double::isFinite).toArray();
      if (known.length > 0) {
        Quantiles among = Quantiles.of(known);
        quantiles.add(
            new FeatureQuantiles(
                name,
                known.length,
                among.at(0.1),
                among.at(0.25),
                among.median(),
                among.at(0.75),
                among.at(0.9),
                Quantiles.of(Arrays.stream(column).filter(Double::isFinite).toArray()).median()));
      }
    }
    return new Preview(
        rows.length,
        features.rows(),
        theirs,
        all > 0 ? OptionalDouble.of(theirs / all) : OptionalDouble.empty(),
        Arrays.stream(Medoids.of(Medoids.space(features), rows, TYPICAL))
            .mapToObj(features::rowId)
            .toList(),
        quantiles);
  }
}
