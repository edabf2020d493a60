// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.discover;

import io.perennial.domain.FeatureMatrix;

/**
 * Customers as they were known at an instant, and, of an instant of the past, what they spent in
 * the time after it. Immutable.
 */
public final class Look {

  private static final double[] UNKNOWN = {};

  private final FeatureMatrix features;
  private final double[] spentAfter;
  private final long asOf;
  private final long until;

  private Look(FeatureMatrix features, double[] spentAfter, long asOf, long until) {
    this.features = features;
    this.spentAfter = spentAfter;
    this.asOf = asOf;
    this.until = until;
  }

  /**
   * The newest instant, of which it is not known what comes.
   *
   * @param asOf microseconds since 1970, UTC
   */
  public static Look now(FeatureMatrix features, long asOf) {
    return new Look(features, UNKNOWN, asOf, Long.MAX_VALUE);
  }

  /**
   * An instant of the past.
   *
   * @param spentAfter what each customer spent from {@code asOf} to {@code until}, shape [rows]
   * @param asOf microseconds since 1970, UTC
   * @param until where the time after it ends
   */
  public static Look past(FeatureMatrix features, double[] spentAfter, long asOf, long until) {
    if (spentAfter.length != features.rows()) {
      throw new IllegalArgumentException(
          "Invalid spend: "
              + spentAfter.length
              + " customers (must be "
              + features.rows()
              + ", as features)");
    }
    return new Look(features, spentAfter, asOf, until);
  }

  /** A row for each customer. */
  public FeatureMatrix features() {
    return features;
  }

  double[] spentAfter() {
    return spentAfter;
  }

  long asOf() {
    return asOf;
  }

  /** Whether all that is known of this one was known at {@code other}. */
  boolean isKnownAt(Look other) {
    return until <= other.asOf;
  }
}
