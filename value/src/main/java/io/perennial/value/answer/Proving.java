// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.evaluate.Holdout;
import io.perennial.value.evaluate.PredictiveAccuracy;
import io.perennial.value.evaluate.Tracking;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.history.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits the chosen models to what was known before a hold-out, and compares them with what came. */
final class Proving {

  /** Customers whose distributions are scored, at most; more are thinned evenly. */
  private static final int SCORED = 5_000;

  private final Base base;
  private final AnswerConfig config;
  private final List<String> notes;

  /**
   * @param notes where it says what people should know
   */
  Proving(Base base, AnswerConfig config, List<String> notes) {
    this.base = base;
    this.config = config;
    this.notes = notes;
  }

  /** The proof on a hold-out; empty, with a note, where no model can be fitted before it. */
  Optional<Proof> prove(Split split, Choices choices) {
    Fitted<? extends PurchaseModel> all;
    try {
      all = choices.all().trainer().train(split.histories());
    } catch (TooLittleDataException tooLittle) {
      notes.add("No forecast could be checked on a hold-out. " + tooLittle.getMessage());
      return Optional.empty();
    }
    double[] predicted = new double[split.customers()];
    int step = (split.customers() - 1) / SCORED + 1;
    double[][] draws = new double[(split.customers() - 1) / step + 1][];
    for (int c = 0; c < base.cohorts().size(); c++) {
      int[] rows = base.rows(0, c);
      if (rows.length == 0) {
        continue;
      }
      GroupedHistories histories =
          rows.length == split.customers()
              ? split.histories()
              : split.observed().only(rows).histories();
      Fitted<? extends PurchaseModel> fitted;
      PurchaseTrainer<? extends PurchaseModel> trainer =
          choices.of(base.cohorts().get(c)).trainer();
      try {
        fitted =
            rows.length == split.customers() && trainer.equals(choices.all().trainer())
                ? all
                : trainer.train(histories);
      } catch (TooLittleDataException tooLittle) {
        fitted = all;
      }
      double[] expected = fitted.model().expectedPurchases(histories, split.horizonWeeks());
      for (int i = 0; i < rows.length; i++) {
        predicted[rows[i]] = expected[histories.groupOf(i)];
      }
      // futures of those alone that are scored: of a large base all would not fit into memory
      int[] scored = Arrays.stream(rows).filter(row -> row % step == 0).toArray();
      Futures futures =
          Futures.of(
              fitted,
              split.observed().only(scored).histories(),
              new SimulationConfig(split.horizonWeeks(), 200, 50, config.seed() + c));
      IntStream.range(0, scored.length)
          .parallel()
          .forEach(i -> draws[scored[i] / step] = doubles(futures.purchases(i)));
    }
    int[] some = IntStream.range(0, draws.length).map(k -> k * step).toArray();
    PredictiveAccuracy predictive =
        PredictiveAccuracy.of(
            i -> draws[i / step],
            some,
            Arrays.stream(some).mapToDouble(i -> split.purchases(i)).toArray(),
            100,
            config.seed());
    Map<String, double[]> forecasts = new LinkedHashMap<>();
    forecasts.put(Proof.CHOSEN, predicted);
    return Optional.of(
        new Proof(
            Holdout.of(split, forecasts),
            Tracking.of(all.model(), base.newCustomersByDay(), base.repeatsByDay()),
            predictive));
  }

  private static double[] doubles(int[] whole) {
    return Arrays.stream(whole).asDoubleStream().toArray();
  }
}
