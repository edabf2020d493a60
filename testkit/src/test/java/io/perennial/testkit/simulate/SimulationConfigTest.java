// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulationConfigTest {

  private static final SimulationConfig DEFAULTS = SimulationConfig.defaults();

  @Test
  void the_defaults_are_a_small_shop_with_the_buyers_of_cdnow() {
    assertThat(DEFAULTS.customers()).isEqualTo(10_000);
    assertThat(DEFAULTS.seed()).isEqualTo(1);
    assertThat(DEFAULTS.start()).isEqualTo(Instant.parse("2023-01-01T00:00:00Z"));
    assertThat(DEFAULTS.end()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(DEFAULTS.acquisitionWindow()).isEqualTo(Duration.ofDays(365));
    assertThat(DEFAULTS.horizon()).isEqualTo(Duration.ofDays(273));
    assertThat(DEFAULTS.buying())
        .isEqualTo(new BuyingParameters(0.553, 10.578, 0.606, 11.669, 6.25, 3.74, 15.44));
    assertThat(DEFAULTS.behaviour()).isEqualTo(new Behaviour(0.06, 0.2, 0, 0));
    assertThat(DEFAULTS.assortment()).isEqualTo(new Assortment(2_000, 80, 1));
    assertThat(DEFAULTS.currency()).isEqualTo("EUR");
  }

  @Test
  void each_wither_changes_its_own_part_alone() {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    Instant until = Instant.parse("2021-01-01T00:00:00Z");
    BuyingParameters buying = new BuyingParameters(1, 2, 3, 4, 5, 6, 7);
    Behaviour behaviour =
        Behaviour.defaults().withReturnShare(0.1).withDiscountShare(0.3).withVisits(2, 3);
    Assortment assortment = new Assortment(5, 2, 0);
    assertThat(
            DEFAULTS
                .withCustomers(5)
                .withSeed(6)
                .withPeriod(from, until, Duration.ofDays(7))
                .withHorizon(Duration.ofDays(8))
                .withBuying(buying)
                .withBehaviour(behaviour)
                .withAssortment(assortment)
                .withCurrency("GBP"))
        .isEqualTo(
            new SimulationConfig(
                5,
                6,
                from,
                until,
                Duration.ofDays(7),
                Duration.ofDays(8),
                buying,
                new Behaviour(0.1, 0.3, 2, 3),
                assortment,
                "GBP"));
  }

  @Test
  void a_wished_count_of_orders_decides_the_customers() {
    SimulationConfig config = DEFAULTS.withAboutOrders(1_000_000);
    assertThat(config.expectedOrders()).isCloseTo(1_000_000, within(3.0));
    assertThat(DEFAULTS.withAboutOrders(0).customers()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_is_refused_with_its_name_and_value() {
    assertRefused(
        () -> DEFAULTS.withCustomers(0),
        "Invalid simulate.customers: 0 (must be within [1, 10000000000])");
    assertRefused(
        () -> DEFAULTS.withPeriod(DEFAULTS.end(), DEFAULTS.start(), Duration.ofDays(1)),
        "Invalid simulate.end: 2023-01-01T00:00:00Z (must be after start, 2025-01-01T00:00:00Z)");
    assertRefused(
        () -> DEFAULTS.withPeriod(DEFAULTS.start(), DEFAULTS.end(), Duration.ofDays(800)),
        "Invalid simulate.acquisition-window: PT19200H (must be within [PT1S, PT17544H])");
    assertRefused(
        () -> DEFAULTS.withHorizon(Duration.ofDays(-1)),
        "Invalid simulate.horizon: PT-24H (must be >= 0)");
    assertRefused(
        () -> DEFAULTS.withCurrency("euro"),
        "Invalid simulate.currency: euro (must be three capital letters)");
    assertRefused(
        () -> Behaviour.defaults().withReturnShare(1.5),
        "Invalid simulate.return-share: 1.5 (must be within [0, 1])");
    assertRefused(
        () -> Behaviour.defaults().withVisits(-1, 0),
        "Invalid simulate.views-per-session: -1.0 (must be within [0, 1000])");
    assertRefused(
        () -> new Assortment(0, 1, 1),
        "Invalid simulate.products: 0 (must be within [1, 10000000])");
    assertRefused(
        () -> new Assortment(1, 1, -1),
        "Invalid simulate.zipf-exponent: -1.0 (must be within [0, 10])");
    assertRefused(
        () -> new BuyingParameters(0, 1, 1, 1, 1, 2, 1), "Invalid r: 0.0 (must be > 0 and finite)");
    assertRefused(() -> new BuyingParameters(1, 1, 1, 1, 1, 1, 1), "Invalid q: 1.0 (must be > 1)");
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
