// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees that are being grown, round by round, while the loss on held-out rows is watched. Holds
 * native memory until closed. For one thread.
 *
 * <p>XGBoost sums in the order of its threads, so how many it has is a function of the data, never
 * of the machine; and its chance starts anew each round from (seed, round), whatever was trained
 * before in this process.
 */
final class Boosting implements AutoCloseable {

  /** What XGBoost is given: rows, labels, weights and start margins in native memory. */
  static final class Rows implements AutoCloseable {

    private final DMatrix matrix;
    private final double[] labels;
    private final double[] weights;
    private final double[] offsets;
    private final int width;

    Rows(FloatRows features, Examples examples, int[] rows) {
      this.labels = examples.labels(rows);
      this.weights = examples.weights(rows);
      this.offsets = examples.offsets(rows);
      this.width = features.width();
      try {
        matrix = matrix(features.rows(rows), rows.length, width);
        matrix.setLabel(floats(labels));
        matrix.setWeight(floats(weights));
      } catch (XGBoostError e) {
        throw cannot(e);
      }
    }

    /** What margins start from: for what is trained from now on. */
    void startFrom(double intercept) {
      float[] margins = new float[offsets.length];
      for (int i = 0; i < margins.length; i++) {
        margins[i] = start(intercept, offsets[i]);
      }
      try {
        matrix.setBaseMargin(margins);
      } catch (XGBoostError e) {
        throw cannot(e);
      }
    }

    int count() {
      return labels.length;
    }

    @Override
    public void close() {
      matrix.dispose();
    }

    private static float[] floats(double[] values) {
      float[] narrow = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        narrow[i] = (float) values[i];
      }
      return narrow;
    }
  }

  /** From this many values on, two threads; below, they cost more than they bring. */
  private static final long TWO_THREADS_FROM = 1L << 20;

  private final Objective objective;
  private final Rows learn;
  private final Rows stop;
  private final Booster booster;
  private final List<Double> losses = new ArrayList<>();
  private int bestRounds;

  /**
   * @param objective of one output
   * @param learn rows that have been told what they start from
   * @param stop rows that the loss is watched on; empty where there are none
   */
  Boosting(
      Objective objective,
      TreeSettings settings,
      String monotone,
      long seed,
      Rows learn,
      Rows stop) {
    this.objective = objective;
    this.learn = learn;
    this.stop = stop;
    Map<String, Object> parameters = new HashMap<>(settings.parameters());
    parameters.put("objective", objective.xgboostName());
    parameters.put("eval_metric", objective.xgboostMetric());
    parameters.put("base_score", objective.xgboostBaseScore());
    if (objective.levels().length > 0) {
      parameters.put("quantile_alpha", Arrays.toString(objective.levels()).replace(" ", ""));
    }
    if (objective.xgboostName().equals("reg:tweedie")) {
      parameters.put("tweedie_variance_power", objective.setting());
    }
    if (!monotone.isEmpty()) {
      parameters.put("monotone_constraints", monotone);
    }
    parameters.put("nthread", (long) learn.count() * learn.width >= TWO_THREADS_FROM ? 2 : 1);
    parameters.put("seed", seed & 0x7FFFFFFF);
    parameters.put("seed_per_iteration", true);
    parameters.put("verbosity", 0);
    try {
      booster = XGBoost.train(learn.matrix, parameters, 0, Map.of(), null, null);
    } catch (XGBoostError e) {
      throw cannot(e);
    }
  }

  /** The margin that a row starts from: the same in training and in prediction. */
  static float start(double intercept, double offset) {
    return FloatRows.narrow(intercept + offset);
  }

  /**
   * Grows up to {@code most} rounds in all, or until {@code patience} rounds have brought no better
   * loss. Without rows to watch, all rounds are good.
   */
  void grow(int most, int patience) {
    try {
      if (losses.isEmpty()) {
        losses.add(loss());
      }
      while (rounds() < most && rounds() - bestRounds < patience) {
        if (objective.hasOwnGradient()) {
          boostByOwnGradient();
        } else {
          booster.update(learn.matrix, rounds());
        }
        losses.add(loss());
        if (stop.count() == 0 || losses.get(rounds()) < bestLoss()) {
          bestRounds = rounds();
        }
      }
    } catch (XGBoostError e) {
      throw cannot(e);
    }
  }

  private void boostByOwnGradient() throws XGBoostError {
    float[][] margins = booster.predict(learn.matrix, true);
    float[] first = new float[margins.length];
    float[] second = new float[margins.length];
    for (int i = 0; i < margins.length; i++) {
      objective.gradient(margins[i][0], learn.labels[i], first, second, i, learn.weights[i]);
    }
    booster.boost(learn.matrix, rounds(), first, second);
  }

  /**
   * The rows as the library has them.
   *
   * @throws TooLittleDataException where this machine has no such library: other models go on
   */
  private static DMatrix matrix(float[] values, int rows, int width) throws XGBoostError {
    try {
      return new DMatrix(values, rows, width, Float.NaN);
    } catch (LinkageError missing) {
      throw new TooLittleDataException(
          "Cannot train boosted trees: this machine has no library for them ("
              + missing.getMessage()
              + "; glibc and libgomp are needed)");
    }
  }

  private double loss() throws XGBoostError {
    if (stop.count() == 0) {
      return 0;
    }
    if (objective.hasOwnGradient()) {
      float[][] margins = booster.predict(stop.matrix, true);
      double sum = 0;
      for (int i = 0; i < margins.length; i++) {
        sum += stop.weights[i] * objective.loss(margins[i][0], stop.labels[i], 0);
      }
      return sum;
    }
    String said = booster.evalSet(new DMatrix[] {stop.matrix}, new String[] {"stop"}, rounds());
    return Double.parseDouble(said.substring(said.lastIndexOf(':') + 1));
  }

  /** The least loss so far. */
  double bestLoss() {
    return losses.get(bestRounds);
  }

  /** After how many rounds it was; 0 where no tree is better. */
  int bestRounds() {
    return bestRounds;
  }

  /** How many rounds were grown. */
  int rounds() {
    return losses.size() - 1;
  }

  /** The loss after 0, 1, 2, … rounds. */
  double[] losses() {
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** All trees. */
  TreeEnsemble trees() {
    try {
      return TreeEnsemble.ofXgboost(booster.toByteArray("json"), learn.width, 1, rounds());
    } catch (XGBoostError e) {
      throw cannot(e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }

  private static IllegalStateException cannot(XGBoostError e) {
    return new IllegalStateException("Cannot train boosted trees: " + e.getMessage(), e);
  }
}
