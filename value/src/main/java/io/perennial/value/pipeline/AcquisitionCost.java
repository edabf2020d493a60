// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

/**
 * What winning customers costs, in base currency.
 *
 * @param amount >= 0 and finite
 * @param total whether it is of all together, who share it alike; else of each
 */
public record AcquisitionCost(double amount, boolean total) {

  private static final String TOTAL = "total";

  public AcquisitionCost {
    if (!(amount >= 0 && amount <= 1e15)) {
      throw new IllegalArgumentException(
          "Invalid cost: " + amount + " (must be >= 0, at most 1e15)");
    }
  }

  /**
   * A number for each customer, or one with the word {@code total} for all together.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AcquisitionCost parse(String text) {
    String plain = text.strip();
    boolean total = plain.endsWith(TOTAL);
    String number = total ? plain.substring(0, plain.length() - TOTAL.length()).strip() : plain;
    try {
      return new AcquisitionCost(Double.parseDouble(number), total);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid cost: " + text + " (must be a number >= 0, or one such as 25000 total)", e);
    }
  }

  /** As it is read. */
  @Override
  public String toString() {
    return total ? amount + " " + TOTAL : Double.toString(amount);
  }
}
