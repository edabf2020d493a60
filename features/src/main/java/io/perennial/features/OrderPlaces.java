// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * To which purchase each order of one customer belongs: a map of longs to ints, grown as needed.
 */
final class OrderPlaces {

  private long[] orders = new long[8];
  private int[] places = new int[8];
  private int count;

  /** The purchase of an order; -1 when it is new. */
  int of(long order) {
    return places[slot(order)] - 1;
  }

  void put(long order, int purchase) {
    if (2 * count >= orders.length) {
      grow();
    }
    int slot = slot(order);
    count += places[slot] == 0 ? 1 : 0;
    orders[slot] = order;
    places[slot] = purchase + 1;
  }

  /** Writes them by order, so that equal maps are equal bytes. */
  void write(DataOutput out) throws IOException {
    long[] sorted = new long[count];
    int n = 0;
    for (int i = 0; i < orders.length; i++) {
      if (places[i] != 0) {
        sorted[n++] = orders[i];
      }
    }
    Arrays.sort(sorted);
    out.writeInt(count);
    for (long order : sorted) {
      out.writeLong(order);
      out.writeInt(places[slot(order)]);
    }
  }

  /** Adds what was written. */
  void restore(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      put(in.readLong(), in.readInt() - 1);
    }
  }

  private int slot(long order) {
    int slot = (int) ((order * 0x9E3779B97F4A7C15L) >>> 32) & (orders.length - 1);
    while (places[slot] != 0 && orders[slot] != order) {
      slot = (slot + 1) & (orders.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldOrders = orders;
    int[] oldPlaces = places;
    orders = new long[2 * oldOrders.length];
    places = new int[orders.length];
    Arrays.fill(places, 0);
    for (int i = 0; i < oldOrders.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldOrders[i]);
        orders[slot] = oldOrders[i];
        places[slot] = oldPlaces[i];
      }
    }
  }
}
