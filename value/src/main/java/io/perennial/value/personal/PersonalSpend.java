// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.Predictive;

/** What is spent in a forecast of purchases, each purchase by the gamma-gamma model. */
final class PersonalSpend implements Predictive {

  private static final int SETS = 25;

  private final Predictive purchases;
  private final GammaGammaModel estimate;
  private final GammaGammaModel[] models;
  private final int[] repeats;
  private final double[] meanSpend;
  private final RandomSource source;

  private PersonalSpend(
      Predictive purchases,
      GammaGammaModel estimate,
      GammaGammaModel[] models,
      Observed observed,
      RandomSource source) {
    this.purchases = purchases;
    this.estimate = estimate;
    this.models = models;
    this.repeats = observed.repeats();
    this.meanSpend = observed.meanSpend();
    this.source = source;
  }

  static PersonalSpend of(
      Predictive purchases, Fitted<GammaGammaModel> spend, Observed observed, LadderConfig config) {
    RandomSource source = RandomSource.seeded(config.seed()).derive("personal spend");
    GammaGammaModel[] models = new GammaGammaModel[Math.min(SETS, config.draws())];
    Certificate certificate = spend.certificate();
    for (int k = 0; k < models.length; k++) {
      RandomStream random = source.derive("parameters").stream(k);
      double[] deviates = new double[certificate.names().size()];
      for (int p = 0; p < deviates.length; p++) {
        deviates[p] = Normal.standard(random);
      }
      models[k] = new GammaGammaTrainer().model(certificate.moved(deviates));
    }
    return new PersonalSpend(purchases, spend.model(), models, observed, source);
  }

  @Override
  public int customers() {
    return purchases.customers();
  }

  @Override
  public int draws() {
    return purchases.draws();
  }

  @Override
  public double[] draws(int i) {
    double[] spend = purchases.draws(i);
    RandomStream random = source.stream(i);
    for (int d = 0; d < spend.length; d++) {
      if (spend[d] > 0) {
        spend[d] =
            models[d % models.length].drawTotal(repeats[i], meanSpend[i], (long) spend[d], random);
      }
    }
    return spend;
  }

  @Override
  public double mean(int i) {
    return purchases.mean(i) * estimate.expectedSpend(repeats[i], meanSpend[i]);
  }

  @Override
  public double probabilityAboveZero(int i) {
    return purchases.probabilityAboveZero(i);
  }
}
