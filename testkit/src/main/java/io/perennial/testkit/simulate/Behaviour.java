// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

/**
 * What surrounds the purchases.
 *
 * @param returnShare the share of orders that come back in full, in [0, 1]
 * @param discountShare the share of orders with a discount, in [0, 1]
 * @param viewsPerSession the page views of a visit beyond the first, on average; each order ends a
 *     visit; negative is not allowed
 * @param visitsPerOrder visits without an order, for each expected order; with 0 in both this and
 *     {@code viewsPerSession} nobody is seen to look
 */
public record Behaviour(
    double returnShare, double discountShare, double viewsPerSession, double visitsPerOrder) {

  public Behaviour {
    requireShare("return-share", returnShare);
    requireShare("discount-share", discountShare);
    requireCount("views-per-session", viewsPerSession);
    requireCount("visits-per-order", visitsPerOrder);
  }

  /** 6 % returns, 20 % discounts, and no page views. */
  public static Behaviour defaults() {
    return new Behaviour(0.06, 0.2, 0, 0);
  }

  public Behaviour withReturnShare(double share) {
    return new Behaviour(share, discountShare, viewsPerSession, visitsPerOrder);
  }

  public Behaviour withDiscountShare(double share) {
    return new Behaviour(returnShare, share, viewsPerSession, visitsPerOrder);
  }

  /** With page views: {@code views} more than one a visit, {@code visits} in vain per order. */
  public Behaviour withVisits(double views, double visits) {
    return new Behaviour(returnShare, discountShare, views, visits);
  }

  /** Whether there are page views at all. */
  public boolean hasVisits() {
    return viewsPerSession > 0 || visitsPerOrder > 0;
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "Invalid simulate." + name + ": " + value + " (must be within [0, 1])");
    }
  }

  private static void requireCount(String name, double value) {
    if (!(value >= 0 && value <= 1_000)) {
      throw new IllegalArgumentException(
          "Invalid simulate." + name + ": " + value + " (must be within [0, 1000])");
    }
  }
}
