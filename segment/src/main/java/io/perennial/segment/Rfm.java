// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

/**
 * The scores of one customer.
 *
 * @param recency 1 to 5; 5 bought last
 * @param frequency 1 to 5; 5 bought most often
 * @param monetary 1 to 5; 5 spent most
 */
public record Rfm(int recency, int frequency, int monetary) {

  public Rfm {
    check("recency", recency);
    check("frequency", frequency);
    check("monetary", monetary);
  }

  private static void check(String name, int score) {
    if (score < 1 || score > Quintiles.SCORES) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + score + " (must be from 1 to " + Quintiles.SCORES + ")");
    }
  }

  /** {@code R 5 F 4 M 5}. */
  @Override
  public String toString() {
    return "R " + recency + " F " + frequency + " M " + monetary;
  }
}
