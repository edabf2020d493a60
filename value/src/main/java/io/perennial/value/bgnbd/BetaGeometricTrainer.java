// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgnbd;

import io.perennial.math.special.GammaFunctions;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.ModelParameters;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.MaximumLikelihood;
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
  private static final int PART = 2000;
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
    GroupedHistories part = histories.thinned(PART);
    BetaGeometricLikelihood full = likelihood(histories);
    BetaGeometricLikelihood sketch = part == histories ? full : likelihood(part);
    Certificate certificate =
        MaximumLikelihood.maximize(
            full,
            histories.customers(),
            sketch,
            DataNeeds.weight(part),
            Scale.of(NAMES, 1, time, 1, 1),
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
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /**
   * Fits every k from 1 to {@code mostRegular} and takes the likeliest; the smallest of equals. The
   * log-likelihoods are whole here, and so comparable.
   *
   * @param sumOfLogIntervals sum over all customers and all repeat purchases of the logarithm of
   *     the weeks since the purchase before
   */
  public static Fitted<BetaGeometricModel> trainChoosingRegularity(
      Dropout dropout, GroupedHistories histories, double sumOfLogIntervals, int mostRegular) {
    Fitted<BetaGeometricModel> best = new BetaGeometricTrainer(dropout, 1).train(histories);
    for (int k = 2; k <= mostRegular; k++) {
      Fitted<BetaGeometricModel> next = new BetaGeometricTrainer(dropout, k).train(histories);
      double constant =
          (k - 1) * sumOfLogIntervals - histories.totalRepeats() * GammaFunctions.logGamma(k);
      Certificate whole = next.certificate().raised(constant);
      if (whole.logLikelihood() <= best.certificate().logLikelihood()) {
        return best;
      }
      best = new Fitted<>(next.model(), whole);
    }
    return best;
  }

  @Override
  public BetaGeometricModel model(double[] parameters) {
    ModelParameters.requireCount(parameters, 4);
    return new BetaGeometricModel(
        dropout, regularity, parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  private BetaGeometricLikelihood likelihood(GroupedHistories histories) {
    return new BetaGeometricLikelihood(histories, dropout, regularity);
  }
}
