// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.domain.AsOf;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The purchases of one customer, built an event at a time, in order of time. Pure: needs no lake.
 * About 40 bytes a purchase. Not safe for use by many threads.
 *
 * <p>Money is counted in ten-thousandths, so that sums are exact whatever the order.
 *
 * <p>Returns are netted. A return of an order that is known is taken from that purchase; any other
 * from the latest purchase that is worth at least as much, or, where none is, from the latest
 * backwards. What is left then is money of purchases before the data begin: it counts as returned,
 * and from no purchase. A purchase that was wholly returned is no purchase.
 */
public final class PurchaseHistory {

  /** Stands for: the event belongs to no order that is known. */
  public static final long NO_ORDER = -1;

  private static final double TICKS = 1e4;

  /** No money is so much: what DECIMAL(18, 4) cannot hold either. */
  private static final double TOO_MUCH = 1e14;

  private static final double MICROS_PER_WEEK = 7 * 86_400e6;
  private static final double DAYS_PER_WEEK = 7;

  /** Two orders of one instant are a second apart to the logarithm. */
  private static final double LEAST_LOGGED_WEEKS = 1e6 / MICROS_PER_WEEK;

  private final boolean byDay;
  private final LocalDays days;

  /** To which purchase each order belongs. */
  private final LongInts places = new LongInts();

  private int count;
  private long[] at = new long[4];
  private long[] day = new long[4];
  private long[] net = new long[4];
  private boolean[] returned = new boolean[4];

  /** One more than the purchase that the gap was taken from; 0 for none yet. */
  private int[] gapFrom = {};

  private double[] gapLogs = {};

  private long lastOrder = NO_ORDER;
  private int lastPlace = -1;
  private int lastOfDay = -1;
  private long returns;
  private long returnedTicks;

  /** All that was paid or given back; the greatest long from where a sum may not fit one. */
  private long size;

  /** No purchase yet. */
  public PurchaseHistory(PurchaseRule rule) {
    this(rule.unit() == PurchaseRule.Unit.DAY, new LocalDays(rule.zone()));
  }

  PurchaseHistory(boolean byDay, LocalDays days) {
    this.byDay = byDay;
    this.days = days;
  }

  /**
   * A line of an order.
   *
   * @param micros when, not before earlier events
   * @param order a number of the order, the same for its lines and returns; or {@link #NO_ORDER}
   * @param amount money; not a number for unknown, which counts as nothing
   */
  public void order(long micros, long order, double amount) {
    long ticks = said(amount);
    if (order != NO_ORDER && order == lastOrder && !byDay) {
      net[lastPlace] += ticks;
      return;
    }
    long today = days.of(micros);
    int place = byDay ? ofDay(today) : order == NO_ORDER ? ofDay(today) : places.get(order);
    if (place < 0) {
      place = add(micros, today);
      if (byDay || order == NO_ORDER) {
        lastOfDay = place;
      }
    }
    if (order != NO_ORDER && order != lastOrder) {
      places.put(order, place);
      lastOrder = order;
      lastPlace = place;
    }
    net[place] += ticks;
  }

  /** The purchase of a day; -1 when there is none. A day may begin twice where clocks go back. */
  private int ofDay(long today) {
    return lastOfDay >= 0 && today <= day[lastOfDay] ? lastOfDay : -1;
  }

  private int add(long micros, long today) {
    if (count == at.length) {
      at = Arrays.copyOf(at, 2 * count);
      day = Arrays.copyOf(day, 2 * count);
      net = Arrays.copyOf(net, 2 * count);
      returned = Arrays.copyOf(returned, 2 * count);
    }
    at[count] = micros;
    day[count] = today;
    return count++;
  }

  /**
   * A line of a return.
   *
   * @param order the order of which something was returned; or {@link #NO_ORDER}
   * @param amount money, its sign does not matter; not a number for unknown, which nets nothing
   */
  public void giveBack(long order, double amount) {
    long ticks = Math.abs(said(amount));
    returns++;
    returnedTicks += ticks;
    net(order, ticks);
  }

  /**
   * A line by which an order ends that is then as if it had not been: nothing counts as returned.
   *
   * @param order the order; or {@link #NO_ORDER}
   * @param amount money, its sign does not matter; not a number for unknown, which nets nothing
   */
  public void reverse(long order, double amount) {
    net(order, Math.abs(said(amount)));
  }

  private void net(long order, long ticks) {
    int place = order == NO_ORDER ? -1 : places.get(order);
    if (place >= 0) {
      take(place, ticks);
      return;
    }
    for (int i = count - 1; i >= 0; i--) {
      if (net[i] >= ticks) {
        take(i, ticks);
        return;
      }
    }
    long left = ticks;
    for (int i = count - 1; i >= 0 && left > 0; i--) {
      left -= take(i, left);
    }
  }

  /** Takes money from a purchase, as far as there is any. */
  private long take(int place, long ticks) {
    long taken = Math.min(ticks, Math.max(0, net[place]));
    net[place] -= taken;
    returned[place] |= taken > 0;
    return taken;
  }

  private boolean counts(int purchase) {
    return !returned[purchase] || net[purchase] > 0;
  }

  /** A sum as money; not a number from where it may not fit a long. */
  private double money(long ticks) {
    return size == Long.MAX_VALUE ? Double.NaN : ticks / TICKS;
  }

  /** What is known just before {@code asOf}, of the events added so far. */
  public PurchaseSummary summary(AsOf asOf) {
    int n = 0;
    int first = -1;
    int last = -1;
    long spend = 0;
    double logs = 0;
    for (int i = 0; i < count; i++) {
      if (counts(i)) {
        if (first < 0) {
          first = i;
        } else {
          logs += gapLog(last, i);
        }
        last = i;
        spend += net[i];
        n++;
      }
    }
    if (n == 0) {
      return PurchaseSummary.none(returns, money(returnedTicks));
    }
    return new PurchaseSummary(
        n,
        weeks(first, last),
        age(first, asOf),
        money(spend),
        n == 1 ? Double.NaN : money(spend - net[first]) / (n - 1),
        at[first],
        at[last],
        deviation(first, weeks(first, last) / (n - 1), n - 1),
        logs,
        returns,
        money(returnedTicks));
  }

  /** The logarithm of the weeks between two purchases; asked for at each instant, made once. */
  private double gapLog(int from, int to) {
    if (gapFrom.length < count) {
      gapFrom = Arrays.copyOf(gapFrom, at.length);
      gapLogs = Arrays.copyOf(gapLogs, at.length);
    }
    if (gapFrom[to] != from + 1) {
      gapFrom[to] = from + 1;
      gapLogs[to] = StrictMath.log(Math.max(weeks(from, to), LEAST_LOGGED_WEEKS));
    }
    return gapLogs[to];
  }

  /** The standard deviation of the times between purchases, in weeks; not a number below two. */
  private double deviation(int first, double mean, int gaps) {
    if (gaps < 2) {
      return Double.NaN;
    }
    double squares = 0;
    int last = first;
    for (int i = first + 1; i < count; i++) {
      if (counts(i)) {
        double off = weeks(last, i) - mean;
        squares += off * off;
        last = i;
      }
    }
    return Math.sqrt(squares / (gaps - 1));
  }

  /** When the purchases that count began, microseconds, the oldest first; the caller's own. */
  public long[] moments() {
    return IntStream.range(0, count).filter(this::counts).mapToLong(i -> at[i]).toArray();
  }

  /** Money of the purchases that count, net of returns, in the order of {@link #moments()}. */
  public double[] amounts() {
    return IntStream.range(0, count)
        .filter(this::counts)
        .mapToDouble(i -> net[i] / TICKS)
        .toArray();
  }

  /** How many purchases began at {@code from} or later. */
  public int purchasesSince(AsOf from) {
    int n = 0;
    for (int i = count - 1; i >= 0 && !from.knows(at[i]); i--) {
      n += counts(i) ? 1 : 0;
    }
    return n;
  }

  /** Money of the purchases that began at {@code from} or later, less what was returned of them. */
  public double spendSince(AsOf from) {
    long spend = 0;
    for (int i = count - 1; i >= 0 && !from.knows(at[i]); i--) {
      spend += net[i];
    }
    return spend / TICKS;
  }

  /**
   * Money of all purchases, less what was returned of them, each at present value as of the first:
   * in the first place of all, then of those till each age, inclusive, double[ages + 1]. Not a
   * number without a purchase, or where a sum does not fit.
   *
   * @param ages in weeks after the first purchase, ascending
   * @param weeklyRate continuous rate of discount
   */
  double[] spendByAge(double[] ages, double weeklyRate) {
    double[] spend = new double[ages.length + 1];
    int first = -1;
    for (int i = 0; i < count; i++) {
      if (counts(i)) {
        first = first < 0 ? i : first;
        double age = weeks(first, i);
        double worth = net[i] / TICKS * StrictMath.exp(-weeklyRate * age);
        spend[0] += worth;
        for (int k = ages.length - 1; k >= 0 && age <= ages[k]; k--) {
          spend[k + 1] += worth;
        }
      }
    }
    if (first < 0 || size == Long.MAX_VALUE) {
      Arrays.fill(spend, Double.NaN);
    }
    return spend;
  }

  /** Purchases after the first, of a customer who first bought before {@code acquiredBefore}. */
  public int repeatsIfAcquiredBefore(AsOf acquiredBefore) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (counts(i)) {
        if (n == 0 && !acquiredBefore.knows(at[i])) {
          return 0;
        }
        n++;
      }
    }
    return Math.max(0, n - 1);
  }

  /** Writes all that is kept: what {@link #restore} makes the same history of. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(at[i]);
      out.writeLong(day[i]);
      out.writeLong(net[i]);
      out.writeBoolean(returned[i]);
    }
    out.writeLong(lastOrder);
    out.writeInt(lastPlace);
    out.writeInt(lastOfDay);
    out.writeLong(returns);
    out.writeLong(returnedTicks);
    out.writeLong(size);
    places.write(out);
  }

  /** Makes a history without a purchase, of the same rule, what {@link #write} wrote. */
  public void restore(DataInput in) throws IOException {
    int purchases = in.readInt();
    for (int i = 0; i < purchases; i++) {
      add(in.readLong(), in.readLong());
      net[i] = in.readLong();
      returned[i] = in.readBoolean();
    }
    lastOrder = in.readLong();
    lastPlace = in.readInt();
    lastOfDay = in.readInt();
    returns = in.readLong();
    returnedTicks = in.readLong();
    size = in.readLong();
    places.restore(in);
  }

  private double weeks(int from, int to) {
    return byDay ? (day[to] - day[from]) / DAYS_PER_WEEK : (at[to] - at[from]) / MICROS_PER_WEEK;
  }

  private double age(int first, AsOf asOf) {
    return byDay
        ? Math.max(0, days.of(asOf.micros() - 1) - day[first]) / DAYS_PER_WEEK
        : (asOf.micros() - at[first]) / MICROS_PER_WEEK;
  }

  /** An amount in ten-thousandths, whose size is noted. */
  private long said(double amount) {
    long ticks = Math.abs(amount) < TOO_MUCH ? Math.round(amount * TICKS) : 0;
    long sum = size + Math.abs(ticks);
    size = sum < 0 ? Long.MAX_VALUE : sum;
    return ticks;
  }
}
