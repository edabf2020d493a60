// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Comparator;

/**
 * What was said of two records and holds whatever their scores are.
 *
 * @param kind together, apart, or the one became the other
 * @param a a node; of a redirect the one that was given up
 * @param b another node; of a redirect the one that stands for it
 * @param at when it was said, in any unit that grows
 */
public record Constraint(Kind kind, int a, int b, long at) {

  /** Of the same instant what keeps apart counts as later: a wrong merge costs more. */
  static final Comparator<Constraint> LATEST_FIRST =
      Comparator.comparingLong(Constraint::at)
          .reversed()
          .thenComparing(Constraint::kind)
          .thenComparingInt(Constraint::a)
          .thenComparingInt(Constraint::b);

  /** What two records are to each other. */
  public enum Kind {
    /** Never one customer. */
    CANNOT_LINK,
    /** One customer. */
    MUST_LINK,
    /** One customer: a system gave up {@code a} for {@code b}. */
    REDIRECT
  }

  public Constraint {
    if (a < 0 || b < 0 || a == b) {
      throw new IllegalArgumentException(
          "Invalid constraint: " + kind + " " + a + ", " + b + " (must be two different nodes)");
    }
  }

  /** Whether it says that both are one customer. */
  public boolean links() {
    return kind != Kind.CANNOT_LINK;
  }
}
