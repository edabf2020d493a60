// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * In which unit a number is written.
 *
 * @param factor by which it is multiplied; empty for minor units of the row's currency, such as
 *     cents
 */
public record Unit(Optional<BigDecimal> factor) {

  private static final BigDecimal LARGEST = new BigDecimal("1000000");
  private static final int DECIMALS = 8;

  public Unit {
    factor = factor.map(BigDecimal::stripTrailingZeros);
    if (factor.isPresent()
        && (factor.get().signum() <= 0
            || factor.get().compareTo(LARGEST) > 0
            || factor.get().scale() > DECIMALS)) {
      throw new IllegalArgumentException(
          "Invalid unit: "
              + factor.get().toPlainString()
              + " (must be above 0 and at most 1000000, with at most 8 decimals)");
    }
  }

  /**
   * {@code minor}, or a factor such as {@code 0.001}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Unit parse(String text) {
    return text.equals("minor")
        ? new Unit(Optional.empty())
        : new Unit(Optional.of(new BigDecimal(text)));
  }

  public boolean isMinor() {
    return factor.isEmpty();
  }

  @Override
  public String toString() {
    return factor.map(BigDecimal::toPlainString).orElse("minor");
  }
}
