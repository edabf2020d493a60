// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import io.perennial.governance.DataClass;

/**
 * A column of a lake table. All columns may be null.
 *
 * @param id the field id, which stays when the name changes
 * @param name lower case with underscores
 * @param type what it holds
 * @param dataClass how sensitive it is
 * @param meaning one line for people
 */
public record Column(int id, String name, ColumnType type, DataClass dataClass, String meaning) {

  public Column {
    if (id < 1) {
      throw new IllegalArgumentException("Invalid field id: " + id + " (must be >= 1)");
    }
  }

  /** The same as a field of a batch. */
  public Field field() {
    return new Field(name, type);
  }
}
