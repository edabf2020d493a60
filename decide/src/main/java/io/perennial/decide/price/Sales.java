// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What was sold, at which price, when: one row a product and period, or one a sale. Immutable as
 * long as the arrays, which are not copied, are left alone.
 */
public final class Sales {

  private final Cadence cadence;
  private final String[] products;
  private final int[] periods;
  private final double[] prices;
  private final double[] units;
  private final Map<Extra, double[]> extras;
  private final Map<Key, String[]> keys;
  private final Map<String, double[]> calendar;

  /** What more may be known of a row, as a number. */
  enum Extra {
    PROMOTION("promotion", 0),
    COMPETITOR("price of competitors", Double.MIN_NORMAL),
    LIST("list price", Double.MIN_NORMAL),
    COST("cost", 0);

    private final String word;
    private final double least;

    Extra(String word, double least) {
      this.word = word;
      this.least = least;
    }
  }

  /** What more may be known of a row, as a name. */
  enum Key {
    SEGMENT,
    CATEGORY
  }

  private Sales(
      Cadence cadence,
      String[] products,
      int[] periods,
      double[] prices,
      double[] units,
      Map<Extra, double[]> extras,
      Map<Key, String[]> keys,
      Map<String, double[]> calendar) {
    this.cadence = cadence;
    this.products = products;
    this.periods = periods;
    this.prices = prices;
    this.units = units;
    this.extras = extras;
    this.keys = keys;
    this.calendar = calendar;
  }

  /**
   * Rows of sales.
   *
   * @param products what was sold, its name or number
   * @param periods when: days, weeks or months counted on from any beginning
   * @param prices of a unit, in money, > 0
   * @param units sold, >= 0; 0 where nothing was, at this price
   * @throws IllegalArgumentException naming the row that is not so
   */
  public static Sales of(
      Cadence cadence, String[] products, int[] periods, double[] prices, double[] units) {
    int n = products.length;
    requireLength("periods", periods.length, n);
    requireLength("prices", prices.length, n);
    requireLength("units", units.length, n);
    for (int i = 0; i < n; i++) {
      if (!(prices[i] > 0 && prices[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Row %d: Invalid price: %s (must be > 0)".formatted(i, prices[i]));
      }
      if (!(units[i] >= 0 && units[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Row %d: Invalid units: %s (must be >= 0)".formatted(i, units[i]));
      }
    }
    return new Sales(cadence, products, periods, prices, units, Map.of(), Map.of(), Map.of());
  }

  /** The same, told apart by segment or store: each has a demand of its own. */
  public Sales inSegments(String[] segments) {
    return with(Key.SEGMENT, segments);
  }

  /** The same, of products of which those of one category are alike. */
  public Sales inCategories(String[] categories) {
    return with(Key.CATEGORY, categories);
  }

  /**
   * The same, with how much the product was promoted.
   *
   * @param promotion 0 where it was not, 1 where it was, or between; {@code NaN} where not known
   */
  public Sales withPromotion(double[] promotion) {
    return with(Extra.PROMOTION, promotion);
  }

  /**
   * The same, with what competitors asked.
   *
   * @param prices > 0; {@code NaN} where not known
   */
  public Sales withCompetitor(double[] prices) {
    return with(Extra.COMPETITOR, prices);
  }

  /**
   * The same, with the price before any discount, which none may exceed.
   *
   * @param prices > 0; {@code NaN} where not known
   */
  public Sales withListPrice(double[] prices) {
    return with(Extra.LIST, prices);
  }

  /**
   * The same, with what a unit costs.
   *
   * @param costs >= 0; {@code NaN} where not known
   */
  public Sales withCost(double[] costs) {
    return with(Extra.COST, costs);
  }

  /**
   * The same, with something of the period that moves demand, as the number of its holidays.
   *
   * @param values finite, or {@code NaN} where not known
   */
  public Sales withCalendar(String name, double[] values) {
    requireLength(name, values.length, rows());
    Map<String, double[]> more = new LinkedHashMap<>(calendar);
    more.put(name, values);
    return new Sales(cadence, products, periods, prices, units, extras, keys, more);
  }

  private Sales with(Extra extra, double[] values) {
    requireLength(extra.word, values.length, rows());
    for (int i = 0; i < values.length; i++) {
      if (values[i] < extra.least || Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "Row %d: Invalid %s: %s (must be %s 0, or not a number where it is not known)"
                .formatted(i, extra.word, values[i], extra.least > 0 ? ">" : ">="));
      }
    }
    Map<Extra, double[]> more = new LinkedHashMap<>(extras);
    more.put(extra, values);
    return new Sales(cadence, products, periods, prices, units, more, keys, calendar);
  }

  private Sales with(Key key, String[] names) {
    requireLength(key.name().toLowerCase(Locale.ROOT), names.length, rows());
    Map<Key, String[]> more = new LinkedHashMap<>(keys);
    more.put(key, names);
    return new Sales(cadence, products, periods, prices, units, extras, more, calendar);
  }

  private static void requireLength(String name, int length, int rows) {
    if (length != rows) {
      throw new IllegalArgumentException(
          "Invalid %s: %d of them (must be %d, as products)".formatted(name, length, rows));
    }
  }

  /** How long a period is. */
  public Cadence cadence() {
    return cadence;
  }

  /** How many rows. */
  public int rows() {
    return products.length;
  }

  /**
   * How many different products, periods and names there are together: as many as rows where a row
   * is what was sold in a period, fewer where it is one sale.
   *
   * @param name of each row, such as its store
   */
  public int cells(IntFunction<String> name) {
    Set<List<Object>> cells = new HashSet<>();
    for (int i = 0; i < rows(); i++) {
      cells.add(List.of(products[i], periods[i], name.apply(i)));
    }
    return cells.size();
  }

  /** Those of the periods that {@code keep} is true of, as before a day. */
  Sales only(IntPredicate keep) {
    int[] rows = IntStream.range(0, rows()).filter(i -> keep.test(periods[i])).toArray();
    Map<Extra, double[]> someExtras = new LinkedHashMap<>();
    extras.forEach((extra, values) -> someExtras.put(extra, only(values, rows)));
    Map<Key, String[]> someKeys = new LinkedHashMap<>();
    keys.forEach((key, names) -> someKeys.put(key, only(names, rows)));
    Map<String, double[]> someCalendar = new LinkedHashMap<>();
    calendar.forEach((name, values) -> someCalendar.put(name, only(values, rows)));
    return new Sales(
        cadence,
        only(products, rows),
        Arrays.stream(rows).map(i -> periods[i]).toArray(),
        only(prices, rows),
        only(units, rows),
        someExtras,
        someKeys,
        someCalendar);
  }

  private static double[] only(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static String[] only(String[] values, int[] rows) {
    return Arrays.stream(rows).mapToObj(i -> values[i]).toArray(String[]::new);
  }

  String product(int row) {
    return products[row];
  }

  String key(Key key, int row) {
    String[] names = keys.get(key);
    return names == null ? "" : names[row];
  }

  boolean has(Key key) {
    return keys.containsKey(key);
  }

  int period(int row) {
    return periods[row];
  }

  double price(int row) {
    return prices[row];
  }

  double units(int row) {
    return units[row];
  }

  /** {@code NaN} where it is not known. */
  double extra(Extra extra, int row) {
    double[] values = extras.get(extra);
    return values == null ? Double.NaN : values[row];
  }

  Map<String, double[]> calendar() {
    return calendar;
  }
}
