// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import java.util.Locale;

/** Numbers as scenarios and tables have them. */
final class Texts {

  private Texts() {}

  /** The shortest text that reads back as the same number; whole ones without a point. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** Four digits, for people. */
  static String rounded(double value) {
    String text = String.format(Locale.ROOT, "%.4g", value);
    return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
