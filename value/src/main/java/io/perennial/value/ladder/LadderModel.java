// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

/** A fitted model of one target. Immutable, and safe to use from many threads. */
public interface LadderModel {

  /** Its trainer's name. */
  String name();

  /** What it forecasts. */
  Target target();

  /**
   * The predictive distributions of the cases' outcomes.
   *
   * @param cases with the columns that it was trained with, in any order, others being ignored
   */
  Predictive predict(Cases cases);

  /** Why the mean of row {@code row} is what it is. */
  Explanation explain(Cases cases, int row);

  /** In a sentence: what it was fitted to, its settings, and what was noticed. */
  String summary();
}
