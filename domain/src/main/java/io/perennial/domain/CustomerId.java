// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

/**
 * The name of one customer, stable across runs: the number of that of its records which was
 * resolved first. So a merge keeps the older id, and one that is undone gives back both.
 *
 * @param value never negative
 */
public record CustomerId(long value) implements Comparable<CustomerId> {

  public CustomerId {
    if (value < 0) {
      throw new IllegalArgumentException("Invalid customer id: " + value + " (must be >= 0)");
    }
  }

  /** The customer who is {@code record} alone. */
  public static CustomerId of(RecordId record) {
    return new CustomerId(record.value());
  }

  @Override
  public int compareTo(CustomerId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
