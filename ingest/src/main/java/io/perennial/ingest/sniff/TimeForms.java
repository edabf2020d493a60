// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the times of a column are written.
 *
 * @param formats to be tried in this order: iso, epoch-seconds, epoch-millis or strptime patterns
 * @param share of the values that one of them reads, in [0, 1]
 * @param ambiguous what else the values could mean, when nothing in them decides
 * @param timed whether there are times of day, and not days alone
 */
public record TimeForms(
    List<String> formats, double share, Optional<String> ambiguous, boolean timed) {

  public static final String ISO = "iso";
  public static final String EPOCH_SECONDS = "epoch-seconds";
  public static final String EPOCH_MILLIS = "epoch-millis";
  public static final String EPOCH_MICROS = "epoch-micros";
  public static final String EPOCH_NANOS = "epoch-nanos";

  /** Days since 1899-12-30 with the time of day as their fraction, as spreadsheets count. */
  public static final String EXCEL_DAYS = "excel-days";

  private static final List<String> NAMED =
      List.of(ISO, EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS, EXCEL_DAYS);

  private static final Pattern ISO_FORM =
      Pattern.compile(
          "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
              + "([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?( ?([zZ]|[+-][0-9]{2}(:?[0-9]{2})?))?)?");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}([.][0-9]+)?");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{12,13}");
  private static final Pattern MICROS = Pattern.compile("[0-9]{15,16}");
  private static final Pattern NANOS = Pattern.compile("[0-9]{18,19}");
  // 1954 to 2064
  private static final Pattern DAYS = Pattern.compile("[2-5][0-9]{4}([.][0-9]+)?");
  private static final Pattern COULD_BE =
      Pattern.compile("[\\p{L}0-9][\\p{L}0-9 ,.:/+-]{4,38}[\\p{L}0-9.]");

  private static final List<String> DATES =
      List.of(
          "%d.%m.%Y",
          "%d/%m/%Y",
          "%m/%d/%Y",
          "%d-%m-%Y",
          "%m-%d-%Y",
          "%Y/%m/%d",
          "%Y.%m.%d",
          "%Y%m%d",
          "%d.%m.%y",
          "%d/%m/%y",
          "%m/%d/%y",
          "%d-%m-%y",
          "%m-%d-%y",
          "%y%m%d",
          "%m %d, %Y",
          "%d-%b-%Y",
          "%d %b %Y",
          "%b %d, %Y",
          "%b %d %Y",
          "%d-%b-%y",
          "%b-%d-%Y",
          "%b-%d-%y",
          "%d.%b.%Y",
          "%d %b %y",
          "%d %B %Y",
          "%B %d, %Y",
          "%d/%b/%Y",
          "%Y-%b-%d",
          "%Y %m %d",
          "%Y %B %d",
          "%Y %b %d",
          "%Y-%m-%d");
  private static final List<String> TIMES =
      List.of(
          "",
          " %H:%M:%S",
          " %H:%M",
          " %I:%M:%S %p",
          " %I:%M %p",
          "T%H:%M:%S",
          " %H:%M:%S.%f",
          ", %H:%M",
          ", %H:%M:%S",
          " %I:%M%p",
          "%H%M%S",
          " %H%M%S",
          " %H.%M",
          ":%H:%M:%S",
          " %H:%M:%S UTC",
          " %H",
          " %H:%M:%S.%f UTC");
  private static final List<TimePattern> PATTERNS = patterns();
  private static final int LOOKED_AT = 3000;
  private static final double SECONDS_A_DAY = 86_400;
  private static final long EXCEL_DAY_ZERO = LocalDate.of(1899, 12, 30).toEpochDay();

  public TimeForms {
    formats = List.copyOf(formats);
  }

  /** Whether these are days counted by a spreadsheet, which any number of five digits could be. */
  public boolean isDayCount() {
    return formats.contains(EXCEL_DAYS);
  }

  /** Whether {@code text} is a time in a form that cannot be a mere number. */
  static boolean isTime(String text) {
    if (ISO_FORM.matcher(text).matches()) {
      return true;
    }
    return !NumberForms.isPlain(text)
        && COULD_BE.matcher(text).matches()
        && PATTERNS.stream().anyMatch(pattern -> pattern.parse(text).isPresent());
  }

  /** The forms of a column's values, empty ones left out; the better the more of them it sees. */
  public static TimeForms of(Collection<String> values, NumberForms.Mark mark) {
    List<String> texts = values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
    if (texts.isEmpty()) {
      return new TimeForms(List.of(), 0, Optional.empty(), false);
    }
    List<String> rest = new ArrayList<>();
    List<String> formats = new ArrayList<>();
    Optional<String> ambiguous = Optional.empty();
    boolean timed = false;
    long iso = texts.stream().filter(text -> ISO_FORM.matcher(text).matches()).count();
    if (iso > 0) {
      formats.add(ISO);
      timed = texts.stream().anyMatch(text -> text.length() > 10 && text.indexOf(':') > 0);
      texts.stream().filter(text -> !ISO_FORM.matcher(text).matches()).forEach(rest::add);
    } else {
      rest.addAll(texts);
    }
    while (!rest.isEmpty() && formats.size() < 4) {
      Found found = best(spread(rest), mark);
      if (found.hits == 0
          || (!formats.isEmpty() && found.hits * 200L < Math.min(rest.size(), LOOKED_AT))) {
        break;
      }
      formats.add(found.format);
      timed |= found.timed;
      if (ambiguous.isEmpty()) {
        ambiguous = found.other;
      }
      rest.removeIf(text -> reads(found.format, text).isPresent());
    }
    return new TimeForms(formats, 1 - (double) rest.size() / texts.size(), ambiguous, timed);
  }

  /** The times that {@code text} is under each of two formats; empty unless they differ. */
  public static Optional<List<LocalDateTime>> both(String text, String one, String other) {
    Optional<LocalDateTime> first = reads(one, text.strip());
    Optional<LocalDateTime> second = reads(other, text.strip());
    return first.isPresent() && second.isPresent() && !first.equals(second)
        ? Optional.of(List.of(first.get(), second.get()))
        : Optional.empty();
  }

  /** The same format with day and month in each other's place. */
  public static String swapped(String format) {
    return format.replace("%d", "\u0000").replace("%m", "%d").replace("\u0000", "%m");
  }

  /** The strptime pattern of a format that people write as {@code dd.MM.yyyy HH:mm:ss}. */
  public static String strptime(String format) {
    if (format.indexOf('%') >= 0 || NAMED.contains(format)) {
      return format;
    }
    String[][] words = {
      {"yyyy", "%Y"},
      {"YYYY", "%Y"},
      {"MMMM", "%B"},
      {"MMM", "%b"},
      {"SSSSSS", "%f"},
      {"SSS", "%f"},
      {"yy", "%y"},
      {"MM", "%m"},
      {"dd", "%d"},
      {"DD", "%d"},
      {"HH", "%H"},
      {"hh", "%I"},
      {"mm", "%M"},
      {"ss", "%S"},
      {"M", "%m"},
      {"d", "%d"},
      {"H", "%H"},
      {"h", "%I"},
      {"a", "%p"}
    };
    StringBuilder pattern = new StringBuilder();
    for (int at = 0; at < format.length(); ) {
      int before = at;
      for (String[] word : words) {
        if (format.startsWith(word[0], at)) {
          pattern.append(word[1]);
          at += word[0].length();
          break;
        }
      }
      if (at == before) {
        char c = format.charAt(at++);
        if (c != '\'') {
          pattern.append(c);
        }
      }
    }
    return pattern.toString();
  }

  private record Found(String format, long hits, Optional<String> other, boolean timed) {}

  private static Found best(List<String> values, NumberForms.Mark mark) {
    List<Found> found = new ArrayList<>();
    NAMED.forEach(format -> count(found, values, format));
    for (TimePattern pattern : PATTERNS) {
      if (pattern.parse(values.get(0)).isPresent()
          || pattern.parse(values.get(values.size() / 2)).isPresent()
          || pattern.parse(values.get(values.size() - 1)).isPresent()) {
        count(found, values, pattern.pattern());
      }
    }
    long most = found.stream().mapToLong(Found::hits).max().orElse(0);
    List<Found> tied = found.stream().filter(f -> f.hits == most && most > 0).toList();
    if (tied.isEmpty()) {
      return new Found("", 0, Optional.empty(), false);
    }
    Found first = tied.get(0);
    for (Found other : tied) {
      boolean isSame = other.format.equals(first.format);
      if (!isSame && swapped(first.format).equals(other.format)) {
        return decide(first, other, values, mark);
      }
    }
    return first;
  }

  /**
   * Day before month, or after: the narrower span of days is the likelier; else the mark's land.
   */
  private static Found decide(Found day, Found month, List<String> values, NumberForms.Mark mark) {
    Duration daySpan = span(day.format, values);
    Duration monthSpan = span(month.format, values);
    boolean monthFirst =
        daySpan.equals(monthSpan)
            ? mark != NumberForms.Mark.COMMA && day.format.indexOf('/') >= 0
            : monthSpan.compareTo(daySpan) < 0;
    Found chosen = monthFirst ? month : day;
    Found other = monthFirst ? day : month;
    return new Found(chosen.format, chosen.hits, Optional.of(other.format), chosen.timed);
  }

  private static Duration span(String format, List<String> values) {
    List<LocalDateTime> times =
        values.stream().flatMap(text -> reads(format, text).stream()).sorted().toList();
    return Duration.between(times.get(0), times.get(times.size() - 1));
  }

  private static void count(List<Found> found, List<String> values, String format) {
    long hits = values.stream().filter(text -> reads(format, text).isPresent()).count();
    boolean timed =
        format.startsWith("epoch")
            || format.contains("%M")
            || format.contains("%H")
            || (format.equals(EXCEL_DAYS) && values.stream().anyMatch(v -> v.indexOf('.') > 0));
    found.add(new Found(format, hits, Optional.empty(), timed));
  }

  static Optional<LocalDateTime> reads(String format, String text) {
    if (format.equals(ISO)) {
      return ISO_FORM.matcher(text).matches()
          ? new TimePattern("%Y-%m-%d").parse(text.substring(0, 10))
          : Optional.empty();
    }
    return switch (format) {
      case EPOCH_SECONDS -> counted(SECONDS, text, 1, 0);
      case EPOCH_MILLIS -> counted(MILLIS, text, 1e-3, 0);
      case EPOCH_MICROS -> counted(MICROS, text, 1e-6, 0);
      case EPOCH_NANOS -> counted(NANOS, text, 1e-9, 0);
      case EXCEL_DAYS -> counted(DAYS, text, SECONDS_A_DAY, EXCEL_DAY_ZERO);
      default ->
          new TimePattern(format)
              .parse(text)
              .filter(time -> plausible(time.getYear()) && isWhole(format, text));
    };
  }

  private static Optional<LocalDateTime> counted(
      Pattern form, String text, double seconds, long dayZero) {
    return form.matcher(text).matches()
        ? Optional.of(
            LocalDateTime.ofEpochSecond(
                (long) (Double.parseDouble(text) * seconds) + dayZero * 86_400, 0, ZoneOffset.UTC))
        : Optional.empty();
  }

  /** Digits without anything between them have to be all there: 20240131, 240131. */
  private static boolean isWhole(String format, String text) {
    return switch (format) {
      case "%Y%m%d" -> text.length() == 8;
      case "%y%m%d" -> text.length() == 6;
      case "%Y%m%d%H%M%S" -> text.length() == 14;
      case "%y%m%d%H%M%S" -> text.length() == 12;
      default -> true;
    };
  }

  private static boolean plausible(int year) {
    return year >= 1900 && year <= 2100;
  }

  private static List<String> spread(List<String> values) {
    if (values.size() <= LOOKED_AT) {
      return values;
    }
    List<String> some = new ArrayList<>();
    for (int i = 0; i < LOOKED_AT; i++) {
      some.add(values.get((int) ((long) i * values.size() / LOOKED_AT)));
    }
    return some;
  }

  private static List<TimePattern> patterns() {
    List<TimePattern> patterns = new ArrayList<>();
    for (String date : DATES) {
      for (String time : TIMES) {
        patterns.add(new TimePattern(date + time));
      }
    }
    return List.copyOf(patterns);
  }
}
