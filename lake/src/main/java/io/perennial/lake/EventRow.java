// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/**
 * The event that a fold stands at. Columns are numbered as {@link Fold#reads} lists them. Valid
 * only during {@link Fold#add}.
 */
public interface EventRow {

  /** Whose event: the key of the fold. */
  long key();

  /** When: microseconds since 1970-01-01T00:00:00Z. */
  long atMicros();

  boolean isNull(int column);

  /** A LONG, TIMESTAMP or BOOLEAN, or the hash of a text that is read so; 0 where null. */
  long longAt(int column);

  /** A DOUBLE or DECIMAL; NaN where null. */
  double doubleAt(int column);

  /** A STRING; empty where null. Cheap: equal texts are mostly the same object. */
  String textAt(int column);
}
