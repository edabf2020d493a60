// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which currency amounts are in by what stands beside their digits. */
final class CurrencySigns {

  private static final Pattern BESIDE =
      Pattern.compile("^[-+(]*\\s*([^\\d\\s.,+()-]+)?[\\s\\d.,'+()-]*?([^\\d\\s.,'+()-]+)?[-)]*$");

  /** Signs of one currency only: $ and kr are of many. */
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("₹", "INR"),
          Map.entry("₽", "RUB"),
          Map.entry("₺", "TRY"),
          Map.entry("₩", "KRW"),
          Map.entry("US$", "USD"),
          Map.entry("R$", "BRL"),
          Map.entry("A$", "AUD"),
          Map.entry("C$", "CAD"),
          Map.entry("ZŁ", "PLN"),
          Map.entry("KČ", "CZK"));

  private static final List<String> CODES =
      List.of(
          "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "JPY",
          "CNY", "INR", "AUD", "NZD", "CAD", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", "RUB");

  /** Codes that are words too. */
  private static final List<String> WORDS = List.of("TRY", "RUB");

  private CurrencySigns() {}

  /** The one currency that all amounts with digits say; empty when some say none or another. */
  static Optional<String> of(List<String> amounts) {
    Optional<String> found = Optional.empty();
    for (String amount : amounts) {
      if (amount.isBlank()) {
        continue;
      }
      Optional<String> said = said(amount.strip());
      if (said.isEmpty() || (found.isPresent() && !found.equals(said))) {
        return Optional.empty();
      }
      found = said;
    }
    return found;
  }

  private static Optional<String> said(String amount) {
    Matcher beside = BESIDE.matcher(amount);
    if (!beside.matches()) {
      return Optional.empty();
    }
    String before = beside.group(1);
    String sign = before == null ? beside.group(2) : before;
    if (sign == null || (before != null && beside.group(2) != null)) {
      return Optional.empty();
    }
    String plain = sign.toUpperCase(Locale.ROOT);
    return CODES.contains(plain) ? Optional.of(plain) : Optional.ofNullable(SIGNS.get(plain));
  }

  /** The currency that the name of a column says: {@code Total (EUR)}, {@code amount_usd}. */
  static Optional<String> ofName(String column) {
    return Arrays.stream(ColumnWords.plain(column).split("_", -1))
        .map(word -> word.toUpperCase(Locale.ROOT))
        .filter(word -> CODES.contains(word) && !WORDS.contains(word))
        .findFirst();
  }
}
