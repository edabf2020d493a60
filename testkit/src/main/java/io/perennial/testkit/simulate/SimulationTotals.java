// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate;

/**
 * What a run has handed to its sink.
 *
 * @param orders rows that are orders
 * @param returns rows that are returns
 * @param pageViews rows that are page views
 * @param orderCents the sum of the orders' amounts, in hundredths
 * @param returnCents the sum of the returns' amounts, in hundredths; not positive
 */
public record SimulationTotals(
    long orders, long returns, long pageViews, long orderCents, long returnCents) {

  static final SimulationTotals NOTHING = new SimulationTotals(0, 0, 0, 0, 0);

  /** All rows. */
  public long rows() {
    return orders + returns + pageViews;
  }

  SimulationTotals plus(SimulationTotals other) {
    return new SimulationTotals(
        orders + other.orders,
        returns + other.returns,
        pageViews + other.pageViews,
        orderCents + other.orderCents,
        returnCents + other.returnCents);
  }

  static SimulationTotals of(EventBlock block) {
    long orders = 0;
    long returns = 0;
    long pageViews = 0;
    long orderCents = 0;
    long returnCents = 0;
    for (int row = 0; row < block.rows(); row++) {
      long cents = block.amountCents(row);
      if (cents > 0) {
        orders++;
        orderCents += cents;
      } else if (cents < 0) {
        returns++;
        returnCents += cents;
      } else {
        pageViews++; // an order is worth a cent at least
      }
    }
    return new SimulationTotals(orders, returns, pageViews, orderCents, returnCents);
  }
}
