// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import static io.perennial.segment.rule.Features.VOCABULARY;
import static io.perennial.segment.rule.Features.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static boolean holds(String text, Map<String, ?> known) {
    return Condition.parse(text, VOCABULARY).predicate().test(row(known));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text, VOCABULARY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Nested
  class Values {

    @Test
    void numbers_are_compared_as_numbers_also_with_each_other() {
      assertThat(holds("orders_30d > orders_90d", Map.of("orders_30d", 9, "orders_90d", 10)))
          .as("as texts, 9 would come after 10")
          .isFalse();
      assertThat(holds("orders_30d + 2 > orders_90d", Map.of("orders_30d", 9, "orders_90d", 10)))
          .isTrue();
      assertThat(holds("spend_total >= 1000.5", Map.of("spend_total", 1000.5))).isTrue();
    }

    @Test
    void words_are_compared_with_texts() {
      assertThat(holds("favourite_channel = 'store'", Map.of("favourite_channel", "store")))
          .isTrue();
      assertThat(
              holds(
                  "lower(`favourite_brand`) in ('a', 'it''s')", Map.of("favourite_brand", "IT'S")))
          .isTrue();
    }

    @Test
    void missing_is_neither_true_nor_false() {
      assertThat(holds("spend_total > 1", Map.of())).isFalse();
      assertThat(holds("not (spend_total > 1)", Map.of())).isFalse();
      assertThat(holds("spend_total is null", Map.of())).isTrue();
      assertThat(holds("coalesce(spend_total, 0) < 1", Map.of())).isTrue();
      assertThat(holds("spend_total > 1 or purchases = 0", Map.of("purchases", 0))).isTrue();
      assertThat(holds("spend_total > 1", Map.of("spend_total", Double.NaN)))
          .as("what is no number is missing")
          .isFalse();
    }

    @Test
    void a_name_within_a_text_is_a_text() {
      Condition condition = Condition.parse("favourite_brand = 'spend_total ''x` y'", VOCABULARY);

      assertThat(condition.reads()).containsExactly("favourite_brand");
    }
  }

  @Nested
  class Mistakes {

    @Test
    void an_unknown_feature_is_refused_with_the_one_that_was_meant() {
      refuses(
          "purchases > 1 and spend_totl > 3",
          "Invalid expression: purchases > 1 and spend_totl > 3 (unknown feature spend_totl;"
              + " did you mean spend_total?, at character 19)");
    }

    @Test
    void a_word_is_no_number_and_a_number_no_word() {
      refuses(
          "favourite_channel > 3",
          "Invalid expression: favourite_channel > 3 (favourite_channel is a word, and is read as"
              + " a number; compare it with a text in quotes)");
      refuses(
          "spend_total = 'much'",
          "Invalid expression: spend_total = 'much' (the text 'much' is read as a number; write a"
              + " number without quotes, or compare with a word)");
      refuses(
          "purchases > 1 and spend_total in (1, 'x')",
          "Invalid expression: purchases > 1 and spend_total in (1, 'x') (the text 'x' is read as"
              + " a number; write a number without quotes, or compare with a word)");
    }

    @Test
    void an_instant_is_refused_with_what_to_say_instead() {
      refuses(
          "last_purchase_at > 3",
          "Invalid expression: last_purchase_at > 3 (last_purchase_at is neither a number nor a"
              + " word; days_since_… tell how long ago it was, at character 1)");
    }

    @Test
    void what_is_no_condition_is_refused_with_its_place() {
      refuses(
          "spend_total + 1",
          "Invalid expression: spend_total + 1 (a condition is needed, and this is a number;"
              + " compare it)");
      refuses(
          "spend_total >",
          "Invalid expression: spend_total > (here stands the end, and a column, a value or a"
              + " function is needed, at character 14)");
      refuses(
          "spend_total? > 1",
          "Invalid expression: spend_total? > 1 (features have no question mark, at character 12)");
    }
  }

  @Nested
  class Typical {

    @Test
    void what_is_typical_is_filled_in_and_missing_where_nobody_has_it() {
      Condition condition =
          Condition.parse("days_since_order > 2 * typical.order_gap_median_days", VOCABULARY);
      Population population =
          Population.of(Map.of("order_gap_median_days", new double[] {30, 40, 90, Double.NaN}));

      assertThat(condition.typical()).containsExactly("order_gap_median_days");
      assertThat(condition.predicate(population).test(row(Map.of("days_since_order", 81))))
          .isTrue();
      assertThat(condition.predicate(population).test(row(Map.of("days_since_order", 80))))
          .isFalse();
      assertThat(condition.predicate().test(row(Map.of("days_since_order", 80)))).isFalse();
    }

    @Test
    void terms_are_written_out_and_may_say_earlier_ones() {
      Map<String, String> terms = new LinkedHashMap<>();
      terms.put("least", Condition.literal(-1.5e-7));
      terms.put("more", "least + 1");
      terms.put("brands", "'a', 'b'");
      Condition condition =
          Condition.parse(
              "spend_total > 2 * more and favourite_brand in (brands)", VOCABULARY, terms);

      assertThat(condition.predicate().test(row(Map.of("spend_total", 2, "favourite_brand", "b"))))
          .isTrue();
      assertThat(
              condition.predicate().test(row(Map.of("spend_total", 1.9, "favourite_brand", "b"))))
          .isFalse();
    }

    @Test
    void a_term_may_not_say_itself_or_a_later_one() {
      assertThatThrownBy(
              () ->
                  Condition.parse("again > 1", VOCABULARY, Map.of("again", "again + spend_total")))
          .hasMessageContaining("unknown feature again");
    }
  }
}
