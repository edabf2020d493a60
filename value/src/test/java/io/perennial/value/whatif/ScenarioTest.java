// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {

  private static final String ALL =
      """
      scenario everything at once
      for group tier A
      buy now
      buying observed 1.1 se 0.05 from 0.8 to 1.3 by the spring of 2025
      contacts 2 weekly 0.25 cost 0.4 elasticity experiment 0.08 se 0.02 from 0.5 to 2 by mails 7
      discount 0.1 taken 0.4 lift assumed 0.2
      dropout experiment 0.9 se 0.03 from 0.9 to 1 by loyalty pilot
      input multiply 1.5 visits_28d
      interest 0.12
      margin 0.35
      newcomers 150 cost 12.5 in web 2025-Q4
      price 0.05 elasticity assumed -1.2 se 0.3
      silence 4
      """;

  @Test
  void every_change_has_a_text_that_reads_back() {
    Scenario scenario = Scenario.parse(ALL);

    assertThat(scenario.text()).isEqualTo(ALL);
    assertThat(Scenario.parse(scenario.text())).isEqualTo(scenario);
    assertThat(scenario.changes()).hasSize(11);
    assertThat(Scenario.of("as it is").text()).isEqualTo("scenario as it is\nfor all\n");
    assertThat(Scenario.of("x").in(Scope.customer(7)).text()).contains("for customer 7");
    assertThat(Scenario.parse("scenario  y \n\n for cohort  web \n"))
        .isEqualTo(Scenario.of("y").in(Scope.cohort("web")));
  }

  @Property(tries = 200)
  void numbers_read_back_to_the_last_bit(
      @ForAll long bits, @ForAll @IntRange(min = 0, max = 10_000_000) int count) {
    double any = Double.longBitsToDouble(bits);
    double number = Double.isFinite(any) ? any % 1e6 : -0.0;
    double small = Math.abs(number % 1e5);
    Scenario scenario =
        Scenario.of(
            "numbers",
            new Change.Price(small, Effect.assumed(number, small)),
            new Change.Newcomers("here", count, small));

    assertThat(Scenario.parse(scenario.text())).isEqualTo(scenario);
  }

  @Test
  void the_order_of_changes_has_no_meaning_and_none_comes_twice() {
    Change margin = new Change.Margin(0.3);
    Change interest = new Change.Interest(0.1);
    assertThat(Scenario.of("a", margin, interest)).isEqualTo(Scenario.of("a", interest, margin));
    assertThatThrownBy(() -> Scenario.of("a", margin, new Change.Margin(0.4)))
        .hasMessage("Invalid scenario a: two changes of one kind, the second: margin 0.4");
    assertThat(
            Scenario.of("a", new Change.Newcomers("x", 1, 0), new Change.Newcomers("y", 1, 0))
                .changes())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prices 0.1 | unknown change: prices",
        "price 0.1 | \"elasticity\" is missing",
        "price -1 elasticity assumed 1 | Invalid price: -1 (must be > -1)",
        "price x elasticity assumed 1 | not a number: x",
        "price NaN elasticity assumed 1 | not a finite number: NaN",
        "price 0.1 elasticity guessed 1 | unknown basis: guessed (must be assumed, observed or",
        "price 0.1 elasticity experiment 1 from 0 to 1 by x | standard error 0 (must be > 0",
        "price 0.1 elasticity observed 1 from 1 to 0 by x | Invalid range of an effect: 1.0 to",
        "price 0.1 elasticity observed 1 from 0 to 1 by | Invalid source of an effect",
        "dropout assumed -1 | Invalid factor of dropout: -1 (must be >= 0)",
        "margin 1.2 | Invalid margin: 1.2 (must be within [0, 1])",
        "margin 0.2 0.3 | there is more than belongs to it",
        "newcomers 1.5 cost 0 in x | not a whole number: 1.5",
        "input halve 1 x | unknown operation: halve (must be set, add or multiply)",
        "silence -1 | Invalid silence: -1 (must be >= 0)",
        "buy later | \"now\" is missing before \"later\""
      })
  void a_line_that_cannot_be_is_named_with_the_reason(String line, String why) {
    assertThatThrownBy(() -> Scenario.parse("scenario s\nfor all\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid scenario, line 3 (" + line + "): ")
        .hasMessageContaining(why);
  }

  @Test
  void many_are_kept_one_after_the_other() {
    Scenario second = Scenario.of("scenario of doom", new Change.Silence(9));
    assertThat(Scenario.parseAll(ALL + "\n" + second.text()))
        .containsExactly(Scenario.parse(ALL), second);
    assertThatThrownBy(() -> Scenario.parseAll(ALL + ALL))
        .hasMessage("Invalid scenarios: two are called everything at once");
  }

  @Test
  void a_name_and_a_scope_are_needed() {
    assertThatThrownBy(() -> Scenario.parse(""))
        .hasMessage("Invalid scenario: 0 lines (must be a name, a scope, and changes)");
    assertThatThrownBy(() -> Scenario.parse("scenario\nfor all"))
        .hasMessage("Invalid scenario: \"\" (must be a name on one line)");
    assertThatThrownBy(() -> Scenario.parse("scenario a\nfor them"))
        .hasMessageContaining("unknown scope: them (must be all, cohort, group or customer)");
    assertThatThrownBy(() -> Scenario.parse("scenario a\nfor customer x"))
        .hasMessageContaining("customer x (must be a row, from 0)");
  }
}
