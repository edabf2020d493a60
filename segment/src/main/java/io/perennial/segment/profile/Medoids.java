// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import java.util.PriorityQueue;

/** The members nearest to the middle of their segment: those to look at. */
final class Medoids {

  /** Farther from the middle nobody counts as farther: whales decide nothing. */
  private static final double FARTHEST = 3;

  private record Near(double squared, int row) implements Comparable<Near> {
    @Override
    public int compareTo(Near other) {
      int far = Double.compare(other.squared, squared);
      return far != 0 ? far : Integer.compare(other.row, row);
    }
  }

  private Medoids() {}

  /**
   * The members nearest to the median of all members in each coordinate, the nearest first; equals
   * in order of rows.
   *
   * @param members rows of {@code points}
   */
  static int[] of(Points points, int[] members, int most) {
    if (members.length == 0) {
      return members;
    }
    double[] middle = new double[points.dimensions()];
    Chunks.forEach(
        middle.length,
        1,
        (from, to) -> {
          double[] column = new double[members.length];
          for (int j = from; j < to; j++) {
            for (int i = 0; i < members.length; i++) {
              column[i] = points.at(members[i], j);
            }
            middle[j] = Middle.of(column);
          }
        });
    PriorityQueue<Near> nearest = new PriorityQueue<>();
    for (int row : members) {
      nearest.add(new Near(points.squaredDistance(row, middle, 0), row));
      if (nearest.size() > most) {
        nearest.poll();
      }
    }
    int[] rows = new int[nearest.size()];
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = nearest.remove().row();
    }
    return rows;
  }

  /**
   * Raw features as points: robust spreads from the median, at most three; a missing value is in
   * the middle. For where no other space is at hand.
   */
  static Points space(FeatureMatrix features) {
    return RankedCustomers.of(features).space();
  }

  /** Puts one feature of all customers into the coordinate {@code at} of {@code d}. */
  static void tell(double[] column, RankedFeature ranked, double[] coordinates, int at, int d) {
    if (ranked.known() == 0) {
      return;
    }
    double middle = ranked.quantile(0.5);
    double spread = ranked.quantile(0.75) - ranked.quantile(0.25);
    for (int i = 0; i < column.length; i++) {
      double away = spread > 0 && Double.isFinite(column[i]) ? (column[i] - middle) / spread : 0;
      coordinates[i * d + at] = Math.max(-FARTHEST, Math.min(FARTHEST, away));
    }
  }
}
