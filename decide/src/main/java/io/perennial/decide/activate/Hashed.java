// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.activate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Identifiers as advertising systems compare them: brought to one form, then SHA-256 in
 * hexadecimal. Nothing stays nothing. Whoever knows an address can find its hash: hashed lists are
 * personal data.
 */
final class Hashed {

  private Hashed() {}

  static String of(String text) {
    if (text.isEmpty()) {
      return "";
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: there is no SHA-256 in this Java", e);
    }
  }

  /** Lower case without spaces; of Google's own addresses without points before the @. */
  static String googleEmail(String email) {
    String lower = email.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    int at = lower.indexOf('@');
    if (at < 0) {
      return "";
    }
    String host = lower.substring(at + 1);
    boolean own = host.equals("gmail.com") || host.equals("googlemail.com");
    return (own ? lower.substring(0, at).replace(".", "") : lower.substring(0, at)) + "@" + host;
  }

  static String email(String email) {
    String lower = email.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    return lower.indexOf('@') < 0 ? "" : lower;
  }

  /** Digits after a +, as E.164 has them; nothing where the country's number is not known. */
  static String phone(String phone) {
    String digits = phone.replaceAll("[^0-9]", "");
    boolean international = phone.strip().startsWith("+") || phone.strip().startsWith("00");
    if (!international) {
      return "";
    }
    return "+" + (phone.strip().startsWith("00") ? digits.substring(2) : digits);
  }

  static String name(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
