// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.Discounting;
import io.perennial.value.history.Observed;
import java.util.Optional;

/**
 * n customers as they are known at one instant, and how far ahead is asked. Nothing in it may come
 * from that instant on.
 *
 * @param observed (x, t_x, T) and spend, row by row
 * @param features of the same rows in the same order; k >= 0 columns, {@code NaN} where not known
 * @param events what happened to each, for models of sequences
 * @param horizonWeeks > 0
 */
public record Cases(
    Observed observed,
    FeatureMatrix features,
    Optional<EventSequences> events,
    double horizonWeeks) {

  public Cases {
    Discounting.checkHorizon(horizonWeeks);
    int n = observed.customers();
    if (horizonWeeks == 0
        || features.rows() != n
        || events.map(EventSequences::customers).orElse(n) != n) {
      throw new IllegalArgumentException(
          "Invalid cases: "
              + n
              + " histories, "
              + features.rows()
              + " rows of features, "
              + events.map(EventSequences::customers).orElse(n)
              + " sequences, horizon "
              + horizonWeeks
              + " weeks (must be as many of each, > 0 weeks)");
    }
  }

  /** How many customers. */
  public int customers() {
    return observed.customers();
  }

  /**
   * These rows alone.
   *
   * @param rows ascending and distinct
   */
  public Cases only(int[] rows) {
    return new Cases(
        observed.only(rows),
        features.subset(rows),
        events.map(sequences -> sequences.only(rows)),
        horizonWeeks);
  }
}
