// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Countries by their ISO 3166-1 codes of two or three letters, and by their names in the languages
 * that most files are in. Source: the names of Unicode CLDR in {@link Locale}.
 */
public final class Countries {

  private static final String[] LANGUAGES = {
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro",
    "tr", "el", "hr", "ja", "zh", "ru"
  };
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Map<String, String> CODES = new HashMap<>();

  static {
    Set<String> two = new HashSet<>();
    for (String code : Locale.getISOCountries()) {
      CODES.put(folded(code), code);
      two.add(code);
    }
    two.forEach(code -> iso3(code).ifPresent(three -> CODES.putIfAbsent(folded(three), code)));
    Map<String, String> names = new HashMap<>();
    for (String language : LANGUAGES) {
      for (String code : Locale.getISOCountries()) {
        String name = folded(new Locale("", code).getDisplayCountry(new Locale(language)));
        // a word that is two countries' is none's
        names.merge(name, code, (a, b) -> a.equals(b) ? a : "");
      }
    }
    names.forEach((name, code) -> CODES.putIfAbsent(name, code));
    CODES.values().removeIf(String::isEmpty);
    also(
        "GB", "UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "Britain");
    also("GB", "Grossbritannien", "Großbritannien", "Angleterre", "Inglaterra", "U.K.");
    also(
        "US", "U.S.", "U.S.A.", "America", "United States of America", "The United States", "EEUU");
    also("US", "EE.UU.", "Etats-Unis d'Amerique", "Vereinigte Staaten von Amerika", "VSA");
    also("IE", "EIRE", "Republic of Ireland");
    also("NL", "Holland", "The Netherlands", "Hollande", "Olanda", "Holanda", "Nederlands");
    also("CZ", "Czech Republic", "Tschechische Republik", "Czechoslovakia");
    also("AE", "UAE", "U.A.E.", "Emirates");
    also("KR", "Korea", "Republic of Korea", "S. Korea");
    also("ZA", "RSA", "Republic of South Africa");
    also("GR", "EL", "Hellas");
    also("RU", "Russian Federation");
    also("CN", "PRC", "P.R. China", "Mainland China");
    also("HK", "Hong Kong", "Hongkong");
    also("MK", "Macedonia", "North Macedonia");
    also("TR", "Turkey", "Turkiye");
    also("VN", "Viet Nam");
    also("DE", "BRD", "Federal Republic of Germany", "Bundesrepublik Deutschland");
    also("CH", "Swiss", "Schweizerische Eidgenossenschaft");
  }

  private Countries() {}

  /** The code of two letters of what a country is called; empty where that is none, or several. */
  public static Optional<String> code(String said) {
    return Optional.ofNullable(CODES.get(folded(said)));
  }

  private static Optional<String> iso3(String code) {
    try {
      return Optional.of(new Locale("", code).getISO3Country());
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  private static void also(String code, String... names) {
    for (String name : names) {
      CODES.put(folded(name), code);
    }
  }

  /** Letters and digits in lower case without accents: {@code Côte d’Ivoire}, {@code U.S.A.}. */
  static String folded(String said) {
    String plain = Normalizer.normalize(said, Normalizer.Form.NFKD);
    plain = MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    return SIGNS.matcher(plain).replaceAll("");
  }
}
