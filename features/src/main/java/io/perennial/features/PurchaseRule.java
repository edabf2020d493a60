// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What one purchase is.
 *
 * @param unit all orders of a day, or each order
 * @param zone decides what a day is
 */
public record PurchaseRule(Unit unit, ZoneId zone) implements Serializable {

  /** What makes lines of orders one purchase. */
  public enum Unit {
    /**
     * All orders of a day are one purchase, and time is counted in whole days: the convention of
     * the literature on purchase models since CDNOW.
     */
    DAY,
    /** Each order is a purchase at its instant; lines without an order number are by day. */
    ORDER;

    /** The word in the configuration. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** By day. */
  public static PurchaseRule byDay(ZoneId zone) {
    return new PurchaseRule(Unit.DAY, zone);
  }

  /** By order. */
  public static PurchaseRule byOrder(ZoneId zone) {
    return new PurchaseRule(Unit.ORDER, zone);
  }

  /** Equal texts for rules that mean the same. */
  public String canonical() {
    return "purchase " + unit.word() + " zone " + zone;
  }
}
