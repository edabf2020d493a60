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

  /**
   * Spend that comes because of the action within the window, base currency.
   *
   * @param worth what is known of the customer
   */
  public double spend(Worth worth) {
    return extraPurchases * worth.purchase() + lift * worth.nearSpend();
  }

  /**
   * Margin that comes because of the action: of the window, and of what is kept for later.
   *
   * @param worth what is known of the customer
   * @param margin what is left of a unit of spend
   */
  public double gain(Worth worth, double margin) {
    double kept = worth.alive() > 0 ? worth.lifetime() / worth.alive() : 0;
    return margin * spend(worth) + keeps * (1 - worth.alive()) * kept;
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
