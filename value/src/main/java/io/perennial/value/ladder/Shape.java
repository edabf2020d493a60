// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a model's distributions are off, learned from what came, and put right: first the chance of
 * any purchase, then the size of what is above zero.
 *
 * <p>The chance: beta calibration, logit(p') = a ln p - b ln(1 - p) + c + c of the stratum (Kull,
 * Silva Filho and Flach 2017), by penalised likelihood that draws a and b to 1 and c to 0. The
 * size: where what came lies among the draws above zero (a probability integral transform, spread
 * over ties as by Czado, Gneiting and Held 2009), its distribution being learned for each stratum
 * and drawn to that of all, and to the uniform. So a calibrated model with few lessons stays as it
 * is. Conformal prediction by groups (Vovk et al. 2005) is the idea; it is not distribution-free
 * here, for cases of different instants are not exchangeable. Immutable.
 */
final class Shape {

  private static final int KNOTS = 24;
  private static final double OWN = 100;
  private static final double ALL = 60;
  private static final int STEPS = 50;
  static final double LEAST = 1e-4;

  private final double[] chance;
  private final double[][] inverse;
  private final double[] typical;
  private final boolean still;

  private Shape(boolean still, double[] chance, double[][] inverse, double[] typical) {
    this.still = still;
    this.chance = chance;
    this.inverse = inverse;
    this.typical = typical;
  }

  /** Leaves everything as it is. */
  static Shape none() {
    double[] chance = new double[3 + Strata.COUNT];
    chance[0] = 1;
    chance[1] = 1;
    double[] straight = new double[KNOTS + 1];
    Arrays.setAll(straight, k -> k / (double) KNOTS);
    double[][] inverse = new double[Strata.COUNT][];
    Arrays.fill(inverse, straight);
    double[] typical = new double[Strata.COUNT];
    Arrays.fill(typical, 1);
    return new Shape(true, chance, inverse, typical);
  }

  /**
   * @param use which cases are learned from, bool[n]
   */
  static Shape of(Outcomes cases, boolean[] use) {
    int[] above = IntStream.range(0, use.length).filter(i -> use[i] && cases.came[i] > 0).toArray();
    double[] even = new double[KNOTS];
    Arrays.fill(even, 1.0 / KNOTS);
    double[] all = density(cases, above, even, ALL);
    double mean = mean(cases, above, 1);
    double[][] inverse = new double[Strata.COUNT][];
    double[] typical = new double[Strata.COUNT];
    for (int s = 0; s < Strata.COUNT; s++) {
      int stratum = s;
      int[] own = Arrays.stream(above).filter(i -> cases.stratum[i] == stratum).toArray();
      inverse[s] = inverse(density(cases, own, all, OWN));
      typical[s] = mean(cases, own, mean);
    }
    return new Shape(false, ChanceFit.of(cases, use), inverse, typical);
  }

  /** The mean of what came, drawn to another. */
  private static double mean(Outcomes cases, int[] rows, double other) {
    double sum = rows.length == 0 ? OWN * other : 0;
    for (int i : rows) {
      sum += cases.came[i];
    }
    return (sum + (rows.length == 0 ? 0 : OWN * other)) / (rows.length + OWN);
  }

  /**
   * The likeliest density on KNOTS equal parts of [0, 1], when of each case is known only that it
   * lies between two bounds, and a prior counts as so many cases: expectation and maximisation.
   * Source: Turnbull, "The empirical distribution function with arbitrarily grouped, censored and
   * truncated data" (1976).
   */
  private static double[] density(Outcomes cases, int[] rows, double[] prior, double weight) {
    double[] density = prior.clone();
    for (int step = 0; step < STEPS && rows.length > 0; step++) {
      double[] counts = new double[KNOTS];
      for (int i : rows) {
        share(counts, density, cases.lower[i], Math.max(cases.upper[i], cases.lower[i] + 1e-9));
      }
      for (int k = 0; k < KNOTS; k++) {
        density[k] = (counts[k] + weight * prior[k]) / (rows.length + weight);
      }
    }
    return density;
  }

  /** One case, over the parts between its bounds in proportion to what the density has there. */
  private static void share(double[] counts, double[] density, double lower, double upper) {
    int first = Math.min(KNOTS - 1, (int) (lower * KNOTS));
    int last = Math.min(KNOTS - 1, (int) (upper * KNOTS));
    double sum = 0;
    for (int k = first; k <= last; k++) {
      sum += density[k] * overlap(k, lower, upper);
    }
    for (int k = first; k <= last && sum > 0; k++) {
      counts[k] += density[k] * overlap(k, lower, upper) / sum;
    }
  }

  private static double overlap(int k, double lower, double upper) {
    return Math.max(0, Math.min(upper * KNOTS, k + 1) - Math.max(lower * KNOTS, k));
  }

  /** The quantile function of a density on KNOTS equal parts of [0, 1], at KNOTS + 1 places. */
  private static double[] inverse(double[] density) {
    double[] cumulative = new double[KNOTS + 1];
    for (int k = 0; k < KNOTS; k++) {
      cumulative[k + 1] = cumulative[k] + density[k];
    }
    double[] inverse = new double[KNOTS + 1];
    int k = 0;
    for (int q = 1; q < KNOTS; q++) {
      double wanted = q / (double) KNOTS * cumulative[KNOTS];
      while (cumulative[k + 1] < wanted) {
        k++;
      }
      inverse[q] = (k + (wanted - cumulative[k]) / (cumulative[k + 1] - cumulative[k])) / KNOTS;
    }
    inverse[KNOTS] = 1;
    return inverse;
  }

  /** The chance of anything above zero. */
  double probability(double p, int stratum) {
    if (still) {
      return p;
    }
    double within = Math.min(1 - LEAST, Math.max(LEAST, p));
    double logit =
        chance[0] * Math.log(within)
            - chance[1] * Math.log1p(-within)
            + chance[2]
            + chance[3 + stratum];
    return 1 / (1 + Math.exp(-logit));
  }

  private double place(double u, int stratum) {
    double position = u * KNOTS;
    int k = Math.min(KNOTS - 1, (int) position);
    double[] own = inverse[stratum];
    return own[k] + (position - k) * (own[k + 1] - own[k]);
  }

  /**
   * Puts draws right: each keeps its place among them, so that what customers share stays.
   *
   * @param probability of anything above zero, calibrated
   * @param whether counts are whole
   */
  void apply(double[] draws, double probability, int stratum, boolean whole, RandomStream random) {
    if (still) {
      return;
    }
    int n = draws.length;
    int[] places = Places.of(draws, random);
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    int zeros = 0;
    while (zeros < n && sorted[zeros] <= 0) {
      zeros++;
    }
    double shift = random.nextDouble();
    double idle = 1 - probability;
    for (int d = 0; d < n; d++) {
      double u = (places[d] + shift) / n;
      if (u < idle) {
        draws[d] = zeros == 0 ? 0 : sorted[Math.min(zeros - 1, (int) (u / idle * zeros))];
      } else {
        double position = place((u - idle) / probability, stratum) * (n - zeros);
        draws[d] = above(sorted, zeros, position, whole, stratum);
      }
    }
  }

  private double above(double[] sorted, int zeros, double position, boolean whole, int stratum) {
    int n = sorted.length - zeros;
    if (n == 0) {
      return whole ? 1 : typical[stratum];
    }
    if (whole) {
      return sorted[zeros + Math.min(n - 1, (int) position)];
    }
    double at = Math.max(0, Math.min(n - 1, position - 0.5));
    int k = Math.min(n - 1, (int) at);
    double low = sorted[zeros + k];
    double high = sorted[zeros + Math.min(n - 1, k + 1)];
    return low + (at - k) * (high - low);
  }

  /** What one model forecast, and what came, in columns. */
  static final class Outcomes {
    final int[] stratum;
    final double[] probability;
    final double[] lower;
    final double[] upper;
    final double[] came;

    Outcomes(int n) {
      stratum = new int[n];
      probability = new double[n];
      lower = new double[n];
      upper = new double[n];
      came = new double[n];
    }

    void set(int i, int group, double[] draws, double p, double outcome) {
      int below = 0;
      int equal = 0;
      int above = 0;
      for (double draw : draws) {
        if (draw > 0) {
          above++;
          below += draw < outcome ? 1 : 0;
          equal += draw == outcome ? 1 : 0;
        }
      }
      stratum[i] = group;
      probability[i] = p;
      came[i] = outcome;
      lower[i] = below / (above + 1.0);
      upper[i] = (below + equal + 1) / (above + 1.0);
    }
  }
}
