// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.List;

/**
 * Constraints that cannot all be meant.
 *
 * @param constraint the one that is reported
 * @param against those that together say otherwise, never empty
 * @param setAside whether {@code constraint} does not hold. It does where redirects go in a circle:
 *     all of their records are one customer, only nobody knows which of them was meant to stay
 */
public record Contradiction(Constraint constraint, List<Constraint> against, boolean setAside) {

  public Contradiction {
    against = List.copyOf(against);
  }
}
