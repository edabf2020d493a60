// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.lake.EventRow;
import io.perennial.lake.Fold;
import java.util.List;

/** What all folds over a customer's purchases share: all but what they tell of them. */
abstract sealed class HistoryFold implements Fold<PurchaseHistory>
    permits PurchaseFold, HoldoutFold, RepeatsFold, SpendByAgeFold {
  private static final long serialVersionUID = 1;

  private final PurchaseEvents events;

  HistoryFold(PurchaseRule rule) {
    events = new PurchaseEvents(rule);
  }

  @Override
  public final List<String> reads() {
    return PurchaseEvents.READS;
  }

  @Override
  public final PurchaseHistory start() {
    return events.start();
  }

  @Override
  public final void add(PurchaseHistory history, EventRow event) {
    events.add(history, event);
  }
}
