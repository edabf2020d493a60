// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import java.util.List;

/**
 * A decision whose window is over, and what came of it.
 *
 * @param action that was decided, or nothing
 * @param heldOut whether the customer is never addressed
 * @param propensity with which it was decided
 * @param holdOut share of customers that was held out then, which propensities are less by
 * @param candidates all actions that were possible
 * @param expected spend that the playbook believed to come because of the action
 * @param belief of the playbook then: see {@link io.perennial.decide.action.Prior#canonical}; empty
 *     where it is not known
 * @param discount share of what was bought in the window that was given away
 * @param known what was known of the customer then: see {@link Covariates}
 * @param paid in the window, less returns
 */
record Followed(
    long customer,
    String action,
    boolean heldOut,
    double propensity,
    double holdOut,
    List<Offered> candidates,
    double expected,
    String belief,
    double discount,
    String known,
    double paid) {

  /** What was bought, before the discount: what is given away is a cost, and counted there. */
  double spend() {
    return paid / (1 - discount);
  }

  /** With which probability nothing was to be decided, for those who are held out too. */
  double nothing() {
    return 1 - candidates.stream().mapToDouble(Offered::propensity).sum();
  }
}
