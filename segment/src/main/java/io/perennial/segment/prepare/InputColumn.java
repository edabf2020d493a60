// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.prepare;

import java.util.OptionalDouble;

/**
 * A column to prepare.
 *
 * @param name of the column in the matrix; without blanks at its ends or control characters
 * @param family features of a family together weigh as much as those of any other
 * @param missing how a value that is not known is read
 * @param association how well the feature told the future in an earlier window, in [0, 1], such as
 *     by {@link Association}; empty counts as 1, and where none is given none weighs more
 */
public record InputColumn(String name, String family, Missing missing, OptionalDouble association) {

  public InputColumn {
    requireLine("name", name);
    requireLine("family", family);
    double told = association.orElse(1);
    if (!(told >= 0 && told <= 1)) {
      throw new IllegalArgumentException(
          "Invalid association of " + name + ": " + told + " (must be within [0, 1])");
    }
  }

  /** Of which nothing is known but where it belongs. */
  public static InputColumn of(String name, String family, Missing missing) {
    return new InputColumn(name, family, missing, OptionalDouble.empty());
  }

  /** The same, whose use for telling the future was measured. */
  public InputColumn withAssociation(double told) {
    return new InputColumn(name, family, missing, OptionalDouble.of(told));
  }

  private static void requireLine(String what, String value) {
    if (value.isBlank()
        || !value.equals(value.strip())
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "Invalid " + what + " of a column: '" + value + "' (must be a line with a word)");
    }
  }
}
