// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/** What a purchase still weighs after some days: half after the half-life, 1 on the day itself. */
final class Decay {

  private static final int TABLE = 2_048;

  private final double halfLifeDays;
  private final double[] weights = new double[TABLE];

  /**
   * @param halfLifeDays above 0; infinite for weights that do not fall
   */
  Decay(double halfLifeDays) {
    this.halfLifeDays = halfLifeDays;
    for (int days = 0; days < TABLE; days++) {
      weights[days] = weight(days);
    }
  }

  static void check(String name, double halfLifeDays) {
    if (!(halfLifeDays > 0)) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + halfLifeDays + " (must be > 0; infinite for no decay)");
    }
  }

  /** Within [0, 1]; a day to come weighs 1. */
  double at(long days) {
    return days <= 0 ? 1 : days < TABLE ? weights[(int) days] : weight(days);
  }

  private double weight(long days) {
    return StrictMath.pow(2, -days / halfLifeDays);
  }
}
