// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.personal;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.Predictive;

/**
 * The purchases of each customer under a {@link PersonalModel}; draw d of all customers has the
 * same set of parameters. Mean and P(purchase) are the model's own, not those of the draws.
 */
final class PersonalForecast implements Predictive {

  private final PersonalModel model;
  private final GroupedHistories histories;
  private final double[][] covariates;
  private final double horizonWeeks;
  private final int draws;
  private final RandomSource source;

  /* By kind: customers with equal histories where no column is read, else each his own. */
  private final double[][] alive;
  private final double[] mean;
  private final double[] active;

  private PersonalForecast(
      PersonalModel model, GroupedHistories histories, Cases cases, LadderConfig config) {
    this.model = model;
    this.histories = histories;
    this.covariates = Covariates.of(cases.features(), model.columns());
    this.horizonWeeks = cases.horizonWeeks();
    this.draws = config.draws();
    this.source = RandomSource.seeded(config.seed()).derive("personal");
    int kinds = covariates.length == 0 ? histories.size() : histories.customers();
    this.alive = new double[Math.min(model.sets(), draws)][kinds];
    this.mean = new double[kinds];
    this.active = new double[kinds];
  }

  static PersonalForecast of(PersonalModel model, Cases cases, LadderConfig config) {
    PersonalForecast forecast =
        new PersonalForecast(model, cases.observed().histories(), cases, config);
    Chunks.forEach(forecast.mean.length, 64, forecast::fill);
    return forecast;
  }

  private void fill(int from, int to) {
    for (int kind = from; kind < to; kind++) {
      PurchaseHistory history =
          histories.history(covariates.length == 0 ? kind : histories.groupOf(kind));
      double[] own = own(kind);
      for (int set = 0; set < alive.length; set++) {
        alive[set][kind] = model.model(history, own, set).probabilityAlive(history);
      }
      mean[kind] = model.expectedPurchases(history, own, horizonWeeks);
      active[kind] = model.probabilityActive(history, own, horizonWeeks);
    }
  }

  private double[] own(int row) {
    double[] own = new double[covariates.length];
    for (int k = 0; k < own.length; k++) {
      own[k] = covariates[k][row];
    }
    return own;
  }

  private int kind(int i) {
    return covariates.length == 0 ? histories.groupOf(i) : i;
  }

  @Override
  public int customers() {
    return histories.customers();
  }

  @Override
  public int draws() {
    return draws;
  }

  @Override
  public double[] draws(int i) {
    int kind = kind(i);
    PurchaseHistory history = histories.history(histories.groupOf(i));
    double[] own = own(i);
    PurchaseModel[] models = new PurchaseModel[alive.length];
    for (int set = 0; set < models.length; set++) {
      models[set] = model.model(history, own, set);
    }
    RandomStream random = source.stream(i);
    double[] purchases = new double[draws];
    for (int d = 0; d < draws; d++) {
      int set = d % models.length;
      purchases[d] = models[set].drawPurchases(history, alive[set][kind], horizonWeeks, random);
    }
    return purchases;
  }

  @Override
  public double mean(int i) {
    return mean[kind(i)];
  }

  @Override
  public double probabilityAboveZero(int i) {
    return active[kind(i)];
  }
}
