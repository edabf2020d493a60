// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static io.perennial.value.explain.FormulaModel.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.Reference;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SurrogateTest {

  private static final Cases BASE = FormulaModel.cases(400, 1);

  /** A sum of the inputs, in which c has no part. */
  private static final LadderModel SUM =
      new FormulaModel(
          (cases, i) ->
              10
                  + 3 * column(cases, i, "a")
                  - 2 * column(cases, i, "b")
                  + cases.observed().history(i).repeats());

  private static final LadderModel PRODUCT =
      new FormulaModel((cases, i) -> column(cases, i, "a") * column(cases, i, "b"));

  @Nested
  class ALine {

    @Test
    void is_exact_for_a_sum() {
      Explanation shapley = SampledShapley.of(SUM, BASE, 5, BASE, 400, 1).explanation();

      Map<String, Double> amounts = amounts(shapley);
      assertThat(amounts.get("a")).isCloseTo(3 * (column(BASE, 5, "a") - mean("a")), within(1.8));
      assertThat(amounts.get("b")).isCloseTo(-2 * (column(BASE, 5, "b") - mean("b")), within(1.2));
      assertThat(amounts.get("c")).isZero();
      assertThat(shapley.base() + total(shapley)).isCloseTo(shapley.total(), within(1e-9));
    }

    @Test
    void adds_up_and_says_how_faithful_it_is() {
      LocalSurrogate surrogate = LocalSurrogate.of(SUM, BASE, 5, BASE, 2000, 1);
      Explanation line = surrogate.explanation();

      assertThat(line.total()).isEqualTo(SUM.predict(BASE).mean(5));
      assertThat(line.base() + total(line)).isCloseTo(line.total(), within(1e-9));
      assertThat(surrogate.fidelity()).isBetween(0.999, 1.0);
      Map<String, Double> amounts = amounts(line);
      assertThat(amounts.get("a")).isCloseTo(3 * (column(BASE, 5, "a") - mean("a")), within(.05));
      assertThat(amounts.get("b")).isCloseTo(-2 * (column(BASE, 5, "b") - mean("b")), within(.05));
      assertThat(amounts.get("c")).isCloseTo(0, within(.02));
    }

    @Test
    void is_less_faithful_where_the_model_bends() {
      LadderModel bent = new FormulaModel((cases, i) -> Math.sin(2 * column(cases, i, "a")));

      LocalSurrogate surrogate = LocalSurrogate.of(bent, BASE, 5, BASE, 1000, 1);

      assertThat(surrogate.fidelity()).isLessThan(0.5);
      assertThat(surrogate.explanation().base() + total(surrogate.explanation()))
          .isCloseTo(surrogate.explanation().total(), within(1e-12));
    }

    @Test
    void of_a_model_that_is_constant_has_no_reasons_and_is_faithful() {
      LocalSurrogate surrogate =
          LocalSurrogate.of(new FormulaModel((cases, i) -> 4), BASE, 0, BASE, 100, 1);

      assertThat(surrogate.fidelity()).isEqualTo(1);
      assertThat(surrogate.explanation().base()).isEqualTo(4);
      assertThat(surrogate.explanation().contributions())
          .allSatisfy(c -> assertThat(c.amount()).isZero());
    }
  }

  @Nested
  class Sampled {

    @Test
    void shapley_values_of_two_inputs_are_those_of_the_exact_game() {
      int row = 9;
      SampledShapley sampled = SampledShapley.of(PRODUCT, BASE, row, BASE, 3000, 2);

      double[] exact =
          Shapley.exact(
              2,
              kept ->
                  IntStream.range(0, BASE.customers())
                      .mapToDouble(
                          i ->
                              column(BASE, (kept & 1) == 1 ? row : i, "a")
                                  * column(BASE, (kept & 2) == 2 ? row : i, "b"))
                      .average()
                      .orElseThrow());
      Map<String, Double> amounts = amounts(sampled.explanation());
      double error = sampled.standardErrors().get("a");
      assertThat(amounts.get("a")).isCloseTo(exact[0], within(4 * error));
      assertThat(amounts.get("b"))
          .isCloseTo(exact[1], within(4 * sampled.standardErrors().get("b")));
      assertThat(error).isBetween(0.01, 1.0);
      assertThat(amounts.get("history.repeats")).isZero();
    }

    @Test
    void reasons_of_a_closed_form_agree_with_its_exact_ones() {
      ParetoNbdModel pareto = new ParetoNbdModel(0.55, 10.6, 0.6, 11.7);
      LadderModel model =
          new FormulaModel((cases, i) -> pareto.expectedPurchases(cases.observed().history(i), 26));
      Explanation exact =
          ClosedForm.ofPurchases(pareto, 26)
              .explain(BASE.observed().history(3), 0, Background.sample(BASE.observed(), 400, 1));

      SampledShapley sampled = SampledShapley.of(model, BASE, 3, BASE, 800, 3);

      Map<String, Double> amounts = amounts(sampled.explanation());
      for (Contribution contribution : exact.contributions()) {
        assertThat(amounts.get(contribution.feature()))
            .isCloseTo(
                contribution.amount(),
                within(1e-12 + 4 * sampled.standardErrors().get(contribution.feature())));
      }
      assertThat(sampled.explanation().total()).isCloseTo(exact.total(), within(1e-12));
    }
  }

  @Nested
  class Always {

    @Test
    void the_same_bits_on_one_thread_and_on_many() throws Exception {
      Explanation many = SampledShapley.of(PRODUCT, BASE, 2, BASE, 50, 4).explanation();
      LocalSurrogate line = LocalSurrogate.of(PRODUCT, BASE, 2, BASE, 300, 4);
      ForkJoinPool one = new ForkJoinPool(1);
      try {
        assertThat(
                one.submit(() -> SampledShapley.of(PRODUCT, BASE, 2, BASE, 50, 4).explanation())
                    .get())
            .isEqualTo(many);
        assertThat(one.submit(() -> LocalSurrogate.of(PRODUCT, BASE, 2, BASE, 300, 4)).get())
            .isEqualTo(line);
      } finally {
        one.shutdown();
      }
    }

    @Test
    void what_cannot_be_asked_is_refused() {
      Cases nobody = BASE.only(new int[0]);
      assertThatThrownBy(() -> LocalSurrogate.of(SUM, BASE, 0, nobody, 100, 1))
          .hasMessage("Cannot explain a forecast: there is no customer to compare with");
      assertThatThrownBy(() -> LocalSurrogate.of(SUM, BASE, 0, BASE, 2, 1))
          .hasMessage("Invalid neighbours: 2 (must be >= 16)");
      assertThatThrownBy(() -> SampledShapley.of(SUM, BASE, 0, BASE, 1, 1))
          .hasMessage("Invalid orders: 1 (must be >= 2)");
      assertThatThrownBy(() -> Inputs.of(BASE).with("d", new double[400]))
          .hasMessageStartingWith("Unknown input: d (there are [a, b, c, history.repeats");
    }

    @Test
    void a_mix_of_two_histories_is_a_history_and_the_own_one_comes_back() {
      Inputs cdnow =
          Inputs.of(
              new Cases(
                  Reference.splitOf("cdnow_sample").observed(),
                  new io.perennial.domain.FeatureMatrix(
                      new long[2357], java.util.List.of(), new double[0][]),
                  java.util.Optional.empty(),
                  39));
      int n = 16 * 100;
      int[] own = new int[n];
      int[] other = new int[n];
      boolean[][] kept = new boolean[n][4];
      for (int r = 0; r < n; r++) {
        own[r] = r / 16 * 7;
        other[r] = 2000 - r / 16 * 3;
        for (int j = 0; j < 4; j++) {
          kept[r][j] = (r >> j & 1) == 1;
        }
      }

      Cases mixed = cdnow.mixed(own, cdnow, other, kept);

      for (int r = 15; r < n; r += 16) {
        assertThat(mixed.observed().history(r)).isEqualTo(cdnow.cases().observed().history(own[r]));
        assertThat(mixed.observed().history(r - 15))
            .isEqualTo(cdnow.cases().observed().history(other[r]));
      }
    }
  }

  private static double mean(String name) {
    return IntStream.range(0, BASE.customers())
        .mapToDouble(i -> column(BASE, i, name))
        .average()
        .orElseThrow();
  }

  private static Map<String, Double> amounts(Explanation explanation) {
    return explanation.contributions().stream()
        .collect(Collectors.toMap(Contribution::feature, Contribution::amount));
  }

  private static double total(Explanation explanation) {
    return explanation.contributions().stream().mapToDouble(Contribution::amount).sum();
  }
}
