// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

/** How long a period of sales is. */
public enum Cadence {
  DAY("day", 365.25),
  WEEK("week", 365.25 / 7),
  MONTH("month", 12);

  private final String word;
  private final double perYear;

  Cadence(String word, double perYear) {
    this.word = word;
    this.perYear = perYear;
  }

  /** The word for one of them, as "week". */
  public String word() {
    return word;
  }

  /** How many there are in a year. */
  public double perYear() {
    return perYear;
  }
}
