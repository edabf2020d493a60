// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether probabilities are what they say: of what is given .8, eight in ten come true.
 *
 * @param bins by probability, ascending; those without any are left out
 * @param count how many probabilities were judged
 * @param expectedError the mean over all of |said - true| of their bin (ECE), within [0, 1]
 * @param brier the mean squared difference to what came true, within [0, 1]
 * @param logLoss the mean of -ln of what was given to what came true; 1e-12 at least is given
 */
public record Calibration(
    List<Bin> bins, long count, double expectedError, double brier, double logLoss) {

  private static final double LEAST = 1e-12;

  /**
   * Probabilities of about the same size.
   *
   * @param from the least of them that may be in it
   * @param to the greatest
   * @param count how many are in it
   * @param said their mean
   * @param cameTrue the share that came true
   */
  public record Bin(double from, double to, long count, double said, double cameTrue) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /** In bins of the same width. */
  public static Calibration ofWidths(double[] said, boolean[] cameTrue, int bins) {
    require(said, cameTrue, bins);
    int[] binOf = new int[said.length];
    double[] edges = new double[bins + 1];
    for (int bin = 0; bin <= bins; bin++) {
      edges[bin] = (double) bin / bins;
    }
    for (int i = 0; i < said.length; i++) {
      binOf[i] = Math.min(bins - 1, (int) (said[i] * bins));
    }
    return of(said, cameTrue, binOf, edges);
  }

  /** In bins of about as many; equal probabilities are in the same bin. */
  public static Calibration ofCounts(double[] said, boolean[] cameTrue, int bins) {
    require(said, cameTrue, bins);
    double[] sorted = said.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins + 1];
    edges[bins] = 1;
    for (int bin = 1; bin < bins && sorted.length > 0; bin++) {
      edges[bin] = sorted[(int) ((long) bin * sorted.length / bins)];
    }
    int[] binOf = new int[said.length];
    for (int i = 0; i < said.length; i++) {
      int bin = 0;
      while (bin < bins - 1 && said[i] >= edges[bin + 1]) {
        bin++;
      }
      binOf[i] = bin;
    }
    return of(said, cameTrue, binOf, edges);
  }

  private static Calibration of(double[] said, boolean[] cameTrue, int[] binOf, double[] edges) {
    int bins = edges.length - 1;
    long[] count = new long[bins];
    double[] sum = new double[bins];
    double[] hits = new double[bins];
    double brier = 0;
    double loss = 0;
    for (int i = 0; i < said.length; i++) {
      double truth = cameTrue[i] ? 1 : 0;
      count[binOf[i]]++;
      sum[binOf[i]] += said[i];
      hits[binOf[i]] += truth;
      brier += (said[i] - truth) * (said[i] - truth);
      loss -= Math.log(Math.max(LEAST, cameTrue[i] ? said[i] : 1 - said[i]));
    }
    List<Bin> filled = new ArrayList<>();
    double error = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (count[bin] > 0) {
        error += Math.abs(sum[bin] - hits[bin]);
        filled.add(
            new Bin(
                edges[bin],
                edges[bin + 1],
                count[bin],
                sum[bin] / count[bin],
                hits[bin] / count[bin]));
      }
    }
    int n = Math.max(1, said.length);
    return new Calibration(filled, said.length, error / n, brier / n, loss / n);
  }

  private static void require(double[] said, boolean[] cameTrue, int bins) {
    if (said.length != cameTrue.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid outcomes: %d of %d probabilities (must be as many)",
              cameTrue.length, said.length));
    }
    if (bins < 1) {
      throw new IllegalArgumentException("Invalid bins: " + bins + " (must be >= 1)");
    }
    for (double p : said) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "Invalid probability: " + p + " (must be within 0 and 1)");
      }
    }
  }
}
