// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

/**
 * Numbers of payment cards. Source: ISO/IEC 7812-1 (check digit by Luhn), ranges of the issuers.
 */
final class Cards {

  static final String PLACEHOLDER = "[card]";

  private static final int LEAST = 13;
  private static final int MOST = 19;

  private Cards() {}

  /** Behind the number that starts at {@code from}; -1 if none does. */
  static int end(String text, int from) {
    Digits digits = new Digits(text, from, " -.\u00a0", 1);
    int end = -1;
    while (digits.nextGroup() && digits.count() <= MOST) {
      if (digits.count() >= LEAST && digits.isWhole() && isCard(digits.soFar())) {
        end = digits.end();
      }
    }
    return end;
  }

  private static boolean isCard(String digits) {
    return isIssued(digits) && hasCheckDigit(digits) && digits.chars().distinct().count() > 1;
  }

  /** Visa, Mastercard, American Express, Diners, Discover, JCB, Maestro, UnionPay, by length. */
  private static boolean isIssued(String digits) {
    int two = Integer.parseInt(digits.substring(0, 2));
    int four = Integer.parseInt(digits.substring(0, 4));
    int length = digits.length();
    if (two / 10 == 4) {
      return length == 13 || length == 16 || length == 19;
    }
    if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
      return length == 16;
    }
    if (two == 34 || two == 37) {
      return length == 15;
    }
    if (two == 36 || two == 38 || two == 30) {
      return length == 14;
    }
    return (two == 35
            || two == 60
            || two == 62
            || two == 64
            || two == 65
            || two == 50
            || (two >= 56 && two <= 58)
            || two == 63
            || two == 67)
        && length >= 16;
  }

  private static boolean hasCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
