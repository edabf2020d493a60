// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Customers with each of their features in order: made once, so that the segments of any number of
 * schemes are compared without sorting again. 20 n to 36 n bytes a feature. Immutable.
 */
public final class RankedCustomers {

  private final FeatureMatrix features;
  private final RankedFeature[] ranked;
  private final Points space;

  private RankedCustomers(FeatureMatrix features, RankedFeature[] ranked, Points space) {
    this.features = features;
    this.ranked = ranked;
    this.space = space;
  }

  /**
   * Puts them in order, on all threads.
   *
   * @param features shape [n]; NaN where one is missing
   */
  public static RankedCustomers of(FeatureMatrix features) {
    int d = features.names().size();
    RankedFeature[] ranked = new RankedFeature[d];
    double[] coordinates = new double[Math.multiplyExact(features.rows(), Math.max(1, d))];
    Chunks.forEach(
        d,
        1,
        (from, to) -> {
          for (int f = from; f < to; f++) {
            double[] column = features.column(features.names().get(f));
            ranked[f] = new RankedFeature(column);
            Medoids.tell(column, ranked[f], coordinates, f, d);
          }
        });
    return new RankedCustomers(features, ranked, new Points(coordinates, Math.max(1, d)));
  }

  FeatureMatrix features() {
    return features;
  }

  RankedFeature feature(int place) {
    return ranked[place];
  }

  /** Robust spreads of the features, as {@link Medoids#space} has them. */
  Points space() {
    return space;
  }

  /** Each feature of each segment against the rest: shape [features][segments]. */
  RankedFeature.Comparison[][] compared(int[][] rows) {
    RankedFeature.Comparison[][] compared =
        new RankedFeature.Comparison[ranked.length][rows.length];
    Chunks.forEach(
        ranked.length,
        1,
        (from, to) -> {
          for (int f = from; f < to; f++) {
            RankedFeature feature = ranked[f];
            Arrays.setAll(compared[f], s -> feature.compare(rows[s]));
          }
        });
    return compared;
  }
}
