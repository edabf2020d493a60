// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.Optional;

/**
 * What n customers are worth, in columns; NaN where it is not known. Columns are kept, not copied.
 */
public final class Worth {

  private final double[] spend;
  private final Optional<double[]> value;
  private final Optional<double[]> churn;

  private Worth(double[] spend, Optional<double[]> value, Optional<double[]> churn) {
    this.spend = spend;
    this.value = value;
    this.churn = churn;
    if (value.filter(column -> column.length != spend.length).isPresent()
        || churn.filter(column -> column.length != spend.length).isPresent()) {
      throw new IllegalArgumentException(
          "Invalid worth: columns of other lengths than spend (must be " + spend.length + ")");
    }
  }

  /**
   * Money alone.
   *
   * @param spend so far, base currency, shape [n]
   */
  public static Worth ofSpend(double[] spend) {
    return new Worth(spend, Optional.empty(), Optional.empty());
  }

  /** The same with what is expected of each customer. */
  public Worth withValue(double[] expected) {
    return new Worth(spend, Optional.of(expected), churn);
  }

  /** The same with the probability that each customer has left. */
  public Worth withChurn(double[] probabilities) {
    return new Worth(spend, value, Optional.of(probabilities));
  }

  double[] spend() {
    return spend;
  }

  Optional<double[]> value() {
    return value;
  }

  Optional<double[]> churn() {
    return churn;
  }
}
