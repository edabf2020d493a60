// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

/**
 * What choices are worth when what they use of the rows has a price: net value less the prices of
 * all that is used. Linear in contact, cost and value within a group and action, so that one cell
 * costs two multiplications however many rows there are. Immutable.
 */
final class Pricing {

  private final Offers offers;
  private final int width;
  private final double[] byContact;
  private final double[] byCost;
  private final double[] byValue;
  private final boolean costs;

  private Pricing(Offers offers, double[] byContact, double[] byCost, double[] byValue) {
    this.offers = offers;
    this.width = offers.actions().size();
    this.byContact = byContact;
    this.byCost = byCost;
    this.byValue = byValue;
    this.costs = !offers.costsPerAction();
  }

  /**
   * @param net what net value counts: 1, or 0 where only the rows matter
   * @param prices double[rows]
   */
  static Pricing of(Offers offers, Rows rows, double net, double[] prices) {
    int width = offers.actions().size();
    int cells = offers.groups().size() * width;
    double[] byContact = new double[cells];
    double[] byCost = new double[cells];
    double[] byValue = new double[cells];
    for (int k = 0; k < cells; k++) {
      byValue[k] = net;
      byCost[k] = 0 - net;
      for (int r = 0; r < rows.count(); r++) {
        byContact[k] -= prices[r] * rows.byContact(r)[k];
        byCost[k] -= prices[r] * rows.byCost(r)[k];
        byValue[k] -= prices[r] * rows.byValue(r)[k];
      }
      if (offers.costsPerAction()) { // the cost is known with the action: no need to look it up
        byContact[k] += byCost[k] * offers.actionCosts()[k % width];
      }
    }
    return new Pricing(offers, byContact, byCost, byValue);
  }

  /** The choice that is worth most; nothing, where no action is worth more than 0. */
  int best(int customer) {
    float[] values = offers.values();
    float[] cellCosts = offers.cellCosts();
    int first = customer * width;
    int group = offers.groupOf(customer) * width;
    double most = 0;
    int best = Offers.NOTHING;
    for (long left = offers.eligible(customer); left != 0; left &= left - 1) {
      int a = Long.numberOfTrailingZeros(left);
      double worth = byContact[group + a] + byValue[group + a] * values[first + a];
      if (costs) {
        worth += byCost[group + a] * cellCosts[first + a];
      }
      if (worth > most) {
        most = worth;
        best = a;
      }
    }
    return best;
  }

  /** What the choice is worth; 0 for nothing. */
  double worth(int customer, int action) {
    if (action == Offers.NOTHING) {
      return 0;
    }
    int k = offers.groupOf(customer) * width + action;
    int cell = customer * width + action;
    double worth = byContact[k] + byValue[k] * offers.values()[cell];
    return costs ? worth + byCost[k] * offers.cellCosts()[cell] : worth;
  }
}
