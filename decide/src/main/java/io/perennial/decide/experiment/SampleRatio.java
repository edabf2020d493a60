// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.ChiSquared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the arms have as many units as their weights say. If not, units went missing or were sent
 * astray in a way that may depend on the arm, and no effect can be believed. Source: Fabijan et
 * al., "Diagnosing sample ratio mismatch in online controlled experiments" (KDD 2019).
 *
 * @param counts units of each arm
 * @param expected units of each arm by the weights, same total
 * @param pValue how often chance alone does as much: by the chi-squared test for one look, by
 *     {@link SequentialSampleRatio} for many
 */
public record SampleRatio(List<Long> counts, List<Double> expected, double pValue) {

  /** Below this chance something is wrong: as GrowthBook and the paper take it. */
  public static final double ALARM = 0.001;

  public SampleRatio {
    counts = List.copyOf(counts);
    expected = List.copyOf(expected);
    Checked.share("pValue", pValue);
  }

  /**
   * The check of one look.
   *
   * @param weights of the arms, > 0, in any unit
   */
  public static SampleRatio of(long[] counts, double[] weights) {
    double[] shares = shares(counts.length, weights);
    long total = 0;
    for (long count : counts) {
      total += Checked.count("count", count);
    }
    List<Long> seen = new ArrayList<>();
    List<Double> expected = new ArrayList<>();
    double statistic = 0;
    for (int a = 0; a < counts.length; a++) {
      double should = total * shares[a];
      seen.add(counts[a]);
      expected.add(should);
      statistic += total == 0 ? 0 : (counts[a] - should) * (counts[a] - should) / should;
    }
    return new SampleRatio(
        seen, expected, new ChiSquared(counts.length - 1.0).upperTail(statistic));
  }

  /** The weights as shares of their sum. */
  static double[] shares(int arms, double[] weights) {
    if (arms < 2 || weights.length != arms) {
      throw new IllegalArgumentException(
          "Invalid arms: "
              + arms
              + " counts and "
              + weights.length
              + " weights (must be two or more, as many of each)");
    }
    double sum = 0;
    for (double weight : weights) {
      sum += Checked.positive("weight", weight);
    }
    double[] shares = new double[arms];
    for (int a = 0; a < arms; a++) {
      shares[a] = weights[a] / sum;
    }
    return shares;
  }

  /** Whether the numbers must not be trusted. */
  public boolean mismatch() {
    return pValue < ALARM;
  }

  /** What was found, one sentence. */
  public String inWords() {
    StringBuilder text = new StringBuilder();
    text.append(mismatch() ? "The arms' sizes are wrong: " : "The arms' sizes are as expected: ");
    for (int a = 0; a < counts.size(); a++) {
      text.append(a == 0 ? "" : ", ")
          .append(
              String.format(
                  Locale.ROOT, "%,d where %,.0f were due", counts.get(a), expected.get(a)));
    }
    return text.append(
            String.format(Locale.ROOT, " (chance of as much by luck: %s).", Wording.chance(pValue)))
        .toString();
  }
}
