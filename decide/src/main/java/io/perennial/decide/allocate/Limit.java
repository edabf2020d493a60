// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.List;
import java.util.Set;

/**
 * Something a plan must keep to. Closed: budgets, capacities and caps are {@link AtMost}, minimums
 * {@link AtLeast}, margin floors {@link Return} (of a sum) and {@link Floor} (of each action
 * given), and groups are treated alike by {@link Fair} and {@link Alike}. Frequency caps and
 * consent are not limits but eligibility: they stand in the masks of {@link Offers}.
 */
public sealed interface Limit {

  /** Unique among the limits of a plan: reasons and prices are told by it. */
  String name();

  /** What the actions of the scope sum up to is at most {@code amount}. */
  record AtMost(String name, Measure measure, Scope scope, double amount) implements Limit {
    public AtMost {
      requireName(name);
      requireFinite(name, "amount", amount);
      if (amount < 0 && (measure == Measure.CONTACTS || measure == Measure.COST)) {
        throw new IllegalArgumentException(
            "Invalid amount of limit " + name + ": " + amount + " (must be >= 0)");
      }
    }
  }

  /** What the actions of the scope sum up to is at least {@code amount}. */
  record AtLeast(String name, Measure measure, Scope scope, double amount) implements Limit {
    public AtLeast {
      requireName(name);
      requireFinite(name, "amount", amount);
    }
  }

  /** The value of the scope's actions is at least {@code ratio} times their cost. */
  record Return(String name, Scope scope, double ratio) implements Limit {
    public Return {
      requireName(name);
      requireFinite(name, "ratio", ratio);
    }
  }

  /** No action of the scope is given to a customer for whom its net value is below {@code net}. */
  record Floor(String name, Scope scope, double net) implements Limit {
    public Floor {
      requireName(name);
      requireFinite(name, "net value", net);
    }
  }

  /**
   * What each group of the scope gets of its measure, per member (eligible or not), is at least
   * {@code ratio} times what any other group gets. Nothing for anyone is fair.
   *
   * @param ratio within (0, 1]; 0.8 is the rule of four fifths
   */
  record Fair(String name, Measure measure, Scope scope, double ratio) implements Limit {
    public Fair {
      requireName(name);
      if (!(ratio > 0 && ratio <= 1)) {
        throw new IllegalArgumentException(
            "Invalid ratio of limit " + name + ": " + ratio + " (must be within (0, 1])");
      }
    }
  }

  /**
   * The shares of members (eligible or not) who are given an action of the scope differ between two
   * parts by {@code within} at most. Nothing for anyone is alike.
   *
   * @param parts sets of groups that do not overlap, two or more
   * @param within [0, 1]
   */
  record Alike(String name, Scope scope, List<Set<String>> parts, double within) implements Limit {
    public Alike {
      requireName(name);
      parts = parts.stream().map(Set::copyOf).toList();
      if (parts.size() < 2 || !(within >= 0 && within <= 1)) {
        throw new IllegalArgumentException(
            "Invalid limit "
                + name
                + ": "
                + parts.size()
                + " parts within "
                + within
                + " (must be two or more, within [0, 1])");
      }
    }
  }

  /** All actions together cost at most {@code amount}. */
  static Limit budget(String name, double amount) {
    return new AtMost(name, Measure.COST, Scope.all(), amount);
  }

  /** The actions of the scope cost at most {@code amount}. */
  static Limit budget(String name, Scope scope, double amount) {
    return new AtMost(name, Measure.COST, scope, amount);
  }

  /** At most {@code contacts} customers are given an action of the scope. */
  static Limit capacity(String name, Scope scope, long contacts) {
    return new AtMost(name, Measure.CONTACTS, scope, contacts);
  }

  /** At least {@code contacts} customers are given an action of the scope. */
  static Limit minimum(String name, Scope scope, long contacts) {
    return new AtLeast(name, Measure.CONTACTS, scope, contacts);
  }

  /** The share of each group's members that are given an action differs by the ratio at most. */
  static Limit fair(String name, double ratio) {
    return new Fair(name, Measure.CONTACTS, Scope.all(), ratio);
  }

  /** Which actions and groups it counts. */
  Scope scope();

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Invalid limit: no name (must have one)");
    }
  }

  private static void requireFinite(String name, String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Invalid " + what + " of limit " + name + ": " + value + " (must be finite)");
    }
  }
}
