// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.gammagamma;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaFunctions;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.ModelParameters;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import java.util.Arrays;
import java.util.List;

/** Fits {@link GammaGammaModel} by maximum likelihood, q being held above 1. */
public final class GammaGammaTrainer {

  private static final List<String> NAMES = List.of("p", "q", "gamma");
  private static final int CHUNK = 4096;
  private static final int CUSTOMERS = 10;

  /**
   * The likeliest gamma-gamma model.
   *
   * @throws TooLittleDataException with fewer than 10 customers of positive spend, or if all have
   *     the same mean spend
   */
  public Fitted<GammaGammaModel> train(SpendHistories spend) {
    int n = spend.size();
    if (n < CUSTOMERS) {
      throw new TooLittleDataException(
          "Cannot fit gamma-gamma: only "
              + n
              + " customers have a repeat purchase and a positive mean spend (at least "
              + CUSTOMERS
              + " are needed; "
              + spend.leftOut()
              + " were left out)");
    }
    double lowest = spend.meanSpend(0);
    double highest = lowest;
    for (int i = 0; i < n; i++) {
      lowest = Math.min(lowest, spend.meanSpend(i));
      highest = Math.max(highest, spend.meanSpend(i));
    }
    if (highest <= lowest * (1 + 1e-9)) {
      throw new TooLittleDataException(
          "Cannot fit gamma-gamma: all customers have the same mean spend, "
              + lowest
              + "; use that value");
    }
    double typical = spend.median();
    LogLikelihood likelihood = new Likelihood(spend);
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.whole(likelihood, n),
            Scale.of(NAMES, 1, 1, typical).withFloor(1, 1),
            List.of(
                new double[] {4, 4, typical},
                new double[] {1, 2, typical},
                new double[] {10, 12, typical}));
    certificate =
        HomogeneousLimit.ofGamma(
            certificate,
            1,
            "spend heterogeneity not identified: one mean spend for all customers fits as well",
            n,
            likelihood,
            1,
            1,
            typical);
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /** The model with parameters (p, q, gamma). */
  public GammaGammaModel model(double[] parameters) {
    ModelParameters.requireCount(parameters, 3);
    return new GammaGammaModel(parameters[0], parameters[1], parameters[2]);
  }

  /** The log-likelihood and its gradient; gamma functions once for each number of purchases. */
  private static final class Likelihood implements LogLikelihood {
    private final SpendHistories spend;
    private final int[] counts;
    private final int[] countOf;
    private final double[] logSpend;

    Likelihood(SpendHistories spend) {
      this.spend = spend;
      int n = spend.size();
      int[] purchases = new int[n];
      this.logSpend = new double[n];
      for (int i = 0; i < n; i++) {
        purchases[i] = spend.purchases(i);
        logSpend[i] = Math.log(spend.meanSpend(i));
      }
      this.counts = Arrays.stream(purchases).distinct().sorted().toArray();
      this.countOf = new int[n];
      for (int i = 0; i < n; i++) {
        countOf[i] = Arrays.binarySearch(counts, purchases[i]);
      }
    }

    @Override
    public double at(double[] parameters, double[] gradient) {
      double p = parameters[0];
      double q = parameters[1];
      double gamma = parameters[2];
      double logGamma = GammaFunctions.logGamma(q);
      double slope = GammaRatios.digamma(q);
      double[] value = new double[counts.length];
      double[] byP = new double[counts.length];
      double[] byQ = new double[counts.length];
      for (int c = 0; c < counts.length; c++) {
        double shape = p * counts[c];
        double sum = GammaRatios.digamma(shape + q);
        value[c] = GammaRatios.logRatio(shape, q) - logGamma;
        byP[c] = counts[c] * (sum - GammaRatios.digamma(shape));
        byQ[c] = sum - slope;
      }
      double[] sums =
          Chunks.sum(
              spend.size(),
              CHUNK,
              4,
              (s, from, to) -> {
                for (int i = from; i < to; i++) {
                  int c = countOf[i];
                  double x = counts[c];
                  double total = spend.meanSpend(i) * x;
                  double past = log1p(gamma / total);
                  double prior = log1p(total / gamma);
                  s[0] += value[c] - logSpend[i] - p * x * past - q * prior;
                  s[1] += byP[c] - x * past;
                  s[2] += byQ[c] - prior;
                  s[3] += (q * total / gamma - p * x) / (gamma + total);
                }
              });
      System.arraycopy(sums, 1, gradient, 0, 3);
      return sums[0];
    }
  }
}
