// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.GroupedHistories;
import io.perennial.value.fit.LogLikelihood;

/** The beta-geometric log-likelihood of a base and its gradient by (r, alpha, a, b). */
final class BetaGeometricLikelihood implements LogLikelihood {

  private static final int SUMS = 5;
  private static final int CHUNK = 2048;

  private final GroupedHistories histories;
  private final double[] times;
  private final int first;
  private final int k;

  /* Block b has the groups with x = repeats[b]. */
  private final int[] repeats;
  private final int[] blockOfGroup;

  BetaGeometricLikelihood(GroupedHistories histories, Dropout dropout, int regularity) {
    this.histories = histories;
    this.times = histories.times();
    this.first = dropout.first();
    this.k = regularity;
    this.blockOfGroup = new int[histories.size()];
    int blocks = 0;
    for (int g = 0; g < histories.size(); g++) {
      blocks += g == 0 || histories.repeats(g) != histories.repeats(g - 1) ? 1 : 0;
      blockOfGroup[g] = blocks - 1;
    }
    this.repeats = new int[blocks];
    for (int g = 0; g < histories.size(); g++) {
      repeats[blockOfGroup[g]] = histories.repeats(g);
    }
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    double r = parameters[0];
    double alpha = parameters[1];
    double a = parameters[2];
    double b = parameters[3];
    double[] logAlpha = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      logAlpha[i] = log1p(times[i] / alpha);
    }
    double[][] blocks = new double[repeats.length][];
    for (int i = 0; i < repeats.length; i++) {
      blocks[i] = block(repeats[i], r, alpha, a, b);
    }
    double[] sums =
        Chunks.sum(
            histories.size(),
            CHUNK,
            SUMS,
            (sum, from, to) -> {
              for (int g = from; g < to; g++) {
                add(g, parameters, logAlpha, blocks[blockOfGroup[g]], sum);
              }
            });
    System.arraycopy(sums, 1, gradient, 0, 4);
    return sums[0];
  }

  /** What all groups with the same x share: value, slopes by r, a, b, log odds of leaving. */
  private double[] block(int x, double r, double alpha, double a, double b) {
    long steps = (long) k * x;
    int chances = x + first;
    double all = GammaRatios.digammaRising(a + b, chances);
    return new double[] {
      GammaRatios.logRising(r, steps)
          - steps * Math.log(alpha)
          + GammaRatios.logRising(b, chances)
          - GammaRatios.logRising(a + b, chances),
      GammaRatios.digammaRising(r, steps),
      -all,
      GammaRatios.digammaRising(b, chances) - all,
      chances == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + (chances - 1)))
    };
  }

  private void add(int g, double[] parameters, double[] logAlpha, double[] block, double[] sum) {
    double r = parameters[0];
    double alpha = parameters[1];
    int x = histories.repeats(g);
    double steps = (double) k * x;
    double shape = r + steps;
    double age = histories.ageWeeks(g);
    double recency = histories.recencyWeeks(g);
    double alphaAge = logAlpha[histories.ageRank(g)];
    double value = block[0] - shape * alphaAge;
    double byR = block[1] - alphaAge;
    double byAlpha = (r * age / alpha - steps) / (alpha + age);
    double byA = block[2];
    double byB = block[3];

    double quiet = 1;
    double quietByR = 0;
    double quietByAlpha = 0;
    double phase = 1;
    double phaseByR = 0;
    for (int j = 1; j < k; j++) {
      phase *= (shape + j - 1) / j * (age - recency) / (alpha + age);
      phaseByR += 1 / (shape + j - 1);
      quiet += phase;
      quietByR += phase * phaseByR;
      quietByAlpha -= phase * j / (alpha + age);
    }
    double logQuiet = k == 1 ? 0 : Math.log(quiet);
    double left = 0;
    if (block[4] > Double.NEGATIVE_INFINITY) {
      double silence = alphaAge - logAlpha[histories.recencyRank(g)];
      double odds = block[4] + shape * silence - logQuiet;
      // softplus and logistic of the odds, from one exponential
      double e = Math.exp(-Math.abs(odds));
      left = odds > 0 ? 1 / (1 + e) : e / (1 + e);
      value += Math.max(odds, 0) + log1p(e);
      byR += left * silence;
      byAlpha += left * shape * (recency - age) / ((alpha + age) * (alpha + recency));
      byA += left / parameters[2];
      byB -= left / (parameters[3] + (x + first - 1));
    }
    double weight = histories.weight(g);
    sum[0] += weight * (value + logQuiet);
    sum[1] += weight * (byR + (1 - left) * quietByR / quiet);
    sum[2] += weight * (byAlpha + (1 - left) * quietByAlpha / quiet);
    sum[3] += weight * byA;
    sum[4] += weight * byB;
  }
}
