// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import java.io.Serializable;

/** What is left of one after so many days: half after each half-life. */
final class Decay implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int TABLED = 1024;

  private final double halfLifeDays;
  private final double[] after = new double[TABLED];

  Decay(double halfLifeDays) {
    this.halfLifeDays = halfLifeDays;
    for (int days = 0; days < TABLED; days++) {
      after[days] = computed(days);
    }
  }

  private double computed(int days) {
    return StrictMath.pow(2, -days / halfLifeDays);
  }

  double after(int days) {
    return days < TABLED ? after[days] : computed(days);
  }
}
