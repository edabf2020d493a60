// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend.pipeline;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a list of products says of one.
 *
 * @param name what people call it
 * @param stock units that can be sold; 0 or less: it is not recommended
 * @param margin money that a unit earns
 */
public record Product(Optional<String> name, OptionalDouble stock, OptionalDouble margin) {

  /** One of which nothing is said. */
  static final Product UNKNOWN =
      new Product(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  boolean isInStock() {
    return stock.isEmpty() || stock.getAsDouble() > 0;
  }
}
