// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Amount {

  private Amount() {}

  /** As {@code 90 % between}, of intervals of this level. */
  static String between(double level) {
    return String.format(Locale.ROOT, "%.1f %% between ", 100 * level).replace(".0 %", " %");
  }

  static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String percent(double share) {
    if (share < 1 && share >= 0.995) {
      return "> 99 %";
    }
    return String.format(Locale.ROOT, Math.abs(share) < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  static String money(String currency, double value) {
    return String.format(
        Locale.ROOT, Math.abs(value) < 100 ? "%,.2f %s" : "%,.0f %s", value, currency);
  }
}
