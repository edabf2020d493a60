// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.Locale;
import java.util.regex.Pattern;

/** Records by which somebody tried the system, by their key, their name or their e-mail. */
public final class TestWords {

  private static final Pattern KEY =
      Pattern.compile("(?:test|dummy)(?:[-_ ]?(?:user|customer|account|kunde|client))?[-_ ]?\\d*");
  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:test|tests|tester|testing|testuser|testkunde|testaccount|testcustomer|dummy|qa)"
              + "(?:[-_.+].*|\\d*)");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:test|tester|testing|dummy)(?: (?:test|user|customer|account|order|kunde|\\d+))?"
              + "|testkunde|testuser");

  private TestWords() {}

  /**
   * Whether a claim says so: {@code test@…}, {@code Test Test}, the key {@code test-12}. A name
   * such as Testa and an address such as testament@… do not.
   */
  public static boolean isTest(String attribute, String value) {
    String plain = value.strip().toLowerCase(Locale.ROOT);
    if (attribute.equals("key")) {
      int at = plain.indexOf('@');
      return at > 0
          ? LOCAL.matcher(plain.substring(0, at)).matches()
          : KEY.matcher(plain).matches();
    }
    return switch (ClaimKind.of(attribute)) {
      case EMAIL -> {
        int at = plain.indexOf('@');
        yield at > 0 && LOCAL.matcher(plain.substring(0, at)).matches();
      }
      case NAME -> NAME.matcher(plain).matches();
      default -> false;
    };
  }
}
