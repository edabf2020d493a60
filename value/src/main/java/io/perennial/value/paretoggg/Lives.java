// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretoggg;

import static io.perennial.math.special.GammaFunctions.logGamma;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.List;

/**
 * The unseen lives of all customers in one state of a chain: regularity k, rate lambda, leaving
 * rate mu, moment of leaving tau, and the interval g from the last purchase to the next that would
 * have come.
 *
 * <p>Taking g as one more unknown makes every other conditional simple: with it there are x + 1
 * whole Gamma(k, k lambda) intervals and no survival function. Given g, nothing bought in (t_x, T]
 * means that t_x + g lies beyond T or beyond tau.
 */
final class Lives {

  private static final int CHUNK = 256;
  private static final double MOST_REGULAR = Math.log(1000);
  private static final double LEAST_REGULAR = Math.log(0.02);

  private final List<TimedHistory> histories;
  private final RandomStream[] random;
  final double[] k;
  final double[] lambda;
  final double[] mu;
  final double[] tau;
  private final double[] gap;

  Lives(List<TimedHistory> histories, double rate, double leaving, RandomSource source) {
    int n = histories.size();
    this.histories = histories;
    this.random = new RandomStream[n];
    this.k = new double[n];
    this.lambda = new double[n];
    this.mu = new double[n];
    this.tau = new double[n];
    this.gap = new double[n];
    for (int i = 0; i < n; i++) {
      double age = histories.get(i).history().ageWeeks();
      double recency = histories.get(i).history().recencyWeeks();
      random[i] = source.stream(i);
      k[i] = 1;
      lambda[i] = (histories.get(i).history().repeats() + 0.5) / (age + 0.5 / rate);
      mu[i] = leaving;
      tau[i] = age + 1 / leaving;
      gap[i] = age - recency + 1 / lambda[i];
    }
  }

  /** Draws every customer's unknowns anew, given (t, gamma, r, alpha, s, beta). */
  void draw(double[] hyper) {
    Chunks.forEach(
        histories.size(),
        CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            draw(i, hyper);
          }
        });
  }

  /** Sums over the customers of k, log k, lambda, log lambda, mu, log mu. */
  double[] sums() {
    return Chunks.sum(
        histories.size(),
        CHUNK,
        6,
        (sum, from, to) -> {
          for (int i = from; i < to; i++) {
            sum[0] += k[i];
            sum[1] += Math.log(k[i]);
            sum[2] += lambda[i];
            sum[3] += Math.log(lambda[i]);
            sum[4] += mu[i];
            sum[5] += Math.log(mu[i]);
          }
        });
  }

  private void draw(int i, double[] hyper) {
    RandomStream stream = random[i];
    int x = histories.get(i).history().repeats();
    double recency = histories.get(i).history().recencyWeeks();
    double age = histories.get(i).history().ageWeeks();

    double whole = Math.max(recency + gap[i], 1e-12);
    lambda[i] =
        positive(Gamma.standard(stream, hyper[2] + k[i] * (x + 1)) / (hyper[3] + k[i] * whole));
    double rate = lambda[i];
    double logs = histories.get(i).sumOfLogIntervals() + Math.log(Math.max(gap[i], 1e-12));
    k[i] =
        Math.exp(
            SliceSampler.next(
                u -> {
                  double shape = Math.exp(u);
                  return (x + 1) * (shape * Math.log(shape * rate) - logGamma(shape))
                      + shape * (logs - rate * whole - hyper[1])
                      + hyper[0] * u;
                },
                Math.log(k[i]),
                0.7,
                LEAST_REGULAR,
                MOST_REGULAR,
                stream));
    double end = Math.min(tau[i], age) - recency;
    gap[i] = gapBeyond(k[i], k[i] * rate, Math.max(0, end), stream);
    mu[i] = positive(Gamma.standard(stream, hyper[4] + 1) / (hyper[5] + tau[i]));
    tau[i] = recency + leaving(mu[i], recency + gap[i] > age ? 0 : gap[i], stream);
  }

  /** A moment of leaving after the last purchase; before {@code limit}, if that is not 0. */
  private static double leaving(double mu, double limit, RandomStream random) {
    double u = random.nextOpenDouble();
    return limit == 0
        ? -StrictMath.log(u) / mu
        : -StrictMath.log1p(u * StrictMath.expm1(-mu * limit)) / mu;
  }

  /** A Gamma(shape, rate) draw above {@code least}. */
  static double gapBeyond(double shape, double rate, double least, RandomStream random) {
    double slope = rate - (shape - 1) / least;
    if (least * rate <= shape || slope <= 0) {
      while (true) {
        double draw = Gamma.standard(random, shape) / rate;
        if (draw >= least) {
          return Math.max(draw, 1e-12);
        }
      }
    }
    // above the mode, below an exponential that touches the density at the bound
    double proposal = shape >= 1 ? slope : rate;
    while (true) {
      double along = -StrictMath.log(random.nextOpenDouble()) / proposal;
      double ratio = along / least;
      double logAccept = (shape - 1) * (StrictMath.log1p(ratio) - (shape >= 1 ? ratio : 0));
      if (StrictMath.log(random.nextOpenDouble()) <= logAccept) {
        return least + along;
      }
    }
  }

  private static double positive(double value) {
    return Math.min(1e12, Math.max(1e-12, value));
  }
}
