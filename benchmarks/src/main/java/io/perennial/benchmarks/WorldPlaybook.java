// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.allocate.Offers;
import io.perennial.testkit.actions.ActionWorld;
import java.util.Arrays;

/**
 * What a sensible retailer does without learning: calls those who spend most, vouchers for the
 * price-sensitive who are overdue, a reminder for the overdue, mails for those who read them.
 */
final class WorldPlaybook {

  /** Money a customer and round. */
  static final double BUDGET = 0.8;

  /** One customer in so many can be called in a round. */
  static final int CALLS = 20;

  private static final int NEWSLETTER = 0;
  private static final int PRODUCT_TIPS = 1;
  private static final int VOUCHER = 2;
  private static final int REMINDER = 4;
  private static final int CALL = 6;

  private WorldPlaybook() {}

  /** int[customers]: what each is given, within budget and calls. */
  static int[] actions(ActionWorld world, int round, Offers offers) {
    int[] actions = new int[offers.customers()];
    Arrays.fill(actions, Offers.NOTHING);
    double money = BUDGET * actions.length;
    int calls = actions.length / CALLS;
    double[] traits = new double[world.traits()];
    for (int i = 0; i < actions.length; i++) {
      world.traits(round, i, traits);
      int action = rule(traits);
      double cost = offers.cost(i, action);
      boolean room = cost <= money && (action != CALL || calls > 0);
      if (room && offers.eligible(i, action)) {
        actions[i] = action;
        money -= cost;
        calls -= action == CALL ? 1 : 0;
      }
    }
    return actions;
  }

  private static int rule(double[] traits) {
    double overdue = traits[0];
    double active = traits[1];
    double spend = traits[2];
    double mail = traits[3];
    double price = traits[4];
    if (spend > 1.2 && active > 0) {
      return CALL;
    }
    if (price > 0.8 && overdue > 0) {
      return VOUCHER;
    }
    if (overdue > 0.4 && mail < 0) {
      return REMINDER;
    }
    if (mail > 0) {
      return active < 0 ? PRODUCT_TIPS : NEWSLETTER;
    }
    return Offers.NOTHING;
  }
}
