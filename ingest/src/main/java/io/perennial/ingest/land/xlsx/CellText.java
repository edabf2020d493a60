// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of cells as text: what Excel shows, without its formats. */
final class CellText {

  private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]{0,14})");
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final long MILLIS_A_DAY = 86_400_000;
  private static final double LAST_DAY = 2_958_466;
  private static final LocalDateTime EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MILLI =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private CellText() {}

  /**
   * A number with the 15 digits that Excel reckons with: 0.30000000000000004 is 0.3. What is no
   * number stays as it is.
   */
  static String number(String said) {
    if (PLAIN.matcher(said).matches()) {
      return said;
    }
    try {
      BigDecimal value = new BigDecimal(said).round(new MathContext(15)).stripTrailingZeros();
      if (value.signum() == 0) {
        return "0";
      }
      return Math.abs(value.scale()) > 400 ? said : value.toPlainString();
    } catch (NumberFormatException noNumber) {
      return said;
    }
  }

  /**
   * A number of days as ISO writes it: a day, a day with its time, or a time alone.
   *
   * @param from1904 whether days count from 1904, as old Macintoshes did
   */
  static String time(String said, CellStyles.Meaning meaning, boolean from1904) {
    double days;
    try {
      days = Double.parseDouble(said);
    } catch (NumberFormatException noNumber) {
      return said;
    }
    if (!(days >= 0 && days < LAST_DAY)) {
      return number(said);
    }
    long millis = Math.round(days * MILLIS_A_DAY);
    if (days < 1 && meaning == CellStyles.Meaning.TIME_OF_DAY) {
      LocalDateTime clock = EPOCH.plusNanos(millis * 1_000_000);
      return clock.format(millis % 1000 == 0 ? SECOND : MILLI).substring(11);
    }
    // Excel has a 29 February 1900: before it, days count from one later
    LocalDateTime from = from1904 ? EPOCH_1904 : days < 60 ? EPOCH.plusDays(1) : EPOCH;
    LocalDateTime time =
        from.plusDays(millis / MILLIS_A_DAY).plusNanos(millis % MILLIS_A_DAY * 1_000_000);
    if (millis % MILLIS_A_DAY == 0) {
      return time.format(DAY);
    }
    return time.format(millis % 1000 == 0 ? SECOND : MILLI);
  }

  /** A text without the escapes that Excel writes for characters that XML has not. */
  static String unescaped(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    Matcher escaped = ESCAPED.matcher(text);
    StringBuilder plain = new StringBuilder();
    while (escaped.find()) {
      char c = (char) Integer.parseInt(escaped.group(1), 16);
      escaped.appendReplacement(plain, Matcher.quoteReplacement(String.valueOf(c)));
    }
    return escaped.appendTail(plain).toString();
  }
}
