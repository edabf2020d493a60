// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * Why a customer is given what it is given.
 *
 * @param kind what decided
 * @param limit the name of the limit that did; empty where none
 */
public record Reason(Kind kind, String limit) {

  /** What decided. */
  public enum Kind {
    /** It is the best for this customer by itself. */
    BEST,
    /** Nothing is done: no action may be. */
    NOT_ELIGIBLE,
    /** Nothing is done: no action is worth more than it costs. */
    NOT_WORTH_ITS_COST,
    /** A better action was below a floor. */
    FLOOR,
    /** A limit made a better action too dear, or made this one needed. */
    LIMIT,
    /** A better action would break no limit by itself, but was not found to fit with the others. */
    LEFT_OVER
  }

  /** In words, for people. */
  @Override
  public String toString() {
    return switch (kind) {
      case BEST -> "best for this customer";
      case NOT_ELIGIBLE -> "no action may be given";
      case NOT_WORTH_ITS_COST -> "no action is worth its cost";
      case FLOOR -> "the best action is below the floor " + limit;
      case LIMIT -> "bound by the limit " + limit;
      case LEFT_OVER -> "left over by rounding";
    };
  }
}
