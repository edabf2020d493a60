// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Telephone numbers: with a country's prefix; behind a word such as call; or written as numbers are
 * in one of some large countries. Source: the numbering plans of libphonenumber.
 */
final class Phones {

  static final String PLACEHOLDER = "[phone]";

  private static final int MOST_SIGNS = 4;
  private static final int LEAST = 7;
  private static final int MOST = 15;
  private static final String BETWEEN = " .-/()\u00a0\u2011\u2013";
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  /** Where a number without a country's prefix may be from. */
  private static final List<String> COUNTRIES =
      List.of("US", "GB", "DE", "FR", "IT", "ES", "NL", "AT", "CH", "BE", "AU", "PL", "SE", "BR");

  /** Words before a number that say it is one to call. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?<!\\[)(?:phone|tel|telef\\p{L}*|t[ée]l[ée]ph\\p{L}*|mobile?|mobil\\w*|cell\\w*|handy\\w*|call|whats"
              + "\\s?app|sms|text me|fax|ruf\\w*|anruf\\w*|appel\\w*|portable|num[ée]ro de t\\p{L}*|ll[aá]m"
              + "\\w*|m[óo]vil|celular|chiama\\w*|cellulare|ligue\\w*|telemóvel|bel|gsm|ring|puhelin|тел\\w*"
              + "|звон\\p{L}*)\\W{0,3}(?:\\p{L}{1,8}\\W{1,3}){0,3}$");

  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./]\\d{2,4})(?: \\d{1,2})?");

  private Phones() {}

  /** Behind the number that starts at {@code from} with a digit, + or bracket; -1 if none does. */
  static int end(String text, int from) {
    int first = from;
    while (first < text.length()
        && first - from < MOST_SIGNS
        && "+\uFF0B(".indexOf(text.charAt(first)) >= 0) {
      first++;
    }
    boolean hasPlus = text.substring(from, first).matches(".*[+\uFF0B].*");
    Digits digits = new Digits(text, first, BETWEEN, 3);
    String gone = before(text, from).stripTrailing();
    boolean isBehindDigits = !gone.isEmpty() && Digits.isDigit(gone.charAt(gone.length() - 1));
    boolean isAsked = CALL.matcher(before(text, from)).find();
    int end = -1;
    while (digits.nextGroup() && digits.count() <= MOST + 2) {
      if (digits.count() >= LEAST
          && digits.isWhole()
          && isPhone(
              text.substring(from, digits.end()),
              digits.soFar(),
              hasPlus,
              isAsked,
              isBehindDigits)) {
        end = digits.end();
      }
    }
    return end;
  }

  private static String before(String text, int from) {
    return text.substring(Math.max(0, from - 40), from).toLowerCase(Locale.ROOT);
  }

  private static boolean isPhone(
      String written, String digits, boolean hasPlus, boolean isAsked, boolean isBehindDigits) {
    if (hasPlus) {
      return digits.length() <= MOST;
    }
    if (DATE.matcher(written).matches()) {
      return false;
    }
    if (digits.startsWith("00")) {
      return isValid("+" + digits.substring(2), "ZZ");
    }
    if (isAsked) {
      return digits.length() <= MOST && digits.chars().distinct().count() > 1;
    }
    return !isBehindDigits && isNational(written, digits);
  }

  /** With the zero of a trunk, or three, three and four digits as in North America. */
  private static boolean isNational(String written, String digits) {
    if (written.matches("\\(?[2-9]\\d{2}\\)?[ .-]{1,2}\\d{3}[ .-]\\d{4}")) {
      return isValid(digits, "US");
    }
    return digits.startsWith("0")
        && digits.length() >= 9
        && digits.length() <= 13
        && COUNTRIES.stream().anyMatch(country -> isValid(digits, country));
  }

  private static boolean isValid(String digits, String country) {
    try {
      return PLANS.isValidNumber(PLANS.parse(digits, country));
    } catch (NumberParseException e) {
      return false;
    }
  }
}
