// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountTest {

  @Test
  void an_interval_is_called_by_its_own_level() {
    assertThat(Amount.between(0.9)).isEqualTo("90 % between ");
    assertThat(Amount.between(0.8)).isEqualTo("80 % between ");
    assertThat(Amount.between(0.995)).isEqualTo("99.5 % between ");
  }

  @Test
  void a_share_is_whole_only_when_it_is() {
    assertThat(Amount.percent(1)).isEqualTo("100 %");
    assertThat(Amount.percent(0.999)).isEqualTo("> 99 %");
    assertThat(Amount.percent(0.012)).isEqualTo("1.2 %");
    assertThat(Amount.percent(-0.12)).isEqualTo("-12 %");
  }

  @Test
  void small_money_has_cents() {
    assertThat(Amount.money("EUR", 12.5)).isEqualTo("12.50 EUR");
    assertThat(Amount.money("EUR", -1234.4)).isEqualTo("-1,234 EUR");
  }
}
