// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a value comes from: the first alternative whose columns the file has. An alternative is one
 * column, or several joined by {@code " + "}, as in {@code "date + time"}.
 *
 * @param alternatives at least one, none blank
 */
public record ColumnChoice(List<String> alternatives) {

  public ColumnChoice {
    alternatives = alternatives.stream().map(String::strip).toList();
    if (alternatives.isEmpty() || alternatives.contains("")) {
      throw new IllegalArgumentException(
          "Invalid column: " + alternatives + " (must name at least one column of the file)");
    }
  }

  public static ColumnChoice of(String... alternatives) {
    return new ColumnChoice(List.of(alternatives));
  }

  /** The columns to join, of the first alternative that the file has; empty when it has none. */
  public Optional<List<String>> in(Collection<String> fields) {
    for (String alternative : alternatives) {
      if (fields.contains(alternative)) {
        return Optional.of(List.of(alternative));
      }
      List<String> parts = Arrays.stream(alternative.split(" \\+ ")).map(String::strip).toList();
      if (parts.size() > 1 && fields.containsAll(parts)) {
        return Optional.of(parts);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return alternatives.size() == 1 ? alternatives.get(0) : alternatives.toString();
  }
}
