// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The best plan by trying all: an independent second implementation, for few customers. */
final class BruteForce {

  private final Offers offers;
  private final List<Limit> limits;
  private final int[] choice;
  private double best = Double.NEGATIVE_INFINITY;

  private BruteForce(Offers offers, List<Limit> limits) {
    this.offers = offers;
    this.limits = limits;
    this.choice = new int[offers.customers()];
  }

  /** The greatest net value, minus infinity where no plan keeps to the limits. */
  static double best(Offers offers, List<Limit> limits) {
    BruteForce search = new BruteForce(offers, limits);
    search.descend(0);
    return search.best;
  }

  private void descend(int customer) {
    if (customer == choice.length) {
      if (kept(offers, limits, choice)) {
        best = Math.max(best, sum(offers, choice, Scope.all(), Measure.NET));
      }
      return;
    }
    for (int a = Offers.NOTHING; a < offers.actions().size(); a++) {
      if (offers.eligible(customer, a)) {
        choice[customer] = a;
        descend(customer + 1);
      }
    }
  }

  /** Whether the choices keep to the limits, each asked as its documentation says. */
  static boolean kept(Offers offers, List<Limit> limits, int[] choice) {
    for (Limit limit : limits) {
      Scope scope = limit.scope();
      if (limit instanceof Limit.AtMost most) {
        double sum = sum(offers, choice, scope, most.measure());
        if (sum > most.amount() + slack(most.amount(), sum)) {
          return false;
        }
      } else if (limit instanceof Limit.AtLeast least) {
        double sum = sum(offers, choice, scope, least.measure());
        if (sum < least.amount() - slack(least.amount(), sum)) {
          return false;
        }
      } else if (limit instanceof Limit.Return floor) {
        double cost = sum(offers, choice, scope, Measure.COST);
        double value = sum(offers, choice, scope, Measure.VALUE);
        if (value < floor.ratio() * cost - slack(value, cost)) {
          return false;
        }
      } else if (limit instanceof Limit.Floor floor) {
        for (int i = 0; i < choice.length; i++) {
          if (counts(offers, scope, i, choice[i]) && offers.net(i, choice[i]) < floor.net()) {
            return false;
          }
        }
      } else if (limit instanceof Limit.Alike alike && !alike(offers, alike, choice)) {
        return false;
      } else if (limit instanceof Limit.Fair fair && !fair(offers, fair, choice)) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(Offers offers, Limit.Alike alike, int[] choice) {
    double least = 1;
    double most = 0;
    for (Set<String> part : alike.parts()) {
      double members = 0;
      double contacts = 0;
      for (int i = 0; i < choice.length; i++) {
        if (part.contains(offers.groups().get(offers.groupOf(i)))) {
          members++;
          contacts += choice[i] == Offers.NOTHING ? 0 : 1;
        }
      }
      if (members > 0) {
        least = Math.min(least, contacts / members);
        most = Math.max(most, contacts / members);
      }
    }
    return most - least <= alike.within() + slack(most, least);
  }

  private static boolean fair(Offers offers, Limit.Fair fair, int[] choice) {
    List<Double> shares = new ArrayList<>();
    for (String group : offers.groups()) {
      long members = 0;
      for (int i = 0; i < choice.length; i++) {
        members += offers.groups().get(offers.groupOf(i)).equals(group) ? 1 : 0;
      }
      if (members > 0 && fair.scope().coversGroup(group)) {
        shares.add(sum(offers, choice, fair.scope().within(group), fair.measure()) / members);
      }
    }
    for (int g = 0; g < shares.size(); g++) {
      for (int h = 0; h < shares.size(); h++) {
        double least = fair.ratio() * shares.get(h) - slack(shares.get(g), shares.get(h));
        if (g != h && shares.get(g) < least) {
          return false;
        }
      }
    }
    return true;
  }

  private static double slack(double one, double other) {
    return 1e-8 * (1 + Math.abs(one) + Math.abs(other));
  }

  private static boolean counts(Offers offers, Scope scope, int customer, int action) {
    return action != Offers.NOTHING
        && scope.covers(offers.actions().get(action))
        && scope.coversGroup(offers.groups().get(offers.groupOf(customer)));
  }

  static double sum(Offers offers, int[] choice, Scope scope, Measure measure) {
    double sum = 0;
    for (int i = 0; i < choice.length; i++) {
      if (counts(offers, scope, i, choice[i])) {
        sum +=
            measure.contacts()
                + measure.cost() * offers.cost(i, choice[i])
                + measure.value() * offers.value(i, choice[i]);
      }
    }
    return sum;
  }

  static int[] choices(Plan plan) {
    int[] choice = new int[plan.customers()];
    for (int i = 0; i < choice.length; i++) {
      choice[i] = plan.action(i);
    }
    return choice;
  }
}
