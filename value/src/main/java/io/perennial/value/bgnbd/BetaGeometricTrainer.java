// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

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
 * Fits {@link BetaGeometricModel} by maximum likelihood, from four starts.
 *
 * @param dropout after which purchases one may leave
 * @param regularity k, held fixed
 */
public record BetaGeometricTrainer(Dropout dropout, int regularity)
    implements PurchaseTrainer<BetaGeometricModel> {

  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");
  private static final double ALL_EQUAL = 1e6;

  /** For the BG/NBD model. */
  public static BetaGeometricTrainer bgNbd() {
    return new BetaGeometricTrainer(Dropout.AFTER_REPEAT, 1);
  }

  /** For the MBG/NBD model. */
  public static BetaGeometricTrainer mbgNbd() {
    return new BetaGeometricTrainer(Dropout.AFTER_ANY, 1);
  }

  /** For the BG/CNBD-k model. */
  public static BetaGeometricTrainer bgCnbd(int regularity) {
    return new BetaGeometricTrainer(Dropout.AFTER_REPEAT, regularity);
  }

  /** For the MBG/CNBD-k model. */
  public static BetaGeometricTrainer mbgCnbd(int regularity) {
    return new BetaGeometricTrainer(Dropout.AFTER_ANY, regularity);
  }

  @Override
  public String name() {
    String family = dropout == Dropout.AFTER_ANY ? "MBG" : "BG";
    return regularity == 1 ? family + "/NBD" : family + "/CNBD-" + regularity;
  }

  @Override
  public Fitted<BetaGeometricModel> train(GroupedHistories histories) {
    DataNeeds.check(name(), histories);
    double time = histories.totalAgeWeeks() / histories.customers();
    double rate = regularity * histories.totalRepeats() / histories.totalAgeWeeks();
    List<Sample> samples = Sample.growing(histories, this::likelihood);
    LogLikelihood full = samples.get(samples.size() - 1).likelihood();
    double[] units = {1, time, 1, 1};
    Certificate certificate =
        MaximumLikelihood.maximize(
            samples,
            Scale.of(NAMES, units),
            List.of(
                new double[] {0.4, 0.2 / rate, 0.8, 2.5},
                new double[] {1.5, 0.8 / rate, 0.5, 1},
                new double[] {0.3, 0.15 / rate, 2, 8},
                new double[] {0.8, 0.6 / rate, 0.3, 2}));
    double[] found = certificate.estimates();
    if (HomogeneousLimit.isPlausible(certificate, 2)) {
      // a and b without bound, their ratio kept: one chance to leave for all
      certificate =
          HomogeneousLimit.compare(
              certificate,
              "dropout heterogeneity not identified: one chance to leave for all customers fits as"
                  + " well",
              histories.customers(),
              (reduced, gradient) -> {
                double odds = reduced[2];
                double[] slope = new double[4];
                double value =
                    full.at(
                        new double[] {
                          reduced[0],
                          reduced[1],
                          ALL_EQUAL * odds / (1 + odds),
                          ALL_EQUAL / (1 + odds)
                        },
                        slope);
                gradient[0] = slope[0];
                gradient[1] = slope[1];
                gradient[2] = ALL_EQUAL * (slope[2] - slope[3]) / ((1 + odds) * (1 + odds));
                return value;
              },
              Scale.of(List.of("r", "alpha", "odds"), 1, time, 1),
              new double[] {found[0], found[1], found[2] / found[3]});
    }
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

  /** Chooses k, from 1 to {@code mostRegular}, by likelihood. */
  public static RegularityTrainer choosingRegularity(Dropout dropout, int mostRegular) {
    return new RegularityTrainer(dropout, mostRegular);
  }

  /** The member of the family with the given parameters, in the order of the certificate. */
  public BetaGeometricModel model(double[] parameters) {
    return new BetaGeometricModel(dropout, regularity, 1, 1, 1, 1).withParameters(parameters);
  }

  private BetaGeometricLikelihood likelihood(GroupedHistories histories) {
    return new BetaGeometricLikelihood(histories, dropout, regularity);
  }
}
