// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.AsOf;
import io.perennial.lake.ColumnType;
import io.perennial.lake.EventRow;
import io.perennial.lake.Field;
import io.perennial.lake.Fold;
import io.perennial.lake.RowWriter;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;

/**
 * Ten fields of one customer, as a feature family has them: counts, sums, first and last, gaps
 * between events, changes from one event to the next, and a window of 90 days before the instant.
 * {@code ten_fields_one.sql} and {@code ten_fields_many.sql} say the same.
 */
final class TenFields implements Fold<TenFields.State> {

  static final List<Field> WRITES =
      List.of(
          new Field("orders", ColumnType.LONG),
          new Field("returns", ColumnType.LONG),
          new Field("spend", ColumnType.DOUBLE),
          new Field("recency_micros", ColumnType.LONG),
          new Field("tenure_micros", ColumnType.LONG),
          new Field("active_days", ColumnType.LONG),
          new Field("longest_gap_micros", ColumnType.LONG),
          new Field("gap_squares", ColumnType.DOUBLE),
          new Field("category_switches", ColumnType.LONG),
          new Field("spend_90d", ColumnType.DOUBLE));

  @Serial private static final long serialVersionUID = 1;

  private static final long DAY = 86_400_000_000L;
  private static final long WINDOW = 90 * DAY;

  @Override
  public List<String> reads() {
    return List.of("type", "amount", "category");
  }

  @Override
  public List<Field> writes() {
    return WRITES;
  }

  @Override
  public State start() {
    return new State();
  }

  @Override
  public void add(State state, EventRow event) {
    long at = event.atMicros();
    String type = event.textAt(0);
    if (type.equals("order")) {
      state.orders++;
    } else if (type.equals("return")) {
      state.returns++;
    }
    double amount = event.isNull(1) ? 0 : event.doubleAt(1);
    state.spend += amount;
    String category = event.isNull(2) ? "" : event.textAt(2);
    if (state.events == 0) {
      state.first = at;
      state.activeDays = 1;
    } else {
      long gap = at - state.last;
      double days = gap / 8.64e10;
      state.longestGap = Math.max(state.longestGap, gap);
      state.gapSquares += days * days;
      state.activeDays += Math.floorDiv(at, DAY) > Math.floorDiv(state.last, DAY) ? 1 : 0;
      state.switches += category.equals(state.category) ? 0 : 1;
    }
    state.last = at;
    state.category = category;
    state.events++;
    state.remember(at, amount);
  }

  @Override
  public void read(State state, AsOf asOf, RowWriter out) {
    out.setLong(0, state.orders);
    out.setLong(1, state.returns);
    out.setDouble(2, state.spend);
    out.setLong(3, asOf.micros() - state.last);
    out.setLong(4, asOf.micros() - state.first);
    out.setLong(5, state.activeDays);
    out.setLong(6, state.longestGap);
    out.setDouble(7, state.gapSquares);
    out.setLong(8, state.switches);
    out.setDouble(9, state.spendSince(asOf.micros() - WINDOW));
  }

  /** What is known of one customer; the events of the last 90 days one by one. */
  static final class State {

    private long events;
    private long orders;
    private long returns;
    private double spend;
    private long first;
    private long last;
    private long activeDays;
    private long longestGap;
    private double gapSquares;
    private long switches;
    private String category = "";

    private long[] times = new long[4];
    private double[] amounts = new double[4];
    private int from;
    private int to;

    private void remember(long at, double amount) {
      forgetBefore(at - WINDOW);
      if (to == times.length) {
        int kept = to - from;
        int room = Math.max(4, 2 * kept);
        long[] roomierTimes = new long[room];
        System.arraycopy(times, from, roomierTimes, 0, kept);
        amounts = Arrays.copyOf(Arrays.copyOfRange(amounts, from, to), room);
        times = roomierTimes;
        from = 0;
        to = kept;
      }
      times[to] = at;
      amounts[to++] = amount;
    }

    private void forgetBefore(long instant) {
      while (from < to && times[from] < instant) {
        from++;
      }
    }

    private double spendSince(long instant) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += times[i] >= instant ? amounts[i] : 0;
      }
      return sum;
    }
  }
}
