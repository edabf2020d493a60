// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kind of things the values of a column are; each a share of those that are not empty, in [0,
 * 1].
 *
 * @param emails e-mail addresses
 * @param phones telephone numbers, with a sign that tells them from other numbers
 * @param clocks times of day alone, as 12:30
 * @param hours whole numbers from 0 to 24
 * @param currencies codes of ISO 4217
 * @param countries codes of ISO 3166, or names of countries in a language of ours
 * @param flags yes and no in some form
 * @param sentences texts of several words
 */
record ValueKinds(
    double emails,
    double phones,
    double clocks,
    double hours,
    double currencies,
    double countries,
    double flags,
    double sentences) {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+[.][^@\\s]+");
  private static final Pattern PHONE = Pattern.compile("([+]|00)[0-9][0-9 ()./-]{6,18}[0-9]");
  private static final Pattern CLOCK =
      Pattern.compile("[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?( ?[AaPp][Mm])?");
  private static final Pattern HOUR = Pattern.compile("[01]?[0-9]|2[0-4]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int WORDS_OF_A_SENTENCE = 4;
  private static final Set<String> FLAGS =
      Set.of(
          "0", "1", "true", "false", "yes", "no", "y", "n", "t", "f", "ja", "nein", "oui", "non",
          "si", "sim", "nao", "nee", "tak", "nie", "0.0", "1.0");
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> COUNTRIES = countryNames();

  static ValueKinds of(Map<String, Integer> counts) {
    return new ValueKinds(
        share(counts, v -> EMAIL.matcher(v).matches()),
        share(counts, v -> PHONE.matcher(v).matches()),
        share(counts, v -> CLOCK.matcher(v).matches()),
        share(counts, v -> HOUR.matcher(v).matches()),
        share(counts, v -> CURRENCIES.contains(v.toUpperCase(Locale.ROOT))),
        share(counts, v -> COUNTRIES.contains(v.toLowerCase(Locale.ROOT))),
        share(counts, v -> FLAGS.contains(v.toLowerCase(Locale.ROOT))),
        share(counts, ValueKinds::isSentence));
  }

  private static boolean isSentence(String value) {
    return BLANKS.split(value).length >= WORDS_OF_A_SENTENCE
        && BLANKS
                .splitAsStream(value)
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .count()
            >= WORDS_OF_A_SENTENCE - 1;
  }

  private static double share(Map<String, Integer> counts, Predicate<String> is) {
    long all = 0;
    long hits = 0;
    for (Map.Entry<String, Integer> value : counts.entrySet()) {
      all += value.getValue();
      hits += is.test(value.getKey()) ? value.getValue() : 0;
    }
    return all == 0 ? 0 : (double) hits / all;
  }

  private static Set<String> countryNames() {
    return Stream.of(Locale.getISOCountries())
        .flatMap(
            code ->
                Stream.concat(
                    Stream.of(code),
                    Stream.of("en", "de", "fr", "es", "it", "pt", "nl", "pl")
                        .map(
                            language ->
                                new Locale("", code)
                                    .getDisplayCountry(Locale.forLanguageTag(language)))))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
