// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;

/**
 * All that a model may learn from, to forecast at one instant.
 *
 * @param past cases whose horizon ended before that instant, the latest first; may be empty. (In a
 *     comparison that splits customers and not time, other customers at the same instant.)
 * @param now what is known at the instant of the customers to be forecast, without outcomes: models
 *     that learn from histories alone are fitted to it
 */
public record Lessons(List<Labelled> past, Cases now) {

  public Lessons {
    past = List.copyOf(past);
  }
}
