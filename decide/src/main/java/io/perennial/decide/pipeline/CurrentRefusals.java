// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.CustomerEvents;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;

/**
 * Who must not be addressed by all that the lake knows now: to be asked again before anything
 * leaves it, since a decision may be older than a refusal.
 */
public final class CurrentRefusals {

  private final Refusals refusals;

  private CurrentRefusals(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Reads them: a pass over the types of events. */
  public static CurrentRefusals read(Lake lake, Engine engine) {
    CustomerEvents events = CustomerEvents.open(lake, engine); // the view that refusals are read of
    try {
      return new CurrentRefusals(Refusals.read(engine, new AsOf(Long.MAX_VALUE)));
    } finally {
      events.close();
    }
  }

  /** Whether a customer wants no mails, whatever they are for. */
  public boolean forbidMail(long customer) {
    return refusals.forbidMail(customer);
  }

  /** Whether a customer refused what an action needs. */
  public boolean forbid(long customer, Action action) {
    return refusals.forbid(customer, action);
  }
}
