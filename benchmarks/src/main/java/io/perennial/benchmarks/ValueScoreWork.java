// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.forecast.Valuation;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.paretonbd.ParetoNbdModel;

/**
 * From columns of histories to columns of P(alive), purchases of a year, discounted purchases for
 * ever, spend and value, grouping included.
 */
final class ValueScoreWork implements Work {

  private static final int ROUNDS = 5;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    CustomerBase base = CustomerBase.of(arguments.count("customers"));
    double[] recency = base.recencyWeeks();
    double[] age = base.ageWeeks();
    double[] spend = new double[age.length];
    for (int i = 0; i < spend.length; i++) {
      spend[i] = 10 + (i * 7_919L % 9_973) / 100.0;
    }
    PurchaseModel model = model(arguments.text("model"));
    GammaGammaModel spending = new GammaGammaModel(6.25, 3.74, 15.44);
    Valuation valuation = null;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      valuation =
          timing.round(
              () ->
                  Valuation.of(
                      model,
                      spending,
                      GroupedHistories.of(base.repeats(), recency, age),
                      base.repeats(),
                      spend,
                      ValuationConfig.defaults()));
    }
    double sum = 0;
    for (int i = 0; valuation != null && i < valuation.customers(); i++) {
      sum += valuation.value(i);
    }
    timing.fact("value", sum);
  }

  static PurchaseModel model(String name) {
    return name.equals("pareto-nbd")
        ? new ParetoNbdModel(0.553, 10.578, 0.606, 11.669)
        : BetaGeometricModel.bgNbd(0.243, 4.414, 0.793, 2.426);
  }
}
