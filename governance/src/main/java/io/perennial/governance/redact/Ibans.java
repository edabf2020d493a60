// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** International account numbers. Source: ISO 13616, check digits by ISO 7064 MOD 97-10. */
final class Ibans {

  static final String PLACEHOLDER = "[iban]";

  /** Lengths by country, of the SWIFT registry. */
  private static final Map<String, Integer> LENGTHS = new HashMap<>();

  static {
    String all =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
            + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
            + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
            + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
            + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
            + " VG24 XK20 YE30";
    for (String country : List.of(all.split(" ", -1))) {
      LENGTHS.put(country.substring(0, 2), Integer.parseInt(country.substring(2)));
    }
  }

  private Ibans() {}

  /** Behind the number whose country stands at {@code from}; -1 if none does. */
  static int end(String text, int from) {
    if (from + 15 > text.length()) {
      return -1;
    }
    Integer length = LENGTHS.get(text.substring(from, from + 2).toUpperCase(Locale.ROOT));
    if (length == null) {
      return -1;
    }
    StringBuilder number = new StringBuilder();
    int at = from;
    while (at < text.length() && number.length() < length) {
      char c = text.charAt(at);
      if (isAlphanumeric(c)) {
        number.append(Character.toUpperCase(c));
      } else if (" -.\u00a0".indexOf(c) < 0 || " -.\u00a0".indexOf(text.charAt(at - 1)) >= 0) {
        return -1;
      }
      at++;
    }
    boolean isWhole = at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    return number.length() == length && isWhole && remainder(number) == 1 ? at : -1;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static int remainder(CharSequence number) {
    int remainder = 0;
    for (int i = 0; i < number.length(); i++) {
      int value = Character.digit(number.charAt((i + 4) % number.length()), 36);
      remainder = (value > 9 ? 100 * remainder + value : 10 * remainder + value) % 97;
    }
    return remainder;
  }
}
