// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import java.util.Arrays;

/** Which segment each customer is in at an instant. Immutable. */
public final class Membership {

  /** In place of the id of a segment: in none, or not there at all. */
  public static final long NONE = 0;

  private final long[] customers;
  private final long[] segments;

  /**
   * @param customers ascending and distinct; kept, not copied
   * @param segments of each the id of its segment, above 0, or {@link #NONE}; kept, not copied
   */
  public Membership(long[] customers, long[] segments) {
    if (customers.length != segments.length) {
      throw new IllegalArgumentException(
          "Invalid segments: " + segments.length + " (must be " + customers.length + ")");
    }
    for (int i = 0; i < customers.length; i++) {
      if (i > 0 && customers[i] <= customers[i - 1]) {
        throw new IllegalArgumentException(
            "Invalid customers: " + customers[i] + " (must be ascending and distinct)");
      }
      if (segments[i] < 0) {
        throw new IllegalArgumentException(
            "Invalid segment id: " + segments[i] + " (must be >= 0)");
      }
    }
    this.customers = customers;
    this.segments = segments;
  }

  /** What is done with a customer's segments at two instants. */
  @FunctionalInterface
  interface Step {
    void from(long before, long after);
  }

  /** How many customers there are. */
  public int count() {
    return customers.length;
  }

  /** The segment of a customer, or {@link #NONE}. O(log n). */
  public long of(long customer) {
    int at = Arrays.binarySearch(customers, customer);
    return at < 0 ? NONE : segments[at];
  }

  /** Calls {@code step} for every customer who is in a segment at one of the instants. O(n). */
  void forEach(Membership later, Step step) {
    int a = 0;
    int b = 0;
    while (a < customers.length || b < later.customers.length) {
      boolean here =
          b == later.customers.length
              || (a < customers.length && customers[a] <= later.customers[b]);
      boolean there =
          a == customers.length
              || (b < later.customers.length && later.customers[b] <= customers[a]);
      long before = here ? segments[a++] : NONE;
      long after = there ? later.segments[b++] : NONE;
      if (before != NONE || after != NONE) {
        step.from(before, after);
      }
    }
  }
}
