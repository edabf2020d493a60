// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.Summary;
import io.perennial.value.paretonbd.ParetoNbdModel;
import io.perennial.value.paretonbd.ParetoNbdTrainer;

/**
 * Draws futures of a year of every customer, parameters included, to a mean and an interval for
 * each and for ten cohorts. Nothing that is drawn is kept.
 */
final class ValueSimulateWork implements Work {

  private static final int COHORTS = 10;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int customers = arguments.count("customers");
    CustomerBase base = CustomerBase.of(customers);
    GroupedHistories histories =
        GroupedHistories.of(base.repeats(), base.recencyWeeks(), base.ageWeeks());
    Fitted<ParetoNbdModel> fitted = new ParetoNbdTrainer().train(histories);
    SimulationConfig config = SimulationConfig.defaults().withDraws(arguments.count("draws"), 50);
    int[] cohortOf = new int[customers];
    for (int i = 0; i < customers; i++) {
      cohortOf[i] = i % COHORTS;
    }
    Summary summary =
        timing.round(() -> Futures.of(fitted, histories, config).summarize(0.9, cohortOf, COHORTS));
    double sum = 0;
    for (int c = 0; c < COHORTS; c++) {
      sum += summary.cohortMean(c);
    }
    timing.fact("purchases", sum);
  }
}
