// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.LogLikelihood;

/**
 * The penalised log-likelihood of the Pareto/NBD model with covariates that change in time, by (r,
 * alpha, s, beta) and the factors exp(effect), with its exact gradient. Source: Bachmann, Meierer
 * and Näf (2021), equations 9 to 12; the closed forms there are differences of hypergeometric
 * functions, here all terms are positive ({@link Silence}).
 */
final class TimeVaryingLikelihood implements LogLikelihood {

  private static final int CHUNK = 64;

  private final TimedHistories timed;
  private final int[] buyingColumns;
  private final int[] leavingColumns;
  private final double ridge;

  TimeVaryingLikelihood(
      TimedHistories timed, int[] buyingColumns, int[] leavingColumns, double ridge) {
    this.timed = timed;
    this.buyingColumns = buyingColumns;
    this.leavingColumns = leavingColumns;
    this.ridge = ridge;
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    int effects = buyingColumns.length + leavingColumns.length;
    double[] effect = new double[effects];
    for (int k = 0; k < effects; k++) {
      effect[k] = Math.log(parameters[4 + k]);
    }
    Clocks[] clocks = new Clocks[timed.paths().size()];
    for (int p = 0; p < clocks.length; p++) {
      clocks[p] = new Clocks(timed.paths().get(p), buyingColumns, leavingColumns, effect);
    }
    double[] sums =
        Chunks.sum(
            timed.size(),
            CHUNK,
            5 + effects,
            (sum, from, to) -> {
              Silence silence = new Silence(buyingColumns.length, leavingColumns.length);
              for (int row = from; row < to; row++) {
                add(row, parameters, effect, clocks[timed.path[row]], silence, sum);
              }
            });
    double value = sums[0];
    System.arraycopy(sums, 1, gradient, 0, 4 + effects);
    for (int k = 0; k < effects; k++) {
      value -= 0.5 * ridge * effect[k] * effect[k];
      gradient[4 + k] = (gradient[4 + k] - ridge * effect[k]) / parameters[4 + k];
    }
    return value;
  }

  private void add(
      int row, double[] parameters, double[] effect, Clocks clocks, Silence silence, double[] sum) {
    GroupedHistories histories = timed.histories();
    int g = timed.group[row];
    int x = histories.repeats(g);
    double r = parameters[0];
    double alpha = parameters[1];
    double s = parameters[2];
    double beta = parameters[3];
    double power = r + x;
    double birth = -histories.ageWeeks(g);
    double last = histories.recencyWeeks(g) - histories.ageWeeks(g);
    double aged = clocks.buying().at(0) - clocks.buying().at(birth);
    double lived = clocks.leaving().at(0) - clocks.leaving().at(birth);
    double value =
        GammaRatios.logRising(r, x)
            - x * Math.log(alpha)
            - power * log1p(aged / alpha)
            - s * log1p(lived / beta);
    double left = 0;
    if (last < 0) {
      silence.compute(clocks, power, alpha, s, beta, birth, last, 0, true);
      double atLast = clocks.buying().at(last) - clocks.buying().at(birth);
      double livedAtLast = clocks.leaving().at(last) - clocks.leaving().at(birth);
      double odds =
          power * log1p((aged - atLast) / (alpha + atLast))
              + s * log1p((lived - livedAtLast) / (beta + livedAtLast))
              + Math.log(s / (beta + livedAtLast) * Math.max(silence.value, 1e-300));
      double e = Math.exp(-Math.abs(odds));
      left = odds > 0 ? 1 / (1 + e) : e / (1 + e);
      value += Math.max(odds, 0) + log1p(e);
    }
    double weight = timed.weight[row];
    double there = 1 - left;
    // where nobody can have left, the means are those of nothing: 0
    double logBuying = there * Math.log(alpha + aged) + left * silence.meanLogBuying;
    double logLeaving = there * Math.log(beta + lived) + left * silence.meanLogLeaving;
    double inverseBuying = there / (alpha + aged) + left * silence.meanInverseBuying;
    sum[0] += weight * value;
    sum[1] += weight * (GammaRatios.digammaRising(r, x) + Math.log(alpha) - logBuying);
    sum[2] += weight * (r / alpha - power * inverseBuying);
    sum[3] += weight * (Math.log(beta) - logLeaving + left / s);
    sum[4] +=
        weight
            * (s / beta - there * s / (beta + lived) - left * (s + 1) * silence.meanInverseLeaving);
    for (int k = 0; k < buyingColumns.length; k++) {
      double slope = clocks.buyingSlope(0, k) - clocks.buyingSlope(birth, k);
      double mean = there * slope / (alpha + aged) + left * silence.meanBuyingSlope[k];
      double seen = timed.sums[row][buyingColumns[k]];
      sum[0] += effect[k] * seen;
      sum[5 + k] += seen - weight * power * mean;
    }
    for (int k = 0; k < leavingColumns.length; k++) {
      double slope = clocks.leavingSlope(0, k) - clocks.leavingSlope(birth, k);
      sum[5 + buyingColumns.length + k] +=
          weight
              * (left * (silence.meanLeavingCovariate[k] - (s + 1) * silence.meanLeavingSlope[k])
                  - there * s * slope / (beta + lived));
    }
  }
}
