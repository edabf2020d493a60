// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows of each customer, and the customer of each row. Customers are numbered as their ids
 * ascend. 8 bytes a row and 12 a customer. Immutable.
 */
final class CustomerRows {

  private final long[] ids;
  private final int[] customerOf;
  private final int[] from;
  private final int[] rows;

  /**
   * @param customers the id of each row's customer
   */
  CustomerRows(long[] customers) {
    ids = Arrays.stream(customers).sorted().distinct().toArray();
    customerOf = new int[customers.length];
    from = new int[ids.length + 1];
    for (int row = 0; row < customers.length; row++) {
      customerOf[row] = Arrays.binarySearch(ids, customers[row]);
      from[customerOf[row] + 1]++;
    }
    for (int customer = 0; customer < ids.length; customer++) {
      from[customer + 1] += from[customer];
    }
    rows = new int[customers.length];
    int[] next = Arrays.copyOf(from, ids.length);
    for (int row = 0; row < customers.length; row++) {
      rows[next[customerOf[row]]++] = row;
    }
  }

  /** The customer of a row. */
  int customer(int row) {
    return customerOf[row];
  }

  /** The id of a customer. */
  long id(int customer) {
    return ids[customer];
  }

  /** How many rows a customer has. */
  int size(int customer) {
    return from[customer + 1] - from[customer];
  }

  /** The rows of a customer, ascending; of more than {@code most} as many, evenly spread. */
  int[] spread(int customer, int most) {
    int size = size(customer);
    int count = Math.min(size, most);
    return IntStream.range(0, count)
        .map(i -> rows[from[customer] + (int) ((long) i * size / count)])
        .toArray();
  }
}
