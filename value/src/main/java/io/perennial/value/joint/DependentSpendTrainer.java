// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.joint;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.ModelParameters;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import java.util.List;

/** Fits {@link DependentSpendModel} by maximum likelihood, from the independent model. */
public final class DependentSpendTrainer {

  private static final List<String> NAMES = List.of("p", "q", "gamma", "kappa");
  private static final int CHUNK = 4096;

  /** The deviation of log frequency below which customers buy equally often. */
  private static final double ALIKE = 1e-6;

  /**
   * The likeliest model.
   *
   * @param repeats purchases that each mean is over, int[n], >= 0
   * @param meanSpend double[n], finite where there are purchases; customers without a purchase or
   *     of a mean of 0 or below are left out
   * @throws TooLittleDataException with fewer than 10 customers left, if all have the same mean
   *     spend, or all buy equally often
   */
  public Fitted<DependentSpendModel> train(int[] repeats, double[] meanSpend, BuyingRates rates) {
    SpendRows rows = new SpendRows(repeats, meanSpend, rates);
    return train(rows, new GammaGammaTrainer().train(rows.histories()));
  }

  Fitted<DependentSpendModel> train(SpendRows rows, Fitted<GammaGammaModel> independent) {
    if (rows.width < ALIKE) {
      throw new TooLittleDataException(
          "Cannot fit spend by frequency: all "
              + rows.size()
              + " customers with a repeat purchase buy equally often");
    }
    double[] start = independent.certificate().estimates();
    double unit = start[2];
    double kappa = -DependentSpendModel.FLOOR;
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.whole(new Likelihood(rows), rows.size()),
            Scale.of(NAMES, 1, 1, unit, kappa).withFloor(1, 1).withFloor(3, -kappa),
            List.of(new double[] {start[0], Math.max(start[1], 1.001), start[2], 0}));
    return new Fitted<>(model(certificate.estimates(), rows.centre), certificate);
  }

  /** The model with parameters (p, q, gamma, kappa), {@code gamma} standing at {@code centre}. */
  public DependentSpendModel model(double[] parameters, double centre) {
    ModelParameters.requireCount(parameters, 4);
    return new DependentSpendModel(
        parameters[0], parameters[1], parameters[2], parameters[3], centre);
  }

  /** The gamma-gamma likelihood with a gamma for each customer, and its gradient. */
  private record Likelihood(SpendRows rows) implements LogLikelihood {

    @Override
    public double at(double[] parameters, double[] gradient) {
      double p = parameters[0];
      double q = parameters[1];
      double kappa = parameters[3];
      DependentSpendModel model = new DependentSpendTrainer().model(parameters, rows.centre);
      double psiQ = GammaRatios.digamma(q);
      double[] sums =
          Chunks.sum(
              rows.size(),
              CHUNK,
              5,
              (s, from, to) -> {
                for (int i = from; i < to; i++) {
                  double x = rows.purchases[i];
                  double total = x * rows.meanSpend[i];
                  double logScale =
                      DependentSpendModel.logScale(
                          kappa, rows.centre, rows.logMean[i], rows.logVariance[i]);
                  double gamma =
                      Math.max(
                          Double.MIN_NORMAL, Math.min(1e300, model.gamma() * Math.exp(logScale)));
                  double past = Math.log1p(gamma / total);
                  double prior = Math.log1p(total / gamma);
                  double both = GammaRatios.digamma(p * x + q);
                  double byLogGamma = (q * total - p * x * gamma) / (gamma + total);
                  s[0] +=
                      new GammaGammaModel(p, q, gamma)
                          .logLikelihood(rows.purchases[i], rows.meanSpend[i]);
                  s[1] += x * (both - GammaRatios.digamma(p * x) - past);
                  s[2] += both - psiQ - prior;
                  s[3] += byLogGamma / model.gamma();
                  s[4] +=
                      byLogGamma * (rows.logMean[i] - rows.centre + kappa * rows.logVariance[i]);
                }
              });
      System.arraycopy(sums, 1, gradient, 0, 4);
      return sums[0];
    }
  }
}
