// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.action;

/**
 * What an action is believed to do before anything was measured: a guess of the playbook, labelled
 * so wherever it is used, and never called an effect.
 *
 * @param extraPurchases purchases that come because of it in the window, per customer addressed
 * @param lift share by which the spend of the window grows, per customer addressed
 * @param keeps share of the chance of leaving that it takes away, in [0, 1]
 */
public record Prior(double extraPurchases, double lift, double keeps) {

  /** What staying would bring is what is expected divided by no less than this chance of it. */
  static final double LEAST_ALIVE = 0.1;

  public Prior {
    if (!(extraPurchases >= 0 && extraPurchases <= 10)) {
      throw new IllegalArgumentException(
          "Invalid extra-purchases: " + extraPurchases + " (must be 0 to 10)");
    }
    if (!(lift >= 0 && lift <= 10)) {
      throw new IllegalArgumentException("Invalid lift: " + lift + " (must be 0 to 10)");
    }
    if (!(keeps >= 0 && keeps <= 1)) {
      throw new IllegalArgumentException("Invalid keeps: " + keeps + " (must be 0 to 1)");
    }
  }

  /** Equal texts for equal beliefs. */
  public String canonical() {
    return extraPurchases + " " + lift + " " + keeps;
  }

  /**
   * Spend that comes because of the action within the window, base currency: of purchases, of a
   * window that grows, and of those who stay and would have left.
   *
   * @param worth what is known of the customer
   */
  public double spend(Worth worth) {
    return extraPurchases * worth.purchase()
        + lift * worth.nearSpend()
        + kept(worth) * worth.nearSpend();
  }

  /**
   * Margin that comes because of the action after the window: of what those who stay bring later.
   *
   * @param worth what is known of the customer
   * @param margin what is left of a unit of spend
   */
  public double later(Worth worth, double margin) {
    return kept(worth) * Math.max(0, worth.lifetime() - margin * worth.nearSpend());
  }

  /** Margin that comes because of the action, in the window and later. */
  public double gain(Worth worth, double margin) {
    return margin * spend(worth) + later(worth, margin);
  }

  /**
   * By which share what is expected of a customer grows: it is expected in case of staying. Of one
   * who has all but surely left nobody knows what staying would bring: what is expected, often by
   * another model than tells who stays, divided by next to nothing, would be any sum.
   */
  private double kept(Worth worth) {
    return keeps * (1 - worth.alive()) / Math.max(LEAST_ALIVE, worth.alive());
  }

  /**
   * What priors are scaled by: what a customer is expected to do anyway.
   *
   * @param purchase money of one purchase, base currency, >= 0
   * @param nearSpend spend of the window without any action, base currency, >= 0
   * @param alive probability that the customer has not left
   * @param lifetime present value after margin of all to come, base currency, >= 0
   */
  public record Worth(double purchase, double nearSpend, double alive, double lifetime) {

    public Worth {
      purchase = known(purchase);
      nearSpend = known(nearSpend);
      alive = Math.min(1, known(alive));
      lifetime = known(lifetime);
    }

    private static double known(double x) {
      return Double.isFinite(x) && x > 0 ? x : 0;
    }
  }
}
