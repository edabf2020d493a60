// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

/** How values of a day grow, and how those of a later day are taken into those of earlier ones. */
final class Merge {

  private Merge() {}

  static void cells(long[] into, long[] cells, int day, int width) {
    for (int i = 0; i < width; i++) {
      into[i] += cells[day * width + i];
    }
  }

  static void values(Plan plan, double[] into, double[] values, int day) {
    int width = plan.blank.length;
    for (int slot = 0; slot < width; slot++) {
      if (plan.merge[slot] >= 0) {
        day(plan.merge[slot], into, slot, values, day * width + slot);
      }
    }
  }

  /** One more value of the same day. */
  static void value(int op, double[] values, int at, double by) {
    switch (op) {
      case Op.ADD -> values[at] += by;
      case Op.MIN -> values[at] = values[at] <= by ? values[at] : by;
      case Op.MAX -> values[at] = values[at] >= by ? values[at] : by;
      case Op.FIRST -> values[at] = Double.isNaN(values[at]) ? by : values[at];
      case Op.LAST -> values[at] = by;
      default -> {
        // Welford: count, mean, sum of squared distances
        double n = values[at] + 1;
        double off = by - values[at + 1];
        values[at] = n;
        values[at + 1] += off / n;
        values[at + 2] += off * (by - values[at + 1]);
      }
    }
  }

  /** The values of a later day taken into those of earlier ones; blank ones change nothing. */
  static void day(int op, double[] into, int slot, double[] later, int at) {
    if (op == Op.MOMENTS) {
      moments(into, slot, later, at);
    } else if (op == Op.ADD) {
      into[slot] += later[at];
    } else if (!Double.isNaN(later[at])) {
      value(op, into, slot, later[at]);
    }
  }

  /** Chan, Golub and LeVeque (1983). */
  private static void moments(double[] into, int slot, double[] later, int at) {
    double there = into[slot];
    double more = later[at];
    if (more == 0) {
      return;
    }
    if (there == 0) {
      System.arraycopy(later, at, into, slot, 3);
      return;
    }
    double n = there + more;
    double off = later[at + 1] - into[slot + 1];
    into[slot] = n;
    into[slot + 1] += off * (more / n);
    into[slot + 2] += later[at + 2] + off * off * (there * more / n);
  }
}
