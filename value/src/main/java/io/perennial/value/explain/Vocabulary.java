// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The words of reasons: what inputs are called, and the unit that forecasts are in. Immutable.
 *
 * @param wordings by the input's name; the facts of the purchase history have words of their own
 * @param unit of forecasts, as {@code "EUR"} or {@code "purchases"}
 * @param decimals of forecasts, within [0, 6]
 */
public record Vocabulary(Map<String, Wording> wordings, String unit, int decimals) {

  public Vocabulary {
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException(
          "Invalid decimals of forecasts: " + decimals + " (must be within [0, 6])");
    }
    wordings = Map.copyOf(wordings);
  }

  /** Forecasts in money, as {@code "EUR"}, with two decimals. */
  public static Vocabulary money(String currency) {
    Map<String, Wording> words = new HashMap<>();
    for (String spend : new String[] {"history.mean_spend", "mean_spend", "spend_mean"}) {
      words.put(spend, new Wording("mean spend of a purchase", currency, currency, "", 2));
    }
    return new Vocabulary(words, currency, 2);
  }

  /** Forecasts in purchases, with two decimals. */
  public static Vocabulary purchases() {
    return new Vocabulary(Map.of(), "purchases", 2);
  }

  /** The same with a word for one more input. */
  public Vocabulary with(String input, Wording wording) {
    Map<String, Wording> more = new HashMap<>(wordings);
    more.put(input, wording);
    return new Vocabulary(more, unit, decimals);
  }

  /** What {@code input} is called. */
  public Wording of(String input) {
    Wording own = wordings.get(input);
    return own == null ? KnownWords.of(input) : own;
  }

  /** A forecast, as {@code "1,234.50 EUR"}. */
  public String forecast(double value) {
    return number(value, "%,.") + unitAfter();
  }

  /** A part of a forecast, as {@code "+12.40 EUR"}. */
  public String part(double amount) {
    return number(amount, "%+,.") + unitAfter();
  }

  /** A forecast without its unit, as {@code "1,234.50"}. */
  public String number(double value) {
    return number(value, "%,.");
  }

  /** A part of a forecast without its unit, as {@code "+12.40"}. */
  public String signed(double amount) {
    return number(amount, "%+,.");
  }

  private String number(double value, String format) {
    String text = String.format(Locale.ROOT, format + decimals + "f", value + 0.0);
    return text.matches("[-][0.,]*") ? text.replace("-", format.contains("+") ? "+" : "") : text;
  }

  private String unitAfter() {
    return unit.isBlank() ? "" : " " + unit;
  }
}
