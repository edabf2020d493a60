// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import java.util.Optional;
import java.util.OptionalDouble;

/** The features of one customer, by name. */
public interface CustomerRow {

  /** A feature that is a number; empty where it is missing. Never NaN. */
  OptionalDouble number(String feature);

  /** A feature that is a word; empty where it is missing. */
  Optional<String> word(String feature);
}
