// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import java.util.Locale;

/**
 * Two arms that cannot be compared.
 *
 * @param reason in words
 */
public record Untested(String reason) implements Comparison {

  static Untested tooFew(long control, long treatment) {
    return new Untested(
        String.format(
            Locale.ROOT,
            "too few units: %,d in the control and %,d in the treatment (at least 2 in each)",
            control,
            treatment));
  }

  static Untested constant() {
    return new Untested(
        "the outcome is the same for all units of either arm, so there is no chance to judge by");
  }
}
