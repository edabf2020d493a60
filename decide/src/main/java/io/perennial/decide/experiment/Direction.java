// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

/** Which way an outcome is better. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER;

  /** A change as a gain: above 0 where it is for the better. */
  double gain(double change) {
    return this == HIGHER_IS_BETTER ? change : -change;
  }
}
