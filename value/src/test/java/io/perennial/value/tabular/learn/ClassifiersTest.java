// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.special.Logarithms;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.boost.TreeSettings;
import io.perennial.value.tabular.ClassScores;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.FeatureColumns;
import io.perennial.value.tabular.Folds;
import io.perennial.value.tabular.LogOdds;
import io.perennial.value.tabular.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifiersTest {

  private static final Tables.Simulated LEARN = Tables.simulated(1200, 1);
  private static final Tables.Simulated TEST = Tables.simulated(1500, 2);

  static Stream<Classifier> all() {
    return Stream.of(
        new LogisticRegression(),
        new LinearSvm(),
        new C45Tree(),
        new AdditiveBoosting(2, 4, 0.1, 120),
        new RandomForest(40, 8),
        new GradientBoosting("gradient boosting", 2, new TreeSettings(0.1, 3, 3, 0.8, 0.8, 3), 80),
        new Blend(List.of(new LogisticRegression(), new C45Tree()), 3));
  }

  @Nested
  class Every_model {

    @ParameterizedTest
    @MethodSource("io.perennial.value.tabular.learn.ClassifiersTest#all")
    void orders_customers_better_than_chance_and_is_near_calibrated(Classifier classifier) {
      ClassifierModel model = classifier.train(LEARN.features(), LEARN.label(), 1);
      ClassScores scores = ClassScores.of(model.probabilities(TEST.features()), TEST.label());
      double bayes =
          ClassScores.of(
                  Arrays.stream(TEST.logOdds()).map(Logarithms::logistic).toArray(), TEST.label())
              .auc();

      assertThat(scores.auc()).isGreaterThan(bayes - 0.12).isLessThan(bayes + 0.01);
      assertThat(scores.calibrationError()).isLessThan(0.1);
      assertThat(model.name()).isEqualTo(classifier.name());
      assertThat(model.summary()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("io.perennial.value.tabular.learn.ClassifiersTest#all")
    void explains_itself_as_a_sum(Classifier classifier) {
      ClassifierModel model = classifier.train(LEARN.features(), LEARN.label(), 1);
      double[][] columns = FeatureColumns.of(TEST.features(), model.features());
      for (int i = 0; i < 60; i++) {
        double[] row = FeatureColumns.row(columns, i);
        LogOdds parts = model.explain(row);
        assertThat(parts.total()).isEqualTo(model.logOdds(row), within(1e-6));
        assertThat(parts.part(4)).as("of a constant").isZero();
        assertThat(parts.part(5)).as("of what is never known").isZero();
      }
    }

    @ParameterizedTest
    @MethodSource("io.perennial.value.tabular.learn.ClassifiersTest#all")
    void answers_any_row(Classifier classifier) {
      ClassifierModel model = classifier.train(LEARN.features(), LEARN.label(), 1);
      double[][] rows = {
        {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
        {1e9, -1e9, 17, 1e300, 8, 3},
        {-1e300, 0, -1, 0, 0, 0}
      };
      for (double[] row : rows) {
        assertThat(model.logOdds(row)).isFinite();
        assertThat(model.probability(row)).isBetween(0.0, 1.0);
        assertThat(model.explain(row).total()).isEqualTo(model.logOdds(row), within(1e-6));
      }
    }

    @ParameterizedTest
    @MethodSource("io.perennial.value.tabular.learn.ClassifiersTest#all")
    void is_the_same_on_any_number_of_threads(Classifier classifier) throws Exception {
      double[][] said = new double[2][];
      for (int threads = 1; threads <= 2; threads++) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
          said[threads - 1] =
              pool.submit(
                      () ->
                          classifier
                              .train(LEARN.features(), LEARN.label(), 7)
                              .logOdds(TEST.features()))
                  .get();
        } finally {
          pool.shutdown();
        }
      }
      assertThat(said[0]).isEqualTo(said[1]);
    }

    @ParameterizedTest
    @MethodSource("io.perennial.value.tabular.learn.ClassifiersTest#all")
    void refuses_one_class(Classifier classifier) {
      assertThatThrownBy(
              () -> classifier.train(LEARN.features(), new double[LEARN.label().length], 1))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage(
              "Cannot fit "
                  + classifier.name()
                  + ": all 1200 rows are of one class (must have some who left and some who"
                  + " stayed)");
    }

    @Test
    void reads_its_columns_in_any_order() {
      ClassifierModel model = new LogisticRegression().train(LEARN.features(), LEARN.label(), 1);
      FeatureMatrix turned =
          new FeatureMatrix(
              TEST.features().rowIds(),
              List.of("noise", "unknown", "flag", "constant", "b", "a"),
              FeatureColumns.of(
                  TEST.features(), List.of("noise", "unknown", "flag", "constant", "b", "a")));
      assertThat(model.logOdds(turned)).isEqualTo(model.logOdds(TEST.features()));
    }
  }

  @Nested
  class The_additive_model {

    @Test
    void finds_curves_and_a_surface_that_straight_lines_miss() {
      Tables.Simulated many = Tables.simulated(6000, 3);
      ClassifierModel curves =
          new AdditiveBoosting(2, 4, 0.1, 200).train(many.features(), many.label(), 1);
      ClassifierModel lines = new LogisticRegression().train(many.features(), many.label(), 1);
      double truth =
          ClassScores.of(
                  Arrays.stream(TEST.logOdds()).map(Logarithms::logistic).toArray(), TEST.label())
              .logLoss();
      double byCurves =
          ClassScores.of(curves.probabilities(TEST.features()), TEST.label()).logLoss();
      double byLines = ClassScores.of(lines.probabilities(TEST.features()), TEST.label()).logLoss();

      assertThat(byCurves - truth).isLessThan(0.25 * (byLines - truth));
    }
  }

  @Nested
  class Logistic_regression {

    @Test
    void is_where_the_slope_is_nothing() {
      double[][] rows =
          Scaling.of(FeatureColumns.of(LEARN.features())).rows(FeatureColumns.of(LEARN.features()));
      double penalty = 2;
      double[] weights = new PenalisedLogit(rows, LEARN.label()).fit(penalty, new double[7]);
      double[] slope = new double[7];
      for (int i = 0; i < rows.length; i++) {
        double miss = LEARN.label()[i] - Logarithms.logistic(PenalisedLogit.dot(weights, rows[i]));
        for (int k = 0; k < 6; k++) {
          slope[k] += miss * rows[i][k];
        }
        slope[6] += miss;
      }
      for (int k = 0; k < 6; k++) {
        assertThat(slope[k]).isEqualTo(penalty * weights[k], within(1e-3));
      }
      assertThat(slope[6]).isEqualTo(0, within(1e-3));
    }

    @Test
    void knows_about_what_leaving_out_each_row_gives() {
      Tables.Simulated few = Tables.simulated(60, 5);
      double[][] columns = FeatureColumns.of(few.features(), List.of("a", "b", "flag"));
      double[][] rows = Scaling.of(columns).rows(columns);
      double penalty = 3;
      PenalisedLogit all = new PenalisedLogit(rows, few.label());
      double about = all.leaveOneOutLoss(all.fit(penalty, new double[4]), penalty);
      double exact = 0;
      for (int out = 0; out < rows.length; out++) {
        int without = out;
        int[] kept = IntStream.range(0, rows.length).filter(i -> i != without).toArray();
        double[][] others = Arrays.stream(kept).mapToObj(i -> rows[i]).toArray(double[][]::new);
        double[] weights =
            new PenalisedLogit(others, Rows.some(few.label(), kept)).fit(penalty, new double[4]);
        double at = PenalisedLogit.dot(weights, rows[out]);
        exact += Logarithms.softplus(few.label()[out] > 0 ? -at : at) / rows.length;
      }
      assertThat(about).isEqualTo(exact, within(0.005));
    }
  }

  @Nested
  class A_tree {

    /** Quinlan, C4.5 (1993), page 42: U25%(0, 6) = .206, U25%(0, 9) = .143, U25%(0, 1) = .750. */
    @Test
    void is_pruned_by_the_published_limits() {
      assertThat(C45Tree.pessimistic(6, 0) / 6).isEqualTo(0.206, within(0.001));
      assertThat(C45Tree.pessimistic(9, 0) / 9).isEqualTo(0.143, within(0.001));
      assertThat(C45Tree.pessimistic(1, 0)).isEqualTo(0.750, within(0.001));
      assertThat(C45Tree.pessimistic(16, 1) / 16).isEqualTo(0.157, within(0.004));
    }

    @Test
    void of_noise_is_small() {
      double[] label =
          IntStream.range(0, 1200).mapToDouble(i -> i * 7919 % 13 < 4 ? 1 : 0).toArray();
      assertThat(new C45Tree().train(LEARN.features(), label, 1).summary())
          .containsPattern("with \\d\\d? leaves");
    }
  }

  @Nested
  class Calibration_and_blending {

    @Test
    void isotonic_is_the_nearest_rising_map() {
      double[] scores = {1, 2, 3, 4, 5, 6};
      double[] label = {0, 1, 0, 0, 1, 1};
      Isotonic map = Isotonic.of(scores, label);
      assertThat(map.of(3)).isEqualTo(Math.log((1 + 0.5) / (2 + 0.5)), within(1e-12));
      double last = Double.NEGATIVE_INFINITY;
      for (double at = 0; at < 8; at += 0.1) {
        assertThat(map.of(at)).isGreaterThanOrEqualTo(last);
        last = map.of(at);
      }
    }

    @Test
    void platt_mends_log_odds_that_are_twice_too_large() {
      double[] twice = Arrays.stream(TEST.logOdds()).map(odds -> 2 * odds + 1).toArray();
      Calibrator chosen = Calibrator.choose(twice, TEST.label(), 1);
      assertThat(chosen.name()).isNotEqualTo("none");
      double[] p = Arrays.stream(twice).map(chosen::of).map(Logarithms::logistic).toArray();
      assertThat(ClassScores.of(p, TEST.label()).calibrationError()).isLessThan(0.03);
      LogitMap map = LogitMap.platt(twice, TEST.label());
      assertThat(map.slope()).isEqualTo(0.5, within(0.06));
    }

    @Test
    void what_is_calibrated_is_left_as_it_is() {
      assertThat(Calibrator.choose(TEST.logOdds(), TEST.label(), 1).name()).isEqualTo("none");
    }

    @Test
    void parted_classes_keep_a_finite_sigmoid() {
      LogitMap map = LogitMap.platt(new double[] {-2, -1, 1, 2}, new double[] {0, 0, 1, 1});
      assertThat(map.slope()).isPositive().isLessThan(100);
    }

    @Test
    void a_model_of_noise_gets_no_weight() {
      double[][] odds = {
        TEST.logOdds(),
        IntStream.range(0, TEST.label().length).mapToDouble(i -> i * 31 % 17 / 4.0 - 2).toArray()
      };
      BlendWeights weights = BlendWeights.of(odds, TEST.label());
      assertThat(weights.weight(0)).isEqualTo(1, within(0.1));
      assertThat(weights.weight(1)).isLessThan(0.08);
    }

    @Test
    void the_comparison_says_which_and_why() {
      Comparison comparison =
          Comparison.of(
              List.of(
                  new LogisticRegression(), new C45Tree(), new AdditiveBoosting(2, 4, 0.1, 120)),
              LEARN.features(),
              LEARN.label(),
              Folds.singly(1200),
              3,
              1,
              1);
      assertThat(comparison.scores())
          .extracting(ModelScore::name)
          .containsExactly("logistic regression", "C4.5 tree", "additive boosting", "blend");
      assertThat(comparison.chosen().name()).isIn("additive boosting", "blend");
      assertThat(comparison.reason())
          .startsWith(comparison.chosen().name() + ", with a log-loss of 0.")
          .endsWith(".");
    }
  }

  @Test
  void an_unknown_model_is_refused() {
    assertThat(Classifiers.named("random forest").name()).isEqualTo("random forest");
    assertThatThrownBy(() -> Classifiers.named("oracle"))
        .hasMessageStartingWith("Unknown model: oracle (must be one of [logistic regression,");
  }
}
