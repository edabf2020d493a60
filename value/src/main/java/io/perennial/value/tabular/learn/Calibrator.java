// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.math.random.RandomSource;
import io.perennial.math.special.Logarithms;
import io.perennial.value.tabular.Folds;
import io.perennial.value.tabular.LogOdds;
import java.util.List;

/**
 * What turns the log-odds that a model says into those that come true. Learned from rows that the
 * model did not see; which kind is chosen by the Brier score of rows that the calibrator did not
 * see.
 */
public sealed interface Calibrator permits Calibrator.AsSaid, Calibrator.Sigmoid, Isotonic {

  /** What people know it by. */
  String name();

  /** Log-odds that come true. */
  double of(double logOdds);

  /** The same reasons, between the calibrated base and total. */
  default LogOdds of(LogOdds said) {
    return said.between(of(said.base()), of(said.total()));
  }

  /** Nothing is changed. */
  record AsSaid() implements Calibrator {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public double of(double logOdds) {
      return logOdds;
    }

    @Override
    public LogOdds of(LogOdds said) {
      return said;
    }
  }

  /**
   * Platt's sigmoid.
   *
   * @param intercept added
   * @param slope multiplied by, >= 0
   */
  record Sigmoid(double intercept, double slope) implements Calibrator {
    @Override
    public String name() {
      return "Platt";
    }

    @Override
    public double of(double logOdds) {
      return intercept + slope * logOdds;
    }

    @Override
    public LogOdds of(LogOdds said) {
      return said.times(slope, intercept);
    }
  }

  /** One kind, as it is learned. */
  private static List<Calibrator> learned(double[] logOdds, double[] label) {
    LogitMap map = LogitMap.platt(logOdds, label);
    return List.of(
        new AsSaid(), new Sigmoid(map.intercept(), map.slope()), Isotonic.of(logOdds, label));
  }

  /**
   * The kind with the best Brier score, learned from all rows: none but where another is better by
   * one part in 500, and its log-loss is no worse.
   *
   * @param logOdds of rows that the model was not trained on
   */
  static Calibrator choose(double[] logOdds, double[] label, long seed) {
    double[][] crossed = crossFitted(logOdds, label, seed);
    List<Calibrator> kinds = learned(logOdds, label);
    double least = brier(crossed[0], label) * (1 - 0.002);
    double limit = LogitMap.SAME.loss(crossed[0], label);
    int best = 0;
    for (int kind = 1; kind < crossed.length; kind++) {
      double brier = brier(crossed[kind], label);
      if (brier < least && LogitMap.SAME.loss(crossed[kind], label) <= limit) {
        least = brier;
        best = kind;
      }
    }
    return kinds.get(best);
  }

  /**
   * Log-odds by calibrators that did not see the row, of the kind that {@link #choose} takes,
   * double[n].
   */
  static double[] chosenCrossFitted(double[] logOdds, double[] label, long seed) {
    Calibrator chosen = choose(logOdds, label, seed);
    int kind = chosen instanceof AsSaid ? 0 : chosen instanceof Sigmoid ? 1 : 2;
    return crossFitted(logOdds, label, seed)[kind];
  }

  private static double[][] crossFitted(double[] logOdds, double[] label, long seed) {
    int n = label.length;
    double[][] crossed = new double[3][n];
    double yes = 0;
    for (double value : label) {
      yes += value;
    }
    int folds = (int) Math.min(5, Math.min(yes, n - yes));
    if (folds < 2) {
      return new double[][] {logOdds};
    }
    Folds parts =
        Folds.stratified(
            label,
            Folds.singly(n),
            folds,
            RandomSource.seeded(seed).derive("calibration").stream(0));
    for (int f = 0; f < folds; f++) {
      int[] others = parts.others(f);
      List<Calibrator> kinds = learned(Rows.some(logOdds, others), Rows.some(label, others));
      for (int i : parts.rows(f)) {
        for (int kind = 0; kind < 3; kind++) {
          crossed[kind][i] = kinds.get(kind).of(logOdds[i]);
        }
      }
    }
    return crossed;
  }

  private static double brier(double[] logOdds, double[] label) {
    double sum = 0;
    for (int i = 0; i < label.length; i++) {
      double miss = Logarithms.logistic(logOdds[i]) - label[i];
      sum += miss * miss;
    }
    return sum / label.length;
  }
}
