// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Locale;

/** Numbers as they stand in sentences. */
final class Wording {

  private Wording() {}

  /** A chance with three digits; what is tiny is said to be below a bound. */
  static String chance(double p) {
    if (p < 0.0001) {
      return "below .0001";
    }
    String text = String.format(Locale.ROOT, "%.4f", p);
    return text.startsWith("0") ? text.substring(1) : text;
  }

  /** A share in percent with its sign: "+4.2 %". */
  static String signedPercent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  /** Three digits that count, without an exponent where that can be read. */
  static String number(double value) {
    double size = StrictMath.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e9 || size < 1e-5) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = (int) StrictMath.max(0, 2 - StrictMath.floor(StrictMath.log10(size)));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  static String signedNumber(double value) {
    return (value > 0 ? "+" : "") + number(value);
  }
}
