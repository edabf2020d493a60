// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.experiment.Effect;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExperimentStudyTest {

  private static final List<String> HEADER =
      List.of("id", "city", "before", "variant", "converted", "revenue");

  /** A mail that helps in Bonn, and nowhere else if {@code everywhere} is not said. */
  private static TextTable shop(int customers, boolean everywhere) {
    RandomStream random = RandomSource.seeded(5).derive("shop").stream(0);
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      String city = random.chance(0.5) ? "Bonn" : "Trier";
      double before = random.nextDouble();
      boolean mail = random.chance(0.5);
      boolean helps = mail && (everywhere || city.equals("Bonn"));
      boolean harms = mail && !everywhere && !city.equals("Bonn");
      double chance = 0.2 + 0.2 * before + (helps ? 0.15 : 0) - (harms ? 0.1 : 0);
      boolean converted = random.chance(chance);
      rows.add(
          List.of(
              "c" + i,
              city,
              String.valueOf(before),
              mail ? "mail" : "control",
              converted ? "1" : "0",
              String.valueOf(converted ? 10 + 20 * random.nextDouble() : 0)));
    }
    return TextTable.ofRows(HEADER, rows);
  }

  private static ExperimentStudy study(TextTable table) {
    return ExperimentStudy.of(
        ExperimentTable.of(table, ExperimentTable.Columns.guessed()),
        List.of(),
        List.of(),
        0.05,
        1);
  }

  @Nested
  class Reading {

    @Test
    void tells_arms_outcomes_and_what_was_known_before_by_names_and_values() {
      ExperimentTable table =
          ExperimentTable.of(shop(500, true), ExperimentTable.Columns.guessed());

      assertThat(table.arms()).containsExactly("control", "mail");
      assertThat(table.outcomes().keySet()).containsExactly("converted", "revenue");
      assertThat(table.features().names()).hasSize(2).contains("before");
      assertThat(table.notes()).anyMatch(note -> note.contains("Not looked at: id"));
    }

    @Test
    void what_sounds_like_an_outcome_is_not_known_before_though_nobody_names_it() {
      ExperimentTable table =
          ExperimentTable.of(
              shop(500, true),
              new ExperimentTable.Columns(
                  Optional.empty(), Optional.empty(), List.of("revenue"), List.of()));

      assertThat(table.outcomes().keySet()).containsExactly("revenue");
      assertThat(table.features().names()).doesNotContain("converted");
      assertThat(table.notes()).anyMatch(note -> note.contains("converted"));
    }

    @Test
    void refuses_what_is_no_experiment() {
      TextTable none = TextTable.ofRows(List.of("a", "b"), List.of(List.of("1", "2")));

      assertThatThrownBy(() -> ExperimentTable.of(none, ExperimentTable.Columns.guessed()))
          .hasMessageStartingWith("Cannot tell which column says the arm: name it with --arm");
      assertThatThrownBy(
              () ->
                  ExperimentTable.of(
                      shop(50, true),
                      new ExperimentTable.Columns(
                          Optional.of("variant"), Optional.of("B"), List.of(), List.of())))
          .hasMessageContaining("Unknown arm: B");
      assertThatThrownBy(
              () ->
                  ExperimentTable.of(
                      shop(50, true),
                      new ExperimentTable.Columns(
                          Optional.of("id"), Optional.empty(), List.of(), List.of())))
          .hasMessageContaining("has 50 values (must be 2 to 20)");
    }
  }

  @Nested
  class TruthRecovery {

    @Test
    void finds_the_effect_and_that_the_same_for_all_is_as_good() {
      ExperimentStudy study = study(shop(8_000, true));
      ExperimentStudy.Answer answer = study.answers().get("converted");
      Effect effect = answer.arms().get(0).adjusted().effect().orElseThrow();

      assertThat(study.ratio().mismatch()).isFalse();
      assertThat(effect.difference()).isCloseTo(0.15, within(0.03));
      assertThat(answer.explained()).as("known before").isGreaterThan(0.005);
      assertThat(answer.arms().get(0).chance()).isLessThan(1e-6);
      assertThat(answer.verdict().orElseThrow().personal()).isFalse();
      assertThat(answer.verdict().orElseThrow().bestArmName()).isEqualTo("mail");
    }

    @Test
    void chooses_for_each_where_the_mail_does_harm_to_some() {
      ExperimentStudy.Answer answer = study(shop(8_000, false)).answers().get("converted");

      assertThat(answer.verdict().orElseThrow().personal()).isTrue();
      assertThat(answer.verdict().orElseThrow().words()).startsWith("Choose for each customer");
      assertThat(answer.arms().get(0).qini().orElseThrow()).isGreaterThan(0.1);
      assertThat(answer.arms().get(0).top().orElseThrow()).isCloseTo(0.15, within(0.06));
    }
  }

  @Nested
  class BadInput {

    @Test
    void few_customers_are_compared_and_nothing_is_chosen_for_each() {
      ExperimentStudy.Answer answer = study(shop(40, true)).answers().get("revenue");

      assertThat(answer.verdict()).isEmpty();
      assertThat(answer.arms()).hasSize(1);
    }

    @Test
    void shares_and_costs_are_one_for_each_arm() {
      ExperimentTable table =
          ExperimentTable.of(shop(100, true), ExperimentTable.Columns.guessed());

      assertThatThrownBy(() -> ExperimentStudy.of(table, List.of(1.0), List.of(), 0.05, 1))
          .hasMessageContaining("Invalid shares: 1");
      assertThatThrownBy(() -> ExperimentStudy.of(table, List.of(), List.of(0.0), 0.05, 1))
          .hasMessageContaining("Invalid costs: 1");
    }

    @Test
    void one_that_was_dealt_out_wrongly_is_said() {
      ExperimentTable table =
          ExperimentTable.of(shop(2_000, true), ExperimentTable.Columns.guessed());

      assertThat(
              ExperimentStudy.of(table, List.of(0.9, 0.1), List.of(), 0.05, 1).ratio().mismatch())
          .isTrue();
    }
  }
}
