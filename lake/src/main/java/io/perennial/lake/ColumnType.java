// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/** What a column of a table or of a batch holds. */
public enum ColumnType {
  BOOLEAN,
  /** 64-bit signed. */
  LONG,
  /** IEEE 754 binary64; not a number is stored as null. */
  DOUBLE,
  /** DECIMAL(18,4), money: exact in the lake, a double in batches. */
  DECIMAL,
  /** Microseconds since 1970-01-01T00:00:00Z, UTC, without a zone; a long in batches. */
  TIMESTAMP,
  /** UTF-8. */
  STRING
}
