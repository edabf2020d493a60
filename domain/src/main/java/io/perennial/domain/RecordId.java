// SPDX-License-Identifier: Apache-2.0
package io.perennial.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
   * The record that {@code system} calls {@code key}: the hash of system, unit separator and key.
   * The engines compute the same in SQL as {@code f_id(system || chr(31) || key)}.
   */
  public static RecordId of(String system, String key) {
    return new RecordId(hash(system + '\u001f' + key));
  }

  /**
   * The 63-bit hash behind record and event ids, in [0, 2^63). MD5 here spreads, it does not hide.
   */
  public static long hash(String text) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has MD5", e);
    }
    long low = 0;
    for (int i = 15; i >= 8; i--) {
      low = (low << 8) | (digest[i] & 0xff);
    }
    return low >>> 1;
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
