// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.lake.RowWriter;
import java.util.Arrays;

/** What declared features are as of an instant: told of a state, which it does not change. */
final class Reading {

  private final Plan plan;
  private final AggregateState state;
  private int asOfDay;
  private int lastDay;

  /** Sums by period, for trends. */
  private final double[] y = new double[Plan.TREND_PERIODS];

  /** Three values, for what is made of the values of several days. */
  private final double[] made = new double[3];

  Reading(Plan plan, AggregateState state) {
    this.plan = plan;
    this.state = state;
  }

  /**
   * Writes all features.
   *
   * @param day the day of the instant
   * @param last the last day that has begun before it
   */
  void write(int day, int last, RowWriter out) {
    asOfDay = day;
    lastDay = last;
    sum();
    for (KeyCounts key : state.keys) {
      key.read(asOfDay);
    }
    boolean all = true;
    for (long size : state.sizes) {
      all &= size != Ticks.TOO_LARGE;
    }
    for (int i = 0; i < plan.tell.length; i++) {
      if (all || !isTooLarge(plan.tellMeasure[i])) {
        tell(i, out);
      }
    }
  }

  /** Whether a sum of a measure might not fit a long. */
  private boolean isTooLarge(int measure) {
    return measure >= 0 && state.sizes[measure] == Ticks.TOO_LARGE;
  }

  /** Sums cells over the days of each window: from the newest, as longs may be. */
  private void sum() {
    int width = plan.cells;
    long[] sums = state.sums;
    long[] cells = state.cells;
    Arrays.fill(sums, 0, width, 0);
    int next = state.days;
    for (int w = 0; w <= plan.windows.length; w++) {
      int at = w * width;
      if (w > 0) {
        System.arraycopy(sums, at - width, sums, at, width);
      }
      int from = w < plan.windows.length ? asOfDay - plan.windows[w] : Integer.MIN_VALUE;
      while (next > 0 && state.day[next - 1] >= from) {
        next--;
        int cell = next * width;
        for (int i = 0; i < width; i++) {
          sums[at + i] += cells[cell + i];
        }
      }
      state.start[w] = next;
    }
    int all = plan.windows.length * width;
    for (int i = 0; i < width; i++) {
      sums[all + i] += state.goneCells[i];
    }
  }

  private void tell(int feature, RowWriter out) {
    int slot = plan.tellSlot[feature];
    int other = plan.tellOther[feature];
    int window = plan.tellWindow[feature];
    switch (plan.tell[feature]) {
      case Tell.COUNT -> out.setLong(feature, cell(slot, window));
      case Tell.MONEY -> out.setDouble(feature, cell(slot, window) / Ticks.PER_ONE);
      case Tell.MONEY_MEAN ->
          set(out, feature, cell(slot, window) / Ticks.PER_ONE / cell(other, window));
      case Tell.SUM -> out.setDouble(feature, value(slot, window, Op.ADD));
      case Tell.MEAN -> set(out, feature, value(slot, window, Op.ADD) / cell(other, window));
      case Tell.MIN -> set(out, feature, value(slot, window, Op.MIN));
      case Tell.MAX -> set(out, feature, value(slot, window, Op.MAX));
      case Tell.FIRST -> set(out, feature, value(slot, window, Op.FIRST));
      case Tell.LAST -> set(out, feature, value(slot, window, Op.LAST));
      case Tell.DEVIATION -> {
        double n = value(slot, window, Op.MOMENTS);
        set(out, feature, n < 2 ? Double.NaN : Math.sqrt(made[2] / (n - 1)));
      }
      case Tell.CELL_SHARE -> set(out, feature, (double) cell(slot, window) / cell(other, window));
      case Tell.SHARE -> {
        double part = value(slot, window, Op.ADD);
        set(out, feature, part / value(other, window, Op.ADD));
      }
      case Tell.SINCE_LAST -> since(out, feature, slot, state.lastDay);
      case Tell.SINCE_FIRST -> since(out, feature, slot, state.firstDay);
      case Tell.DECAYED -> out.setDouble(feature, state.decayed(slot, lastDay));
      case Tell.CELL_TREND, Tell.TREND -> set(out, feature, trend(feature));
      case Tell.DISTINCT -> out.setLong(feature, state.keys[slot].distinct(window));
      case Tell.ENTROPY -> set(out, feature, state.keys[slot].bits(window));
      default -> set(out, feature, state.keys[slot].topShare(window));
    }
  }

  /** Sets what is a number; 0 over 0, and the like, are none. */
  private static void set(RowWriter out, int feature, double value) {
    if (Double.isFinite(value)) {
      out.setDouble(feature, value);
    }
  }

  private long cell(int slot, int window) {
    return state.sums[window * plan.cells + slot];
  }

  /** The value over the days of a window, from the oldest; of moments, the first of three. */
  private double value(int slot, int window, int op) {
    int width = plan.blank.length;
    int parts = op == Op.MOMENTS ? 3 : 1;
    boolean all = window == plan.windows.length;
    System.arraycopy(all ? state.goneValues : plan.blank, slot, made, 0, parts);
    for (int i = state.start[window]; i < state.days; i++) {
      Merge.day(op, made, 0, state.values, i * width + slot);
    }
    return made[0];
  }

  private void since(RowWriter out, int feature, int slot, int[] days) {
    if (state.happened(slot)) {
      out.setLong(feature, Math.max(0, lastDay - days[slot]));
    }
  }

  /**
   * The slope of a line through the sums of the last periods of 30 days, by least squares; periods
   * before the first event do not count. Not a number below three periods.
   */
  private double trend(int feature) {
    int since = plan.tellOther[feature];
    int periods =
        state.happened(since)
            ? Math.min(Plan.TREND_PERIODS, (asOfDay - state.firstDay[since]) / Plan.TREND_DAYS)
            : 0;
    if (periods < 3) {
      return Double.NaN;
    }
    Arrays.fill(y, 0);
    int slot = plan.tellSlot[feature];
    boolean isCell = plan.tell[feature] == Tell.CELL_TREND;
    int ago = 0;
    int from = asOfDay - Plan.TREND_DAYS;
    // the day of the instant belongs to the newest period
    for (int i = state.days - 1; i >= 0; i--) {
      while (state.day[i] < from && ago < periods) {
        ago++;
        from -= Plan.TREND_DAYS;
      }
      if (ago == periods) {
        break;
      }
      y[periods - 1 - ago] +=
          isCell ? state.cells[i * plan.cells + slot] : state.values[i * plan.blank.length + slot];
    }
    double middle = (periods - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < periods; i++) {
      xy += (i - middle) * y[i];
      xx += (i - middle) * (i - middle);
    }
    return xy / xx / plan.tellWindow[feature];
  }
}
