// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

/**
 * What makes a partition the one to be chosen, and what looking for it may cost.
 *
 * @param most K: 2 to K clusters are tried
 * @param leastAgreement mean adjusted Rand index over resamples from which a partition is stable
 * @param wantedAgreement the same over all points looked at, that the chosen one should reach: of
 *     candidates that are stable by {@code leastAgreement} those that do not are taken only where
 *     none does
 * @param leastJaccard mean Jaccard over resamples that every cluster must reach; below .5 it is
 *     dissolved
 * @param leastShare share of all points below which a cluster is too small; 0 where small ones are
 *     wanted
 * @param pricePerSegment what one more segment must add to the share of next-period spend that is
 *     told
 * @param sample points looked at, of now and of each window
 * @param stabilitySample points that are drawn from for stability
 * @param resamples B of {@link Stability}
 * @param silhouetteSample points of {@link Silhouette}
 * @param gapSample points of {@link GapStatistic}
 * @param gapReferences B of {@link GapStatistic}; 0 for none
 */
public record ChoiceSettings(
    int most,
    double leastAgreement,
    double wantedAgreement,
    double leastJaccard,
    double leastShare,
    double pricePerSegment,
    int sample,
    int stabilitySample,
    int resamples,
    int silhouetteSample,
    int gapSample,
    int gapReferences) {

  public ChoiceSettings {
    require(most >= 2, "most", most, ">= 2");
    require(
        leastAgreement >= 0 && leastAgreement <= 1, "least agreement", leastAgreement, "0 to 1");
    require(
        wantedAgreement >= 0 && wantedAgreement <= 1,
        "wanted agreement",
        wantedAgreement,
        "0 to 1");
    require(leastJaccard >= 0 && leastJaccard <= 1, "least Jaccard", leastJaccard, "0 to 1");
    require(leastShare >= 0 && leastShare < 0.5, "least share", leastShare, "0 to 0.5");
    require(pricePerSegment >= 0, "price per segment", pricePerSegment, ">= 0");
    require(sample >= 2, "sample", sample, ">= 2");
    require(stabilitySample >= 2, "stability sample", stabilitySample, ">= 2");
    require(resamples >= 1, "resamples", resamples, ">= 1");
    require(silhouetteSample >= 2, "silhouette sample", silhouetteSample, ">= 2");
    require(gapSample >= 2, "gap sample", gapSample, ">= 2");
    require(gapReferences >= 0, "gap references", gapReferences, ">= 0");
  }

  /**
   * 2 to 12 clusters, stable from .8 and better from .9, of a hundredth at least, for half a
   * percent each.
   */
  public static ChoiceSettings defaults() {
    return new ChoiceSettings(12, 0.8, 0.9, 0.5, 0.01, 0.005, 10_000, 4_000, 20, 2_000, 1_000, 5);
  }

  public ChoiceSettings withMost(int clusters) {
    return new ChoiceSettings(
        clusters,
        leastAgreement,
        wantedAgreement,
        leastJaccard,
        leastShare,
        pricePerSegment,
        sample,
        stabilitySample,
        resamples,
        silhouetteSample,
        gapSample,
        gapReferences);
  }

  public ChoiceSettings withLeast(double agreement, double jaccard, double share) {
    return new ChoiceSettings(
        most,
        agreement,
        Math.max(agreement, wantedAgreement),
        jaccard,
        share,
        pricePerSegment,
        sample,
        stabilitySample,
        resamples,
        silhouetteSample,
        gapSample,
        gapReferences);
  }

  /** What is wanted of the chosen one over all points that are looked at; 0 for nothing. */
  public ChoiceSettings withWantedAgreement(double agreement) {
    return new ChoiceSettings(
        most,
        leastAgreement,
        agreement,
        leastJaccard,
        leastShare,
        pricePerSegment,
        sample,
        stabilitySample,
        resamples,
        silhouetteSample,
        gapSample,
        gapReferences);
  }

  public ChoiceSettings withPricePerSegment(double price) {
    return new ChoiceSettings(
        most,
        leastAgreement,
        wantedAgreement,
        leastJaccard,
        leastShare,
        price,
        sample,
        stabilitySample,
        resamples,
        silhouetteSample,
        gapSample,
        gapReferences);
  }

  /** Less or more work: points looked at, points for stability, and its resamples. */
  public ChoiceSettings withWork(int points, int stabilityPoints, int draws) {
    return new ChoiceSettings(
        most,
        leastAgreement,
        wantedAgreement,
        leastJaccard,
        leastShare,
        pricePerSegment,
        points,
        stabilityPoints,
        draws,
        silhouetteSample,
        gapSample,
        gapReferences);
  }

  private static void require(boolean valid, String name, Object value, String bound) {
    if (!valid) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be " + bound + ")");
    }
  }
}
