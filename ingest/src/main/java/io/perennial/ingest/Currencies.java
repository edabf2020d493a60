// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.nio.file.Path;
import java.util.Optional;

/**
 * In which currency money is kept, and by which rates other money becomes it.
 *
 * @param base ISO 4217 code of all amounts in the lake
 * @param rates the file of rates, relative to the workspace; without one money is taken as it is
 * @param maxAgeDays how long a rate holds when no later one is known, in days after its own
 */
public record Currencies(String base, Optional<Path> rates, int maxAgeDays) {

  /** What covers weekends and holidays. */
  public static final int DEFAULT_MAX_AGE_DAYS = 10;

  public Currencies {
    if (!base.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "Invalid currency: " + base + " (must be an ISO 4217 code such as EUR)");
    }
    if (maxAgeDays < 0) {
      throw new IllegalArgumentException(
          "Invalid max-age-days: " + maxAgeDays + " (must not be negative)");
    }
  }

  /** Money is taken as it is. */
  public static Currencies asSaid(String base) {
    return new Currencies(base, Optional.empty(), DEFAULT_MAX_AGE_DAYS);
  }

  /** What changes the amounts in the lake. */
  public String canonical() {
    return rates
        .map(file -> "rates " + file + " to " + base + ", " + maxAgeDays + " days")
        .orElse("");
  }
}
