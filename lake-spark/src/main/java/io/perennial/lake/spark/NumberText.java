// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Doubles as text, alike on every engine and every Java: the fewest digits that read back as the
 * same double, plain from 1e-4 up to 1e16, else with an exponent of at least two digits.
 */
final class NumberText {

  private NumberText() {}

  static String of(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    return text(shortest(value));
  }

  /** The same for a number of single precision. */
  static String of(float value) {
    return Float.isNaN(value) || Float.isInfinite(value) || value == 0
        ? of((double) value)
        : text(new BigDecimal(Float.toString(value)));
  }

  private static BigDecimal shortest(double value) {
    BigDecimal written = new BigDecimal(Double.toString(value));
    // Java before 19 writes some doubles with a digit too many
    BigDecimal exact = new BigDecimal(value);
    for (int digits = written.precision() - 1; digits > 0; digits--) {
      BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() != value) {
        break;
      }
      written = shorter;
    }
    return written;
  }

  private static String text(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    int exponent = bare.precision() - bare.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return (bare.scale() < 1 ? bare.setScale(1) : bare).toPlainString();
    }
    String digits = bare.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (bare.signum() < 0 ? "-" : "")
        + mantissa
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
