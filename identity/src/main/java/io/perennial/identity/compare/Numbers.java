// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.math.BigDecimal;

/** Numbers as people write them: {@code $ 1,234.50}, {@code 1.234,50 €}. */
final class Numbers {

  private static final int MOST_DIGITS = 30;

  private Numbers() {}

  /** A number without trailing zeros, or the folded text where it is none. */
  static String form(String value, String folded) {
    String plain = plain(value);
    if (plain.isEmpty()) {
      return Folding.words(folded);
    }
    BigDecimal number = new BigDecimal(plain);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The number of a form, or NaN. */
  static double parse(String form) {
    return plain(form).equals(form) && !form.isEmpty() ? Double.parseDouble(form) : Double.NaN;
  }

  /** Digits with a point, or nothing where the text is no number. */
  private static String plain(String value) {
    StringBuilder kept = new StringBuilder();
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        kept.append(c);
        digits++;
      } else if (c == '.' || c == ',' || (c == '-' && kept.length() == 0)) {
        kept.append(c);
      } else if (Character.isLetter(c)) {
        letters++;
      }
    }
    if (digits == 0 || digits > MOST_DIGITS || letters > 4) {
      return "";
    }
    String number = kept.toString();
    int point = number.lastIndexOf('.');
    int comma = number.lastIndexOf(',');
    if (point >= 0 && comma >= 0) {
      number = point > comma ? number.replace(",", "") : number.replace(".", "").replace(',', '.');
    } else if (comma >= 0) {
      // 1,234 is a thousand; 12,5 and 12,50 are decimals
      boolean thousands = number.matches("-?\\d{1,3}(,\\d{3})+");
      number = thousands ? number.replace(",", "") : number.replace(',', '.');
    }
    if (number.endsWith(".")) {
      number = number.substring(0, number.length() - 1);
    }
    return number.matches("-?\\d*\\.?\\d+") ? number : "";
  }
}
