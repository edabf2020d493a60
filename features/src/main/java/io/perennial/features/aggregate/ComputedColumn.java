// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.aggregate;

import io.perennial.expression.Expression;
import java.util.List;

/**
 * A column of what a fold reads that is made of expressions over customers' events: by the engine
 * in batch, in Java live.
 */
public sealed interface ComputedColumn {

  /** How many conditions one column holds: the bits of a long, but the sign's and one. */
  int MOST_CONDITIONS = 62;

  String name();

  /**
   * A LONG; bit i is set where condition i is true.
   *
   * @param conditions at most {@link #MOST_CONDITIONS}
   */
  record Conditions(String name, List<Expression> conditions) implements ComputedColumn {
    public Conditions {
      conditions = List.copyOf(conditions);
    }
  }

  /** A DOUBLE; null where the expression is missing. */
  record Measure(String name, Expression number) implements ComputedColumn {}

  /** A STRING; null where the expression is missing. */
  record Text(String name, Expression text) implements ComputedColumn {}
}
