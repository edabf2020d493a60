// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

import io.perennial.math.summary.StableSum;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.baseline.Baselines;
import io.perennial.value.evaluate.Accuracy;
import io.perennial.value.evaluate.PredictiveAccuracy;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.history.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One candidate's scores of the same customers at the same origins as every other candidate's, so
 * that differences are taken customer by customer.
 */
final class Score {

  private final String name;
  private final boolean baseline;
  private final String note;
  private final int origins;
  private final double[] crps;
  private final double[] predicted;
  private final double[] actual;

  private Score(
      String name,
      boolean baseline,
      String note,
      int origins,
      double[] crps,
      double[] predicted,
      double[] actual) {
    this.name = name;
    this.baseline = baseline;
    this.note = note;
    this.origins = origins;
    this.crps = crps;
    this.predicted = predicted;
    this.actual = actual;
  }

  /** A model that cannot be fitted at one of the origins has no score, but a note. */
  static Score ofModel(
      PurchaseTrainer<? extends PurchaseModel> trainer, List<Split> origins, ChoiceConfig config) {
    List<double[]> crps = new ArrayList<>();
    List<double[]> predicted = new ArrayList<>();
    List<double[]> actual = new ArrayList<>();
    String note = "";
    for (Split split : origins) {
      GroupedHistories histories = split.histories();
      Fitted<? extends PurchaseModel> fitted;
      try {
        fitted = trainer.train(histories);
      } catch (TooLittleDataException tooLittle) {
        note = tooLittle.getMessage();
        continue;
      }
      note = String.join("; ", fitted.certificate().warnings());
      int[] rows = scored(split, config);
      double[] came = only(split.purchases(), rows);
      Futures futures =
          Futures.ofCertain(
              fitted.model(),
              histories,
              new SimulationConfig(split.horizonWeeks(), config.draws(), 0, config.seed()));
      crps.add(
          PredictiveAccuracy.of(
                  i -> Arrays.stream(futures.purchases(i)).asDoubleStream().toArray(),
                  rows,
                  came,
                  rows.length,
                  config.seed())
              .crps());
      double[] expected = fitted.model().expectedPurchases(histories, split.horizonWeeks());
      predicted.add(Arrays.stream(rows).mapToDouble(i -> expected[histories.groupOf(i)]).toArray());
      actual.add(came);
    }
    return crps.size() < origins.size() || origins.isEmpty()
        ? new Score(trainer.name(), false, note, 0, new double[0], new double[0], new double[0])
        : new Score(
            trainer.name(),
            false,
            note,
            crps.size(),
            joined(crps),
            joined(predicted),
            joined(actual));
  }

  static List<Score> ofBaselines(List<Split> origins, ChoiceConfig config) {
    List<Score> scores = new ArrayList<>();
    for (String rule : List.of("zero", "mean", "same rate", "last period")) {
      List<double[]> errors = new ArrayList<>();
      List<double[]> predicted = new ArrayList<>();
      List<double[]> actual = new ArrayList<>();
      for (Split split : origins) {
        int[] rows = scored(split, config);
        double[] came = only(split.purchases(), rows);
        double[] forecast = only(Baselines.all(split).get(rule), rows);
        errors.add(
            IntStream.range(0, rows.length)
                .mapToDouble(i -> Math.abs(forecast[i] - came[i]))
                .toArray());
        predicted.add(forecast);
        actual.add(came);
      }
      scores.add(
          new Score(
              rule, true, "", errors.size(), joined(errors), joined(predicted), joined(actual)));
    }
    return scores;
  }

  String name() {
    return name;
  }

  boolean isFitted() {
    return origins > 0 && crps.length > 0;
  }

  int origins() {
    return origins;
  }

  int forecasts() {
    return crps.length;
  }

  double meanCrps() {
    return StableSum.of(crps) / crps.length;
  }

  /** How much worse this is than {@code other}, in the mean. */
  double lossAgainst(Score other) {
    return meanCrps() - other.meanCrps();
  }

  /** The standard error of that, from the differences of the customers. */
  double errorOfLossAgainst(Score other) {
    double mean = lossAgainst(other);
    StableSum squares = new StableSum();
    for (int i = 0; i < crps.length; i++) {
      double apart = crps[i] - other.crps[i] - mean;
      squares.add(apart * apart);
    }
    return Math.sqrt(squares.value()) / crps.length;
  }

  Candidate candidate() {
    if (!isFitted()) {
      return new Candidate(
          name,
          baseline,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          note);
    }
    Accuracy accuracy = Accuracy.of(predicted, actual);
    return new Candidate(
        name,
        baseline,
        OptionalDouble.of(meanCrps()),
        OptionalDouble.of(accuracy.rmse()),
        accuracy.bias(),
        note);
  }

  private static int[] scored(Split split, ChoiceConfig config) {
    int n = split.customers();
    int step = (n - 1) / config.customers() + 1;
    return IntStream.range(0, (n - 1) / step + 1).map(k -> k * step).toArray();
  }

  private static double[] only(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
