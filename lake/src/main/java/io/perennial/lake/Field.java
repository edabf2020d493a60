// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

/**
 * A named, typed column of a batch.
 *
 * @param name lower case with underscores, not empty
 * @param type never DECIMAL in a batch that an engine hands out
 */
public record Field(String name, ColumnType type) {

  public Field {
    if (!name.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "Invalid column name: " + name + " (must be lower case letters, digits and '_')");
    }
  }
}
