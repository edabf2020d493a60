// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.List;
import java.util.Optional;

/**
 * Constraints that cannot all be meant.
 *
 * @param constraint the one that is reported
 * @param against those that together say otherwise, never empty
 * @param setAside whether {@code constraint} does not hold. It does where redirects go in a circle:
 *     all of their records are one customer, only nobody knows which of them was meant to stay
 * @param onePerPerson the attribute of which a customer has one value at most, where that alone
 *     keeps the two of {@code constraint} apart; empty where somebody said so
 */
public record Contradiction(
    Constraint constraint,
    List<Constraint> against,
    boolean setAside,
    Optional<String> onePerPerson) {

  public Contradiction {
    against = List.copyOf(against);
  }

  /** Of things that were said. */
  public Contradiction(Constraint constraint, List<Constraint> against, boolean setAside) {
    this(constraint, against, setAside, Optional.empty());
  }
}
