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
 * with the limit in which all customers leave at one rate: where the data cannot tell the two
 * apart, the certificate says "dropout heterogeneity not identified".
 */
public final class ParetoNbdTrainer implements PurchaseTrainer<ParetoNbdModel> {

  private static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

  /** The shape at which the leaving rates are as good as all equal. */
  private static final double ALL_EQUAL = 1e6;

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
    Scale scale = Scale.of(NAMES, 1, time, 1, time);
    Certificate certificate =
        MaximumLikelihood.maximize(
            samples,
            scale,
            List.of(
                new double[] {0.6, 0.4 / rate, 0.6, 0.4 * time},
                new double[] {1.5, 1 / rate, 0.4, 0.5 * time},
                new double[] {0.8, 0.6 / rate, 3, 6 * time},
                new double[] {0.3, 0.15 / rate, 1, 2 * time}));
    double[] found = certificate.estimates();
    if (HomogeneousLimit.isPlausible(certificate, 2)) {
      // r, alpha and the one leaving rate mu, with s so large that beta = s / mu is a limit
      certificate =
          HomogeneousLimit.compare(
              certificate,
              "dropout heterogeneity not identified: one leaving rate for all customers fits as well",
              histories.customers(),
              (reduced, gradient) -> {
                double[] all = new double[4];
                double[] slope = new double[4];
                all[0] = reduced[0];
                all[1] = reduced[1];
                all[2] = ALL_EQUAL;
                all[3] = ALL_EQUAL / reduced[2];
                double value = full.at(all, slope);
                gradient[0] = slope[0];
                gradient[1] = slope[1];
                gradient[2] = -slope[3] * all[3] / reduced[2];
                return value;
              },
              Scale.of(List.of("r", "alpha", "mu"), 1, time, 1 / time),
              new double[] {found[0], found[1], found[2] / found[3]});
    }
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /** The member of the family with the given parameters, in the order of the certificate. */
  public ParetoNbdModel model(double[] parameters) {
    return new ParetoNbdModel(1, 1, 1, 1).withParameters(parameters);
  }
}
