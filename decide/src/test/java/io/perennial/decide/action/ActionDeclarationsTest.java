// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.domain.Channel;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.segment.rule.Vocabulary;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionDeclarationsTest {

  private static final SectionSpec FILE = SectionSpec.root("", ActionDeclarations.ACTIONS);
  private static final Vocabulary WORDS =
      CustomerWords.vocabulary(
          FeatureSet.of(new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()))
              .dictionary(),
          List.of("lifecycle", "rfm"));

  private static List<Action> read(String yaml, boolean playbook) {
    return ActionDeclarations.read(
        Configuration.parse(yaml, Path.of("perennial.yaml"), FILE, Map.of())
            .named(ActionDeclarations.ACTIONS),
        playbook,
        WORDS);
  }

  private static Action named(List<Action> actions, String name) {
    return actions.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  @Nested
  class Contract {

    @Test
    void
        the_playbook_is_read_and_each_of_its_actions_costs_little_beside_what_it_is_believed_to_bring() {
      List<Action> actions = read("{}", true);

      assertThat(actions).hasSizeGreaterThanOrEqualTo(12);
      assertThat(actions).extracting(Action::name).doesNotHaveDuplicates();
      assertThat(actions).anyMatch(Action::suppresses);
      Prior.Worth good = new Prior.Worth(200, 400, 0.8, 900);
      assertThat(actions)
          .filteredOn(action -> !action.suppresses())
          .allSatisfy(
              action -> {
                assertThat(action.prior().gain(good, 0.4)).as(action.name()).isPositive();
                assertThat(action.meaning()).as(action.name()).isNotEmpty();
              });
    }

    @Test
    void a_section_changes_what_it_says_of_one_of_ours_and_nothing_else() {
      Action ours = named(read("{}", true), "win-back");

      Action changed =
          named(read("actions: {win-back: {cost: 0.5, channel: sms}}", true), "win-back");

      assertThat(changed.cost()).isEqualTo(0.5);
      assertThat(changed.channel()).isEqualTo(Channel.SMS);
      assertThat(changed.rule().condition()).isEqualTo(ours.rule().condition());
      assertThat(changed.prior()).isEqualTo(ours.prior());
    }

    @Test
    void one_of_ours_can_be_left_out_and_all_of_them() {
      assertThat(read("actions: {win-back: {off: true}}", true))
          .extracting(Action::name)
          .doesNotContain("win-back");
      assertThat(read("{}", false)).isEmpty();
    }

    @Test
    void conditions_speak_of_features_values_and_segments() {
      Action own =
          named(
              read(
                  "actions: {call: {cost: 5, keeps: 0.1, when: \"p_churn > 0.7 and segment_lifecycle ="
                      + " 'Dormant' and spend_365d > 100 and tier in ('A', 'B')\"}}",
                  false),
              "call");

      assertThat(own.rule().condition().reads())
          .contains("p_churn", "segment_lifecycle", "spend_365d", "tier");
    }

    @Test
    void an_action_is_open_from_its_first_day_to_its_last_both_included() {
      Action sale =
          named(
              read(
                  "actions: {sale: {cost: 0, lift: 0.1, from: 2026-11-20, until: 2026-11-30}}",
                  false),
              "sale");

      assertThat(sale.isOpen(LocalDate.of(2026, 11, 19))).isFalse();
      assertThat(sale.isOpen(LocalDate.of(2026, 11, 20))).isTrue();
      assertThat(sale.isOpen(LocalDate.of(2026, 11, 30))).isTrue();
      assertThat(sale.isOpen(LocalDate.of(2026, 12, 1))).isFalse();
    }
  }

  @Nested
  class Arithmetic {

    @Test
    void a_prior_brings_margin_of_purchases_of_the_window_and_of_those_who_stay() {
      Prior prior = new Prior(0.1, 0.05, 0.2);
      Prior.Worth worth = new Prior.Worth(50, 100, 0.5, 300);

      // of those who would have left a fifth stays, each with 200 in the window
      double kept = 0.2 * 0.5 * 200;
      assertThat(prior.spend(worth)).isCloseTo(0.1 * 50 + 0.05 * 100 + kept, within(1e-12));
      assertThat(prior.later(worth, 0.4)).isCloseTo(0.2 * 0.5 * 600 - 0.4 * kept, within(1e-12));
      assertThat(prior.gain(worth, 0.4)).isCloseTo(0.4 * 10 + 0.2 * 0.5 * 600, within(1e-12));
    }

    @Test
    void to_keep_whom_one_model_calls_gone_is_no_fortune_where_another_expects_a_little() {
      Prior.Worth gone = new Prior.Worth(291, 4.97, 8.6e-14, 1.4e-9);

      // nobody knows what staying would bring: ten times what is expected, at the most
      assertThat(new Prior(0, 0.03, 0.03).spend(gone)).isCloseTo(0.33 * 4.97, within(1e-9));
      assertThat(new Prior(0, 0.03, 0.03).later(gone, 1)).isZero();
    }

    @Test
    void a_discount_costs_what_would_have_been_bought_anyway_too() {
      Action offer =
          named(read("actions: {offer: {cost: 1, discount: 0.1, lift: 0.05}}", false), "offer");

      assertThat(offer.expectedCost(new Prior.Worth(50, 100, 1, 0), 5))
          .isCloseTo(1 + 0.1 * 105, within(1e-12));
    }

    @Test
    void what_is_not_known_of_a_customer_counts_as_nothing() {
      Prior.Worth unknown = new Prior.Worth(Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, -5);

      assertThat(new Prior(1, 1, 1).gain(unknown, 0.5)).isZero();
    }
  }

  @Nested
  class BadInput {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{call: {keeps: 0.1}}|actions.call.cost|there is none",
          "{call: {cost: 5}}|actions.call|nothing says what it does",
          "{call: {cost: -1, keeps: 0.1}}|actions.call.cost|>= 0",
          "{call: {cost: 1, keeps: 0.1, when: \"p_chrun > 0.5\"}}|actions.call.when|p_churn",
          "{call: {cost: 1, keeps: 0.1, when: \"tier > 3\"}}|actions.call.when|tier",
          "{nothing: {cost: 1, keeps: 0.1}}|actions.nothing|always an action",
          "{Call Me: {cost: 1, keeps: 0.1}}|Call Me|must be letters",
          "{call: {cost: 1, keeps: 0.1, from: 2026-12-01, until: 2026-11-01}}|actions.call.until|before",
          "{call: {cost: 1, keeps: 0.1, chanel: sms}}|chanel|channel",
        })
    void says_which_action_and_setting_is_wrong_and_why(String actions, String where, String why) {
      assertThatThrownBy(() -> read("actions: " + actions, true))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(where)
          .hasMessageContaining(why);
    }
  }
}
