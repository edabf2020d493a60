// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.decide.price.Cadence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When each row of a table was: periods counted on, and how long they are. Days of the first of
 * each month are months, days seven apart are weeks; other days are gathered to weeks where they
 * span many.
 *
 * @param cadence how long a period is
 * @param periods of each row; empty where its cell is no time
 * @param first the first period in words, as 2017-05
 * @param last the last
 */
record PeriodReading(Cadence cadence, List<OptionalLong> periods, String first, String last) {

  PeriodReading {
    periods = List.copyOf(periods);
  }

  private static final Pattern YEAR_FIRST =
      Pattern.compile("([12][0-9]{3})[-/. ]([01]?[0-9])(?:[-/. ]([0-3]?[0-9])(?:[ T,].*)?)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-3]?[0-9])[-/. ]([0-3]?[0-9])[-/. ]([12][0-9]{3}|[0-9]{2})(?:[ T,].*)?");
  private static final Pattern DIGITS =
      Pattern.compile("([12][0-9]{3})([01][0-9])([0-3][0-9])?(?:[.]0)?");
  private static final Pattern WEEK =
      Pattern.compile("([12][0-9]{3})[-_/ ]?[Ww](?:eek)?[-_ ]?([0-9]{1,2})");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:([0-3]?[0-9])[-/. ]+)?(\\p{L}{3,9})[-/., ']+(?:([0-3]?[0-9])[-/., ]+)?"
              + "([12][0-9]{3}|[0-9]{2})(?:[ T,].*)?");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}(?:[.]0)?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int WEEKS_FOR_WEEKS = 20;

  /** How the first two numbers of 01-05-2017 are read. */
  private enum Order {
    DAY_FIRST,
    MONTH_FIRST
  }

  /**
   * Reads a column.
   *
   * @param header its name, which says what bare numbers count
   * @param asked how long a period is to be, or nothing
   */
  static PeriodReading of(String header, List<String> cells, Optional<Cadence> asked) {
    long counts = cells.stream().filter(cell -> COUNT.matcher(cell).matches()).count();
    long dates = cells.stream().filter(cell -> DIGITS.matcher(cell).matches()).count();
    if (counts > 0.9 * filled(cells) && dates < counts) {
      return counted(header, cells, asked);
    }
    Order order = order(cells);
    boolean monthsOnly =
        cells.stream().filter(cell -> !cell.isEmpty()).allMatch(PeriodReading::isMonth);
    OptionalLong[] days = cells.stream().map(cell -> day(cell, order)).toArray(OptionalLong[]::new);
    return ofDays(days, monthsOnly, asked);
  }

  /** Reads a year and a month or week, in two columns. */
  static PeriodReading ofYears(
      List<String> years, List<String> parts, boolean weeks, Optional<Cadence> asked) {
    OptionalLong[] days = new OptionalLong[years.size()];
    for (int i = 0; i < days.length; i++) {
      days[i] =
          day(
              weeks
                  ? whole(years.get(i)) + "-W" + whole(parts.get(i))
                  : whole(years.get(i)) + "-" + whole(parts.get(i)),
              Order.DAY_FIRST);
    }
    return ofDays(days, !weeks, asked);
  }

  private static String whole(String cell) {
    return cell.endsWith(".0") ? cell.substring(0, cell.length() - 2) : cell;
  }

  private static long filled(List<String> cells) {
    return cells.stream().filter(cell -> !cell.isEmpty()).count();
  }

  private static PeriodReading counted(String header, List<String> cells, Optional<Cadence> asked) {
    String name = PriceColumns.plain(header);
    Cadence cadence =
        asked.orElse(
            name.contains("month")
                ? Cadence.MONTH
                : name.contains("day") || name.contains("date") ? Cadence.DAY : Cadence.WEEK);
    OptionalLong[] periods =
        cells.stream()
            .map(
                cell ->
                    COUNT.matcher(cell).matches()
                        ? OptionalLong.of(Long.parseLong(whole(cell)))
                        : OptionalLong.empty())
            .toArray(OptionalLong[]::new);
    long[] known = known(periods);
    return new PeriodReading(
        cadence,
        List.of(periods),
        known.length == 0 ? "" : cadence.word() + " " + known[0],
        known.length == 0 ? "" : cadence.word() + " " + known[known.length - 1]);
  }

  private static long[] known(OptionalLong[] some) {
    return Arrays.stream(some).flatMapToLong(OptionalLong::stream).sorted().distinct().toArray();
  }

  private static PeriodReading ofDays(
      OptionalLong[] days, boolean monthsOnly, Optional<Cadence> asked) {
    long[] known = known(days);
    Cadence cadence = asked.orElse(monthsOnly ? Cadence.MONTH : cadence(known));
    // weeks that begin when the first day of the week seen does, or on Mondays
    boolean sevens = Arrays.stream(known).allMatch(d -> (d - known[0]) % 7 == 0);
    long monday = 4; // 1970-01-05
    long begin = sevens && known.length > 0 ? Math.floorMod(known[0], 7) : monday;
    OptionalLong[] periods = new OptionalLong[days.length];
    for (int i = 0; i < days.length; i++) {
      periods[i] =
          days[i].isEmpty()
              ? days[i]
              : OptionalLong.of(
                  switch (cadence) {
                    case DAY -> days[i].getAsLong();
                    case WEEK -> Math.floorDiv(days[i].getAsLong() - begin, 7);
                    case MONTH -> month(LocalDate.ofEpochDay(days[i].getAsLong()));
                  });
    }
    return new PeriodReading(
        cadence,
        List.of(periods),
        known.length == 0 ? "" : said(cadence, known[0]),
        known.length == 0 ? "" : said(cadence, known[known.length - 1]));
  }

  private static long month(LocalDate day) {
    return 12L * day.getYear() + day.getMonthValue() - 1;
  }

  private static String said(Cadence cadence, long day) {
    String text = LocalDate.ofEpochDay(day).toString();
    return cadence == Cadence.MONTH ? text.substring(0, 7) : text;
  }

  private static Cadence cadence(long[] days) {
    if (days.length < 2) {
      return Cadence.DAY;
    }
    long least = Long.MAX_VALUE;
    for (int i = 1; i < days.length; i++) {
      least = Math.min(least, days[i] - days[i - 1]);
    }
    if (least >= 28) {
      return Cadence.MONTH;
    }
    if (least >= 7) {
      return Cadence.WEEK;
    }
    long weeks = (days[days.length - 1] - days[0]) / 7;
    return weeks >= WEEKS_FOR_WEEKS ? Cadence.WEEK : Cadence.DAY;
  }

  /**
   * The order under which all are days; of two, the one with as many months as the other has days.
   */
  private static Order order(List<String> cells) {
    boolean[] first = new boolean[100];
    boolean[] second = new boolean[100];
    for (String cell : cells) {
      Matcher matcher = YEAR_LAST.matcher(cell);
      if (matcher.matches()) {
        first[Integer.parseInt(matcher.group(1))] = true;
        second[Integer.parseInt(matcher.group(2))] = true;
      }
    }
    int firstMost = last(first);
    int secondMost = last(second);
    if (firstMost > 12) {
      return Order.DAY_FIRST;
    }
    if (secondMost > 12) {
      return Order.MONTH_FIRST;
    }
    // neither decides: what is always the same is the first day of months
    return count(first) > count(second) ? Order.MONTH_FIRST : Order.DAY_FIRST;
  }

  private static int last(boolean[] seen) {
    int last = 0;
    for (int i = 0; i < seen.length; i++) {
      last = seen[i] ? i : last;
    }
    return last;
  }

  private static int count(boolean[] seen) {
    int count = 0;
    for (boolean each : seen) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private static boolean isMonth(String cell) {
    Matcher year = YEAR_FIRST.matcher(cell);
    Matcher digits = DIGITS.matcher(cell);
    Matcher words = WORDS.matcher(cell);
    return (year.matches() && year.group(3) == null)
        || (digits.matches() && digits.group(3) == null)
        || (words.matches() && words.group(1) == null && words.group(3) == null);
  }

  /** Days since 1970-01-01. */
  private static OptionalLong day(String cell, Order order) {
    try {
      Matcher matcher = YEAR_FIRST.matcher(cell);
      if (matcher.matches()) {
        return day(matcher.group(1), matcher.group(2), matcher.group(3));
      }
      matcher = DIGITS.matcher(cell);
      if (matcher.matches()) {
        return day(matcher.group(1), matcher.group(2), matcher.group(3));
      }
      matcher = YEAR_LAST.matcher(cell);
      if (matcher.matches()) {
        boolean dayFirst = order == Order.DAY_FIRST;
        return day(
            matcher.group(3), matcher.group(dayFirst ? 2 : 1), matcher.group(dayFirst ? 1 : 2));
      }
      matcher = WEEK.matcher(cell);
      if (matcher.matches()) {
        return OptionalLong.of(
            LocalDate.of(Integer.parseInt(matcher.group(1)), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Long.parseLong(matcher.group(2)))
                .with(DayOfWeek.MONDAY)
                .toEpochDay());
      }
      matcher = WORDS.matcher(cell);
      if (matcher.matches()) {
        int month = 1 + MONTHS.indexOf(matcher.group(2).substring(0, 3).toLowerCase(Locale.ROOT));
        String day = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
        return month == 0
            ? OptionalLong.empty()
            : day(matcher.group(4), String.valueOf(month), day);
      }
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static OptionalLong day(String year, String month, @Nullable String day) {
    int number = Integer.parseInt(year);
    return OptionalLong.of(
        LocalDate.of(
                number < 100 ? 2000 + number : number,
                Integer.parseInt(month),
                day == null ? 1 : Integer.parseInt(day))
            .toEpochDay());
  }
}
