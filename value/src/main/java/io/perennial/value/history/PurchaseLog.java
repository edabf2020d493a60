// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All purchases of n customers. Those of one customer at one time are one purchase, worth their
 * sum: with whole days, a day with two receipts counts once, as in Fader and Hardie. Times are
 * whole ticks, so that equal spans are equal numbers. Immutable; 16 bytes a purchase.
 */
public final class PurchaseLog {

  private static final int INSERTED = 24;
  private static final long FARTHEST = 1L << 61;

  private final double ticksPerWeek;
  private final int[] first;
  private final long[] ticks;
  private final double[] amounts;

  private PurchaseLog(double ticksPerWeek, int[] first, long[] ticks, double[] amounts) {
    this.ticksPerWeek = ticksPerWeek;
    this.first = first;
    this.ticks = ticks;
    this.amounts = amounts;
  }

  /**
   * Purchases by day; see {@link #of}.
   *
   * @param day whole days from any day, as {@code LocalDate.toEpochDay()}
   */
  public static PurchaseLog ofDays(int customers, int[] customer, long[] day, double[] amount) {
    return of(customers, customer, day, amount, 7);
  }

  /**
   * Purchases in any order.
   *
   * @param customers n
   * @param customer who bought, within [0, n)
   * @param tick when, in whole ticks from any moment
   * @param amount spent, finite; a return is below 0, and still a purchase: leave out what is not
   * @param ticksPerWeek 7 for days, 604,800 for seconds; for a unit other than the week, the ticks
   *     of that unit
   * @throws IllegalArgumentException naming the row that is wrong
   */
  public static PurchaseLog of(
      int customers, int[] customer, long[] tick, double[] amount, double ticksPerWeek) {
    int n = customer.length;
    if (tick.length != n || amount.length != n) {
      throw new IllegalArgumentException(
          "Invalid columns: "
              + n
              + " customers, "
              + tick.length
              + " times, "
              + amount.length
              + " amounts (must be as many of each)");
    }
    if (!(ticksPerWeek > 0 && ticksPerWeek <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "Invalid ticks per week: " + ticksPerWeek + " (must be > 0 and finite)");
    }
    int[] first = new int[customers + 1];
    for (int i = 0; i < n; i++) {
      if (customer[i] < 0 || customer[i] >= customers) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + ": Invalid customer: "
                + customer[i]
                + " (must be within [0, "
                + customers
                + "))");
      }
      if (!Double.isFinite(amount[i])) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid amount: " + amount[i] + " (must be finite)");
      }
      if (tick[i] > FARTHEST || tick[i] < -FARTHEST) {
        throw new IllegalArgumentException(
            "Row " + i + ": Invalid time: " + tick[i] + " ticks (must be within 2^61 of 0)");
      }
      first[customer[i] + 1]++;
    }
    for (int c = 0; c < customers; c++) {
      first[c + 1] += first[c];
    }
    int[] next = Arrays.copyOf(first, customers);
    long[] ticks = new long[n];
    double[] amounts = new double[n];
    for (int i = 0; i < n; i++) {
      int at = next[customer[i]]++;
      ticks[at] = tick[i];
      amounts[at] = amount[i];
    }
    int kept = 0;
    for (int c = 0; c < customers; c++) {
      int from = first[c];
      sort(ticks, amounts, from, first[c + 1]);
      first[c] = kept;
      for (int k = from; k < first[c + 1]; k++) {
        if (kept > first[c] && ticks[kept - 1] == ticks[k]) {
          amounts[kept - 1] += amounts[k];
        } else {
          ticks[kept] = ticks[k];
          amounts[kept++] = amounts[k];
        }
      }
    }
    first[customers] = kept;
    return new PurchaseLog(
        ticksPerWeek, first, Arrays.copyOf(ticks, kept), Arrays.copyOf(amounts, kept));
  }

  /** How many customers, those without a purchase too. */
  public int customers() {
    return first.length - 1;
  }

  /** How many purchases. */
  public int purchases() {
    return ticks.length;
  }

  /** How many ticks a week has. */
  public double ticksPerWeek() {
    return ticksPerWeek;
  }

  /** The place of customer {@code c}'s first purchase; those up to {@code start(c + 1)} are his. */
  public int start(int c) {
    return first[c];
  }

  /** When the purchase at a place was, in ticks; ascending for one customer. */
  public long tick(int place) {
    return ticks[place];
  }

  /** What the purchase at a place was worth. */
  public double amount(int place) {
    return amounts[place];
  }

  /**
   * What was known at the end of {@code end}: the customers who had bought by then, in their order.
   *
   * @param end the last tick that is observed
   */
  public Observed asOf(long end) {
    int[] rows = IntStream.range(0, customers()).filter(c -> boughtBy(c, end)).toArray();
    int n = rows.length;
    int[] repeats = new int[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] logs = new double[n];
    double[] meanSpend = new double[n];
    for (int i = 0; i < n; i++) {
      int from = first[rows[i]];
      int to = from + 1;
      double spend = 0;
      while (to < first[rows[i] + 1] && ticks[to] <= end) {
        logs[i] += Math.log(weeks(ticks[to] - ticks[to - 1]));
        spend += amounts[to];
        to++;
      }
      repeats[i] = to - from - 1;
      recency[i] = weeks(ticks[to - 1] - ticks[from]);
      age[i] = weeks(end - ticks[from]);
      meanSpend[i] = repeats[i] == 0 ? 0 : spend / repeats[i];
    }
    return new Observed(rows, repeats, recency, age, logs, meanSpend);
  }

  /**
   * The log cut in two: what was known at the end of {@code end}, and what those customers bought
   * after it, {@code until} included.
   */
  public Split split(long end, long until) {
    if (until <= end) {
      throw new IllegalArgumentException(
          "Invalid hold-out: it ends at " + until + " (must be after " + end + ")");
    }
    Observed observed = asOf(end);
    int n = observed.customers();
    int[] later = new int[n];
    double[] spend = new double[n];
    int[] before = new int[n];
    for (int i = 0; i < n; i++) {
      int c = observed.customer(i);
      for (int k = first[c] + 1; k < first[c + 1]; k++) {
        if (ticks[k] > end && ticks[k] <= until) {
          later[i]++;
          spend[i] += amounts[k];
        }
        before[i] += ticks[k] <= end && ticks[k] > end - (until - end) ? 1 : 0;
      }
    }
    return new Split(observed, weeks(until - end), later, spend, before);
  }

  /**
   * Splits at earlier and earlier times, the latest first, each with a hold-out of {@code horizon}
   * ticks; none looks beyond {@code end}. Those at which nobody had bought are left out.
   *
   * @param count at most so many
   */
  public List<Split> rollingOrigins(long end, long horizon, int count) {
    List<Split> origins = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      long origin = end - k * horizon;
      if (IntStream.range(0, customers()).anyMatch(c -> boughtBy(c, origin))) {
        origins.add(split(origin, origin + horizon));
      }
    }
    return origins;
  }

  /** How many customers first bought on each day from {@code start} to {@code end}, long[days]. */
  public long[] newCustomersByDay(long start, long end) {
    long[] days = new long[days(start, end)];
    for (int c = 0; c < customers(); c++) {
      if (boughtBy(c, end) && ticks[first[c]] >= start) {
        days[day(start, ticks[first[c]])]++;
      }
    }
    return days;
  }

  /**
   * Repeat purchases on each day from {@code start} to {@code until}, long[days], of the customers
   * who first bought from {@code start} to {@code end}.
   */
  public long[] repeatsByDay(long start, long end, long until) {
    long[] days = new long[days(start, until)];
    for (int c = 0; c < customers(); c++) {
      if (boughtBy(c, end) && ticks[first[c]] >= start) {
        for (int k = first[c] + 1; k < first[c + 1] && ticks[k] <= until; k++) {
          days[day(start, ticks[k])]++;
        }
      }
    }
    return days;
  }

  private boolean boughtBy(int c, long end) {
    return first[c] < first[c + 1] && ticks[first[c]] <= end;
  }

  private int days(long start, long end) {
    if (end < start) {
      throw new IllegalArgumentException(
          "Invalid end: " + end + " (must be from the start, " + start + ")");
    }
    return day(start, end) + 1;
  }

  private int day(long start, long tick) {
    return Math.toIntExact((long) Math.floor((tick - start) * 7 / ticksPerWeek));
  }

  private double weeks(long span) {
    return span / ticksPerWeek;
  }

  /** Ascending by time, then amount, so that the order of the rows leaves no trace in the sums. */
  private static void sort(long[] ticks, double[] amounts, int from, int to) {
    if (to - from <= INSERTED) {
      for (int i = from + 1; i < to; i++) {
        long tick = ticks[i];
        double amount = amounts[i];
        int k = i;
        while (k > from
            && (ticks[k - 1] > tick || (ticks[k - 1] == tick && amounts[k - 1] > amount))) {
          ticks[k] = ticks[k - 1];
          amounts[k] = amounts[k - 1];
          k--;
        }
        ticks[k] = tick;
        amounts[k] = amount;
      }
      return;
    }
    long[] t = Arrays.copyOfRange(ticks, from, to);
    double[] a = Arrays.copyOfRange(amounts, from, to);
    int[] order =
        IntStream.range(0, t.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> t[i]).thenComparingDouble(i -> a[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int k = 0; k < order.length; k++) {
      ticks[from + k] = t[order[k]];
      amounts[from + k] = a[order[k]];
    }
  }
}
