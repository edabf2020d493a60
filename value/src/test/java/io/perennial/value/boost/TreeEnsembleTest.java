// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against XGBoost's own native predictor, and against the definition of Shapley's values. */
class TreeEnsembleTest {

  private static final int COLUMNS = 8;
  private static final int ROUNDS = 25;

  private static final class Trained {

    private final TreeEnsemble trees;
    private final float[][] margins;
    private final float[][] shares;
    private final float[] rows;

    Trained(TreeEnsemble trees, float[][] margins, float[][] shares, float[] rows) {
      this.trees = trees;
      this.margins = margins;
      this.shares = shares;
      this.rows = rows;
    }
  }

  private static Trained trained(String objective, int rows, int depth) throws XGBoostError {
    FeatureMatrix table = Tables.normal(rows, COLUMNS, 0.15, 7);
    double[] labels =
        Tables.labels(
            table,
            3,
            (x, random) -> {
              double y = x.applyAsDouble(0) * x.applyAsDouble(1) + x.applyAsDouble(2);
              return objective.startsWith("binary") ? (y > 0 ? 1 : 0) : Math.exp(y);
            });
    float[] values = FloatRows.of(table, table.names()).rows(IntStream.range(0, rows).toArray());
    DMatrix matrix = new DMatrix(values, rows, COLUMNS, Float.NaN);
    float[] y = new float[rows];
    for (int i = 0; i < rows; i++) {
      y[i] = (float) labels[i];
    }
    matrix.setLabel(y);
    matrix.setBaseMargin(new float[rows]);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", objective);
    parameters.put("max_depth", depth);
    parameters.put("base_score", "0.5");
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    Booster booster = XGBoost.train(matrix, parameters, ROUNDS, Map.of(), null, null);
    TreeEnsemble trees = TreeEnsemble.ofXgboost(booster.toByteArray("json"), COLUMNS, 1, ROUNDS);
    return new Trained(
        trees, booster.predict(matrix, true), booster.predictContrib(matrix, 0), values);
  }

  private static float[] row(float[] rows, int i) {
    return Arrays.copyOfRange(rows, i * COLUMNS, (i + 1) * COLUMNS);
  }

  @Nested
  class Margins {

    @ParameterizedTest
    @ValueSource(strings = {"reg:squarederror", "binary:logistic", "reg:gamma"})
    void are_those_of_the_native_predictor_to_the_bit(String objective) throws XGBoostError {
      Trained trained = trained(objective, 3_000, 5);

      int[] ours = new int[3_000];
      int[] theirs = new int[3_000];
      for (int i = 0; i < ours.length; i++) {
        float[] margin = {0};
        trained.trees.addTo(margin, 0, row(trained.rows, i));
        ours[i] = Float.floatToRawIntBits(margin[0]);
        theirs[i] = Float.floatToRawIntBits(trained.margins[i][0]);
      }
      assertThat(ours).containsExactly(theirs);
    }

    @Test
    void of_several_outputs_are_too() throws XGBoostError {
      Trained first = trained("reg:squarederror", 1_000, 4);
      Trained second = trained("reg:gamma", 1_000, 3);
      TreeEnsemble both = TreeEnsemble.together(List.of(first.trees, second.trees));
      float[] margins = new float[2 * 1_000];

      both.addAllTo(margins, first.rows, 1_000);

      float[] theirs = new float[2 * 1_000];
      for (int i = 0; i < 1_000; i++) {
        theirs[2 * i] = first.margins[i][0];
        theirs[2 * i + 1] = second.margins[i][0];
      }
      assertThat(margins).containsExactly(theirs);
      assertThat(TreeEnsemble.parse(both.toText()).toText()).isEqualTo(both.toText());
    }

    @Test
    void stay_the_same_when_trees_are_written_and_read() throws XGBoostError {
      Trained trained = trained("reg:squarederror", 500, 5);

      TreeEnsemble read = TreeEnsemble.parse(trained.trees.toText());

      float[] once = new float[500];
      float[] again = new float[500];
      trained.trees.addAllTo(once, trained.rows, 500);
      read.addAllTo(again, trained.rows, 500);
      assertThat(again).containsExactly(once);
      assertThat(read.toText()).isEqualTo(trained.trees.toText());
    }
  }

  @Nested
  class Shares {

    @Test
    void are_those_of_the_native_library_and_sum_to_the_margin() throws XGBoostError {
      Trained trained = trained("reg:squarederror", 600, 6);

      for (int i = 0; i < 300; i++) {
        double[] shares = TreeShap.of(trained.trees, row(trained.rows, i), 0);
        double[] theirs = new double[COLUMNS + 1];
        for (int k = 0; k <= COLUMNS; k++) {
          theirs[k] = trained.shares[i][k];
        }
        assertThat(shares).as("row %d", i).containsExactly(theirs, within(1e-4));
        assertThat(Arrays.stream(shares).sum()).isCloseTo(trained.margins[i][0], within(1e-4));
      }
    }

    /** Each column's mean contribution over all orders, from 2^8 expectations. */
    @Test
    void are_shapley_values() throws XGBoostError {
      Trained trained = trained("reg:squarederror", 400, 4);

      for (int i = 0; i < 12; i++) {
        float[] row = row(trained.rows, i);
        double[] shares = TreeShap.of(trained.trees, row, 0);
        double[] exact = shapley(trained.trees, row);
        for (int k = 0; k < COLUMNS; k++) {
          assertThat(shares[k]).as("row %d, column %d", i, k).isCloseTo(exact[k], within(1e-9));
        }
      }
    }

    private double[] shapley(TreeEnsemble trees, float[] row) {
      double[] expectations = new double[1 << COLUMNS];
      for (int known = 0; known < expectations.length; known++) {
        for (int t = 0; t < trees.trees(); t++) {
          expectations[known] += expectation(trees, trees.root(t), row, known);
        }
      }
      double[] weights = new double[COLUMNS];
      for (int size = 0; size < COLUMNS; size++) {
        weights[size] = 1.0 / COLUMNS;
        for (int j = 1; j <= size; j++) {
          weights[size] *= (double) j / (COLUMNS - j);
        }
      }
      double[] values = new double[COLUMNS];
      for (int k = 0; k < COLUMNS; k++) {
        for (int known = 0; known < expectations.length; known++) {
          if ((known >> k & 1) == 0) {
            values[k] +=
                weights[Integer.bitCount(known)]
                    * (expectations[known | 1 << k] - expectations[known]);
          }
        }
      }
      return values;
    }

    private double expectation(TreeEnsemble trees, int node, float[] row, int known) {
      if (trees.isLeaf(node)) {
        return trees.value(node);
      }
      int column = trees.feature(node);
      if ((known >> column & 1) != 0) {
        return expectation(trees, trees.next(node, row[column]), row, known);
      }
      int left = trees.left(node);
      double share = trees.cover(left) / ((double) trees.cover(left) + trees.cover(left + 1));
      return share * expectation(trees, left, row, known)
          + (1 - share) * expectation(trees, left + 1, row, known);
    }
  }

  @Nested
  class Text {

    @Test
    void that_is_no_ensemble_is_refused_with_its_line() {
      assertThatThrownBy(() -> TreeEnsemble.parse("forest"))
          .hasMessage("Invalid model: forest in line 1 (must be trees)");
      assertThatThrownBy(() -> TreeEnsemble.parse("trees 1 2 1 1 3\n0 3 7 1 l 0.5 2 -1 1 1 -1 1 1"))
          .hasMessage("Invalid model: 7 in line 2 (must be within [-1, 1])");
      assertThatThrownBy(() -> TreeEnsemble.parse("trees 1 2 1 1 3\n0 3 1 1"))
          .hasMessage("Invalid model: line 2 ends too early");
      assertThatThrownBy(() -> TreeEnsemble.parse("trees 1 2 1 2 3\n0 3 1 1"))
          .hasMessage("Invalid trees: 1 lines (must be 2)");
    }

    @Test
    void of_json_that_is_cut_off_is_refused() {
      byte[] cut = "{\"learner\":{\"trees\":[".getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> TreeEnsemble.ofXgboost(cut, 1, 1, 1))
          .hasMessageStartingWith("Invalid model: byte ");
    }
  }
}
