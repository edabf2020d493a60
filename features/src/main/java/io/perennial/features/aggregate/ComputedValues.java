// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import java.util.Optional;
import java.util.function.Function;

/**
 * Computed columns of one event, in Java: the same as engines compute for all events in batch, for
 * events that come one at a time.
 */
public final class ComputedValues {

  private final Function<String, Optional<String>> event;

  /**
   * Of one event.
   *
   * @param event the texts of its columns, numbers as {@code Double.toString} writes them, and of
   *     members of its properties as {@code properties.name}; empty where missing
   */
  public ComputedValues(Function<String, Optional<String>> event) {
    this.event = event;
  }

  /** A bit for each condition that is true. */
  public long conditions(ComputedColumn.Conditions column) {
    long bits = 0;
    for (int i = 0; i < column.conditions().size(); i++) {
      bits |= column.conditions().get(i).holds(event, ComputedValues::number) ? 1L << i : 0;
    }
    return bits;
  }

  /** The number; not a number where it is missing. */
  public double measure(ComputedColumn.Measure column) {
    return column.number().number(event, ComputedValues::number).orElse(Double.NaN);
  }

  /** The text; empty where it is missing. */
  public Optional<String> text(ComputedColumn.Text column) {
    return column.text().text(event, ComputedValues::number);
  }

  private static Optional<Double> number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
