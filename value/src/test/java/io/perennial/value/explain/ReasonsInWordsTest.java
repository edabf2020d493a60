// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonsInWordsTest {

  private static final Explanation WHY =
      new Explanation(
          30,
          1252.1,
          List.of(
              new Contribution("history.repeats", 7, 1200.004),
              new Contribution("history.silence_weeks", 1, -12.4),
              new Contribution("visits_28d", 2.5, 34.5),
              new Contribution("share_of_returns", Double.NaN, -0.004),
              new Contribution("discount_share", 0.25, 0)),
          "by hand");

  private static final Vocabulary WORDS =
      Vocabulary.money("EUR")
          .with("visits_28d", Wording.rate("visits", "visit", "visits", "a month"));

  @Test
  void the_heaviest_are_named_with_value_and_amount_and_the_rest_is_one_line() {
    assertThat(ReasonsInWords.of(WHY, WORDS, 2).text())
        .isEqualTo(
            """
            1,252.10 EUR, 1,222.10 EUR more than of the customers compared with
            - purchases after the first: 7 purchases, +1,200.00 EUR
            - time since the last purchase: 1 week, -12.40 EUR
            - 3 other reasons together: +34.50 EUR""");
  }

  @Test
  void what_prints_as_nothing_is_not_named() {
    assertThat(ReasonsInWords.of(WHY, WORDS, 9).reasons())
        .hasSize(3)
        .last()
        .isEqualTo("visits: 2.5 visits a month, +34.50 EUR");
    Explanation nothing = new Explanation(2, 2, List.of(), "by hand");
    assertThat(ReasonsInWords.of(nothing, Vocabulary.purchases(), 1).text())
        .isEqualTo("2.00 purchases, as of the customers compared with");
  }

  @Test
  void an_input_without_a_word_is_called_by_its_name_and_a_value_may_be_unknown() {
    assertThat(WORDS.of("share_of_returns").label()).isEqualTo("share of returns");
    assertThat(WORDS.of("share_of_returns").value(Double.NaN)).isEqualTo("not known");
    assertThat(WORDS.of("share_of_returns").value(-0.001)).isEqualTo("0.00");
    assertThat(WORDS.of("history.mean_spend").value(12.5)).isEqualTo("12.50 EUR");
    assertThat(WORDS.part(-0.001)).isEqualTo("+0.00 EUR");
    assertThat(Wording.ofName("__").label()).isEqualTo("an input without a name");
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> ReasonsInWords.of(WHY, WORDS, 0))
        .hasMessage("Invalid reasons: 0 (must be >= 1)");
    assertThatThrownBy(() -> Wording.number(" ", 2))
        .hasMessage("Invalid wording: its label is blank");
    assertThatThrownBy(() -> Wording.number("spend", 7))
        .hasMessage("Invalid decimals of spend: 7 (must be within [0, 6])");
    assertThatThrownBy(() -> new Vocabulary(Map.of(), "EUR", -1))
        .hasMessage("Invalid decimals of forecasts: -1 (must be within [0, 6])");
  }
}
