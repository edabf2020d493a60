// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;

/**
 * Who bought what on which day: by customer, then day, then item. Rows of one customer, day and
 * item are one, with their sums, whatever the order in which they came. Customers and items are
 * numbers from 0; those without a row are allowed. Immutable; 28 bytes a row.
 */
public final class Interactions {

  private static final long FARTHEST = 1_000_000;

  private final int items;
  private final long end;
  private final int[] first;
  private final int[] item;
  private final int[] day;
  private final double[] quantity;
  private final double[] amount;

  private Interactions(
      int items, long end, int[] first, int[] item, int[] day, double[] quantity, double[] amount) {
    this.items = items;
    this.end = end;
    this.first = first;
    this.item = item;
    this.day = day;
    this.quantity = quantity;
    this.amount = amount;
  }

  /**
   * Rows in any order. O(rows + customers + items + days).
   *
   * @param customers how many there are
   * @param items how many there are
   * @param customer who bought, within [0, customers)
   * @param item what, within [0, items)
   * @param day when, in whole days as {@code LocalDate.toEpochDay()}
   * @param quantity how many units, above 0: a return is no row
   * @param amount what was paid, in money, at least 0
   * @param end the last day that is observed
   * @throws IllegalArgumentException naming the row that is wrong
   */
  public static Interactions of(
      int customers,
      int items,
      int[] customer,
      int[] item,
      long[] day,
      double[] quantity,
      double[] amount,
      long end) {
    int n = customer.length;
    if (item.length != n || day.length != n || quantity.length != n || amount.length != n) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid columns: %d customers, %d items, %d days, %d quantities, %d amounts (must be"
                  + " as many of each)",
              n, item.length, day.length, quantity.length, amount.length));
    }
    within("end", end);
    int from = (int) end;
    for (int row = 0; row < n; row++) {
      check(row, "customer", customer[row], customers);
      check(row, "item", item[row], items);
      if (day[row] > end || day[row] < -FARTHEST) {
        throw wrong(row, "day", day[row], "must be within [" + -FARTHEST + ", " + end + "]");
      }
      if (!(quantity[row] > 0 && quantity[row] <= Double.MAX_VALUE)) {
        throw wrong(row, "quantity", quantity[row], "must be > 0: a return is no row");
      }
      if (!(amount[row] >= 0 && amount[row] <= Double.MAX_VALUE)) {
        throw wrong(row, "amount", amount[row], "must be >= 0");
      }
      from = Math.min(from, (int) day[row]);
    }
    int[] days = new int[n];
    for (int row = 0; row < n; row++) {
      days[row] = (int) day[row] - from;
    }
    // sorted by the least of the three keys first, each time leaving equals in their order
    int[] order = Order.stable(null, item, items);
    order = Order.stable(order, days, (int) (end - from) + 1);
    order = Order.stable(order, customer, customers);
    return merged(customers, items, end, order, customer, item, day, quantity, amount);
  }

  private static Interactions merged(
      int customers,
      int items,
      long end,
      int[] order,
      int[] customer,
      int[] item,
      long[] day,
      double[] quantity,
      double[] amount) {
    int n = order.length;
    int[] first = new int[customers + 1];
    int[] what = new int[n];
    int[] when = new int[n];
    double[] units = new double[n];
    double[] paid = new double[n];
    int kept = 0;
    for (int k = 0; k < n; ) {
      int row = order[k];
      int next = k + 1;
      while (next < n
          && customer[order[next]] == customer[row]
          && day[order[next]] == day[row]
          && item[order[next]] == item[row]) {
        next++;
      }
      what[kept] = item[row];
      when[kept] = (int) day[row];
      units[kept] = sum(quantity, order, k, next);
      paid[kept++] = sum(amount, order, k, next);
      first[customer[row] + 1]++;
      k = next;
    }
    for (int c = 0; c < customers; c++) {
      first[c + 1] += first[c];
    }
    return new Interactions(
        items,
        end,
        first,
        Arrays.copyOf(what, kept),
        Arrays.copyOf(when, kept),
        Arrays.copyOf(units, kept),
        Arrays.copyOf(paid, kept));
  }

  /** A sum that does not know in which order its terms came, and stays finite. */
  private static double sum(double[] values, int[] order, int from, int to) {
    if (to - from == 1) {
      return values[order[from]];
    }
    double[] terms = new double[to - from];
    for (int k = from; k < to; k++) {
      terms[k - from] = values[order[k]];
    }
    Arrays.sort(terms);
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return Math.min(sum, Double.MAX_VALUE);
  }

  /** How many customers, those without a row too. */
  public int customers() {
    return first.length - 1;
  }

  /** How many items, those that nobody bought too. */
  public int items() {
    return items;
  }

  /** How many rows: one for each customer, day and item. */
  public int rows() {
    return item.length;
  }

  /** The last day that is observed: recommendations are made after it. */
  public long end() {
    return end;
  }

  /** The first row of {@code customer}; those up to {@code start(customer + 1)} are theirs. */
  public int start(int customer) {
    return first[customer];
  }

  /** What was bought. */
  public int item(int row) {
    return item[row];
  }

  /** When; ascending for one customer. */
  public long day(int row) {
    return day[row];
  }

  /** How many units. */
  public double quantity(int row) {
    return quantity[row];
  }

  /** What was paid for them. */
  public double amount(int row) {
    return amount[row];
  }

  /**
   * What {@code customer} had bought by the end. O(rows of the customer, times their logarithm).
   */
  public History history(int customer) {
    if (customer < 0 || customer >= customers()) {
      throw new IllegalArgumentException(
          "Unknown customer: " + customer + " (there are " + customers() + ")");
    }
    return History.ofRows(end, item, day, first[customer], first[customer + 1]);
  }

  /** The rows up to {@code day}, which becomes the end; customers and items keep their numbers. */
  public Interactions upTo(long day) {
    return between(Long.MIN_VALUE, Math.min(day, end));
  }

  /** The rows after day {@code after} up to {@code until}, which becomes the end. */
  public Interactions between(long after, long until) {
    within("end", until);
    int[] starts = new int[first.length];
    int kept = 0;
    int[] rows = new int[rows()];
    for (int c = 0; c < customers(); c++) {
      for (int row = first[c]; row < first[c + 1]; row++) {
        if (day[row] > after && day[row] <= until) {
          rows[kept++] = row;
        }
      }
      starts[c + 1] = kept;
    }
    int[] what = new int[kept];
    int[] when = new int[kept];
    double[] units = new double[kept];
    double[] paid = new double[kept];
    for (int k = 0; k < kept; k++) {
      what[k] = item[rows[k]];
      when[k] = day[rows[k]];
      units[k] = quantity[rows[k]];
      paid[k] = amount[rows[k]];
    }
    return new Interactions(items, until, starts, what, when, units, paid);
  }

  private static void within(String name, long value) {
    if (value < -FARTHEST || value > FARTHEST) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid %s: day %d (must be within %d of 1970-01-01)", name, value, FARTHEST));
    }
  }

  private static void check(int row, String name, int value, int bound) {
    if (value < 0 || value >= bound) {
      throw wrong(row, name, value, "must be within [0, " + bound + ")");
    }
  }

  private static IllegalArgumentException wrong(int row, String name, Object value, String bound) {
    return new IllegalArgumentException(
        "Row " + row + ": Invalid " + name + ": " + value + " (" + bound + ")");
  }
}
