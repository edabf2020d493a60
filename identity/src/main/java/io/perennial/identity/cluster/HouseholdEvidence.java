// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What customers have in common beside themselves: 12 bytes a value while it is told. */
public final class HouseholdEvidence {

  /** What households share. */
  public enum Kind {
    /** A family name. */
    SURNAME,
    /** Where somebody lives, up to the door if that is known. */
    ADDRESS,
    /** A telephone number. */
    PHONE,
    /** A device or browser. */
    DEVICE
  }

  private final int customers;
  private final Map<Kind, Values> values = new EnumMap<>(Kind.class);

  /** Of customers 0 … n-1 nothing is known yet. */
  public HouseholdEvidence(int customers) {
    this.customers = customers;
    for (Kind kind : Kind.values()) {
      values.put(kind, new Values());
    }
  }

  /**
   * Says that a customer has a value; twice is once.
   *
   * @param value what is equal for equal values, such as a hash of their one form
   */
  public void add(Kind kind, int customer, long value) {
    if (customer < 0 || customer >= customers) {
      throw new IllegalArgumentException(
          "Invalid customer: " + customer + " (must be below " + customers + ")");
    }
    values.get(kind).add(customer, value);
  }

  int customers() {
    return customers;
  }

  /** Values as dense numbers, by customer and the other way round. */
  Index index(Kind kind) {
    return values.get(kind).index(customers);
  }

  private static final class Values {
    private int[] customers = new int[16];
    private long[] values = new long[16];
    private int count;

    void add(int customer, long value) {
      if (count == customers.length) {
        int room = count + (count >> 1);
        customers = Arrays.copyOf(customers, room);
        values = Arrays.copyOf(values, room);
      }
      customers[count] = customer;
      values[count++] = value;
    }

    Index index(int all) {
      long[] distinct = Arrays.stream(values, 0, count).sorted().distinct().toArray();
      long[] byCustomer = new long[count];
      for (int i = 0; i < count; i++) {
        byCustomer[i] = ((long) customers[i] << 32) | Arrays.binarySearch(distinct, values[i]);
      }
      byCustomer = Arrays.stream(byCustomer).sorted().distinct().toArray();
      Index index = new Index(all, distinct.length, byCustomer.length);
      for (long pair : byCustomer) {
        index.valueStart[(int) (pair >>> 32) + 1]++;
        index.customerStart[(int) pair + 1]++;
      }
      Arrays.parallelPrefix(index.valueStart, Integer::sum);
      Arrays.parallelPrefix(index.customerStart, Integer::sum);
      int[] next = index.customerStart.clone();
      for (int i = 0; i < byCustomer.length; i++) {
        int value = (int) byCustomer[i];
        index.values[i] = value;
        index.customers[next[value]++] = (int) (byCustomer[i] >>> 32);
      }
      return index;
    }
  }

  /**
   * The values of one kind: of customer c at valueStart[c], the customers of v at customerStart[v].
   */
  static final class Index {
    final int[] valueStart;
    final int[] values;
    final int[] customerStart;
    final int[] customers;

    Index(int customers, int values, int pairs) {
      valueStart = new int[customers + 1];
      this.values = new int[pairs];
      customerStart = new int[values + 1];
      this.customers = new int[pairs];
    }

    int customersOf(int value) {
      return customerStart[value + 1] - customerStart[value];
    }

    boolean has(int customer) {
      return valueStart[customer + 1] > valueStart[customer];
    }

    /** How many customers have any value. */
    int known() {
      int known = 0;
      for (int customer = 0; customer + 1 < valueStart.length; customer++) {
        known += has(customer) ? 1 : 0;
      }
      return known;
    }
  }
}
