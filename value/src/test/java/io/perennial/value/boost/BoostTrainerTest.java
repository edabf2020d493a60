// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.distribution.Poisson;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoostTrainerTest {

  private static final int ROWS = 3_000;

  private static BoostConfig quick(Objective objective) {
    return BoostConfig.of(objective).withMostRounds(120).withPatience(10);
  }

  private static double[] numbers(FeatureMatrix table) {
    return Tables.labels(
        table,
        5,
        (x, random) ->
            2 * x.applyAsDouble(0)
                + x.applyAsDouble(1) * x.applyAsDouble(1)
                + 0.3 * Normal.standard(random));
  }

  private static double[] bits(FeatureMatrix table) {
    return Tables.labels(
        table,
        5,
        (x, random) ->
            random.chance(1 / (1 + Math.exp(1 - 2 * x.applyAsDouble(0) + x.applyAsDouble(1))))
                ? 1
                : 0);
  }

  private static double[] probabilities(FeatureMatrix table) {
    return Tables.labels(
        table,
        5,
        (x, random) -> 1 / (1 + Math.exp(1 - 2 * x.applyAsDouble(0) + x.applyAsDouble(1))));
  }

  private static FeatureMatrix with(FeatureMatrix table, String name, double[] column) {
    List<String> names = new ArrayList<>(table.names());
    names.add(name);
    double[][] columns = new double[names.size()][];
    for (int k = 0; k < columns.length - 1; k++) {
      columns[k] = table.column(names.get(k));
    }
    columns[columns.length - 1] = column;
    return new FeatureMatrix(table.rowIds(), names, columns);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Nested
  class Truth {

    @Test
    void a_mean_is_recovered() {
      FeatureMatrix table = Tables.normal(ROWS, 5, 0, 1);
      double[] labels = numbers(table);

      BoostedModel model = BoostTrainer.train(table, labels, quick(Objective.squaredError()));

      assertThat(model.heldOutLoss()).isLessThan(0.1 * model.heldOutLossOfConstant());
      FeatureMatrix others = Tables.normal(1_000, 5, 0, 2);
      double[] forecasts = model.predict(others);
      double[] truth = numbers(others);
      double error = 0;
      for (int i = 0; i < truth.length; i++) {
        error += (forecasts[i] - truth[i]) * (forecasts[i] - truth[i]) / truth.length;
      }
      assertThat(error).isLessThan(0.45);
    }

    @Test
    void probabilities_are_recovered() {
      FeatureMatrix table = Tables.normal(ROWS, 4, 0, 1);

      BoostedModel model =
          BoostTrainer.train(table, bits(table), quick(Objective.logistic()).withCandidates(9));

      double[] truth = probabilities(table);
      double[] forecasts = model.predict(table);
      double error = 0;
      for (int i = 0; i < truth.length; i++) {
        error += Math.abs(forecasts[i] - truth[i]) / truth.length;
      }
      assertThat(error).isLessThan(0.06);
      assertThat(model.summary()).contains("of 9 settings", "loss on held-out customers");
    }

    @Test
    void quantiles_hold_their_share_and_ascend() {
      FeatureMatrix table = Tables.normal(ROWS, 3, 0, 1);
      double[] labels =
          Tables.labels(
              table,
              5,
              (x, random) ->
                  x.applyAsDouble(0) + Math.exp(x.applyAsDouble(1) / 2) * Normal.standard(random));

      BoostedModel model =
          BoostTrainer.train(table, labels, quick(Objective.quantiles(0.1, 0.5, 0.9)));

      FeatureMatrix others = Tables.normal(ROWS, 3, 0, 9);
      double[] fresh =
          Tables.labels(
              others,
              6,
              (x, random) ->
                  x.applyAsDouble(0) + Math.exp(x.applyAsDouble(1) / 2) * Normal.standard(random));
      double[][] quantiles = model.predictAll(others, new double[ROWS]);
      double[] below = new double[3];
      for (int i = 0; i < ROWS; i++) {
        assertThat(quantiles[i]).isSorted();
        for (int k = 0; k < 3; k++) {
          below[k] += fresh[i] <= quantiles[i][k] ? 1.0 / ROWS : 0;
        }
      }
      assertThat(below[0]).isCloseTo(0.1, within(0.03));
      assertThat(below[1]).isCloseTo(0.5, within(0.05));
      assertThat(below[2]).isCloseTo(0.9, within(0.03));
    }

    @Test
    void counts_multiply_what_another_model_expects() {
      FeatureMatrix table = Tables.normal(ROWS, 3, 0, 1);
      double[] offsets = table.column("x1");
      double[] labels =
          Tables.labels(
              table,
              5,
              (x, random) ->
                  new Poisson(Math.exp(x.applyAsDouble(1) + (x.applyAsDouble(0) > 0 ? 1 : 0)))
                      .sample(random));

      BoostedModel model =
          BoostTrainer.train(
              Examples.of(table, labels).withOffsets(offsets), quick(Objective.poisson()));

      double[] forecasts = model.predict(table, offsets);
      double[] logRatio = new double[2];
      int[] count = new int[2];
      for (int i = 0; i < ROWS; i++) {
        int side = table.at(i, 0) > 0 ? 1 : 0;
        logRatio[side] += Math.log(forecasts[i]) - offsets[i];
        count[side]++;
      }
      assertThat(logRatio[0] / count[0]).isCloseTo(0, within(0.1));
      assertThat(logRatio[1] / count[1]).isCloseTo(1, within(0.1));
    }

    @Test
    void positive_amounts_have_their_mean() {
      FeatureMatrix table = Tables.normal(ROWS, 3, 0, 1);
      double[] labels =
          Tables.labels(
              table,
              5,
              (x, random) ->
                  50 * Math.exp(x.applyAsDouble(0)) * -Math.log(random.nextOpenDouble()));

      for (Objective objective : List.of(Objective.gamma(), Objective.tweedie(1.5))) {
        double[] forecasts = BoostTrainer.train(table, labels, quick(objective)).predict(table);

        double error = 0;
        for (int i = 0; i < ROWS; i++) {
          error += Math.abs(Math.log(forecasts[i] / 50) - table.at(i, 0)) / ROWS;
        }
        assertThat(error).as("%s", objective).isLessThan(0.25);
      }
    }

    @Test
    void times_of_survival_are_ordered_though_many_are_censored() {
      FeatureMatrix table = Tables.normal(ROWS, 3, 0, 1);
      double[] labels =
          Tables.labels(
              table,
              5,
              (x, random) -> {
                double u = random.nextOpenDouble();
                double time = 10 * Math.exp(x.applyAsDouble(0)) * Math.sqrt(u / (1 - u));
                return time < 15 ? time : -15;
              });

      double[] medians =
          BoostTrainer.train(table, labels, quick(Objective.acceleratedFailure(0.5)))
              .predict(table);
      double[] hazards = BoostTrainer.train(table, labels, quick(Objective.cox())).predict(table);

      double error = 0;
      double product = 0;
      for (int i = 0; i < ROWS; i++) {
        error += Math.abs(Math.log(medians[i] / 10) - table.at(i, 0)) / ROWS;
        product += Math.log(hazards[i]) * table.at(i, 0) / ROWS;
      }
      assertThat(error).isLessThan(0.2);
      assertThat(product).isLessThan(-0.5);
    }

    @Test
    void a_direction_is_kept() {
      FeatureMatrix table = Tables.normal(800, 3, 0.1, 1);
      double[] labels =
          Tables.labels(
              table, 5, (x, random) -> Math.sin(3 * x.applyAsDouble(0)) + Normal.standard(random));

      BoostedModel model =
          BoostTrainer.train(
              table, labels, quick(Objective.squaredError()).withMonotone(Map.of("x0", 1)));

      for (int i = 0; i < 50; i++) {
        double last = Double.NEGATIVE_INFINITY;
        for (int step = -30; step <= 30; step++) {
          double now = model.predict(step / 10.0, table.at(i, 1), table.at(i, 2));
          assertThat(now).isGreaterThanOrEqualTo(last);
          last = now;
        }
      }
    }
  }

  @Nested
  class Same {

    @Test
    void bits_on_one_thread_and_on_two_and_again() throws Exception {
      FeatureMatrix table = Tables.normal(2_500, 6, 0.1, 1);
      double[] labels = bits(table);
      BoostConfig config = quick(Objective.logistic()).withCandidates(4);
      List<String> texts = new ArrayList<>();
      List<double[]> forecasts = new ArrayList<>();
      for (int threads : new int[] {1, 2, 2}) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
          pool.submit(
                  () -> {
                    BoostedModel model = BoostTrainer.train(table, labels, config);
                    texts.add(model.toText());
                    forecasts.add(model.predict(table));
                  })
              .get();
        } finally {
          pool.shutdown();
        }
      }

      assertThat(texts.get(1)).isEqualTo(texts.get(0));
      assertThat(texts.get(2)).isEqualTo(texts.get(0));
      assertThat(forecasts.get(1)).containsExactly(forecasts.get(0));
    }

    @Test
    void forecasts_from_a_stored_model_and_from_columns_in_another_order() {
      FeatureMatrix table = Tables.normal(600, 4, 0.1, 1);
      BoostedModel model =
          BoostTrainer.train(table, numbers(table), quick(Objective.squaredError()));
      FeatureMatrix turned =
          new FeatureMatrix(
              table.rowIds(),
              List.of("x3", "more", "x1", "x0", "x2"),
              new double[][] {
                table.column("x3"),
                new double[600],
                table.column("x1"),
                table.column("x0"),
                table.column("x2")
              });

      BoostedModel read = BoostedModel.parse(model.toText());

      assertThat(read.predict(turned)).containsExactly(model.predict(table));
      assertThat(read.heldOutLoss()).isEqualTo(model.heldOutLoss());
      assertThatThrownBy(() -> BoostedModel.parse("else\n"))
          .hasMessage("Invalid model: else in line 1 (must be perennial boosted 1)");
    }

    @Test
    void customers_are_on_one_side_of_the_split_only() {
      long[] ids = new long[400];
      Arrays.setAll(ids, i -> i / 4);
      FeatureMatrix table = new FeatureMatrix(ids, List.of(), new double[0][]);

      Parts parts = Parts.of(table, 3);

      for (int[] part : List.of(parts.learn(), parts.stop(), parts.test())) {
        assertThat(part.length % 4).isZero();
      }
      assertThat(parts.learn().length).isBetween(240, 320);
      assertThat(parts.heldOut()).hasSize(400 - parts.learn().length).isSorted();
    }

    @Test
    void nothing_is_printed() {
      FeatureMatrix table = Tables.normal(300, 2, 0, 1);
      PrintStream out = System.out;
      PrintStream err = System.err;
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
      System.setOut(both);
      System.setErr(both);
      try {
        BoostTrainer.train(
            table, numbers(table), quick(Objective.squaredError()).withCandidates(3));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }

      assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @Nested
  class Reasons {

    @Test
    void add_up_to_the_forecast_in_its_unit_and_name_what_matters() {
      FeatureMatrix table = Tables.normal(1_500, 4, 0.05, 1);
      BoostedModel model = BoostTrainer.train(table, bits(table), quick(Objective.logistic()));
      double[] forecasts = model.predict(table);

      for (int i = 0; i < 40; i++) {
        Explanation why = model.explain(table, i);
        double sum =
            why.base() + why.contributions().stream().mapToDouble(Contribution::amount).sum();
        assertThat(sum).isCloseTo(why.total(), within(1e-9));
        assertThat(why.total()).isCloseTo(forecasts[i], within(1e-5));
      }
      int strongest = 0;
      for (int i = 1; i < 1_500; i++) {
        strongest = table.at(i, 0) > table.at(strongest, 0) ? i : strongest;
      }
      assertThat(model.explain(table, strongest).contributions().get(0).feature()).isEqualTo("x0");
    }
  }

  @Nested
  class Leaks {

    @Test
    void a_column_that_is_the_label_is_left_out_with_a_sentence() {
      FeatureMatrix table = Tables.normal(500, 3, 0, 1);
      double[] labels = bits(table);
      double[] leak = Arrays.stream(labels).map(y -> 7 - 3 * y).toArray();

      BoostedModel model =
          BoostTrainer.train(with(table, "closed_at", leak), labels, quick(Objective.logistic()));

      assertThat(model.columns()).containsExactly("x0", "x1", "x2");
      assertThat(model.notes())
          .anyMatch(
              note ->
                  note.equals(
                      "column closed_at is left out: alone it tells the label (AUC 1.0000), which"
                          + " only what was written after the fact can"));
    }

    @Test
    void so_is_one_that_is_named_a_label_and_one_that_orders_amounts() {
      FeatureMatrix table = Tables.normal(500, 3, 0, 1);
      double[] labels = numbers(table);
      double[] cubes = Arrays.stream(labels).map(y -> y * y * y).toArray();

      BoostedModel model =
          BoostTrainer.train(
              with(with(table, "refunded", cubes), "label_spend", ones(500)),
              labels,
              quick(Objective.squaredError()));

      assertThat(model.columns()).containsExactly("x0", "x1", "x2");
      assertThat(model.notes())
          .anyMatch(note -> note.startsWith("column refunded is left out: alone it tells"));
    }

    @Test
    void an_unguarded_training_believes_all() {
      FeatureMatrix table = Tables.normal(500, 2, 0, 1);
      double[] labels = bits(table);

      BoostedModel model =
          BoostTrainer.train(
              with(table, "copy", labels), labels, quick(Objective.logistic()).unguarded());

      assertThat(model.columns()).containsExactly("x0", "x1", "copy");
    }
  }

  @Nested
  class BadInput {

    @Test
    void too_few_rows_are_refused() {
      FeatureMatrix table = Tables.normal(19, 2, 0, 1);

      assertThatThrownBy(
              () -> BoostTrainer.train(table, new double[19], quick(Objective.logistic())))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage(
              "Cannot train boosted trees: there are only 19 rows (at least 20 are needed)");
    }

    @Test
    void a_label_that_cannot_be_is_named() {
      FeatureMatrix table = Tables.normal(30, 2, 0, 1);
      double[] labels = new double[30];
      labels[7] = 2;
      double[] missing = new double[30];
      missing[3] = Double.NaN;

      assertThatThrownBy(() -> BoostTrainer.train(table, labels, quick(Objective.logistic())))
          .hasMessage("Row 7: Invalid label: 2.0 (must be 0 or 1)");
      assertThatThrownBy(() -> BoostTrainer.train(table, labels, quick(Objective.gamma())))
          .hasMessage("Row 0: Invalid label: 0.0 (must be > 0 and finite)");
      assertThatThrownBy(() -> BoostTrainer.train(table, missing, quick(Objective.squaredError())))
          .hasMessage("Row 3: Invalid label: NaN (must be finite)");
    }

    @Test
    void one_class_and_a_constant_target_give_one_forecast() {
      FeatureMatrix table = Tables.normal(100, 2, 0, 1);

      BoostedModel never = BoostTrainer.train(table, new double[100], quick(Objective.logistic()));
      BoostedModel one = BoostTrainer.train(table, ones(100), quick(Objective.squaredError()));

      assertThat(Arrays.stream(never.predict(table))).allMatch(p -> p > 0 && p < 0.02);
      assertThat(one.predict(table)).containsOnly(1.0);
      assertThat(one.summary()).contains("the label is the same in all rows");
    }

    @Test
    void columns_that_say_nothing_and_huge_values_are_borne() {
      FeatureMatrix table = Tables.normal(400, 1, 0, 1);
      double[] missing = new double[400];
      Arrays.fill(missing, Double.NaN);
      double[] huge = new double[400];
      Arrays.setAll(huge, i -> i % 7 == 0 ? Double.POSITIVE_INFINITY : i % 5 == 0 ? -1e300 : 1e9);
      FeatureMatrix odd =
          with(with(with(table, "missing", missing), "same", ones(400)), "huge", huge);
      double[] labels = numbers(Tables.normal(400, 2, 0, 1));
      labels[3] = 1e9;

      BoostedModel model = BoostTrainer.train(odd, labels, quick(Objective.squaredError()));

      assertThat(model.columns()).containsExactly("x0", "huge");
      assertThat(Arrays.stream(model.predict(odd))).allMatch(Double::isFinite);
      assertThat(model.notes())
          .contains("2 columns are left out: they have one value for all rows");
    }

    @Test
    void no_column_at_all_gives_the_mean() {
      FeatureMatrix table = new FeatureMatrix(new long[60], List.of(), new double[0][]);
      double[] labels = new double[60];
      Arrays.setAll(labels, i -> i);

      BoostedModel model = BoostTrainer.train(table, labels, quick(Objective.poisson()));

      assertThat(model.trees().trees()).isZero();
      assertThat(Arrays.stream(model.predict(table))).allMatch(Double::isFinite);
    }
  }
}
