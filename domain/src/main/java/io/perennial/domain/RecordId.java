// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

/**
 * The name of one record of one system: what a source calls a customer, an account or a device. A
 * record is not a person: identity resolution says which records are the same customer.
 *
 * @param value a 63-bit hash of (system, key), never negative
 */
public record RecordId(long value) implements Comparable<RecordId> {

  public RecordId {
    if (value < 0) {
      throw new IllegalArgumentException("Invalid record id: " + value + " (must be >= 0)");
    }
  }

  /**
   * The record that {@code system} calls {@code key}: the {@link StableHash} of system, unit
   * separator and key. The engines compute the same in SQL as {@code f_id(system || chr(31) ||
   * key)}.
   */
  public static RecordId of(String system, String key) {
    return new RecordId(StableHash.of(system + '\u001f' + key));
  }

  @Override
  public int compareTo(RecordId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
