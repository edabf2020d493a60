// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.clean;

import io.perennial.ingest.CleanRule;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What cleaning made of a value.
 *
 * @param value the value, never empty where what was said is not
 * @param repairs the rules that changed it, in their order
 * @param doubt the rule that doubts it
 */
public record Cleaned(String value, Set<CleanRule> repairs, Optional<CleanRule> doubt) {

  public Cleaned {
    repairs =
        Collections.unmodifiableSet(
            repairs.isEmpty() ? EnumSet.noneOf(CleanRule.class) : EnumSet.copyOf(repairs));
  }
}
