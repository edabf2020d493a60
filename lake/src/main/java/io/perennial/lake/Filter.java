// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.Set;

/**
 * A condition on one column that planning can use to leave files out, and that an engine then
 * applies to the rows.
 */
public sealed interface Filter {

  /** The column it is about. */
  String column();

  /**
   * Rows whose LONG or TIMESTAMP column lies in a range.
   *
   * @param from inclusive
   * @param to exclusive
   */
  record Range(String column, long from, long to) implements Filter {}

  /** Rows whose LONG column is one of {@code values}; few of them. */
  record In(String column, Set<Long> values) implements Filter {
    public In {
      values = Set.copyOf(values);
    }
  }

  /** Rows whose STRING column equals {@code value}. */
  record Text(String column, String value) implements Filter {}
}
