// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.fit.LogLikelihood;
import java.util.Arrays;

/**
 * The penalised log-likelihood of histories with covariates, by the four shared parameters and then
 * the factors exp(gamma_k) and exp(delta_k), in which parameters are positive as {@link
 * io.perennial.value.fit.Scale} has them.
 */
final class CovariateLikelihood implements LogLikelihood {

  private static final int CHUNK = 256;

  private final Family family;
  private final CovariateRows rows;
  private final int[] buying;
  private final int[] leaving;
  private final double ridge;
  private final int[] counts;
  private final int[] countOf;

  /**
   * @param buying which covariates move the buying rate
   * @param leaving which move the leaving rate
   */
  CovariateLikelihood(
      Family family, CovariateRows rows, int[] buying, int[] leaving, double ridge) {
    this.family = family;
    this.rows = rows;
    this.buying = buying;
    this.leaving = leaving;
    this.ridge = ridge;
    this.counts = Arrays.stream(rows.repeats).distinct().sorted().toArray();
    this.countOf = Arrays.stream(rows.repeats).map(x -> Arrays.binarySearch(counts, x)).toArray();
  }

  @Override
  public double at(double[] parameters, double[] gradient) {
    int effects = buying.length + leaving.length;
    double[] effect = new double[effects];
    for (int k = 0; k < effects; k++) {
      effect[k] = Math.log(parameters[4 + k]);
    }
    double[][] rising = new double[counts.length][];
    for (int c = 0; c < counts.length; c++) {
      rising[c] =
          new double[] {
            GammaRatios.logRising(parameters[0], counts[c]),
            GammaRatios.digammaRising(parameters[0], counts[c])
          };
    }
    double[] sums =
        Chunks.sum(
            rows.size(),
            CHUNK,
            5 + effects,
            (sum, from, to) -> {
              CustomerTerm term = new CustomerTerm();
              for (int i = from; i < to; i++) {
                add(i, parameters, effect, rising, term, sum);
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
      int i,
      double[] parameters,
      double[] effect,
      double[][] rising,
      CustomerTerm term,
      double[] sum) {
    double[] z = rows.z[i];
    double more = 0;
    for (int k = 0; k < buying.length; k++) {
      more += effect[k] * z[buying[k]];
    }
    double sooner = 0;
    for (int k = 0; k < leaving.length; k++) {
      sooner += effect[buying.length + k] * z[leaving[k]];
    }
    double slower = Math.exp(-more); // alpha is in proportion to it
    boolean pareto = family == Family.PARETO_NBD;
    double third = pareto ? parameters[2] : parameters[2] * Math.exp(sooner);
    double fourth = pareto ? parameters[3] * Math.exp(-sooner) : parameters[3];
    double alpha = parameters[1] * slower;
    double value =
        pareto
            ? term.paretoNbd(
                parameters[0],
                alpha,
                third,
                fourth,
                rows.repeats[i],
                rows.recency[i],
                rows.age[i],
                rising[countOf[i]])
            : term.bgNbd(
                parameters[0],
                alpha,
                third,
                fourth,
                rows.repeats[i],
                rows.recency[i],
                rows.age[i],
                rising[countOf[i]]);
    double weight = rows.weight[i];
    double byMore = -weight * term.slopes[1] * alpha;
    double bySooner = weight * (pareto ? -term.slopes[3] * fourth : term.slopes[2] * third);
    sum[0] += weight * value;
    sum[1] += weight * term.slopes[0];
    sum[2] += weight * term.slopes[1] * slower;
    sum[3] += weight * term.slopes[2] * (third / parameters[2]);
    sum[4] += weight * term.slopes[3] * (fourth / parameters[3]);
    for (int k = 0; k < buying.length; k++) {
      sum[5 + k] += byMore * z[buying[k]];
    }
    for (int k = 0; k < leaving.length; k++) {
      sum[5 + buying.length + k] += bySooner * z[leaving[k]];
    }
  }
}
