// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

import java.time.Duration;
import java.time.Instant;

/**
 * What to simulate. Equal configurations give equal bits.
 *
 * @param customers how many customers, 1 to 10^10
 * @param seed where chance starts
 * @param start the opening of the shop, inclusive, UTC
 * @param end the end of observation, exclusive, UTC
 * @param acquisitionWindow from {@code start}, how long new customers come; each arrives at an
 *     instant uniform in it and buys at once
 * @param horizon after {@code end}, how long the truth goes on counting purchases nobody has seen
 * @param buying when and for how much they buy
 * @param behaviour what else they do
 * @param assortment what they buy
 * @param currency the one currency of all amounts, three letters
 */
public record SimulationConfig(
    long customers,
    long seed,
    Instant start,
    Instant end,
    Duration acquisitionWindow,
    Duration horizon,
    BuyingParameters buying,
    Behaviour behaviour,
    Assortment assortment,
    String currency) {

  static final double SECONDS_PER_WEEK = 604_800;
  private static final long MOST_CUSTOMERS = 10_000_000_000L;

  public SimulationConfig {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "Invalid simulate.customers: " + customers + " (must be within [1, 10000000000])");
    }
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException(
          "Invalid simulate.end: " + end + " (must be after start, " + start + ")");
    }
    Duration observed = Duration.between(start, end);
    if (acquisitionWindow.toSeconds() < 1 || acquisitionWindow.compareTo(observed) > 0) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid simulate.acquisition-window: %s (must be within [PT1S, %s])",
              acquisitionWindow, observed));
    }
    if (horizon.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid simulate.horizon: " + horizon + " (must be >= 0)");
    }
    if (!currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "Invalid simulate.currency: " + currency + " (must be three capital letters)");
    }
  }

  /**
   * 10,000 customers who buy as CDNOW's did, acquired through 2023, observed through 2024, followed
   * for 39 weeks more, paying in euro; no page views; seed 1.
   */
  public static SimulationConfig defaults() {
    return new SimulationConfig(
        10_000,
        1,
        Instant.parse("2023-01-01T00:00:00Z"),
        Instant.parse("2025-01-01T00:00:00Z"),
        Duration.ofDays(365),
        Duration.ofDays(39 * 7),
        BuyingParameters.cdnow(),
        Behaviour.defaults(),
        Assortment.defaults(),
        "EUR");
  }

  public SimulationConfig withCustomers(long count) {
    return new SimulationConfig(
        count,
        seed,
        start,
        end,
        acquisitionWindow,
        horizon,
        buying,
        behaviour,
        assortment,
        currency);
  }

  public SimulationConfig withSeed(long value) {
    return new SimulationConfig(
        customers,
        value,
        start,
        end,
        acquisitionWindow,
        horizon,
        buying,
        behaviour,
        assortment,
        currency);
  }

  /** Observed from {@code from} to {@code until}, with new customers coming for {@code window}. */
  public SimulationConfig withPeriod(Instant from, Instant until, Duration window) {
    return new SimulationConfig(
        customers, seed, from, until, window, horizon, buying, behaviour, assortment, currency);
  }

  public SimulationConfig withHorizon(Duration after) {
    return new SimulationConfig(
        customers,
        seed,
        start,
        end,
        acquisitionWindow,
        after,
        buying,
        behaviour,
        assortment,
        currency);
  }

  public SimulationConfig withBuying(BuyingParameters parameters) {
    return new SimulationConfig(
        customers,
        seed,
        start,
        end,
        acquisitionWindow,
        horizon,
        parameters,
        behaviour,
        assortment,
        currency);
  }

  public SimulationConfig withBehaviour(Behaviour other) {
    return new SimulationConfig(
        customers,
        seed,
        start,
        end,
        acquisitionWindow,
        horizon,
        buying,
        other,
        assortment,
        currency);
  }

  public SimulationConfig withAssortment(Assortment other) {
    return new SimulationConfig(
        customers,
        seed,
        start,
        end,
        acquisitionWindow,
        horizon,
        buying,
        behaviour,
        other,
        currency);
  }

  public SimulationConfig withCurrency(String code) {
    return new SimulationConfig(
        customers,
        seed,
        start,
        end,
        acquisitionWindow,
        horizon,
        buying,
        behaviour,
        assortment,
        code);
  }

  /** With as many customers as it takes to expect {@code orders} orders, at least one. */
  public SimulationConfig withAboutOrders(long orders) {
    double perCustomer = expectedOrders() / customers;
    return withCustomers(Math.max(1, Math.round(orders / perCustomer)));
  }

  /** The orders to expect, first purchases included and returns not. */
  public double expectedOrders() {
    double observed = weeks(Duration.between(start, end));
    double window = weeks(acquisitionWindow);
    // Simpson's rule over the instant of acquisition
    int intervals = 200;
    double sum = 0;
    for (int i = 0; i <= intervals; i++) {
      double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
      double age = Math.max(0, observed - window * i / intervals);
      sum += weight * buying.expectedRepeats(age);
    }
    return customers * (1 + sum / (3 * intervals));
  }

  static double weeks(Duration duration) {
    return duration.toSeconds() / SECONDS_PER_WEEK;
  }
}
