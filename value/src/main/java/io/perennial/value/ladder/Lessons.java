// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.List;
import java.util.Optional;

/**
 * All that a model may learn from, to forecast at one instant.
 *
 * @param past cases whose horizon ended before that instant, the latest first; may be empty. (In a
 *     comparison that splits customers and not time, other customers at the same instant.)
 * @param now what is known at the instant of the customers to be forecast, without outcomes
 * @param base the same of all customers, of whom {@code now} may be a part; empty where now is all
 */
public record Lessons(List<Labelled> past, Cases now, Optional<Cases> base) {

  public Lessons {
    past = List.copyOf(past);
  }

  /** Where those to be forecast are all customers. */
  public Lessons(List<Labelled> past, Cases now) {
    this(past, now, Optional.empty());
  }

  /** What models that learn from histories alone are fitted to. */
  public Cases known() {
    return base.orElse(now);
  }
}
