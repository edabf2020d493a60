// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.boost.BoostConfig;
import io.perennial.value.boost.BoostTrainer;
import io.perennial.value.boost.BoostedModel;
import io.perennial.value.boost.Objective;
import io.perennial.value.boost.TreeSettings;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosted trees from a table: {@code by} is ours, from columns to a model that answers in Java
 * (guard, parts, a watch on the loss, a word on held-out rows), or bare, which is XGBoost4J from
 * rows of floats to a booster, learning from and watching as many rows with the same settings.
 */
final class BoostTrainWork implements Work {

  private static final int ROUNDS = 2;
  private static final int TREES = 100;
  private static final double LEARN = 0.70;
  private static final double WATCH = 0.15;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    BoostTable table = BoostTable.of(arguments.count("rows"));
    boolean ours = arguments.text("by").equals("ours");
    double loss = 0;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      loss = ours ? ours(table, timing) : bare(table, timing);
    }
    timing.fact("loss", loss);
  }

  private static double ours(BoostTable table, Timing timing) throws Exception {
    BoostConfig config =
        BoostConfig.of(Objective.logistic())
            .withSettings(new TreeSettings(0.1, 6, 1, 1, 1, 1))
            .withMostRounds(TREES)
            .withPatience(TREES);
    BoostedModel model =
        timing.round(() -> BoostTrainer.train(table.features(), table.labels(), config));
    return model.heldOutLoss();
  }

  private static double bare(BoostTable table, Timing timing) throws Exception {
    int rows = table.labels().length;
    int learned = (int) (rows * LEARN);
    int watched = (int) (rows * WATCH);
    float[] learn = rows(table, 0, learned);
    float[] watch = rows(table, learned, learned + watched);
    return timing.round(
        () -> {
          DMatrix train = matrix(table, learn, 0, learned);
          DMatrix stop = matrix(table, watch, learned, watched);
          Booster booster = XGBoost.train(train, parameters(), 0, Map.of(), null, null);
          String said = "";
          for (int tree = 0; tree < TREES; tree++) {
            booster.update(train, tree);
            said = booster.evalSet(new DMatrix[] {stop}, new String[] {"stop"}, tree);
          }
          double loss = Double.parseDouble(said.substring(said.lastIndexOf(':') + 1));
          booster.dispose();
          train.dispose();
          stop.dispose();
          return loss;
        });
  }

  private static Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("eta", 0.1);
    parameters.put("max_depth", 6);
    parameters.put("nthread", 2);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static DMatrix matrix(BoostTable table, float[] values, int from, int count)
      throws XGBoostError {
    DMatrix matrix = new DMatrix(values, count, BoostTable.COLUMNS, Float.NaN);
    float[] labels = new float[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (float) table.labels()[from + i];
    }
    matrix.setLabel(labels);
    return matrix;
  }

  private static float[] rows(BoostTable table, int from, int to) {
    float[] values = new float[(to - from) * BoostTable.COLUMNS];
    for (int i = from; i < to; i++) {
      for (int k = 0; k < BoostTable.COLUMNS; k++) {
        values[(i - from) * BoostTable.COLUMNS + k] = (float) table.features().at(i, k);
      }
    }
    return values;
  }
}
