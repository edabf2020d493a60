// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.explain.Lever.Way;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.nbd.NbdModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Constant, missing and enormous features, events, and bases of next to nobody. */
class HardInputsTest {

  private static final double NONE = Double.NaN;

  /** Three customers: a constant, one known of one, one unknown of all, a tail of 1e9; events. */
  private static final Cases THREE =
      new Cases(
          Observed.of(
              new int[] {0, 2, 5},
              new double[] {0, 0, 20},
              new double[] {0, 30, 20},
              new double[3],
              new double[] {0, -4, 1e9}),
          new FeatureMatrix(
              new long[] {1, 2, 3},
              List.of("constant", "once", "never", "tail"),
              new double[][] {{7, 7, 7}, {NONE, 3, NONE}, {NONE, NONE, NONE}, {1e9, -1e9, 0}}),
          Optional.of(
              new EventSequences(
                  new int[] {0, 1, 3, 3},
                  new float[] {9, 8, 2},
                  new float[] {1, 2, 4},
                  new int[] {0, 1, 0},
                  new int[3],
                  List.of("order", "visit"),
                  1)),
          12);

  private static double of(Cases cases, int i) {
    EventSequences events = cases.events().orElseThrow();
    double sum = cases.features().at(i, 3) + cases.observed().history(i).repeats();
    sum += Double.isNaN(cases.features().at(i, 1)) ? 0 : 10;
    for (int e = events.start(i); e < events.start(i + 1); e++) {
      sum += events.amount(e) / events.weeksBefore(e);
    }
    return sum;
  }

  private static final LadderModel MODEL = new FormulaModel(HardInputsTest::of);

  @Test
  void every_explanation_is_finite_and_adds_up() {
    for (int row = 0; row < 3; row++) {
      Explanation line = LocalSurrogate.of(MODEL, THREE, row, THREE, 200, 1).explanation();
      Explanation shapley = SampledShapley.of(MODEL, THREE, row, THREE, 30, 1).explanation();
      for (Explanation explanation : List.of(line, shapley)) {
        double sum = explanation.contributions().stream().mapToDouble(Contribution::amount).sum();
        assertThat(explanation.total()).isEqualTo(of(THREE, row));
        assertThat(explanation.base() + sum).isCloseTo(explanation.total(), within(1e-6));
        assertThat(explanation.contributions()).hasSize(9);
        assertThat(explanation.contributions()).allSatisfy(c -> assertThat(c.amount()).isFinite());
        assertThat(ReasonsInWords.of(explanation, Vocabulary.money("EUR"), 9).text())
            .doesNotContain("NaN")
            .doesNotContain("Infinity");
      }
      assertThat(amount(shapley, "constant")).isZero();
      assertThat(amount(shapley, "never")).isZero();
    }
  }

  @Test
  void what_happened_when_is_an_input_of_its_own() {
    Explanation shapley = SampledShapley.of(MODEL, THREE, 1, THREE, 300, 1).explanation();
    double base = (1 / 9.0 + 2 / 8.0 + 4 / 2.0) / 3;
    assertThat(amount(shapley, Inputs.EVENTS)).isCloseTo(2.25 - base, within(0.2));
  }

  @Test
  void one_customer_has_no_reasons_beside_himself() {
    Cases one = THREE.only(new int[] {1});
    Explanation shapley = SampledShapley.of(MODEL, one, 0, one, 2, 1).explanation();
    assertThat(shapley.base()).isEqualTo(shapley.total());
    LocalSurrogate line = LocalSurrogate.of(MODEL, one, 0, one, 16, 1);
    assertThat(line.fidelity()).isEqualTo(1);
    assertThat(
            ClosedForm.ofPurchases(new NbdModel(1, 5), 4)
                .explain(one.observed().history(0), 0, Background.sample(one.observed(), 5, 1))
                .contributions())
        .allSatisfy(c -> assertThat(c.amount()).isZero());
  }

  @Test
  void importance_and_dependence_take_them_too() {
    double[] spend = new double[3];
    Arrays.setAll(spend, i -> of(THREE, i));
    List<Importance> order =
        GlobalImportance.byPermutation(MODEL, new Labelled(THREE, new double[3], spend), 5, 1);
    assertThat(order).extracting(Importance::input).contains("tail", "history", "events");
    assertThat(order)
        .allSatisfy(
            importance -> {
              assertThat(importance.amount()).isFinite();
              assertThat(importance.standardError()).isFinite();
            });
    PartialDependence once = PartialDependence.of(MODEL, THREE, "once", 5, 3, 1);
    assertThat(once.grid()).containsExactly(3);
    assertThat(PartialDependence.of(MODEL, THREE, "tail", 3, 3, 1).mean()).isSorted();
  }

  @Test
  void a_lever_of_which_nothing_is_known_stays() {
    Lever once = new Lever("once", Way.UP, 0, 5, 1, false);
    Counterfactual none = Counterfactual.of(Forecaster.of(MODEL), THREE, 0, List.of(once), 2e9);
    assertThat(none.moves()).isEmpty();
    assertThat(none.isReached()).isFalse();
    Lever constant = Lever.within("constant", Way.EITHER, THREE);
    assertThat(constant.spread()).isEqualTo(1);
    assertThat(Counterfactual.of(Forecaster.of(MODEL), THREE, 0, List.of(constant), 2e9).moves())
        .isEmpty();
    assertThat(IntStream.range(0, 3).mapToDouble(i -> of(THREE, i)).max().orElseThrow())
        .isGreaterThan(9e8);
  }

  private static double amount(Explanation explanation, String input) {
    return explanation.contributions().stream()
        .filter(c -> c.feature().equals(input))
        .mapToDouble(Contribution::amount)
        .sum();
  }
}
