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
import java.util.Arrays;
import java.util.List;

/** How regularly a customer orders, and whether the next order is overdue by that. */
final class RhythmFamily implements FeatureFamily<RhythmFamily.Days> {
  private static final long serialVersionUID = 1;

  private static final String BELOW_TWO = "below two days with an order";

  private final LocalDays days;

  RhythmFamily(ZoneId zone) {
    days = new LocalDays(zone);
  }

  @Override
  public String name() {
    return "rhythm";
  }

  @Override
  public List<FeatureDefinition> features() {
    return new Columns(name(), EventType.ORDER)
        .number(
            "order_gap_median_days",
            "median time between days with an order",
            Unit.DAYS,
            BELOW_TWO,
            Kept.GROWING,
            "median of the gaps between local days with an order")
        .number(
            "order_gap_spread_days",
            "how much the times between orders differ",
            Unit.DAYS,
            BELOW_TWO,
            Kept.GROWING,
            "upper less lower quartile of the gaps, interpolated (Hyndman and Fan 1996, type 7)")
        .count(
            "order_gap_longest_days",
            "longest time between days with an order",
            Unit.DAYS,
            BELOW_TWO,
            Kept.GROWING,
            "longest gap")
        .count(
            "order_gap_last_days",
            "time between the last two days with an order",
            Unit.DAYS,
            BELOW_TWO,
            Kept.GROWING,
            "last gap")
        .number(
            "order_gap_drift",
            "whether orders come ever slower (above 0) or faster (below 0)",
            Unit.RATIO,
            "below four days with an order",
            Kept.GROWING,
            "least-squares slope of the gaps by their number, over their mean")
        .number(
            "overdue_ratio",
            "silence since the last order, by the customer's own rhythm: 1 is due, 3 is long overdue",
            Unit.RATIO,
            BELOW_TWO,
            Kept.GROWING,
            "days since the last day with an order over the median gap")
        .number(
            "silence_rank",
            "share of the customer's gaps that were shorter than the silence is now",
            Unit.SHARE,
            BELOW_TWO,
            Kept.GROWING,
            "gaps below the days since the last day with an order, over all gaps")
        .list();
  }

  @Override
  public List<String> reads() {
    return List.of();
  }

  @Override
  public Days start() {
    return new Days();
  }

  @Override
  public void add(Days state, int type, EventRow event) {
    state.add((int) days.of(event.atMicros()));
  }

  @Override
  public void read(Days state, AsOf asOf, RowWriter out) {
    int n = state.size - 1;
    if (n < 1) {
      return;
    }
    int[] gaps = new int[n];
    for (int i = 0; i < n; i++) {
      gaps[i] = state.day[i + 1] - state.day[i];
    }
    out.setLong(3, gaps[n - 1]);
    if (n > 2) {
      out.setDouble(4, drift(gaps));
    }
    Arrays.sort(gaps);
    double median = quantile(gaps, .5);
    out.setDouble(0, median);
    out.setDouble(1, quantile(gaps, .75) - quantile(gaps, .25));
    out.setLong(2, gaps[n - 1]);
    long silence = Math.max(0, days.of(asOf.micros() - 1) - state.day[n]);
    out.setDouble(5, silence / median);
    int shorter = 0;
    while (shorter < n && gaps[shorter] < silence) {
      shorter++;
    }
    out.setDouble(6, (double) shorter / n);
  }

  private static double drift(int[] gaps) {
    double mean = 0;
    for (int gap : gaps) {
      mean += gap;
    }
    mean /= gaps.length;
    double middle = (gaps.length - 1) / 2.0;
    double together = 0;
    double spread = 0;
    for (int i = 0; i < gaps.length; i++) {
      together += (i - middle) * (gaps[i] - mean);
      spread += (i - middle) * (i - middle);
    }
    return together / spread / mean;
  }

  private static double quantile(int[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public void write(Days state, DataOutput out) throws IOException {
    out.writeInt(state.size);
    for (int i = 0; i < state.size; i++) {
      out.writeInt(state.day[i]);
    }
  }

  @Override
  public Days restore(DataInput in) throws IOException {
    Days state = new Days();
    for (int left = in.readInt(); left > 0; left--) {
      state.add(in.readInt());
    }
    return state;
  }

  /** Days with an order, ascending and distinct. */
  static final class Days {
    private int[] day = new int[4];
    private int size;

    /** A day may begin twice where clocks go back. */
    private void add(int next) {
      if (size > 0 && next <= day[size - 1]) {
        return;
      }
      if (size == day.length) {
        day = Arrays.copyOf(day, 2 * size);
      }
      day[size++] = next;
    }
  }
}
