// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a header, in small letters: {@code customerID} and {@code customer_id} are two. */
final class HeaderWords {

  private static final Set<String> OF_IDS =
      Set.of(
          "id",
          "ids",
          "uuid",
          "guid",
          "key",
          "number",
          "no",
          "nr",
          "num",
          "index",
          "row",
          "rownumber",
          "phone",
          "msisdn",
          "email",
          "mail",
          "ssn",
          "customerid",
          "userid",
          "clientnum",
          "unnamed");

  private static final Set<String> OF_CODES =
      Set.of("code", "zip", "zipcode", "postcode", "postal", "region");

  private static final Set<String> ORDINARY =
      Set.of(
          "customer",
          "client",
          "user",
          "label",
          "flag",
          "value",
          "status",
          "target",
          "class",
          "month",
          "with");

  private HeaderWords() {}

  static Set<String> of(String header) {
    String spaced =
        header
            .replaceAll("([\\p{Ll}0-9])(\\p{Lu})", "$1 $2")
            .replaceAll("[^\\p{L}0-9]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return new LinkedHashSet<>(Arrays.asList(spaced.split(" ")));
  }

  static boolean nameAnId(String header) {
    return of(header).stream().anyMatch(OF_IDS::contains);
  }

  static boolean nameACode(String header) {
    return of(header).stream().anyMatch(OF_CODES::contains);
  }

  /** Whether a word that is peculiar to the label is in the other header too. */
  static boolean share(String label, String other) {
    Set<String> words = of(other);
    return of(label).stream()
        .filter(word -> word.length() >= 4 && !ORDINARY.contains(word))
        .anyMatch(
            word -> {
              String stem = word.substring(0, Math.min(5, word.length()));
              return words.stream().anyMatch(its -> its.startsWith(stem));
            });
  }
}
