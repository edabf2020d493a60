// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgbb;

import static io.perennial.math.special.GammaRatios.digammaRising;
import static io.perennial.math.special.GammaRatios.logRising;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.ModelParameters;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.fit.HomogeneousLimit;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.fit.MaximumLikelihood;
import io.perennial.value.fit.Sample;
import io.perennial.value.fit.Scale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fits {@link BgBbModel} by maximum likelihood, from three starts. */
public final class BgBbTrainer {

  private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta");
  private static final double ALL_EQUAL = 1e6;
  private static final int REPEATERS = 10;

  /**
   * The likeliest BG/BB model.
   *
   * @param customers how many customers have each history
   * @throws TooLittleDataException if fewer than 10 customers have a repeat purchase
   */
  public Fitted<BgBbModel> train(Map<OpportunityHistory, Integer> customers) {
    Map<OpportunityHistory, Integer> sorted = new TreeMap<>(customers);
    double all = 0;
    long repeaters = 0;
    for (Map.Entry<OpportunityHistory, Integer> entry : sorted.entrySet()) {
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException(
            "Invalid customers: " + entry.getValue() + " with " + entry.getKey());
      }
      all += entry.getValue();
      repeaters += entry.getKey().repeats() > 0 ? entry.getValue() : 0;
    }
    if (repeaters < REPEATERS) {
      throw new TooLittleDataException(
          "Cannot fit BG/BB: only "
              + repeaters
              + " of "
              + (long) all
              + " customers have a repeat purchase (at least "
              + REPEATERS
              + " are needed)");
    }
    Likelihood likelihood = new Likelihood(sorted);
    Certificate certificate =
        MaximumLikelihood.maximize(
            Sample.whole(likelihood, all),
            Scale.of(NAMES, 1, 1, 1, 1),
            List.of(
                new double[] {1, 1, 0.7, 3},
                new double[] {0.5, 2, 1, 8},
                new double[] {2, 1, 0.3, 1}));
    double[] found = certificate.estimates();
    if (HomogeneousLimit.isPlausible(certificate, 2)) {
      certificate =
          HomogeneousLimit.compare(
              certificate,
              "dropout heterogeneity not identified: one chance to leave for all customers fits as"
                  + " well",
              all,
              limit(likelihood),
              Scale.of(List.of("alpha", "beta", "odds"), 1, 1, 1),
              new double[] {found[0], found[1], found[2] / found[3]});
    }
    return new Fitted<>(model(certificate.estimates()), certificate);
  }

  /** The model with parameters (alpha, beta, gamma, delta). */
  public BgBbModel model(double[] parameters) {
    ModelParameters.requireCount(parameters, 4);
    return new BgBbModel(parameters[0], parameters[1], parameters[2], parameters[3]);
  }

  private static LogLikelihood limit(LogLikelihood full) {
    return (reduced, gradient) -> {
      double whole = 1 + reduced[2];
      double[] slope = new double[4];
      double[] all = {reduced[0], reduced[1], ALL_EQUAL * reduced[2] / whole, ALL_EQUAL / whole};
      double value = full.at(all, slope);
      gradient[0] = slope[0];
      gradient[1] = slope[1];
      gradient[2] = ALL_EQUAL * (slope[2] - slope[3]) / (whole * whole);
      return value;
    };
  }

  /** The log-likelihood and its gradient, a mixture over the periods of leaving. */
  private static final class Likelihood implements LogLikelihood {
    private final OpportunityHistory[] histories;
    private final int[] weights;

    Likelihood(Map<OpportunityHistory, Integer> customers) {
      this.histories = customers.keySet().toArray(new OpportunityHistory[0]);
      this.weights = customers.values().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public double at(double[] parameters, double[] gradient) {
      BgBbModel model = new BgBbTrainer().model(parameters);
      double[] sums =
          Chunks.sum(
              histories.length,
              16,
              5,
              (sum, from, to) -> {
                for (int g = from; g < to; g++) {
                  add(model, histories[g], weights[g], sum);
                }
              });
      System.arraycopy(sums, 1, gradient, 0, 4);
      return sums[0];
    }

    private static void add(
        BgBbModel model, OpportunityHistory history, double weight, double[] sum) {
      double total = model.logLikelihood(history);
      sum[0] += weight * total;
      int n = history.periods();
      for (int i = 0; i <= n - history.lastPeriod(); i++) {
        int stayed = history.lastPeriod() + i;
        boolean left = stayed < n;
        int x = history.repeats();
        double value =
            logRising(model.alpha(), x)
                + logRising(model.beta(), stayed - x)
                - logRising(model.alpha() + model.beta(), stayed)
                + logRising(model.delta(), stayed)
                - logRising(model.gamma() + model.delta(), left ? stayed + 1L : stayed)
                + (left ? Math.log(model.gamma()) : 0);
        double share = weight * Math.exp(value - total);
        double buying = digammaRising(model.alpha() + model.beta(), stayed);
        double leaving = digammaRising(model.gamma() + model.delta(), left ? stayed + 1L : stayed);
        sum[1] += share * (digammaRising(model.alpha(), x) - buying);
        sum[2] += share * (digammaRising(model.beta(), stayed - x) - buying);
        sum[3] += share * ((left ? 1 / model.gamma() : 0) - leaving);
        sum[4] += share * (digammaRising(model.delta(), stayed) - leaving);
      }
    }
  }
}
