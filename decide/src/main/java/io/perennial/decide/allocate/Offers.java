// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.allocate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What could be done for each customer: a table of customers by actions with the expected value,
 * the cost and whether it may be done at all. Doing nothing is always possible, brings 0 and costs
 * 0. Immutable as long as the arrays, which are not copied, are left alone; 4 bytes a cell for
 * values, 4 more where costs differ between customers, 12 bytes a customer.
 */
public final class Offers {

  /** In place of an action's number: nothing is done. */
  public static final int NOTHING = -1;

  private static final int MOST_ACTIONS = 63;
  private static final String EVERYBODY = "everybody";

  private final List<ActionColumn> actions;
  private final int customers;
  private final float[] values;
  private final float[] cellCosts;
  private final double[] actionCosts;
  private final long[] eligible;
  private final List<String> groups;
  private final int[] groupOf;
  private final long[] members;

  private Offers(
      List<ActionColumn> actions,
      int customers,
      float[] values,
      float[] cellCosts,
      double[] actionCosts,
      long[] eligible,
      List<String> groups,
      int[] groupOf,
      long[] members) {
    this.actions = actions;
    this.customers = customers;
    this.values = values;
    this.cellCosts = cellCosts;
    this.actionCosts = actionCosts;
    this.eligible = eligible;
    this.groups = groups;
    this.groupOf = groupOf;
    this.members = members;
  }

  /**
   * Offers where an action costs the same for everybody.
   *
   * @param actions 1 to 63
   * @param values float[customers * actions], customer by customer: the incremental value expected,
   *     before cost, in money
   * @param costs double[actions] in money, each >= 0; 0 is said, not left out
   * @param eligible long[customers]: bit {@code a} is set where action {@code a} may be given
   * @throws IllegalArgumentException naming customer and action, where a number that counts is not
   *     finite or a cost is negative
   */
  public static Offers of(
      List<ActionColumn> actions, float[] values, double[] costs, long[] eligible) {
    requireActions(actions);
    if (costs.length != actions.size()) {
      throw new IllegalArgumentException(
          "Missing costs: "
              + costs.length
              + " for "
              + actions.size()
              + " actions (an action that costs nothing has cost 0)");
    }
    for (int a = 0; a < costs.length; a++) {
      requireCost(costs[a], actions.get(a).name(), "");
    }
    return checked(actions, values, new float[0], costs.clone(), eligible);
  }

  /**
   * Offers where costs differ between customers.
   *
   * @param costs float[customers * actions], as {@code values}
   */
  public static Offers of(
      List<ActionColumn> actions, float[] values, float[] costs, long[] eligible) {
    requireActions(actions);
    if (costs.length != values.length) {
      throw new IllegalArgumentException(
          "Missing costs: " + costs.length + " for " + values.length + " values (must be as many)");
    }
    return checked(actions, values, costs, new double[0], eligible);
  }

  private static Offers checked(
      List<ActionColumn> actions,
      float[] values,
      float[] cellCosts,
      double[] actionCosts,
      long[] eligible) {
    int width = actions.size();
    int customers = eligible.length;
    if (values.length != (long) customers * width) {
      throw new IllegalArgumentException(
          "Invalid values: "
              + values.length
              + " (must be "
              + customers
              + " customers by "
              + width
              + " actions)");
    }
    for (int i = 0; i < customers; i++) {
      if (eligible[i] >>> width != 0) {
        throw new IllegalArgumentException(
            "Invalid eligibility of customer " + i + ": a bit beyond the " + width + " actions");
      }
      for (long left = eligible[i]; left != 0; left &= left - 1) {
        int a = Long.numberOfTrailingZeros(left);
        String name = actions.get(a).name();
        if (!Float.isFinite(values[i * width + a])) {
          throw new IllegalArgumentException(
              "Invalid value of action "
                  + name
                  + " for customer "
                  + i
                  + ": "
                  + values[i * width + a]
                  + " (must be finite, or the customer not eligible)");
        }
        if (cellCosts.length > 0) {
          requireCost(cellCosts[i * width + a], name, " for customer " + i);
        }
      }
    }
    return new Offers(
        List.copyOf(actions),
        customers,
        values,
        cellCosts,
        actionCosts,
        eligible,
        List.of(EVERYBODY),
        new int[0],
        new long[0]);
  }

  private static void requireActions(List<ActionColumn> actions) {
    if (actions.isEmpty() || actions.size() > MOST_ACTIONS) {
      throw new IllegalArgumentException(
          "Invalid actions: " + actions.size() + " (must be 1 to " + MOST_ACTIONS + ")");
    }
    Set<String> names = new HashSet<>();
    for (ActionColumn action : actions) {
      if (!names.add(action.name())) {
        throw new IllegalArgumentException(
            "Invalid actions: two are called " + action.name() + " (must have names of their own)");
      }
    }
  }

  private static void requireCost(double cost, String action, String where) {
    if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid cost of action "
              + action
              + where
              + ": "
              + cost
              + " (must be >= 0 and finite; an action that costs nothing has cost 0)");
    }
  }

  /**
   * The same offers to customers in groups, for limits that are per group or between groups.
   *
   * @param names of the groups
   * @param groupOf int[customers], each an index into {@code names}; not copied
   */
  public Offers inGroups(List<String> names, int[] groupOf) {
    if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          "Invalid groups: " + names + " (must be one or more, each with a name of its own)");
    }
    if (groupOf.length != customers) {
      throw new IllegalArgumentException(
          "Invalid groups: of " + groupOf.length + " customers (must be " + customers + ")");
    }
    for (int i = 0; i < customers; i++) {
      if (groupOf[i] < 0 || groupOf[i] >= names.size()) {
        throw new IllegalArgumentException(
            "Unknown group of customer " + i + ": " + groupOf[i] + " (there are " + names + ")");
      }
    }
    return new Offers(
        actions,
        customers,
        values,
        cellCosts,
        actionCosts,
        eligible,
        List.copyOf(names),
        groupOf,
        new long[0]);
  }

  /**
   * The same where groups have members who are not among these customers: shares are of all.
   *
   * @param all long[groups]: how many customers each has, at least as many as are here
   */
  public Offers withMembers(long[] all) {
    long[] here = groupSizes();
    for (int g = 0; g < groups.size(); g++) {
      if (all.length != here.length || all[g] < here[g]) {
        throw new IllegalArgumentException(
            "Invalid members of groups: "
                + Arrays.toString(all)
                + " (must be at least those here, "
                + Arrays.toString(here)
                + ")");
      }
    }
    return new Offers(
        actions, customers, values, cellCosts, actionCosts, eligible, groups, groupOf, all.clone());
  }

  /**
   * The same offers with other values.
   *
   * @param values as in {@link #of(List, float[], double[], long[])}
   */
  public Offers withValues(float[] values) {
    Offers changed =
        cellCosts.length > 0
            ? of(actions, values, cellCosts, eligible)
            : of(actions, values, actionCosts, eligible);
    Offers grouped = changed.inGroups(groups, groupOf.length > 0 ? groupOf : new int[customers]);
    return members.length > 0 ? grouped.withMembers(members) : grouped;
  }

  /** The same offers where only this may be given; not copied. */
  public Offers restricted(long[] masks) {
    return new Offers(
        actions, customers, values, cellCosts, actionCosts, masks, groups, groupOf, members);
  }

  /** The columns, in order. */
  public List<ActionColumn> actions() {
    return actions;
  }

  /** How many customers there are. */
  public int customers() {
    return customers;
  }

  /** The names of the groups; one for all where none were given. */
  public List<String> groups() {
    return groups;
  }

  /** The customer's group, an index into {@link #groups()}. */
  public int groupOf(int customer) {
    return groupOf.length == 0 ? 0 : groupOf[customer];
  }

  /** Whether the customer may be given the action; doing nothing always may. */
  public boolean eligible(int customer, int action) {
    return action == NOTHING || (eligible[customer] >>> action & 1) != 0;
  }

  /** The actions that the customer may be given: bit {@code a} for action {@code a}. */
  public long eligible(int customer) {
    return eligible[customer];
  }

  /** The incremental value expected, before cost; 0 for {@link #NOTHING}. */
  public double value(int customer, int action) {
    return action == NOTHING ? 0 : values[customer * actions.size() + action];
  }

  /** What it costs; 0 for {@link #NOTHING}. */
  public double cost(int customer, int action) {
    if (action == NOTHING) {
      return 0;
    }
    return cellCosts.length == 0
        ? actionCosts[action]
        : cellCosts[customer * actions.size() + action];
  }

  /** Value less cost; 0 for {@link #NOTHING}. */
  public double net(int customer, int action) {
    return value(customer, action) - cost(customer, action);
  }

  /** The action's name, or "nothing". */
  public String nameOf(int action) {
    return action == NOTHING ? "nothing" : actions.get(action).name();
  }

  /** How many customers each group has. */
  long[] groupSizes() {
    if (members.length > 0) {
      return members.clone();
    }
    long[] sizes = new long[groups.size()];
    if (groupOf.length == 0) {
      sizes[0] = customers;
    } else {
      Arrays.stream(groupOf).forEach(g -> sizes[g]++);
    }
    return sizes;
  }

  boolean costsPerAction() {
    return cellCosts.length == 0;
  }

  float[] values() {
    return values;
  }

  float[] cellCosts() {
    return cellCosts;
  }

  double[] actionCosts() {
    return actionCosts;
  }
}
