// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static io.perennial.value.explain.FormulaModel.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WholeBaseTest {

  private static final Cases BASE = FormulaModel.cases(300, 5);

  private static final LadderModel MODEL =
      new FormulaModel((cases, i) -> 3 * column(cases, i, "a") - column(cases, i, "b"));

  @Nested
  class Permutation {

    @Test
    void hurts_by_what_an_input_tells_and_not_for_others() {
      double[] outcomes = new double[BASE.customers()];
      Arrays.setAll(outcomes, i -> MODEL.predict(BASE).draws(i)[7]);
      Labelled heldOut = new Labelled(BASE, new double[BASE.customers()], outcomes);

      List<Importance> order = GlobalImportance.byPermutation(MODEL, heldOut, 3, 1);

      assertThat(order).extracting(Importance::input).startsWith("a", "b");
      assertThat(order).extracting(Importance::input).contains("c", GlobalImportance.HISTORY);
      assertThat(order.get(0).amount()).isGreaterThan(20 * order.get(0).standardError());
      assertThat(order.get(2).amount()).isZero();
      assertThat(order.get(2).standardError()).isZero();
      assertThat(GlobalImportance.byPermutation(MODEL, heldOut, 3, 1)).isEqualTo(order);
    }

    @Test
    void needs_two_customers() {
      Cases one = BASE.only(new int[] {0});
      assertThatThrownBy(
              () ->
                  GlobalImportance.byPermutation(
                      MODEL, new Labelled(one, new double[1], new double[1]), 1, 1))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage("Cannot tell which inputs matter: there are too few customers to compare");
      assertThatThrownBy(
              () ->
                  GlobalImportance.byPermutation(
                      MODEL, new Labelled(one, new double[1], new double[1]), 0, 1))
          .hasMessage("Invalid shuffles: 0 (must be >= 1)");
    }
  }

  @Nested
  class Contributions {

    @Test
    void are_averaged_by_size_and_missing_ones_are_zero() {
      GlobalImportance.Explainer explainer =
          (cases, row) ->
              new Explanation(
                  0,
                  1,
                  row % 2 == 0
                      ? List.of(new Explanation.Contribution("a", 0, -4))
                      : List.of(new Explanation.Contribution("b", 0, 1)),
                  "by hand");

      List<Importance> order = GlobalImportance.ofContributions(explainer, BASE, 1000, 1);

      assertThat(order).extracting(Importance::input).containsExactly("a", "b");
      assertThat(order.get(0).amount()).isCloseTo(2, within(1e-12));
      assertThat(order.get(0).standardError()).isCloseTo(2 / Math.sqrt(299), within(1e-3));
    }
  }

  @Nested
  class Dependence {

    @Test
    void of_a_sum_is_a_line_of_its_slope_and_all_lines_have_one_shape() {
      PartialDependence a = PartialDependence.of(MODEL, BASE, "a", 11, 40, 1);

      double[] mean = a.mean();
      double[] grid = a.grid();
      assertThat(a.customers()).isEqualTo(40);
      assertThat(grid).isSorted().doesNotHaveDuplicates();
      for (int g = 1; g < grid.length; g++) {
        assertThat((mean[g] - mean[0]) / (grid[g] - grid[0])).isCloseTo(3, within(1e-9));
      }
      assertThat(a.spreadOfShapes()).isCloseTo(0, within(1e-9));
      assertThat(a.line(3)).hasSize(grid.length);
    }

    @Test
    void shows_where_an_input_does_different_things_to_different_customers() {
      LadderModel crossed =
          new FormulaModel((cases, i) -> (column(cases, i, "a") - 5) * column(cases, i, "b"));

      assertThat(PartialDependence.of(crossed, BASE, "b", 5, 100, 1).spreadOfShapes())
          .isGreaterThan(3);
    }

    @Test
    void on_a_fact_of_the_history_keeps_it_a_history() {
      LadderModel silent =
          new FormulaModel((cases, i) -> cases.observed().history(i).silenceWeeks());
      PartialDependence silence =
          PartialDependence.of(silent, BASE, "history.silence_weeks", 7, 300, 1);
      assertThat(silence.mean()).isSorted();
      PartialDependence repeats =
          PartialDependence.of(
              new FormulaModel((cases, i) -> cases.observed().history(i).repeats()),
              BASE,
              "history.repeats",
              7,
              300,
              1);
      assertThat(repeats.mean()).containsExactly(repeats.grid());
      PartialDependence age =
          PartialDependence.of(
              new FormulaModel((cases, i) -> cases.observed().history(i).ageWeeks()),
              BASE,
              "history.age_weeks",
              4,
              300,
              1);
      assertThat(age.mean()).containsExactly(age.grid(), within(1e-9));
    }

    @Test
    void needs_a_value_that_is_known() {
      double[] unknown = new double[300];
      Arrays.fill(unknown, Double.NaN);
      Cases cases = Inputs.of(BASE).with("b", unknown);
      assertThatThrownBy(() -> PartialDependence.of(MODEL, cases, "b", 5, 10, 1))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessage("Cannot vary b: no customer has a value of it");
      assertThatThrownBy(() -> PartialDependence.of(MODEL, BASE, "b", 1, 10, 1))
          .hasMessage("Invalid grid: 1 points, 10 customers (must be >= 2 and >= 1)");
    }
  }

  @Nested
  class Replacing {

    @Test
    void an_input_leaves_the_others_as_they_are() {
      Cases cases = Inputs.of(BASE).with("b", new double[300]);
      assertThat(column(cases, 7, "b")).isZero();
      assertThat(column(cases, 7, "a")).isEqualTo(column(BASE, 7, "a"));
      assertThat(cases.observed().history(7)).isEqualTo(BASE.observed().history(7));
    }

    /** Columns as the dictionary and a log of purchases name them. */
    private static Cases said() {
      Observed observed = BASE.observed();
      int n = observed.customers();
      double[][] columns = new double[6][n];
      for (int i = 0; i < n; i++) {
        PurchaseHistory history = observed.history(i);
        columns[0][i] = history.repeats();
        columns[1][i] = history.repeats() + 1;
        columns[2][i] = history.recencyWeeks();
        columns[3][i] = history.silenceWeeks();
        columns[4][i] = history.ageWeeks();
        columns[5][i] = -7; // says something else
      }
      return new Cases(
          observed,
          new FeatureMatrix(
              new long[n],
              List.of(
                  "repeats",
                  "purchases",
                  "age_at_last_weeks",
                  "silence_weeks",
                  "tenure_weeks",
                  "recency_weeks"),
              columns),
          Optional.empty(),
          10);
    }

    @Test
    void a_fact_takes_the_columns_with_it_that_say_it_and_they_it() {
      double[] values = new double[300];
      Cases said = said();
      for (String name : Inputs.of(said).names().subList(0, 9)) {
        Arrays.fill(values, name.endsWith("weeks") ? 4.5 : 3);
        Cases cases = Inputs.of(said).with(name, values);
        for (int i = 0; i < 300; i++) {
          PurchaseHistory history = cases.observed().history(i);
          assertThat(column(cases, i, "purchases")).as(name).isEqualTo(history.repeats() + 1);
          assertThat(column(cases, i, "repeats")).as(name).isEqualTo(history.repeats());
          assertThat(column(cases, i, "tenure_weeks")).as(name).isEqualTo(history.ageWeeks());
          if (history.repeats() > 0) {
            assertThat(column(cases, i, "age_at_last_weeks"))
                .as(name)
                .isCloseTo(history.recencyWeeks(), within(1e-9));
            assertThat(column(cases, i, "silence_weeks"))
                .as(name)
                .isCloseTo(history.silenceWeeks(), within(1e-9));
          }
          assertThat(column(cases, i, "recency_weeks"))
              .isEqualTo(name.equals("recency_weeks") ? 4.5 : -7);
        }
      }
    }

    @Test
    void repeats_gives_a_first_one_the_usual_recency_and_takes_it_with_the_last() {
      Cases two =
          new Cases(
              Observed.of(
                  new int[] {0, 3},
                  new double[] {0, 8},
                  new double[] {20, 10},
                  new double[2],
                  new double[] {0, 5}),
              new FeatureMatrix(new long[2], List.of(), new double[0][]),
              Optional.empty(),
              10);
      Cases swapped = Inputs.of(two).with("history.repeats", new double[] {2.4, -1});
      assertThat(swapped.observed().history(0)).isEqualTo(new PurchaseHistory(2, 16, 20));
      assertThat(swapped.observed().history(1)).isEqualTo(PurchaseHistory.boughtOnce(10));
      assertThat(swapped.observed().meanSpend()).containsExactly(0, 0);
      assertThatThrownBy(() -> Inputs.of(two).with("history.repeats", new double[] {Double.NaN, 1}))
          .hasMessage("Invalid history.repeats: NaN (must be finite)");
      assertThatThrownBy(() -> Inputs.of(two).with("history.repeats", new double[3]))
          .hasMessage("Invalid values of history.repeats: 3 (must be one for each of 2 customers)");
    }
  }
}
