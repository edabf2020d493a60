// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What limits say, what a plan has of it, and what they would have to say. */
final class Relaxations {

  private Relaxations() {}

  /** The limit's amount or ratio. */
  static double amount(Limit limit) {
    if (limit instanceof Limit.AtMost most) {
      return most.amount();
    }
    if (limit instanceof Limit.AtLeast least) {
      return least.amount();
    }
    if (limit instanceof Limit.Return floor) {
      return floor.ratio();
    }
    if (limit instanceof Limit.Alike alike) {
      return alike.within();
    }
    return limit instanceof Limit.Fair fair ? fair.ratio() : ((Limit.Floor) limit).net();
  }

  /** What a plan of these totals has of the limit's amount or ratio; of a floor its amount. */
  static double attained(Instance instance, int index, Totals totals) {
    Limit limit = instance.limits().get(index);
    Rows rows = instance.rows();
    if (limit instanceof Limit.AtMost || limit instanceof Limit.AtLeast) {
      for (int r = 0; r < rows.count(); r++) {
        if (rows.limitOf(r) == index) {
          double use = rows.use(r, totals);
          return limit instanceof Limit.AtMost ? use : 0 - use;
        }
      }
    }
    if (limit instanceof Limit.Return floor) {
      double cost = scoped(instance, totals, floor.scope(), Measure.COST, "");
      double value = scoped(instance, totals, floor.scope(), Measure.VALUE, "");
      return cost > 0 ? value / cost : floor.ratio();
    }
    if (limit instanceof Limit.Alike alike) {
      return difference(instance, totals, alike);
    }
    return limit instanceof Limit.Fair fair ? fairness(instance, totals, fair) : amount(limit);
  }

  /** The least ratio between two groups; 1 where all have nothing, 0 where one loses. */
  private static double fairness(Instance instance, Totals totals, Limit.Fair fair) {
    long[] sizes = instance.all().groupSizes();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int g = 0; g < sizes.length; g++) {
      String group = instance.all().groups().get(g);
      if (sizes[g] > 0 && fair.scope().coversGroup(group)) {
        double share = scoped(instance, totals, fair.scope(), fair.measure(), group) / sizes[g];
        least = Math.min(least, share);
        most = Math.max(most, share);
      }
    }
    return least < 0 ? 0 : most > 0 ? least / most : 1;
  }

  /** The greatest difference of shares between two parts. */
  private static double difference(Instance instance, Totals totals, Limit.Alike alike) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Set<String> part : alike.parts()) {
      double members = Rows.members(instance.all(), part);
      if (members > 0) {
        double contacts = 0;
        for (String group : part) {
          contacts += scoped(instance, totals, alike.scope(), Measure.CONTACTS, group);
        }
        least = Math.min(least, contacts / members);
        most = Math.max(most, contacts / members);
      }
    }
    return Math.max(0, most - least);
  }

  private static double scoped(
      Instance instance, Totals totals, Scope scope, Measure measure, String group) {
    Offers offers = instance.all();
    int width = offers.actions().size();
    double sum = 0;
    for (int k = 0; k < totals.cells(); k++) {
      String of = offers.groups().get(k / width);
      if (scope.covers(offers.actions().get(k % width))
          && (group.isEmpty() ? scope.coversGroup(of) : group.equals(of))) {
        sum +=
            measure.contacts() * totals.contacts(k)
                + measure.cost() * totals.cost(k)
                + measure.value() * totals.value(k);
      }
    }
    return sum;
  }

  /** The limits that a plan of these totals breaks: what it has is what they would have to say. */
  static InfeasibleLimitsException of(Instance instance, Totals totals) {
    Rows rows = instance.rows();
    List<Relaxation> relaxations = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (int l = 0; l < instance.limits().size(); l++) {
      boolean broken = false;
      for (int r = 0; r < rows.count(); r++) {
        double excess = rows.use(r, totals) - rows.right(r);
        broken |= rows.limitOf(r) == l && excess > Repair.TOLERANCE * instance.scales()[r];
      }
      if (broken) {
        Limit limit = instance.limits().get(l);
        double needed = attained(instance, l, totals);
        relaxations.add(new Relaxation(limit.name(), amount(limit), needed));
        changes.add(limit.name() + ": " + words(limit, needed));
      }
    }
    return new InfeasibleLimitsException(
        "Cannot keep to all limits at once: the smallest change that was found to do is "
            + String.join("; ", changes),
        relaxations);
  }

  private static String words(Limit limit, double needed) {
    String from = number(amount(limit));
    String to = number(needed);
    if (limit instanceof Limit.AtMost most) {
      return "at most " + to + " in place of " + from + " of " + most.measure().words();
    }
    if (limit instanceof Limit.AtLeast least) {
      return "at least " + to + " in place of " + from + " of " + least.measure().words();
    }
    if (limit instanceof Limit.Fair && needed <= 0) {
      return "to be left out";
    }
    if (limit instanceof Limit.Alike) {
      return "within " + to + " in place of " + from;
    }
    return "a ratio of " + to + " in place of " + from;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%,.4g", value);
  }
}
