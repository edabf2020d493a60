// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/**
 * Languages by their ISO 639 codes and by their names in their own and a few other languages.
 * Source: the names of Unicode CLDR in {@link Locale}.
 */
final class Languages {

  private static final String[] NAMED_IN = {"en", "de", "fr", "es", "it", "pt", "nl"};

  private static final Map<String, String> CODES = new HashMap<>();

  static {
    for (String code : Locale.getISOLanguages()) {
      Locale language = new Locale(code);
      String modern = language.toLanguageTag();
      CODES.put(code, modern);
      iso3(language).ifPresent(three -> CODES.putIfAbsent(three, modern));
      CODES.putIfAbsent(Countries.folded(language.getDisplayLanguage(language)), modern);
      for (String in : NAMED_IN) {
        CODES.putIfAbsent(Countries.folded(language.getDisplayLanguage(new Locale(in))), modern);
      }
    }
    // the bibliographic codes of ISO 639-2
    CODES.put("ger", "de");
    CODES.put("fre", "fr");
    CODES.put("dut", "nl");
    CODES.put("gre", "el");
    CODES.put("cze", "cs");
    CODES.put("chi", "zh");
  }

  private Languages() {}

  private static Optional<String> iso3(Locale language) {
    try {
      return Optional.of(language.getISO3Language());
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  /**
   * The code of a language, ISO 639-1 where it has one; of {@code de_AT} and {@code de-AT} too.
   * Empty where it is none.
   */
  static Optional<String> code(String said) {
    String word = said.strip();
    String head = word.split("[-_;,.]", 2)[0];
    boolean isTag = head.length() < word.length() && head.length() >= 2 && head.length() <= 3;
    return Optional.ofNullable(CODES.get(Countries.folded(isTag ? head : word)));
  }
}
