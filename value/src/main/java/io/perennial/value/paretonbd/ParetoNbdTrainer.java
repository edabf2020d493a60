// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.paretonbd;

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

/**
 * Fits {@link ParetoNbdModel} by maximum likelihood, from four starts, and compares the optimum
 * with the limits in which all customers leave, or buy, at one rate: where the data cannot tell the
 * two apart, the certificate says "dropout heterogeneity not identified".
 */
public final class ParetoNbdTrainer implements PurchaseTrainer<ParetoNbdModel> {

  private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

  @Override
  public String name() {
    return "Pareto/NBD";
  }

  @Override
  public Fitted<ParetoNbdModel> train(GroupedHistories histories) {
    DataNeeds.check(name(), histories);
    double time = histories.totalAgeWeeks() / histories.customers();
    double rate = histories.totalRepeats() / histories.totalAgeWeeks();
    List<Sample> samples = Sample.growing(histories, ParetoNbdLikelihood::new);
    LogLikelihood full = samples.get(samples.size() - 1).likelihood();
    double[] units = {1, time, 1, time};
    Certificate certificate =
        MaximumLikelihood.maximize(
            samples,
            Scale.of(NAMES, units),
            List.of(
                new double[] {0.6, 0.4 / rate, 0.6, 0.4 * time},
                new double[] {1.5, 1 / rate, 0.4, 0.5 * time},
                new double[] {0.8, 0.6 / rate, 3, 6 * time},
                new double[] {0.3, 0.15 / rate, 1, 2 * time}));
    certificate =
        HomogeneousLimit.ofGamma(
            certificate,
            2,
            "dropout heterogeneity not identified: one leaving rate for all customers fits as well",
            histories.customers(),
            full,
            units);
    certificate =
        HomogeneousLimit.ofGamma(
            certificate,
            0,
            "buying heterogeneity not identified: one buying rate for all customers fits as well",
            histories.customers(),
            full,
            units);
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /**
   * The log-likelihood of {@code histories} as a function of (r, alpha, s, beta), for other ways of
   * learning from it than its maximum. Safe to use from many threads.
   */
  public static LogLikelihood likelihood(GroupedHistories histories) {
    return new ParetoNbdLikelihood(histories);
  }

  /** The member of the family with the given parameters, in the order of the certificate. */
  public ParetoNbdModel model(double[] parameters) {
    return new ParetoNbdModel(1, 1, 1, 1).withParameters(parameters);
  }
}
