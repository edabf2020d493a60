// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.lake.EventRow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What declared features keep of one customer: cells of longs and values of doubles for each day
 * with an event, and what lies before them in one. Not safe for use by many threads.
 */
public final class AggregateState {

  private static final int FIRST_ROOM = 8;
  private static final int NO_DAY = Integer.MIN_VALUE;
  private static final long NEVER = Long.MIN_VALUE;

  /** Visits are apart when nothing happened for so long. */
  static final long PAUSE_MICROS = 30 * 60 * 1_000_000L;

  private final Plan plan;
  private final Decay[] decays;

  int days;
  int[] day = new int[FIRST_ROOM];
  long[] cells;
  double[] values;

  /** What was let go of: all days before the first that is kept. */
  final long[] goneCells;

  final double[] goneValues;

  final int[] firstDay;
  final int[] lastDay;
  private final long[] lastVisit;
  final double[] decayed;
  private final int[] decayedDay;
  final KeyCounts[] keys;

  private final KeyTexts texts = new KeyTexts();
  private final double[] measure;
  private final long[] ticks;

  /** By measure that is summed exactly: how much was added to and taken from any sum of it. */
  final long[] sizes;

  /** Sums of cells by window, and of all. */
  final long[] sums;

  /** The first of the days that are in each window. */
  final int[] start;

  private final Reading reading;

  AggregateState(Plan plan, Decay[] decays) {
    this.plan = plan;
    this.decays = decays;
    cells = new long[FIRST_ROOM * plan.cells];
    values = new double[FIRST_ROOM * plan.blank.length];
    goneCells = new long[plan.cells];
    goneValues = plan.blank.clone();
    firstDay = new int[plan.sinces];
    lastDay = new int[plan.sinces];
    lastVisit = new long[plan.visits];
    decayed = new double[decays.length];
    decayedDay = new int[decays.length];
    keys = new KeyCounts[plan.keyColumn.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new KeyCounts(plan.keyWindows[i], plan.keyOfAll[i], plan.keyEntropy[i]);
    }
    measure = new double[plan.measureColumn.length];
    ticks = new long[plan.measureColumn.length];
    sizes = new long[plan.measureColumn.length];
    sums = new long[(plan.windows.length + 1) * plan.cells];
    start = new int[plan.windows.length + 1];
    reading = new Reading(plan, this);
    begin();
  }

  private void begin() {
    Arrays.fill(firstDay, NO_DAY);
    Arrays.fill(lastDay, NO_DAY);
    Arrays.fill(lastVisit, NEVER);
  }

  /** Forgets all, and keeps the room. */
  void clear() {
    days = 0;
    Arrays.fill(goneCells, 0);
    System.arraycopy(plan.blank, 0, goneValues, 0, goneValues.length);
    Arrays.fill(sizes, 0);
    Arrays.fill(decayed, 0);
    Arrays.fill(decayedDay, 0);
    for (KeyCounts key : keys) {
      key.clear();
    }
    begin();
  }

  /** The place of a day among those that are kept; events come in order of time. */
  private int placeOf(int today) {
    if (days > 0 && day[days - 1] >= today) {
      // a day may begin twice where clocks go back
      return days - 1;
    }
    if (days == day.length) {
      makeRoom(today);
    }
    day[days] = today;
    int width = plan.cells;
    Arrays.fill(cells, days * width, (days + 1) * width, 0);
    System.arraycopy(plan.blank, 0, values, days * plan.blank.length, plan.blank.length);
    return days++;
  }

  private void makeRoom(int today) {
    int first = 0;
    while (first < days && day[first] < today - plan.longest) {
      Merge.cells(goneCells, cells, first, plan.cells);
      Merge.values(plan, goneValues, values, first);
      first++;
    }
    if (first > 0) {
      int kept = days - first;
      System.arraycopy(day, first, day, 0, kept);
      System.arraycopy(cells, first * plan.cells, cells, 0, kept * plan.cells);
      int width = plan.blank.length;
      System.arraycopy(values, first * width, values, 0, kept * width);
      days = kept;
    }
    if (2 * days > day.length) {
      grow(2 * day.length);
    }
  }

  private void grow(int room) {
    day = Arrays.copyOf(day, room);
    cells = Arrays.copyOf(cells, room * plan.cells);
    values = Arrays.copyOf(values, room * plan.blank.length);
  }

  void add(int today, int type, EventRow event) {
    int place = placeOf(today);
    for (int m : plan.measures[type]) {
      double value = event.doubleAt(plan.measureColumn[m]);
      measure[m] = Double.isFinite(value) ? value : Double.NaN;
      ticks[m] = plan.measureExact[m] ? Ticks.of(value) : Ticks.NONE;
      if (ticks[m] != Ticks.NONE) {
        sizes[m] = Ticks.more(sizes[m], ticks[m]);
      }
    }
    apply(plan.always[type], place, event);
    long[] asked = plan.asked[type];
    for (int word = 0; word < asked.length; word++) {
      long bits = asked[word] == 0 ? 0 : event.longAt(plan.conditionColumn[word]) & asked[word];
      while (bits != 0) {
        int bit = Long.numberOfTrailingZeros(bits);
        apply(plan.onBit[type][word * 64 + bit], place, event);
        bits &= bits - 1;
      }
    }
  }

  private void apply(int[] operations, int place, EventRow event) {
    int today = day[place];
    int cell = place * plan.cells;
    int value = place * plan.blank.length;
    for (int operation : operations) {
      int slot = plan.opSlot[operation];
      int m = plan.opMeasure[operation];
      switch (plan.op[operation]) {
        case Op.COUNT -> cells[cell + slot]++;
        case Op.MARK -> cells[cell + slot] = 1;
        case Op.COUNT_VALUES -> cells[cell + slot] += Double.isNaN(measure[m]) ? 0 : 1;
        case Op.ADD_TICKS -> cells[cell + slot] += ticks[m] == Ticks.NONE ? 0 : ticks[m];
        case Op.VISIT -> {
          long at = event.atMicros();
          if (lastVisit[m] == NEVER || at - lastVisit[m] > PAUSE_MICROS) {
            cells[cell + slot]++;
          }
          lastVisit[m] = at;
        }
        case Op.SINCE -> {
          firstDay[slot] = firstDay[slot] == NO_DAY ? today : firstDay[slot];
          lastDay[slot] = today;
        }
        case Op.DECAY -> decay(slot, today, m < 0 ? 1 : measure[m]);
        case Op.KEY -> count(slot, today, m < 0 ? 1 : ticks[m], event);
        default -> {
          double by = measure[m];
          if (!Double.isNaN(by)) {
            Merge.value(plan.op[operation], values, value + slot, by);
          }
        }
      }
    }
  }

  private void decay(int slot, int today, double by) {
    if (!Double.isNaN(by)) {
      if (today > decayedDay[slot]) {
        decayed[slot] = decayed[slot] * decays[slot].after(today - decayedDay[slot]);
        decayedDay[slot] = today;
      }
      decayed[slot] += by;
    }
  }

  private void count(int track, int today, long by, EventRow event) {
    int column = plan.keyColumn[track];
    if (!event.isNull(column)) {
      long number = plan.keyIsText[track] ? texts.of(event.textAt(column)) : event.longAt(column);
      keys[track].add(today, number, by);
    }
  }

  Reading reading() {
    return reading;
  }

  /** The decayed sum as of a day. */
  double decayed(int slot, int onDay) {
    int gap = onDay - decayedDay[slot];
    return gap > 0 ? decayed[slot] * decays[slot].after(gap) : decayed[slot];
  }

  boolean happened(int since) {
    return lastDay[since] != NO_DAY;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(days);
    for (int i = 0; i < days; i++) {
      out.writeInt(day[i]);
    }
    Numbers.write(cells, days * plan.cells, out);
    Numbers.write(values, days * plan.blank.length, out);
    Numbers.write(goneCells, plan.cells, out);
    Numbers.write(goneValues, goneValues.length, out);
    for (int i = 0; i < firstDay.length; i++) {
      out.writeInt(firstDay[i]);
      out.writeInt(lastDay[i]);
    }
    Numbers.write(lastVisit, lastVisit.length, out);
    Numbers.write(sizes, sizes.length, out);
    Numbers.write(decayed, decayed.length, out);
    for (int at : decayedDay) {
      out.writeInt(at);
    }
    for (KeyCounts key : keys) {
      key.write(out);
    }
  }

  void restore(DataInput in) throws IOException {
    days = in.readInt();
    if (days > day.length) {
      grow(Integer.highestOneBit(days) * 2);
    }
    for (int i = 0; i < days; i++) {
      day[i] = in.readInt();
    }
    Numbers.read(cells, days * plan.cells, in);
    Numbers.read(values, days * plan.blank.length, in);
    Numbers.read(goneCells, plan.cells, in);
    Numbers.read(goneValues, goneValues.length, in);
    for (int i = 0; i < firstDay.length; i++) {
      firstDay[i] = in.readInt();
      lastDay[i] = in.readInt();
    }
    Numbers.read(lastVisit, lastVisit.length, in);
    Numbers.read(sizes, sizes.length, in);
    Numbers.read(decayed, decayed.length, in);
    for (int i = 0; i < decayedDay.length; i++) {
      decayedDay[i] = in.readInt();
    }
    for (KeyCounts key : keys) {
      key.restore(in);
    }
  }
}
