// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;

/**
 * How often different customers agree by chance, before any data: what is taken for granted where
 * there are too few pairs to count. Orders of magnitude, weighing as much as ten random pairs.
 */
final class ChanceAgreement {

  /** Levels below the top are more frequent by this factor for each step down. */
  private static final double PER_STEP = 3;

  private static final double MOST_ALIKE = 0.5;

  private ChanceAgreement() {}

  /** The prior u of each level from 1; index 0 is 0. Sums to 1. */
  static double[] of(Levels levels) {
    double[] u = new double[levels.size()];
    double alike = 0;
    double next = top(levels.kind());
    for (int level = levels.top(); level > Levels.DIFFERENT; level--) {
      u[level] = next;
      alike += next;
      next *= PER_STEP;
    }
    double fit = alike > MOST_ALIKE ? MOST_ALIKE / alike : 1;
    double sum = 0;
    for (int level = levels.top(); level > Levels.DIFFERENT; level--) {
      u[level] *= fit;
      sum += u[level];
    }
    u[Levels.DIFFERENT] = 1 - sum;
    return u;
  }

  private static double top(AttributeKind kind) {
    return switch (kind) {
      case EMAIL, PHONE, IDENTIFIER -> 1e-5;
      case FULL_NAME, BIRTH_DATE -> 3e-4;
      case ORGANISATION, STREET, COORDINATES -> 1e-3;
      case FAMILY_NAME, TEXT -> 3e-3;
      case POSTCODE, CODE -> 5e-3;
      case GIVEN_NAME -> 1e-2;
      case NUMBER, PLACE, YEAR -> 3e-2;
      case CATEGORY -> 0.25;
    };
  }
}
