// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/**
 * The row that a fold writes; columns are numbered as {@link Fold#writes} lists them. What is not
 * set is null.
 */
public interface RowWriter {

  void setLong(int column, long value);

  /** Sets a double; not a number means null. */
  void setDouble(int column, double value);

  void setText(int column, String value);
}
