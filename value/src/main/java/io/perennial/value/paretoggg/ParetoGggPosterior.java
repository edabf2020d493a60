// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Quantiles;
import io.perennial.value.Discounting;
import io.perennial.value.PurchaseHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws from the posterior of a Pareto/GGG model: of its six parameters, and of every customer's
 * regularity, rate and moment of leaving. Immutable; 12 bytes a customer and kept draw.
 */
public final class ParetoGggPosterior {

  private static final List<String> NAMES = List.of("t", "gamma", "r", "alpha", "s", "beta");

  /** Beyond this R-hat the chains have not found the same distribution. */
  private static final double CONVERGED = 1.1;

  private final List<TimedHistory> histories;
  private final double[][][] hyper;
  private final float[][][] lives;
  private final RandomSource source;

  ParetoGggPosterior(
      List<TimedHistory> histories, double[][][] hyper, float[][][] lives, long seed) {
    this.histories = histories;
    this.hyper = hyper;
    this.lives = lives;
    this.source = RandomSource.seeded(seed).derive("pareto-ggg futures");
  }

  /** The parameters' names: t and gamma of k, r and alpha of lambda, s and beta of mu. */
  public List<String> names() {
    return NAMES;
  }

  /** Kept draws, of all chains together. */
  public int draws() {
    return lives.length;
  }

  /** The posterior median of a parameter. */
  public double median(String name) {
    int at = place(name);
    double[] values = new double[draws()];
    int i = 0;
    for (double[][] chain : hyper) {
      for (double[] draw : chain) {
        values[i++] = draw[at];
      }
    }
    return Quantiles.of(values).median();
  }

  /**
   * R-hat of a parameter's logarithm: near 1 where the chains agree. Source: Gelman and others,
   * Bayesian Data Analysis (2013), 11.4, on split chains.
   */
  public double rHat(String name) {
    int at = place(name);
    List<double[]> halves = new ArrayList<>();
    for (double[][] chain : hyper) {
      int half = chain.length / 2;
      for (int part = 0; part < 2; part++) {
        double[] values = new double[half];
        for (int i = 0; i < half; i++) {
          values[i] = Math.log(chain[part * half + i][at]);
        }
        halves.add(values);
      }
    }
    double n = halves.get(0).length;
    double within = 0;
    double[] means = new double[halves.size()];
    double grand = 0;
    for (int h = 0; h < means.length; h++) {
      for (double value : halves.get(h)) {
        means[h] += value / n;
      }
      for (double value : halves.get(h)) {
        within += (value - means[h]) * (value - means[h]) / (n - 1) / means.length;
      }
      grand += means[h] / means.length;
    }
    double between = 0;
    for (double mean : means) {
      between += n * (mean - grand) * (mean - grand) / (means.length - 1);
    }
    return within == 0 ? 1 : Math.sqrt((n - 1) / n + between / (within * n));
  }

  /** What to beware of: parameters on which the chains do not agree; empty if none. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (String name : NAMES) {
      double value = rHat(name);
      if (!(value <= CONVERGED)) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s has not converged: R-hat %.2f (should be at most %.1f); run more rounds",
                name,
                value,
                CONVERGED));
      }
    }
    return warnings;
  }

  /** P(alive) of customer {@code i}: the share of draws in which he leaves after T. */
  public double probabilityAlive(int i) {
    double age = histories.get(i).history().ageWeeks();
    int alive = 0;
    for (float[][] draw : lives) {
      alive += draw[2][i] > age ? 1 : 0;
    }
    return alive / (double) lives.length;
  }

  /** The mean of customer {@code i}'s k: 1 is a Poisson buyer, more is more regular. */
  public double regularity(int i) {
    double sum = 0;
    for (float[][] draw : lives) {
      sum += draw[0][i];
    }
    return sum / lives.length;
  }

  /** The purchases of customer {@code i} in (T, T + horizon] in each draw, int[draws]. */
  public int[] purchases(int i, double horizonWeeks) {
    Discounting.checkHorizon(horizonWeeks);
    PurchaseHistory history = histories.get(i).history();
    RandomStream random = source.stream(i);
    int[] purchases = new int[lives.length];
    for (int d = 0; d < purchases.length; d++) {
      double k = lives[d][0][i];
      double rate = k * lives[d][1][i];
      double weeks = Math.min(horizonWeeks, lives[d][2][i] - history.ageWeeks());
      if (weeks <= 0) {
        continue;
      }
      double at = Lives.gapBeyond(k, rate, history.silenceWeeks(), random) - history.silenceWeeks();
      while (at <= weeks && purchases[d] < Integer.MAX_VALUE) {
        purchases[d]++;
        at += Gamma.standard(random, k) / rate;
      }
    }
    return purchases;
  }

  /** The mean of {@link #purchases}. */
  public double expectedPurchases(int i, double horizonWeeks) {
    double sum = 0;
    for (int count : purchases(i, horizonWeeks)) {
      sum += count;
    }
    return sum / lives.length;
  }

  private static int place(String name) {
    int at = NAMES.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "Unknown parameter: " + name + " (there are " + NAMES + ")");
    }
    return at;
  }
}
