// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.lake.EventRow;
import java.io.Serializable;
import java.util.List;

/** How folds read purchases: from rows of customers' events, which the pipeline makes. */
final class PurchaseEvents implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * kind: 1 order, 2 return, 3 the end of a reversed order, 0 anything else; order_key: a hash, or
   * null.
   */
  static final List<String> READS = List.of("kind", "order_key", "amount");

  private static final long ORDER = 1;
  private static final long RETURN = 2;
  private static final long REVERSAL = 3;

  private final boolean byDay;
  private final LocalDays days;

  PurchaseEvents(PurchaseRule rule) {
    byDay = rule.unit() == PurchaseRule.Unit.DAY;
    days = new LocalDays(rule.zone());
  }

  PurchaseHistory start() {
    return new PurchaseHistory(byDay, days);
  }

  void add(PurchaseHistory history, EventRow event) {
    long kind = event.longAt(0);
    if (kind == ORDER || kind == RETURN || kind == REVERSAL) {
      long order = event.isNull(1) ? PurchaseHistory.NO_ORDER : event.longAt(1);
      if (kind == ORDER) {
        history.order(event.atMicros(), order, event.doubleAt(2));
      } else if (kind == REVERSAL) {
        history.reverse(order, event.doubleAt(2));
      } else {
        history.giveBack(order, event.doubleAt(2));
      }
    }
  }
}
