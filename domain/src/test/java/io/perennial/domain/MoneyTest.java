// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

  @Test
  void amounts_that_are_equal_make_equal_money() {
    assertThat(Money.of("12.5", "EUR")).isEqualTo(Money.of("12.5000", "EUR"));
    assertThat(Money.of("12.5", "EUR")).isNotEqualTo(Money.of("12.5", "USD"));
  }

  @Test
  void what_lies_between_two_amounts_goes_to_the_even_one() {
    assertThat(Money.of("0.00005", "EUR")).isEqualTo(Money.of("0", "EUR"));
    assertThat(Money.of("0.00015", "EUR")).isEqualTo(Money.of("0.0002", "EUR"));
    assertThat(Money.of("-0.00015", "EUR")).isEqualTo(Money.of("-0.0002", "EUR"));
  }

  @Test
  void the_largest_amount_has_fourteen_digits_before_the_point() {
    assertThat(Money.of("99999999999999.9999", "EUR").amount()).hasToString("99999999999999.9999");
    assertThatThrownBy(() -> Money.of("99999999999999.99999", "EUR"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid amount: 100000000000000.0000 (must be below 10^14)");
  }

  @Test
  void amounts_of_one_currency_add_up_exactly() {
    assertThat(Money.of("0.1", "EUR").plus(Money.of("0.2", "EUR")))
        .isEqualTo(Money.of("0.3", "EUR"));
  }

  @Test
  void a_sum_may_not_be_too_large_either() {
    Money most = Money.of("99999999999999.9999", "EUR");

    assertThatThrownBy(() -> most.plus(Money.of("0.0001", "EUR")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be below 10^14");
  }

  @Test
  void currencies_do_not_add_up() {
    assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot add USD to EUR: convert one of them first");
  }
}
