// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as ITU-T E.164 has them, by libphonenumber. */
public final class Phones {

  private static final String NO_REGION = "ZZ";
  private static final Pattern WHOLE_AS_DECIMAL = Pattern.compile("^([+]?[0-9]{5,15})[.]0$");
  private static final Pattern ZEROS = Pattern.compile("^[\\s(]*00(?=\\s*[1-9])");
  private static final int FEWEST_DIGITS = 5;
  private static final int MOST_DIGITS = 20;
  private static final String UP = "01234567890123456789";
  private static final String DOWN = "98765432109876543210";

  private Phones() {}

  /**
   * The number as E.164, an extension behind it as {@code ;ext=12} (RFC 3966); as it was said where
   * it is valid nowhere, or says no country and none is known. Digits in their order stay as they
   * are: 12345 is not a number of Vienna, although it could be.
   *
   * @param region ISO code of the country that a number without one is of
   */
  static String form(String said, Optional<String> region) {
    return isPlaceholder(said) ? said : read(said, region).map(Phones::text).orElse(said);
  }

  /** Whether it is no number of its country; one whose country nobody knows, of none. */
  static boolean isInvalid(String said, Optional<String> region) {
    if (read(said, region).isPresent()) {
      return false;
    }
    String plain = plain(said);
    int digits = digits(plain).length();
    return region.isPresent()
        || plain.startsWith("+")
        || digits < FEWEST_DIGITS
        || digits > MOST_DIGITS;
  }

  /** Whether it is one digit again and again, or the digits in their order. */
  static boolean isPlaceholder(String said) {
    String digits = digits(plain(said));
    if (digits.length() < FEWEST_DIGITS) {
      return false;
    }
    String behind = digits.substring(digits.length() - Math.min(digits.length(), 7));
    return behind.chars().distinct().count() == 1
        || (digits.length() <= UP.length() && (UP.contains(digits) || DOWN.contains(digits)));
  }

  private static Optional<PhoneNumber> read(String said, Optional<String> region) {
    String plain = plain(said);
    Optional<PhoneNumber> number = parsed(plain, region.orElse(NO_REGION));
    if (number.isEmpty() && ZEROS.matcher(plain).find()) {
      return parsed(ZEROS.matcher(plain).replaceFirst("+"), NO_REGION);
    }
    return number;
  }

  private static Optional<PhoneNumber> parsed(String plain, String region) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(plain, region);
      return numbers.isValidNumber(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static String text(PhoneNumber number) {
    String text = PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
    return number.hasExtension() ? text + ";ext=" + number.getExtension() : text;
  }

  /** Narrow signs, and without the decimals that spreadsheets add. */
  private static String plain(String said) {
    String plain = Normalizer.normalize(said, Normalizer.Form.NFKC).strip();
    return WHOLE_AS_DECIMAL.matcher(plain).replaceFirst("$1");
  }

  private static String digits(String plain) {
    StringBuilder digits = new StringBuilder();
    plain.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }
}
