// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/** How a cell of text is read as nothing, as a number or as a date. */
final class Cells {

  private static final Set<String> NOTHING =
      Set.of(
          "", "na", "n/a", "#n/a", "nan", "null", "nil", "?", "-", "--", ".", "(null)", "(blank)");

  private static final Set<String> YES =
      Set.of("yes", "true", "y", "t", "1", "1.0", "on", "ja", "oui", "si", "sí");

  private static final Set<String> NO =
      Set.of("no", "false", "n", "f", "0", "0.0", "off", "nein", "non");

  /** How days are written. */
  enum DateForm {
    YEAR_FIRST,
    DAY_FIRST,
    MONTH_FIRST,
    DIGITS_ALONE
  }

  private Cells() {}

  /** Without blanks around it, byte order mark and quotation marks. */
  static String clean(String cell) {
    String text = cell.replace('\u00a0', ' ').replace("\ufeff", "").strip();
    if (text.length() >= 2 && text.charAt(0) == '"' && text.charAt(text.length() - 1) == '"') {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  static boolean isNothing(String cell) {
    return cell.isEmpty()
        || (cell.length() <= 7
            && "nN#?-.(".indexOf(cell.charAt(0)) >= 0
            && NOTHING.contains(cell.toLowerCase(Locale.ROOT)));
  }

  static boolean saysYes(String cell) {
    return YES.contains(cell.toLowerCase(Locale.ROOT));
  }

  static boolean saysNo(String cell) {
    return NO.contains(cell.toLowerCase(Locale.ROOT));
  }

  /**
   * The number a cell says, or {@code NaN}: with a sign, a currency, a per cent sign and separators
   * of thousands or without.
   *
   * @param decimal point or comma
   */
  static double number(String cell, char decimal) {
    if (isPlain(cell, decimal)) {
      return Double.parseDouble(cell);
    }
    int from = 0;
    int to = cell.length();
    boolean negative = false;
    if (to > 2 && cell.charAt(0) == '(' && cell.charAt(to - 1) == ')') {
      negative = true;
      from++;
      to--;
    }
    while (to > from && isOrnament(cell.charAt(to - 1))) {
      to--;
    }
    while (from < to && isOrnament(cell.charAt(from))) {
      from++;
    }
    StringBuilder plain = new StringBuilder(to - from);
    int sinceSeparator = -1;
    boolean fraction = false;
    boolean exponent = false;
    int digits = 0;
    for (int i = from; i < to; i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        plain.append(c);
        digits++;
        sinceSeparator += sinceSeparator >= 0 ? 1 : 0;
      } else if (c == decimal && !fraction && !exponent && sinceSeparator != 0) {
        if (sinceSeparator > 0 && sinceSeparator != 3) {
          return Double.NaN;
        }
        fraction = true;
        sinceSeparator = -1;
        plain.append('.');
      } else if ((c == ',' || c == '.' || c == '\'' || c == ' ')
          && digits > 0
          && !fraction
          && !exponent) {
        boolean first = sinceSeparator < 0;
        if ((first && digits > 3) || (!first && sinceSeparator != 3)) {
          return Double.NaN;
        }
        sinceSeparator = 0;
      } else if ((c == 'e' || c == 'E') && digits > 0 && !exponent && i + 1 < to) {
        exponent = true;
        plain.append('e');
      } else if (c == '-' || c == '+') {
        boolean leads = plain.length() == 0 || plain.charAt(plain.length() - 1) == 'e';
        if (!leads) {
          return Double.NaN;
        }
        plain.append(c);
      } else if (digits > 0 || !isOrnament(c)) {
        return Double.NaN;
      }
    }
    char last = plain.length() == 0 ? 'e' : plain.charAt(plain.length() - 1);
    if (digits == 0
        || (sinceSeparator >= 0 && sinceSeparator != 3)
        || last == 'e'
        || last == '-'
        || last == '+') {
      return Double.NaN;
    }
    double value = Double.parseDouble(plain.toString());
    return Double.isFinite(value) ? (negative ? -value : value) : Double.NaN;
  }

  /** Whether a cell is some digits, with a decimal point between them or without. */
  private static boolean isPlain(String cell, char decimal) {
    int n = cell.length();
    boolean point = false;
    for (int i = 0; i < n; i++) {
      char c = cell.charAt(i);
      boolean dot = c == '.' && decimal == '.' && !point && i > 0 && i < n - 1;
      if (!dot && (c < '0' || c > '9')) {
        return false;
      }
      point |= dot;
    }
    return n > 0 && n < 300;
  }

  private static boolean isOrnament(char c) {
    return "$€£¥% ".indexOf(c) >= 0;
  }

  /** Days since 1970-01-01, a time of day being left aside; or {@code NaN}. */
  static double day(String cell, DateForm form) {
    int[] parts = new int[3];
    int at = 0;
    int part = 0;
    int n = cell.length();
    if (form == DateForm.DIGITS_ALONE) {
      if (n != 8) {
        return Double.NaN;
      }
      for (int i = 0; i < n; i++) {
        if (cell.charAt(i) < '0' || cell.charAt(i) > '9') {
          return Double.NaN;
        }
        int p = i < 4 ? 0 : i < 6 ? 1 : 2;
        parts[p] = parts[p] * 10 + cell.charAt(i) - '0';
      }
      return day(parts[0], parts[1], parts[2]);
    }
    while (at < n && part < 3) {
      int digits = 0;
      while (at < n && digits < 5 && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
        parts[part] = parts[part] * 10 + cell.charAt(at) - '0';
        at++;
        digits++;
      }
      boolean year = part == (form == DateForm.YEAR_FIRST ? 0 : 2);
      if (digits == 0 || (year ? digits != 4 : digits > 2)) {
        return Double.NaN;
      }
      part++;
      if (part < 3) {
        if (at == n || "-/.".indexOf(cell.charAt(at)) < 0) {
          return Double.NaN;
        }
        at++;
      }
    }
    if (part < 3 || (at < n && cell.charAt(at) != ' ' && cell.charAt(at) != 'T')) {
      return Double.NaN;
    }
    return switch (form) {
      case YEAR_FIRST -> day(parts[0], parts[1], parts[2]);
      case DAY_FIRST -> day(parts[2], parts[1], parts[0]);
      default -> day(parts[2], parts[0], parts[1]);
    };
  }

  private static double day(int year, int month, int day) {
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) {
      return Double.NaN;
    }
    try {
      return LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }
}
