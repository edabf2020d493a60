// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.ClassScores;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Means over folds, and their standard errors. */
final class FoldScores {

  private FoldScores() {}

  static ModelScore summary(String name, List<ClassScores> parts, int folds, String calibration) {
    int rows = (int) Math.round(mean(parts, ClassScores::rows));
    return new ModelScore(
        name,
        new ClassScores(
            rows,
            mean(parts, ClassScores::auc),
            mean(parts, ClassScores::brier),
            mean(parts, ClassScores::logLoss),
            mean(parts, ClassScores::calibrationError),
            mean(parts, ClassScores::lift)),
        new ClassScores(
            rows,
            error(values(parts, ClassScores::auc), folds),
            error(values(parts, ClassScores::brier), folds),
            error(values(parts, ClassScores::logLoss), folds),
            error(values(parts, ClassScores::calibrationError), folds),
            error(values(parts, ClassScores::lift), folds)),
        calibration);
  }

  /** The standard error of the difference of two mean log-losses, fold by fold. */
  static double errorOfGap(List<ClassScores> one, List<ClassScores> other, int folds) {
    return error(
        IntStream.range(0, one.size())
            .mapToDouble(i -> one.get(i).logLoss() - other.get(i).logLoss())
            .toArray(),
        folds);
  }

  private static double[] values(List<ClassScores> parts, ToDoubleFunction<ClassScores> part) {
    return parts.stream().mapToDouble(part).toArray();
  }

  private static double mean(List<ClassScores> parts, ToDoubleFunction<ClassScores> part) {
    return mean(values(parts, part));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** sqrt((1 / J + test rows / training rows) * variance) of J folds. */
  private static double error(double[] values, int folds) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double variance = squares / Math.max(1, values.length - 1);
    return Math.sqrt(variance * (1.0 / values.length + 1.0 / (folds - 1)));
  }
}
