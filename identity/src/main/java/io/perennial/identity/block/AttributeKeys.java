// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;
import java.util.List;

/** The keys of all rows under one predicate. Made once per distinct value. */
final class AttributeKeys {

  private final RecordTable table;
  private final int attribute;
  private final int[] from;
  private final long[] keys;

  private AttributeKeys(RecordTable table, int attribute, int[] from, long[] keys) {
    this.table = table;
    this.attribute = attribute;
    this.from = from;
    this.keys = keys;
  }

  /** Where the attribute of a predicate stands in a table; -1 where the table has none. */
  static int place(RecordTable table, String attribute) {
    List<ComparedAttribute> all = table.attributes();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(attribute)) {
        return i;
      }
    }
    return -1;
  }

  /** The keys of a table's rows. O(distinct values). */
  static AttributeKeys of(RecordTable table, Predicate predicate) {
    int attribute = place(table, predicate.attribute());
    if (attribute < 0) {
      throw new IllegalArgumentException("Unknown attribute: " + predicate.attribute());
    }
    int distinct = table.distinct(attribute);
    int[] from = new int[distinct + 1];
    long[] keys = new long[Math.max(16, distinct)];
    ValueKeys found = new ValueKeys();
    int count = 0;
    for (int code = 0; code < distinct; code++) {
      from[code] = count;
      int more = found.find(predicate.form(), table.text(attribute, code));
      if (count + more > keys.length) {
        keys = Arrays.copyOf(keys, Math.addExact(keys.length, Math.max(more, keys.length / 2)));
      }
      for (int i = 0; i < more; i++) {
        keys[count++] = found.key(i);
      }
    }
    from[distinct] = count;
    return new AttributeKeys(table, attribute, from, keys);
  }

  /** Puts the distinct keys of a row into {@code into}, and answers how many there are. */
  int fill(int row, long[] into) {
    int count = 0;
    int values = table.values(attribute, row);
    for (int nth = 0; nth < values; nth++) {
      int code = table.value(attribute, row, nth);
      for (int i = from[code]; i < from[code + 1] && count < into.length; i++) {
        count = addIfNew(into, count, keys[i]);
      }
    }
    return count;
  }

  private static int addIfNew(long[] into, int count, long key) {
    for (int i = 0; i < count; i++) {
      if (into[i] == key) {
        return count;
      }
    }
    into[count] = key;
    return count + 1;
  }
}
