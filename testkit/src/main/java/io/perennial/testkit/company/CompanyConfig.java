// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import io.perennial.testkit.simulate.Behaviour;
import io.perennial.testkit.simulate.SimulationConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which company to make up. Equal configurations give equal bits.
 *
 * @param simulation the customers and what they do
 * @param share of the rows that can have it, how many have each kind of defect, in [0, 0.02]
 */
public record CompanyConfig(SimulationConfig simulation, double share) {

  public CompanyConfig {
    if (!(share >= 0 && share <= 0.02)) {
      throw new IllegalArgumentException(
          "Invalid share of defects: " + share + " (must be from 0 to 0.02)");
    }
    if (ChronoUnit.DAYS.between(simulation.start(), simulation.end()) < 180) {
      throw new IllegalArgumentException(
          "Invalid period of a company: "
              + simulation.start()
              + " to "
              + simulation.end()
              + " (must be 180 days or more, so that its files can change midway)");
    }
  }

  /** A thousand customers in the year 2024, who look at pages; 1 % of each defect; seed 1. */
  public static CompanyConfig defaults() {
    SimulationConfig simulation =
        SimulationConfig.defaults()
            .withCustomers(1_000)
            .withPeriod(
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2025-01-01T00:00:00Z"),
                Duration.ofDays(270))
            .withBehaviour(new Behaviour(0.08, 0.2, 2, 0.5));
    return new CompanyConfig(simulation, 0.01);
  }

  public CompanyConfig withCustomers(long count) {
    return new CompanyConfig(simulation.withCustomers(count), share);
  }

  public CompanyConfig withSeed(long seed) {
    return new CompanyConfig(simulation.withSeed(seed), share);
  }

  public CompanyConfig withShare(double each) {
    return new CompanyConfig(simulation, each);
  }
}
