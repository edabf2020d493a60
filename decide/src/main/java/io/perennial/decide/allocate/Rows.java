// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Limits as inequalities: what a choice uses of a row is a number that belongs to its group and
 * action, plus another one by its cost and a third by its value, and the sum over customers is at
 * most the row's right side. A limit is one row, fairness between g groups g (g - 1), a floor none.
 * Immutable.
 */
final class Rows {

  private final int width;
  private final List<double[][]> factors;
  private final double[] right;
  private final int[] limitOf;

  private Rows(int width, List<double[][]> factors, double[] right, int[] limitOf) {
    this.width = width;
    this.factors = factors;
    this.right = right;
    this.limitOf = limitOf;
  }

  static Rows of(Offers offers, List<Limit> limits) {
    int width = offers.actions().size();
    int groups = offers.groups().size();
    long[] sizes = offers.groupSizes();
    List<double[][]> factors = new ArrayList<>();
    List<Double> right = new ArrayList<>();
    List<Integer> limitOf = new ArrayList<>();
    for (int l = 0; l < limits.size(); l++) {
      Limit limit = limits.get(l);
      if (limit instanceof Limit.AtMost most) {
        factors.add(factors(offers, most.scope(), most.measure(), ones(groups)));
        right.add(most.amount());
        limitOf.add(l);
      } else if (limit instanceof Limit.AtLeast least) {
        double[] signs = ones(groups);
        Arrays.fill(signs, -1);
        factors.add(factors(offers, least.scope(), least.measure(), signs));
        right.add(0 - least.amount());
        limitOf.add(l);
      } else if (limit instanceof Limit.Return floor) {
        double[][] row = factors(offers, floor.scope(), Measure.COST, ones(groups));
        double[] inside = row[1];
        for (int k = 0; k < inside.length; k++) {
          row[2][k] = 0 - inside[k];
          inside[k] *= floor.ratio();
        }
        factors.add(row);
        right.add(0.0);
        limitOf.add(l);
      } else if (limit instanceof Limit.Alike alike) {
        for (double[] signs : pairs(offers, alike)) {
          factors.add(factors(offers, alike.scope(), Measure.CONTACTS, signs));
          right.add(alike.within());
          limitOf.add(l);
        }
      } else if (limit instanceof Limit.Fair fair) {
        for (int g = 0; g < groups; g++) {
          for (int h = 0; h < groups; h++) {
            if (g != h && compared(offers, fair, sizes, g) && compared(offers, fair, sizes, h)) {
              double[] signs = new double[groups];
              signs[g] = -1.0 / sizes[g];
              signs[h] = fair.ratio() / sizes[h];
              factors.add(factors(offers, fair.scope(), fair.measure(), signs));
              right.add(0.0);
              limitOf.add(l);
            }
          }
        }
      }
    }
    return new Rows(
        width,
        factors,
        right.stream().mapToDouble(Double::doubleValue).toArray(),
        limitOf.stream().mapToInt(Integer::intValue).toArray());
  }

  /** For each ordered pair of parts the share of the one less that of the other: double[groups]. */
  private static List<double[]> pairs(Offers offers, Limit.Alike alike) {
    List<double[]> shares = new ArrayList<>();
    for (Set<String> part : alike.parts()) {
      double members = members(offers, part);
      if (members > 0) {
        double[] share = new double[offers.groups().size()];
        for (int g = 0; g < share.length; g++) {
          share[g] = part.contains(offers.groups().get(g)) ? 1 / members : 0;
        }
        shares.add(share);
      }
    }
    List<double[]> pairs = new ArrayList<>();
    for (double[] one : shares) {
      for (double[] other : shares) {
        if (one != other) {
          double[] signs = one.clone();
          Arrays.setAll(signs, g -> one[g] - other[g]);
          pairs.add(signs);
        }
      }
    }
    return pairs;
  }

  /** How many customers are in the groups of a part. */
  static double members(Offers offers, Set<String> part) {
    long[] sizes = offers.groupSizes();
    double members = 0;
    for (int g = 0; g < sizes.length; g++) {
      members += part.contains(offers.groups().get(g)) ? sizes[g] : 0;
    }
    return members;
  }

  private static boolean compared(Offers offers, Limit.Fair fair, long[] sizes, int group) {
    return sizes[group] > 0 && fair.scope().coversGroup(offers.groups().get(group));
  }

  private static double[] ones(int groups) {
    double[] ones = new double[groups];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** double[3][groups * actions]: by contact, by cost, by value. */
  private static double[][] factors(Offers offers, Scope scope, Measure measure, double[] signs) {
    int width = offers.actions().size();
    double[][] factors = new double[3][signs.length * width];
    for (int g = 0; g < signs.length; g++) {
      if (scope.coversGroup(offers.groups().get(g))) {
        for (int a = 0; a < width; a++) {
          if (scope.covers(offers.actions().get(a))) {
            factors[0][g * width + a] = signs[g] * measure.contacts();
            factors[1][g * width + a] = signs[g] * measure.cost();
            factors[2][g * width + a] = signs[g] * measure.value();
          }
        }
      }
    }
    return factors;
  }

  /**
   * @throws IllegalArgumentException if two limits have one name, or a scope names what there is
   *     not
   */
  static void check(Offers offers, List<Limit> limits) {
    Set<String> actions = new TreeSet<>();
    Set<String> channels = new TreeSet<>();
    for (ActionColumn action : offers.actions()) {
      actions.add(action.name());
      channels.add(action.channel());
    }
    Set<String> names = new HashSet<>();
    for (Limit limit : limits) {
      if (!names.add(limit.name())) {
        throw new IllegalArgumentException(
            "Invalid limits: two are called " + limit.name() + " (must have names of their own)");
      }
      known(limit, "action", limit.scope().actions(), actions);
      known(limit, "channel", limit.scope().channels(), channels);
      known(limit, "group", limit.scope().groups(), new TreeSet<>(offers.groups()));
      if (limit instanceof Limit.Alike alike) {
        alike.parts().forEach(p -> known(limit, "group", p, new TreeSet<>(offers.groups())));
      }
    }
  }

  private static void known(Limit limit, String what, Set<String> named, Set<String> there) {
    for (String name : new TreeSet<>(named)) {
      if (!there.contains(name)) {
        throw new IllegalArgumentException(
            "Unknown "
                + what
                + " in limit "
                + limit.name()
                + ": "
                + name
                + " (there are "
                + there
                + ")");
      }
    }
  }

  /** The same rows with another amount on the right side of the limit's row, an upper one. */
  Rows withAmount(int limit, double amount) {
    double[] changed = right.clone();
    for (int r = 0; r < changed.length; r++) {
      if (limitOf[r] == limit) {
        changed[r] = amount;
      }
    }
    return new Rows(width, factors, changed, limitOf);
  }

  /** The same rows for a part of the customers. */
  Rows scaled(double share) {
    return new Rows(
        width, factors, Arrays.stream(right).map(amount -> amount * share).toArray(), limitOf);
  }

  int count() {
    return right.length;
  }

  double right(int row) {
    return right[row];
  }

  /** The index of the limit that the row is of. */
  int limitOf(int row) {
    return limitOf[row];
  }

  /** double[groups * actions]: what one contact uses. */
  double[] byContact(int row) {
    return factors.get(row)[0];
  }

  /** double[groups * actions]: what one unit of cost uses. */
  double[] byCost(int row) {
    return factors.get(row)[1];
  }

  /** double[groups * actions]: what one unit of value uses. */
  double[] byValue(int row) {
    return factors.get(row)[2];
  }

  /** What the choice uses of the row. */
  double use(int row, Offers offers, int customer, int action) {
    if (action == Offers.NOTHING) {
      return 0;
    }
    double[][] f = factors.get(row);
    int k = offers.groupOf(customer) * width + action;
    return f[0][k]
        + f[1][k] * offers.cost(customer, action)
        + f[2][k] * offers.value(customer, action);
  }

  /** What all choices together use of the row. */
  double use(int row, Totals totals) {
    return use(row, totals, false);
  }

  /** As {@link #use(int, Totals)}, had all that is used one sign. */
  double weight(int row, Totals totals) {
    return use(row, totals, true);
  }

  private double use(int row, Totals totals, boolean unsigned) {
    double sum = 0;
    for (int k = 0; k < totals.cells(); k++) {
      double a = byContact(row)[k] * totals.contacts(k);
      double b = byCost(row)[k] * totals.cost(k);
      double c = byValue(row)[k] * totals.value(k);
      sum += unsigned ? Math.abs(a) + Math.abs(b) + Math.abs(c) : a + b + c;
    }
    return sum;
  }
}
