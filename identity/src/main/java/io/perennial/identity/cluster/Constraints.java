// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import io.perennial.identity.Components;
import java.util.Arrays;
import java.util.List;

/**
 * Which records are together and which apart, whatever their scores: what people and systems said,
 * free of contradictions, and values of which a customer has one at most.
 */
public final class Constraints {

  /*
   * A unit is what must be together; it is named by its smallest node. Two units are apart where
   * that was said of any of their nodes, or where they have different values of an exclusive
   * attribute. Values of one unit count as equal, since what a person said outweighs the rule.
   */

  private final Components units;
  private final long[] apart;
  private final List<int[]> exclusive;
  private final List<Contradiction> contradictions;

  Constraints(
      Components units, long[] apart, List<int[]> exclusive, List<Contradiction> contradictions) {
    this.units = units;
    this.apart = apart;
    this.exclusive = exclusive;
    this.contradictions = List.copyOf(contradictions);
  }

  /** Of n nodes nothing was said. */
  public static Constraints none(int nodes) {
    return new Constraints(new Components(nodes), new long[0], List.of(), List.of());
  }

  /** How many nodes there are. */
  public int nodes() {
    return units.size();
  }

  /** The smallest node of those that must be together with a node. */
  public int unit(int node) {
    return units.of(node);
  }

  /** Whether two nodes must never be one customer. */
  public boolean apart(int a, int b) {
    int one = units.of(a);
    int other = units.of(b);
    if (one == other) {
      return false;
    }
    for (int[] values : exclusive) {
      if (values[one] >= 0 && values[other] >= 0 && values[one] != values[other]) {
        return true;
      }
    }
    return apart.length > 0 && Arrays.binarySearch(apart, pair(one, other)) >= 0;
  }

  /** What could not all be meant, the latest first. */
  public List<Contradiction> contradictions() {
    return contradictions;
  }

  /** Pairs of units that were said to be apart, packed and ascending. */
  long[] apartUnits() {
    return apart;
  }

  /** Per exclusive attribute the value of each unit, at its smallest node; -1 for none. */
  List<int[]> exclusive() {
    return exclusive;
  }

  static long pair(int a, int b) {
    return ((long) Math.min(a, b) << 32) | Math.max(a, b);
  }
}
