// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often one customer had each key, by day: entries in order of days, each of one key and day. A
 * map of longs without objects. Not safe for use by many threads.
 *
 * <p>What is told of a window adds its entries from the newest to the oldest, so that it does not
 * depend on which older entries are still there.
 */
final class KeyCounts {

  private static final double LOG_2 = StrictMath.log(2);

  /** n log2 n of small counts. */
  private static final double[] LOGS = new double[1024];

  static {
    for (int n = 2; n < LOGS.length; n++) {
      LOGS[n] = n * (StrictMath.log(n) / LOG_2);
    }
  }

  private final int[] windows;
  private final int longest;
  private final boolean ofAll;
  private final boolean entropy;

  private int keys;
  private long[] key = new long[8];
  private int[] slotOf = new int[8];
  private int[] lastEntry = new int[8];

  /** Weight of entries that are no longer there, of keys of which all is told. */
  private long[] gone = new long[8];

  private int[] slots = new int[16];

  private int entries;
  private int[] day = new int[8];
  private int[] of = new int[8];
  private long[] weight = new long[8];

  private long[] sums = new long[8];
  private int[] touched = new int[8];

  /** By window, behind them of all: what {@link #read} found. */
  private final int[] distinct;

  private final double[] topShare;
  private final double[] bits;

  KeyCounts(int[] windows, boolean ofAll, boolean entropy) {
    this.windows = windows;
    this.ofAll = ofAll;
    this.entropy = entropy;
    longest = windows.length == 0 ? -1 : windows[windows.length - 1];
    distinct = new int[windows.length + 1];
    topShare = new double[windows.length + 1];
    bits = new double[windows.length + 1];
    Arrays.fill(slots, -1);
  }

  /** Forgets all, and keeps the room. */
  void clear() {
    for (int i = 0; i < keys; i++) {
      slots[slotOf[i]] = -1;
    }
    keys = 0;
    entries = 0;
  }

  void add(int today, long number, long by) {
    if (by <= 0) {
      return;
    }
    int id = id(number);
    if (longest < 0) {
      gone[id] += by;
      return;
    }
    int last = lastEntry[id];
    if (last >= 0 && day[last] == today) {
      weight[last] += by;
      return;
    }
    if (entries == day.length) {
      makeRoom(today);
      id = id(number);
    }
    lastEntry[id] = entries;
    append(today, id, by);
  }

  private void append(int today, int id, long by) {
    day[entries] = today;
    of[entries] = id;
    weight[entries++] = by;
  }

  private int id(long number) {
    int slot = slot(number);
    if (slots[slot] >= 0) {
      return slots[slot];
    }
    if (2 * keys >= slots.length - 1) {
      growSlots();
      slot = slot(number);
    }
    if (keys == key.length) {
      int room = 2 * keys;
      key = Arrays.copyOf(key, room);
      slotOf = Arrays.copyOf(slotOf, room);
      lastEntry = Arrays.copyOf(lastEntry, room);
      gone = Arrays.copyOf(gone, room);
      sums = Arrays.copyOf(sums, room);
      touched = Arrays.copyOf(touched, room);
    }
    slots[slot] = keys;
    key[keys] = number;
    slotOf[keys] = slot;
    lastEntry[keys] = -1;
    gone[keys] = 0;
    sums[keys] = 0;
    return keys++;
  }

  private int slot(long number) {
    int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> 32) & (slots.length - 1);
    while (slots[slot] >= 0 && key[slots[slot]] != number) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, -1);
    for (int i = 0; i < keys; i++) {
      int slot = slot(key[i]);
      slots[slot] = i;
      slotOf[i] = slot;
    }
  }

  /** Lets go of entries that no window can reach any more; takes more room if that was little. */
  private void makeRoom(int today) {
    int first = 0;
    while (first < entries && day[first] < today - longest) {
      gone[of[first]] += weight[first];
      first++;
    }
    if (first > 0) {
      keep(first);
    }
    if (2 * entries > day.length) {
      int room = 2 * day.length;
      day = Arrays.copyOf(day, room);
      of = Arrays.copyOf(of, room);
      weight = Arrays.copyOf(weight, room);
    }
  }

  private void keep(int first) {
    long[] keyOf = ofAll ? new long[0] : new long[entries];
    for (int i = first; i < entries && !ofAll; i++) {
      keyOf[i] = key[of[i]];
    }
    int old = entries;
    if (ofAll) {
      Arrays.fill(lastEntry, 0, keys, -1);
      entries = 0;
    } else {
      // keys without entries are let go of, too
      clear();
    }
    for (int i = first; i < old; i++) {
      int id = ofAll ? of[i] : id(keyOf[i]);
      lastEntry[id] = entries;
      append(day[i], id, weight[i]);
    }
  }

  /** Finds what there is to tell as of a day. */
  void read(int asOfDay) {
    int next = entries;
    int found = 0;
    long total = 0;
    for (int w = 0; w < windows.length; w++) {
      int from = asOfDay - windows[w];
      while (next > 0 && day[next - 1] >= from) {
        next--;
        found = touch(of[next], weight[next], found);
        total += weight[next];
      }
      note(w, found, total);
    }
    if (ofAll) {
      while (next > 0) {
        next--;
        found = touch(of[next], weight[next], found);
        total += weight[next];
      }
      for (int i = 0; i < keys; i++) {
        if (gone[i] > 0) {
          found = touch(i, gone[i], found);
          total += gone[i];
        }
      }
      // in the order of the keys: what entries are still there must leave no trace
      Arrays.sort(touched, 0, found);
      note(windows.length, found, total);
    }
    for (int i = 0; i < found; i++) {
      sums[touched[i]] = 0;
    }
  }

  private int touch(int id, long by, int found) {
    boolean isNew = sums[id] == 0;
    sums[id] += by;
    if (isNew) {
      touched[found] = id;
      return found + 1;
    }
    return found;
  }

  private void note(int window, int found, long total) {
    distinct[window] = found;
    if (found == 0) {
      topShare[window] = Double.NaN;
      bits[window] = Double.NaN;
      return;
    }
    long top = 0;
    double logs = 0;
    for (int i = 0; i < found; i++) {
      long sum = sums[touched[i]];
      top = Math.max(top, sum);
      if (entropy) {
        logs += log(sum);
      }
    }
    topShare[window] = (double) top / total;
    // of one key it is 0, to the last bit
    bits[window] = found == 1 ? 0 : Math.max(0, (log(total) - logs) / total);
  }

  private static double log(long n) {
    return n < LOGS.length ? LOGS[(int) n] : n * (StrictMath.log((double) n) / LOG_2);
  }

  int distinct(int window) {
    return distinct[window];
  }

  double topShare(int window) {
    return topShare[window];
  }

  /** Entropy. */
  double bits(int window) {
    return bits[window];
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(keys);
    for (int i = 0; i < keys; i++) {
      out.writeLong(key[i]);
      out.writeLong(gone[i]);
    }
    out.writeInt(entries);
    for (int i = 0; i < entries; i++) {
      out.writeInt(day[i]);
      out.writeInt(of[i]);
      out.writeLong(weight[i]);
    }
  }

  void restore(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      int id = id(in.readLong());
      gone[id] = in.readLong();
    }
    for (int left = in.readInt(); left > 0; left--) {
      if (entries == day.length) {
        day = Arrays.copyOf(day, 2 * entries);
        of = Arrays.copyOf(of, 2 * entries);
        weight = Arrays.copyOf(weight, 2 * entries);
      }
      int today = in.readInt();
      int id = in.readInt();
      lastEntry[id] = entries;
      append(today, id, in.readLong());
    }
  }
}
