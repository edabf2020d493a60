// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How numbers are written: which mark divides units from tenths, and which groups thousands. */
public final class NumberForms {

  /** What is left out of a number: currency signs, blanks, and apostrophes between thousands. */
  public static final String SIGNS = "$€£¥₹₽₺₩ \u00a0\u202f\u2009'’";

  /** Currencies as codes, and as words where they have no sign; a pattern both engines know. */
  public static final String CURRENCY_WORDS = "[A-Z]{3}|zł|kr[.]?|Kč|Ft|lei|Fr[.]|Rs[.]?";

  /** What stands before the sign in R$ and US$. */
  private static final Pattern LETTERS_OF_DOLLARS = Pattern.compile("(US|R|A|C|CA|AU|HK|S)(?=[$])");

  private static final Pattern PLAIN =
      Pattern.compile("[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final Pattern POINT =
      Pattern.compile("-?([0-9]+|[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3})([.][0-9]*)?");
  private static final Pattern COMMA =
      Pattern.compile("-?([0-9]+|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]*)?");
  private static final Pattern ONE_GROUP = Pattern.compile("-?[0-9]{1,3}[.,][0-9]{3}");
  private static final Pattern FRACTION = Pattern.compile("-?0[.,][0-9]+");
  private static final Pattern CODE =
      Pattern.compile("^(" + CURRENCY_WORDS + ")|(" + CURRENCY_WORDS + ")$");

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** What the numbers of a column say about the decimal mark. */
  public enum Mark {
    /** 1,234.56 */
    POINT('.'),
    /** 1.234,56 */
    COMMA(','),
    /** Nothing was seen that tells; 1,234 could be either. */
    UNKNOWN('?');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }

    public char sign() {
      return sign;
    }
  }

  private NumberForms() {}

  /** Whether {@code text} is a number as programs write it. */
  public static boolean isPlain(String text) {
    return !text.isEmpty() && text.length() < 40 && PLAIN.matcher(text).matches();
  }

  /** Whether {@code text} is a number under {@code mark}, perhaps with separators or a currency. */
  public static boolean isNumber(String text, Mark mark) {
    if (text.isEmpty() || text.length() > 40) {
      return false;
    }
    if (mark != Mark.COMMA && PLAIN.matcher(text).matches()) {
      return true;
    }
    String bare = bare(text);
    return !bare.isEmpty() && (mark == Mark.COMMA ? COMMA : POINT).matcher(bare).matches();
  }

  /** The number that {@code text} is under {@code mark}; empty when it is none. */
  public static OptionalDouble value(String text, Mark mark) {
    String stripped = text.strip();
    if (!isNumber(stripped, mark)) {
      return OptionalDouble.empty();
    }
    if (mark != Mark.COMMA && PLAIN.matcher(stripped).matches()) {
      return OptionalDouble.of(Double.parseDouble(stripped));
    }
    String bare = bare(stripped);
    String plain =
        mark == Mark.COMMA ? bare.replace(".", "").replace(',', '.') : bare.replace(",", "");
    return OptionalDouble.of(Double.parseDouble(plain));
  }

  /** Whether a number can be two: 1.234, which is a thousand or a little more than one. */
  public static boolean isTwo(String text) {
    String bare = bare(text.strip());
    return ONE_GROUP.matcher(bare).matches() && !FRACTION.matcher(bare).matches();
  }

  /**
   * Whether {@link #mark} guesses: all that {@code values} show of a mark are numbers such as
   * 1.234, which would be read as little more than one, or many such as 1,234.
   */
  public static boolean isGuess(Collection<String> values) {
    List<String> clear = values.stream().filter(value -> !isTwo(value)).toList();
    boolean point = values.stream().anyMatch(value -> isTwo(value) && value.indexOf('.') >= 0);
    return mark(clear) == Mark.UNKNOWN && (point || mark(values) != Mark.UNKNOWN);
  }

  /** The mark that the numbers among {@code values} are written with. */
  public static Mark mark(Collection<String> values) {
    long point = 0;
    long comma = 0;
    long pointGroups = 0;
    long commaGroups = 0;
    for (String value : values) {
      String bare = bare(value.strip());
      if (bare.isEmpty() || bare.length() > 30) {
        continue;
      }
      if (FRACTION.matcher(bare).matches()) {
        point += bare.indexOf('.') > 0 ? 1 : 0;
        comma += bare.indexOf(',') > 0 ? 1 : 0;
      } else if (ONE_GROUP.matcher(bare).matches()) {
        // 1,234 is probably a thousand, and surely so where there are many of them and no 1,23
        pointGroups += bare.indexOf('.') > 0 ? 1 : 0;
        commaGroups += bare.indexOf(',') > 0 ? 1 : 0;
      } else if (bare.indexOf(',') >= 0 || bare.indexOf('.') >= 0) {
        point += POINT.matcher(bare).matches() ? 1 : 0;
        comma += COMMA.matcher(bare).matches() ? 1 : 0;
      }
    }
    if (point > comma) {
      return Mark.POINT;
    }
    if (comma > point) {
      return Mark.COMMA;
    }
    if (commaGroups >= 10 && pointGroups == 0) {
      return Mark.POINT;
    }
    return pointGroups > 0 && commaGroups == 0 ? Mark.POINT : Mark.UNKNOWN;
  }

  private static String bare(String said) {
    String text = said.indexOf('$') < 0 ? said : LETTERS_OF_DOLLARS.matcher(said).replaceFirst("");
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SIGNS.indexOf(c) < 0 && c != ')') {
        bare.append((c == '(' && bare.isEmpty()) || c == '−' ? '-' : c);
      }
    }
    String without = withoutCurrency(bare.toString());
    // 12.50- is what accounting programs write for -12.50
    return without.length() > 1 && without.endsWith("-")
        ? "-" + without.substring(0, without.length() - 1)
        : without;
  }

  private static String withoutCurrency(String bare) {
    Matcher code = CODE.matcher(bare);
    if (!code.find() || !isCurrency(code.group())) {
      return bare;
    }
    return code.start() == 0 ? bare.substring(code.end()) : bare.substring(0, code.start());
  }

  private static boolean isCurrency(String word) {
    return !word.matches("[A-Z]{3}") || CURRENCIES.contains(word);
  }
}
