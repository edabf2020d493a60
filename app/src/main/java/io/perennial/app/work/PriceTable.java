// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.app.work.PriceColumns.Role;
import io.perennial.decide.price.Cadence;
import io.perennial.decide.price.Sales;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.value.tabular.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A table of sales as columns of numbers: which column says what is told, or guessed by its name.
 *
 * @param sales rows that could be read
 * @param columns what is said by which column, in words
 * @param span the first and the last period, in words
 * @param notes what was left out or guessed, in sentences
 */
public record PriceTable(
    Sales sales, Map<String, String> columns, String span, List<String> notes) {

  /** Which columns and periods are told; what is not told is guessed. */
  public record Told(Map<String, String> columns, Optional<Cadence> cadence) {}

  public PriceTable {
    columns = new LinkedHashMap<>(columns);
    notes = List.copyOf(notes);
  }

  private static final class Reading {

    private final TextTable table;
    private final List<String> names;
    private final Told told;
    private final Map<String, String> used = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Reading(TextTable table, Told told) {
      this.table = table;
      this.names = table.names();
      this.told = told;
      told.columns()
          .forEach(
              (role, name) -> {
                if (!table.has(name)) {
                  throw new UsageException(
                      "Unknown column of --%s: %s (there are %s)"
                          .formatted(role, name, String.join(", ", names)));
                }
              });
    }

    Optional<String> column(Role role) {
      String word = word(role);
      Optional<String> named = Optional.ofNullable(told.columns().get(word));
      Optional<String> found =
          named.or(
              () ->
                  PriceColumns.of(names, role).stream()
                      .filter(name -> !used.containsValue(name))
                      .findFirst());
      found.ifPresent(name -> used.put(word, name));
      return found;
    }

    String required(Role role, String what) {
      return column(role)
          .orElseThrow(
              () ->
                  new UsageException(
                      "Cannot tell which column says %s: name it with --%s (there are %s)"
                          .formatted(what, word(role), String.join(", ", names))));
    }

    List<String> texts(String name) {
      return IntStream.range(0, table.rows()).mapToObj(i -> table.cell(i, name)).toList();
    }

    /** Numbers, yes and no; not a number where a cell says nothing. */
    double[] numbers(String name) {
      List<String> cells = texts(name);
      NumberForms.Mark mark = NumberForms.mark(cells.subList(0, Math.min(5000, cells.size())));
      return cells.stream().mapToDouble(cell -> number(cell, mark)).toArray();
    }

    /** Numbers, or what they are the logarithms of. */
    double[] levels(String name) {
      double[] values = numbers(name);
      if (!PriceColumns.plain(name)
          .matches("(log|ln)_?(move|movement|units|sales|quantity|qty|volume|demand|price)")) {
        return values;
      }
      notes.add(name + " is taken for a natural logarithm");
      return Arrays.stream(values).map(Math::exp).toArray();
    }

    private static double number(String cell, NumberForms.Mark mark) {
      OptionalDouble value = NumberForms.value(cell, mark);
      if (value.isPresent()) {
        return value.getAsDouble();
      }
      return switch (cell.toLowerCase(Locale.ROOT)) {
        case "yes", "true", "y", "t" -> 1;
        case "no", "false", "n", "f" -> 0;
        default -> Double.NaN;
      };
    }

    private static String word(Role role) {
      return role.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads a table.
   *
   * @throws UsageException if a column that is told is not there, or one that is needed can be
   *     neither found nor worked out, or no row is left
   */
  public static PriceTable of(TextTable table, Told told) {
    Reading reading = new Reading(table, told);
    Optional<String> product = reading.column(Role.PRODUCT);
    PeriodReading when = periods(reading);
    if (product.isEmpty() && !isOne(when)) {
      reading.required(Role.PRODUCT, "which product it was");
    }
    String[] products =
        product
            .map(name -> reading.texts(name).toArray(String[]::new))
            .orElseGet(() -> all(reading, table.rows()));
    String units = reading.required(Role.UNITS, "how many units were sold");
    double[] sold = reading.levels(units);
    double[] price = prices(reading, sold);
    int n = table.rows();
    int[] kept = new int[n];
    int many = 0;
    Map<String, Integer> left = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      String why =
          products[i].isEmpty()
              ? "no product"
              : when.periods().get(i).isEmpty()
                  ? "no time that can be read"
                  : !Double.isFinite(sold[i])
                      ? "no units"
                      : sold[i] < 0
                          ? "negative units (returns)"
                          : !(price[i] > 0 && Double.isFinite(price[i])) ? "no price above 0" : "";
      if (why.isEmpty()) {
        kept[many++] = i;
      } else {
        left.merge(why, 1, Integer::sum);
      }
    }
    left.forEach(
        (why, rows) ->
            reading.notes.add("%,d rows have %s, and are left out".formatted(rows, why)));
    if (many == 0) {
      throw new UsageException(
          "Cannot learn from this table: none of its %d rows has a product, a time, units and a price (%s; %s)"
              .formatted(n, said(reading.used), left));
    }
    int[] rows = Arrays.copyOf(kept, many);
    Sales sales =
        Sales.of(
            when.cadence(),
            Arrays.stream(rows).mapToObj(i -> products[i]).toArray(String[]::new),
            Arrays.stream(rows).map(i -> (int) when.periods().get(i).orElse(0)).toArray(),
            only(price, rows),
            only(sold, rows));
    sales = more(sales, reading, rows);
    return new PriceTable(sales, reading.used, when.first() + " to " + when.last(), reading.notes);
  }

  /** Whether there is one row a period: then it is one product. */
  private static boolean isOne(PeriodReading when) {
    long[] known = when.periods().stream().flatMapToLong(OptionalLong::stream).sorted().toArray();
    return known.length > 0 && Arrays.stream(known).distinct().count() == known.length;
  }

  private static String[] all(Reading reading, int rows) {
    reading.notes.add("There is no column of products: all rows are taken for one");
    String[] one = new String[rows];
    Arrays.fill(one, "all");
    return one;
  }

  private static String said(Map<String, String> used) {
    List<String> said = new ArrayList<>();
    used.forEach((role, name) -> said.add(role + " = " + name));
    return String.join(", ", said);
  }

  private static PeriodReading periods(Reading reading) {
    List<String> names = reading.names;
    Optional<String> year = named(names, "year|yr");
    boolean toldTime = reading.told.columns().containsKey("time");
    Optional<String> month = named(names, "month(_?(no|num|number))?");
    Optional<String> quarter = named(names, "quarter|qtr|quartal");
    Optional<String> week = named(names, "(week|wk)(_?(no|num|nr|number))?");
    List<String> times = PriceColumns.of(names, Role.TIME);
    boolean dated =
        times.stream()
            .anyMatch(name -> !Optional.of(name).equals(month) && !Optional.of(name).equals(week));
    if (!toldTime && !dated && year.isPresent() && (week.isPresent() || month.isPresent())) {
      String part = week.or(() -> month).orElse("");
      reading.used.put("time", year.get() + " and " + part);
      return PeriodReading.ofYears(
          reading.texts(year.get()), reading.texts(part), week.isPresent(), reading.told.cadence());
    }
    if (!toldTime && times.isEmpty() && year.isPresent() && quarter.isPresent()) {
      reading.used.put("time", year.get() + " and " + quarter.get());
      List<String> months =
          reading.texts(quarter.get()).stream()
              .map(cell -> cell.replaceAll("^[Qq ]+|[.]0$", ""))
              .map(cell -> cell.matches("[1-4]") ? "" + (3 * Integer.parseInt(cell) - 2) : "")
              .toList();
      return PeriodReading.ofYears(
          reading.texts(year.get()), months, false, reading.told.cadence());
    }
    // the first of the likely ones whose cells are times
    List<String> likely = new ArrayList<>(times);
    if (toldTime) {
      likely = List.of(reading.required(Role.TIME, "when it was"));
    }
    for (String name : likely) {
      PeriodReading read = PeriodReading.of(name, reading.texts(name), reading.told.cadence());
      long known = read.periods().stream().filter(OptionalLong::isPresent).count();
      if (known > 0.5 * read.periods().size()) {
        reading.used.put("time", name);
        return read;
      }
    }
    if (likely.isEmpty()) {
      reading.required(Role.TIME, "when it was");
    }
    throw new UsageException(
        "Cannot read column %s as times: its first cell is %s (such as 2017-05-31, 31.05.2017, 2017-05,"
                .formatted(
                    likely.get(0), reading.texts(likely.get(0)).stream().findFirst().orElse(""))
            + " May 2017, 2017-W22, or weeks counted; or name another column with --time)");
  }

  private static Optional<String> named(List<String> names, String pattern) {
    return names.stream().filter(name -> PriceColumns.plain(name).matches(pattern)).findFirst();
  }

  private static double[] prices(Reading reading, double[] sold) {
    Optional<String> column = reading.column(Role.PRICE);
    if (column.isPresent()) {
      return reading.levels(column.get());
    }
    Optional<String> revenue = reading.column(Role.REVENUE);
    if (revenue.isEmpty()) {
      reading.required(Role.PRICE, "the price of a unit");
    }
    double[] amounts = reading.numbers(revenue.orElse(""));
    reading.notes.add("There is no price: it is " + revenue.orElse("") + " divided by units");
    double[] prices = new double[sold.length];
    Arrays.setAll(prices, i -> sold[i] > 0 ? amounts[i] / sold[i] : Double.NaN);
    return prices;
  }

  private static Sales more(Sales base, Reading reading, int[] rows) {
    Sales sales = base;
    Map<Role, String> names = new EnumMap<>(Role.class);
    for (Role role : List.of(Role.SEGMENT, Role.CATEGORY, Role.LIST, Role.COST, Role.PROMOTION)) {
      reading.column(role).ifPresent(name -> names.put(role, name));
    }
    if (!names.containsKey(Role.SEGMENT)) {
      store(reading, rows, base).ifPresent(name -> names.put(Role.SEGMENT, name));
    }
    if (names.containsKey(Role.SEGMENT)) {
      sales = sales.inSegments(names(reading.table, names.getOrDefault(Role.SEGMENT, ""), rows));
    }
    if (names.containsKey(Role.CATEGORY)) {
      sales = sales.inCategories(names(reading.table, names.getOrDefault(Role.CATEGORY, ""), rows));
    }
    if (names.containsKey(Role.LIST)) {
      sales = sales.withListPrice(known(reading, names.getOrDefault(Role.LIST, ""), rows, 1e-300));
    }
    if (names.containsKey(Role.COST)) {
      sales = sales.withCost(known(reading, names.getOrDefault(Role.COST, ""), rows, 0));
    }
    if (names.containsKey(Role.PROMOTION)) {
      sales = sales.withPromotion(promoted(reading, names.getOrDefault(Role.PROMOTION, ""), rows));
    }
    sales = competitors(sales, reading, rows);
    for (String name : PriceColumns.of(reading.names, Role.CALENDAR)) {
      double[] values = only(reading.numbers(name), rows);
      if (!reading.used.containsValue(name)
          && Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
        sales = sales.withCalendar(name, values);
        reading.used.merge("calendar", name, (one, other) -> one + ", " + other);
      }
    }
    return sales;
  }

  /**
   * The column of stores where products have one row a store and period, and prices of their own.
   */
  private static Optional<String> store(Reading reading, int[] rows, Sales sales) {
    if (sales.rows() <= 1.3 * sales.cells(i -> "")) {
      return Optional.empty();
    }
    Optional<String> store =
        PriceColumns.of(reading.names, Role.STORE).stream()
            .filter(name -> !reading.used.containsValue(name))
            .filter(
                name -> sales.rows() <= 1.05 * sales.cells(i -> reading.table.cell(rows[i], name)))
            .findFirst();
    store.ifPresent(name -> reading.used.put("segment", name));
    return store;
  }

  /** The geometric mean of what competitors ask. */
  private static Sales competitors(Sales sales, Reading reading, int[] rows) {
    String told = reading.told.columns().getOrDefault("competitor", "");
    List<String> names =
        told.isEmpty() ? PriceColumns.of(reading.names, Role.COMPETITOR) : List.of(told);
    if (names.isEmpty()) {
      return sales;
    }
    double[] logs = new double[rows.length];
    int[] known = new int[rows.length];
    for (String name : names) {
      double[] values = only(reading.numbers(name), rows);
      for (int i = 0; i < rows.length; i++) {
        if (values[i] > 0) {
          logs[i] += Math.log(values[i]);
          known[i]++;
        }
      }
    }
    double[] mean = new double[rows.length];
    Arrays.setAll(mean, i -> known[i] == 0 ? Double.NaN : Math.exp(logs[i] / known[i]));
    reading.used.put("competitor", String.join(", ", names));
    return sales.withCompetitor(mean);
  }

  /** 0 or 1: words other than no, none and 0 mean that it was. */
  private static double[] promoted(Reading reading, String name, int[] rows) {
    double[] numbers = reading.numbers(name);
    List<String> texts = reading.texts(name);
    return Arrays.stream(rows)
        .mapToDouble(
            i ->
                texts.get(i).isEmpty()
                    ? 0
                    : Double.isNaN(numbers[i])
                        ? texts.get(i).toLowerCase(Locale.ROOT).matches("none|null|nan|na|n/a|-")
                            ? 0
                            : 1
                        : Math.min(1, Math.max(0, numbers[i])))
        .toArray();
  }

  private static double[] known(Reading reading, String name, int[] rows, double least) {
    return Arrays.stream(only(reading.numbers(name), rows))
        .map(value -> value >= least && Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }

  private static String[] names(TextTable table, String column, int[] rows) {
    return Arrays.stream(rows).mapToObj(i -> table.cell(i, column)).toArray(String[]::new);
  }

  private static double[] only(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }
}
