// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import java.io.Serializable;
import java.util.Locale;

/**
 * How customers are segmented by recency, frequency and monetary value.
 *
 * @param monetary what the monetary value is
 * @param recencyWeight of recency in the one score; as all weights not negative
 * @param frequencyWeight of frequency
 * @param monetaryWeight of monetary value
 * @param rules which scores make which segment
 */
public record RfmConfig(
    Monetary monetary,
    double recencyWeight,
    double frequencyWeight,
    double monetaryWeight,
    RfmRules rules)
    implements Serializable {

  /** What the monetary value is. */
  public enum Monetary {
    /** All that the customer spent. */
    TOTAL,
    /** What the customer spent per purchase, which says nothing about how often. */
    MEAN
  }

  public RfmConfig {
    check("recency-weight", recencyWeight);
    check("frequency-weight", frequencyWeight);
    check("monetary-weight", monetaryWeight);
    if (recencyWeight + frequencyWeight + monetaryWeight == 0) {
      throw new IllegalArgumentException(
          "Invalid segment.rfm weights: all 0 (must be above 0 in sum)");
    }
  }

  private static void check(String name, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "Invalid segment.rfm." + name + ": " + weight + " (must be >= 0)");
    }
  }

  /** Total spend, equal weights, {@link RfmRules#DEFAULT}. */
  public static RfmConfig defaults() {
    return new RfmConfig(Monetary.TOTAL, 1, 1, 1, RfmRules.DEFAULT);
  }

  /** The weighted mean of the scores: 1 to 5. */
  public double score(Rfm scores) {
    return (recencyWeight * scores.recency()
            + frequencyWeight * scores.frequency()
            + monetaryWeight * scores.monetary())
        / (recencyWeight + frequencyWeight + monetaryWeight);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return String.format(
        Locale.ROOT,
        "rfm %s weights %s %s %s rules %s",
        monetary,
        recencyWeight,
        frequencyWeight,
        monetaryWeight,
        String.join("; ", rules.texts()));
  }
}
