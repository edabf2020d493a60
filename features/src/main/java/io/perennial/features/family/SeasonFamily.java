// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.family;

import io.perennial.domain.AsOf;
import io.perennial.domain.EventType;
import io.perennial.features.LocalDays;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.EventRow;
import io.perennial.lake.RowWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** When in the year, the week and the day a customer orders, by the calendar of a zone. */
final class SeasonFamily implements FeatureFamily<SeasonFamily.State> {
  private static final long serialVersionUID = 1;

  private static final int ORDERS = 0;
  private static final int MONTHS = 1;
  private static final int WEEKDAYS = MONTHS + 12;
  private static final int HOURS = WEEKDAYS + 7;
  private static final int HOLIDAYS = HOURS + 24;
  private static final int SIZE = HOLIDAYS + 1;

  private static final long HOUR = 3_600_000_000L;
  private static final int MORNING = 5;
  private static final int AFTERNOON = 11;
  private static final int EVENING = 17;
  private static final int NIGHT = 22;

  private static final String NO_ORDER = "without an order";

  private static final double LOG_2 = StrictMath.log(2);

  /** Up to so many orders the logarithms of shares are at hand: they are dear, and come again. */
  private static final int FEW = 64;

  private static final double[] SHARE_LOGS = new double[(FEW + 1) * (FEW + 1)];
  private static final double[] COSINES = new double[24];
  private static final double[] SINES = new double[24];

  static {
    for (int orders = 1; orders <= FEW; orders++) {
      for (int some = 1; some <= orders; some++) {
        SHARE_LOGS[orders * (FEW + 1) + some] = StrictMath.log((double) some / orders);
      }
    }
    for (int hour = 0; hour < 24; hour++) {
      double angle = 2 * Math.PI * hour / 24;
      COSINES[hour] = StrictMath.cos(angle);
      SINES[hour] = StrictMath.sin(angle);
    }
  }

  private final LocalDays days;

  SeasonFamily(ZoneId zone) {
    days = new LocalDays(zone);
  }

  @Override
  public String name() {
    return "season";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name(), EventType.ORDER)
        .number(
            "q1_order_share",
            "share of orders from January to March",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of the first quarter over orders")
        .number(
            "q2_order_share",
            "share of orders from April to June",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of the second quarter over orders")
        .number(
            "q3_order_share",
            "share of orders from July to September",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of the third quarter over orders")
        .number(
            "q4_order_share",
            "share of orders from October to December",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of the fourth quarter over orders")
        .number(
            "holiday_order_share",
            "share of orders from 20 November to 26 December",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those days over orders")
        .number(
            "weekend_order_share",
            "share of orders on a Saturday or Sunday",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those days over orders")
        .number(
            "morning_order_share",
            "share of orders from 5 to 11 o'clock",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those hours over orders")
        .number(
            "afternoon_order_share",
            "share of orders from 11 to 17 o'clock",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those hours over orders")
        .number(
            "evening_order_share",
            "share of orders from 17 to 22 o'clock",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those hours over orders")
        .number(
            "night_order_share",
            "share of orders from 22 to 5 o'clock",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "orders of those hours over orders")
        .count(
            "favourite_weekday",
            "day of the week of most orders: 1 Monday to 7 Sunday",
            Unit.COUNT,
            NO_ORDER,
            Kept.BOUNDED,
            "most frequent weekday of orders; of several the first in the week")
        .number(
            "month_entropy",
            "how evenly orders are spread over the months: 0 always the same, 3.6 all twelve alike",
            Unit.BITS,
            NO_ORDER,
            Kept.BOUNDED,
            "entropy of the months of orders")
        .number(
            "hour_concentration",
            "how much orders keep to one time of the day: 0 not at all, 1 always the same hour",
            Unit.SHARE,
            NO_ORDER,
            Kept.BOUNDED,
            "length of the mean direction of the hours of orders on the clock's circle")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of("order_key");
  }

  @Override
  public State start() {
    return new State(new OrderStarts());
  }

  @Override
  public void add(State state, int type, EventRow event) {
    long at = event.atMicros();
    if (!state.starts.begins(at, !event.isNull(0), event.longAt(0))) {
      return;
    }
    long[] counts = state.counts;
    long day = days.of(at);
    int monthDay = monthDay(day);
    counts[ORDERS]++;
    counts[MONTHS + monthDay / 100 - 1]++;
    counts[WEEKDAYS + (int) Math.floorMod(day + 3, 7L)]++;
    counts[HOURS + (int) (days.microsOfDay(at) / HOUR)]++;
    counts[HOLIDAYS] += monthDay >= 1120 && monthDay <= 1226 ? 1 : 0;
  }

  /**
   * Month × 100 + day of a day since 1970-01-01, without an object: Hinnant, "chrono-Compatible
   * Low-Level Date Algorithms", civil_from_days.
   */
  static int monthDay(long epochDay) {
    long shifted = epochDay + 719_468;
    long dayOfEra = Math.floorMod(shifted, 146_097L);
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * dayOfYear + 2) / 153;
    int day = (int) (dayOfYear - (153 * fromMarch + 2) / 5 + 1);
    int month = (int) (fromMarch < 10 ? fromMarch + 3 : fromMarch - 9);
    return 100 * month + day;
  }

  @Override
  public void read(State kept, AsOf asOf, RowWriter out) {
    long[] state = kept.counts;
    double orders = state[ORDERS];
    if (orders == 0) {
      return;
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      int first = MONTHS + 3 * quarter;
      out.setDouble(quarter, (state[first] + state[first + 1] + state[first + 2]) / orders);
    }
    out.setDouble(4, state[HOLIDAYS] / orders);
    out.setDouble(5, (state[WEEKDAYS + 5] + state[WEEKDAYS + 6]) / orders);
    long morning = hours(state, MORNING, AFTERNOON);
    long afternoon = hours(state, AFTERNOON, EVENING);
    long evening = hours(state, EVENING, NIGHT);
    out.setDouble(6, morning / orders);
    out.setDouble(7, afternoon / orders);
    out.setDouble(8, evening / orders);
    out.setDouble(9, (state[ORDERS] - morning - afternoon - evening) / orders);
    int favourite = 0;
    for (int day = 1; day < 7; day++) {
      favourite = state[WEEKDAYS + day] > state[WEEKDAYS + favourite] ? day : favourite;
    }
    out.setLong(10, favourite + 1L);
    out.setDouble(11, entropy(state));
    out.setDouble(12, concentration(state));
  }

  private static long hours(long[] state, int from, int to) {
    long orders = 0;
    for (int hour = from; hour < to; hour++) {
      orders += state[HOURS + hour];
    }
    return orders;
  }

  private static double entropy(long[] state) {
    double bits = 0;
    for (int month = 0; month < 12; month++) {
      if (state[MONTHS + month] > 0) {
        double share = (double) state[MONTHS + month] / state[ORDERS];
        bits -= share * shareLog(state[MONTHS + month], state[ORDERS]) / LOG_2;
      }
    }
    return Math.max(0, bits);
  }

  private static double shareLog(long some, long orders) {
    return orders <= FEW
        ? SHARE_LOGS[(int) (orders * (FEW + 1) + some)]
        : StrictMath.log((double) some / orders);
  }

  private static double concentration(long[] state) {
    double x = 0;
    double y = 0;
    for (int hour = 0; hour < 24; hour++) {
      x += state[HOURS + hour] * COSINES[hour];
      y += state[HOURS + hour] * SINES[hour];
    }
    return Math.min(1, Math.sqrt(x * x + y * y) / state[ORDERS]);
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    state.starts.write(out);
    for (long count : state.counts) {
      out.writeLong(count);
    }
  }

  @Override
  public State restore(DataInput in) throws IOException {
    State state = new State(OrderStarts.restore(in));
    for (int i = 0; i < SIZE; i++) {
      state.counts[i] = in.readLong();
    }
    return state;
  }

  /** What is kept of one customer. */
  static final class State {
    private final OrderStarts starts;
    private final long[] counts = new long[SIZE];

    private State(OrderStarts starts) {
      this.starts = starts;
    }
  }
}
