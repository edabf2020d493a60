// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.nbd;

import static io.perennial.math.special.Logarithms.log1p;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.special.GammaRatios;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import java.util.List;

/** Fits {@link NbdModel} by maximum likelihood. */
public final class NbdTrainer implements PurchaseTrainer<NbdModel> {

  private static final int CHUNK = 4096;

  @Override
  public String name() {
    return "NBD";
  }

  @Override
  public Fitted<NbdModel> train(GroupedHistories histories) {
    DataNeeds.check(name(), histories);
    double time = histories.totalAgeWeeks() / histories.customers();
    double rate = histories.totalRepeats() / histories.totalAgeWeeks();
    LogLikelihood likelihood =
        (parameters, gradient) -> logLikelihood(histories, parameters, gradient);
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.whole(likelihood, histories.customers()),
            Scale.of(List.of("r", "alpha"), 1, time),
            List.of(new double[] {0.5, 0.5 / rate}, new double[] {2, 2 / rate}));
    certificate =
        HomogeneousLimit.ofGamma(
            certificate,
            0,
            "buying heterogeneity not identified: one buying rate for all customers fits as well",
            histories.customers(),
            likelihood,
            1,
            time);
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /** The member of the family with the given parameters, in the order of the certificate. */
  public NbdModel model(double[] parameters) {
    return new NbdModel(1, 1).withParameters(parameters);
  }

  private static double logLikelihood(
      GroupedHistories histories, double[] parameters, double[] gradient) {
    double r = parameters[0];
    double alpha = parameters[1];
    double[] sums =
        Chunks.sum(
            histories.size(),
            CHUNK,
            3,
            (sum, from, to) -> {
              for (int g = from; g < to; g++) {
                int x = histories.repeats(g);
                double age = histories.ageWeeks(g);
                double alphaAge = log1p(age / alpha);
                double weight = histories.weight(g);
                sum[0] +=
                    weight
                        * (GammaRatios.logRising(r, x) - r * alphaAge - x * Math.log(alpha + age));
                sum[1] += weight * (GammaRatios.digammaRising(r, x) - alphaAge);
                sum[2] += weight * (r * age / alpha - x) / (alpha + age);
              }
            });
    System.arraycopy(sums, 1, gradient, 0, 2);
    return sums[0];
  }
}
