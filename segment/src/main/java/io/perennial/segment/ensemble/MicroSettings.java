// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

/**
 * What makes a dense group within a broad segment a micro-segment.
 *
 * @param leastMembers customers it must have
 * @param mostShare share of its broad segment that it may have: more is the segment itself
 * @param leastPurity share of the group that must be in that one segment
 * @param leastDensity how many times closer to its centre it must be than the segment is to its own
 * @param leastStability mean Jaccard over resamples that it must reach
 * @param leastDifference standard deviations of the rest of the segment by which at least one
 *     coordinate must differ
 * @param leastOutlierScore score from which a customer in no group is an anomaly
 * @param mostAnomalies share of all customers that may be one
 */
public record MicroSettings(
    int leastMembers,
    double mostShare,
    double leastPurity,
    double leastDensity,
    double leastStability,
    double leastDifference,
    double leastOutlierScore,
    double mostAnomalies) {

  public MicroSettings {
    require(leastMembers >= 2, "least members", leastMembers, ">= 2");
    require(mostShare > 0 && mostShare <= 1, "most share", mostShare, "above 0, to 1");
    require(leastPurity > 0.5 && leastPurity <= 1, "least purity", leastPurity, "above 0.5, to 1");
    require(leastDensity >= 0, "least density", leastDensity, ">= 0");
    require(
        leastStability >= 0 && leastStability <= 1, "least stability", leastStability, "0 to 1");
    require(leastDifference >= 0, "least difference", leastDifference, ">= 0");
    require(
        leastOutlierScore >= 0 && leastOutlierScore <= 1,
        "least outlier score",
        leastOutlierScore,
        "0 to 1");
    require(mostAnomalies >= 0 && mostAnomalies <= 1, "most anomalies", mostAnomalies, "0 to 1");
  }

  /** 20 customers, a quarter of their segment at most, twice as dense, and one deviation off. */
  public static MicroSettings defaults() {
    return new MicroSettings(20, 0.25, 0.8, 2, 0.6, 1, 0.9, 0.01);
  }

  private static void require(boolean valid, String name, Object value, String bound) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
