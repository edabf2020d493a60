// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import static io.perennial.value.explain.FormulaModel.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.explain.FormulaModel;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import io.perennial.value.whatif.Change.Input.Operation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LadderWhatIfTest {

  private static final Cases BASE = FormulaModel.cases(200, 8);
  private static final LadderModel SPEND =
      new FormulaModel((cases, i) -> 5 * column(cases, i, "a") + 1);
  private static final LadderModel PURCHASES =
      new OfPurchases(new FormulaModel((cases, i) -> cases.observed().history(i).repeats() / 2.0));
  private static final List<String> GROUPS =
      IntStream.range(0, 200).mapToObj(i -> i % 2 == 0 ? "even" : "odd").toList();
  private static final LadderWhatIf WHAT_IF =
      LadderWhatIf.of(PURCHASES, SPEND, BASE, GROUPS, 0.5, 0.9);

  private record OfPurchases(LadderModel model) implements LadderModel {
    @Override
    public String name() {
      return "half";
    }

    @Override
    public Target target() {
      return Target.PURCHASES;
    }

    @Override
    public Predictive predict(Cases cases) {
      return model.predict(cases);
    }

    @Override
    public Explanation explain(Cases cases, int row) {
      return model.explain(cases, row);
    }

    @Override
    public String summary() {
      return model.summary();
    }
  }

  private static Change.Input input(Operation operation, double amount, String name) {
    return new Change.Input(name, operation, amount);
  }

  @Test
  void more_of_an_input_is_more_of_what_it_brings_without_noise() {
    Projection projection =
        WHAT_IF.project(
            Scenario.of("a bit more", input(Operation.ADD, 0.01, "a")).in(Scope.group("odd")));

    Measure value = projection.row("odd").value();
    assertThat(value.difference()).isCloseTo(100 * 0.5 * 5 * 0.01, within(1e-9));
    assertThat(value.standardError()).isLessThan(1e-9);
    assertThat(projection.row("even").value().difference()).isZero();
    assertThat(projection.total().purchases().difference()).isZero();
    assertThat(projection.settings())
        .isEqualTo("horizon 26 weeks, not discounted, margin 0.5, level 0.9, by half and formula");
  }

  @Test
  void no_change_is_no_difference_in_any_input() {
    Projection projection =
        WHAT_IF.project(
            Scenario.of(
                "as it is",
                input(Operation.MULTIPLY, 1, "a"),
                input(Operation.ADD, 0, "history.silence_weeks"),
                input(Operation.MULTIPLY, 1, "history.mean_spend"),
                input(Operation.ADD, 0, "history.age_weeks")));
    assertThat(projection.total().value().difference()).isZero();
    assertThat(projection.total().purchases().difference()).isZero();
    assertThat(projection.label()).isEqualTo(Label.PREDICTIVE);
  }

  @Test
  void values_that_nobody_has_are_extrapolated() {
    Projection projection =
        WHAT_IF.project(Scenario.of("double", input(Operation.MULTIPLY, 2, "a")));
    assertThat(projection.label()).isEqualTo(Label.EXTRAPOLATED);
    assertThat(projection.grounds().get(0).why())
        .endsWith("outside of what was seen (0 to 10), by up to 10");
    assertThat(
            WHAT_IF
                .project(
                    Scenario.of("one", input(Operation.SET, 3, "history.repeats"))
                        .in(Scope.customer(4)))
                .label())
        .isEqualTo(Label.PREDICTIVE);
  }

  @Test
  void what_is_not_there_is_refused() {
    assertThatThrownBy(() -> WHAT_IF.project(Scenario.of("x", new Change.Margin(0.2))))
        .hasMessage(
            "Cannot project margin 0.2: models on the ladder have inputs only (ask purchase"
                + " models)");
    assertThatThrownBy(() -> WHAT_IF.project(Scenario.of("x").in(Scope.group("none"))))
        .hasMessage("Unknown group: none (there are [even, odd])");
    assertThatThrownBy(() -> WHAT_IF.project(Scenario.of("x").in(Scope.cohort("c"))))
        .hasMessage("Unknown cohort: c (cases have groups, not cohorts)");
    assertThatThrownBy(() -> WHAT_IF.project(Scenario.of("x").in(Scope.customer(200))))
        .hasMessage("Unknown customer: row 200 (there are 200)");
    assertThatThrownBy(() -> LadderWhatIf.of(SPEND, SPEND, BASE, GROUPS, 0.5, 0.9))
        .hasMessageContaining("(must be of purchases and of spend)");
    assertThatThrownBy(() -> WHAT_IF.project(Scenario.of("x", input(Operation.ADD, 1, "nothing"))))
        .hasMessageStartingWith("Unknown input: nothing");
  }
}
