// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A plan improved two customers at a time: what one change frees another one uses. Only customers
 * who are near indifferent at the prices found are looked at. Mutable, for one thread at a time.
 */
final class Exchange {

  private static final int MOST_CHANGES = 500;
  private static final int MOST_SWEEPS = 200;

  private final Offers offers;
  private final Rows rows;
  private final double[] scales;
  private final Pricing pricing;
  private final byte[] choice;
  private final double[] uses;

  /** Another choice for a customer: what it wins in net value, and uses more of each row. */
  @SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
  private record Change(int customer, int action, double loss, double won, double[] more) {}

  /**
   * @param choice of which the plan keeps to all rows; changed in place
   * @param uses double[rows]: what it uses of them; changed in place
   */
  Exchange(
      Offers offers, Rows rows, double[] scales, Pricing pricing, byte[] choice, double[] uses) {
    this.offers = offers;
    this.rows = rows;
    this.scales = scales;
    this.pricing = pricing;
    this.choice = choice;
    this.uses = uses;
  }

  /** Exchanges among these customers for as long as that wins. */
  void run(int[] customers) {
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      List<Change> changes = changes(customers);
      Change first = null;
      Change second = null;
      double most = 1e-12;
      for (int p = 0; p < changes.size(); p++) {
        Change one = changes.get(p);
        for (int q = p + 1; q < changes.size(); q++) {
          Change other = changes.get(q);
          double won = one.won() + other.won();
          if (won > most && one.customer() != other.customer() && fits(one, other)) {
            most = won;
            first = one;
            second = other;
          }
        }
      }
      if (first == null || second == null) {
        return;
      }
      make(first);
      make(second);
    }
  }

  private List<Change> changes(int[] customers) {
    List<Change> changes = new ArrayList<>();
    for (int i : customers) {
      int now = choice[i];
      double worth = pricing.worth(i, now);
      for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
        if (a != now && offers.eligible(i, a)) {
          double[] more = new double[uses.length];
          for (int r = 0; r < more.length; r++) {
            more[r] = rows.use(r, offers, i, a) - rows.use(r, offers, i, now);
          }
          double won = offers.net(i, a) - offers.net(i, now);
          changes.add(new Change(i, a, worth - pricing.worth(i, a), won, more));
        }
      }
    }
    changes.sort(Comparator.comparingDouble(Change::loss));
    return changes.subList(0, Math.min(changes.size(), MOST_CHANGES));
  }

  private boolean fits(Change one, Change other) {
    for (int r = 0; r < uses.length; r++) {
      double used = uses[r] + one.more()[r] + other.more()[r];
      if (used - rows.right(r) > Repair.TOLERANCE * scales[r]) {
        return false;
      }
    }
    return true;
  }

  private void make(Change change) {
    choice[change.customer()] = (byte) change.action();
    for (int r = 0; r < uses.length; r++) {
      uses[r] += change.more()[r];
    }
  }
}
