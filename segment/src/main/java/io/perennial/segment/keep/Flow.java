// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Customers who went one way from one instant to the next, or stayed.
 *
 * @param from id of the segment before, or {@link Membership#NONE}: newcomers
 * @param to id of the segment after, or {@link Membership#NONE}: leavers
 * @param customers how many, at least 1
 */
public record Flow(long from, long to, long customers) {

  public Flow {
    if (from < 0 || to < 0 || customers < 1) {
      throw new IllegalArgumentException(
          "Invalid flow: "
              + customers
              + " customers from "
              + from
              + " to "
              + to
              + " (must be >= 1, between ids >= 0)");
    }
  }

  /** Who went where between two instants, by id. O(n) time. */
  public static List<Flow> between(Membership before, Membership after) {
    Map<Long, Map<Long, long[]>> counts = new TreeMap<>();
    before.forEach(
        after,
        (from, to) ->
            counts.computeIfAbsent(from, id -> new TreeMap<>())
                .computeIfAbsent(to, id -> new long[1])[0]++);
    List<Flow> flows = new ArrayList<>();
    counts.forEach(
        (from, row) -> row.forEach((to, count) -> flows.add(new Flow(from, to, count[0]))));
    return flows;
  }

  /**
   * Who went where over many instants: one list for each step from an instant to the next, as a
   * Sankey chart has it. O(all customers of all instants).
   */
  public static List<List<Flow>> over(List<Membership> instants) {
    List<List<Flow>> steps = new ArrayList<>();
    for (int t = 1; t < instants.size(); t++) {
      steps.add(between(instants.get(t - 1), instants.get(t)));
    }
    return steps;
  }
}
