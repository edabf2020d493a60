// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import io.perennial.segment.Partition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/** Which of n customers are in which segments; one may be in several, or in none. */
public final class Members {

  private final int customers;
  private final List<String> names;
  private final List<BitSet> sets;

  /**
   * @param customers n
   * @param names of the segments, no two alike
   * @param sets for each segment the rows of its members, below n
   */
  public Members(int customers, List<String> names, List<BitSet> sets) {
    if (names.size() != sets.size() || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException(
          "Invalid segments: "
              + names.size()
              + " names for "
              + sets.size()
              + " (must be a name of its own for each)");
    }
    for (BitSet set : sets) {
      if (set.length() > customers) {
        throw new IllegalArgumentException(
            "Invalid member: row " + (set.length() - 1) + " of " + customers);
      }
    }
    this.customers = customers;
    this.names = List.copyOf(names);
    this.sets = sets.stream().map(set -> (BitSet) set.clone()).toList();
  }

  /**
   * Those of a partition.
   *
   * @param names of its clusters, in order
   */
  public static Members of(Partition partition, List<String> names) {
    List<BitSet> sets = new ArrayList<>();
    names.forEach(name -> sets.add(new BitSet(partition.count())));
    int[] labels = partition.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != Partition.NOISE) {
        sets.get(labels[i]).set(i);
      }
    }
    return new Members(labels.length, names, sets);
  }

  /** n. */
  public int customers() {
    return customers;
  }

  /** The segments' names, in order. */
  public List<String> names() {
    return names;
  }

  /** How many segments there are. */
  public int segments() {
    return names.size();
  }

  /** How many members a segment has. */
  public int size(int segment) {
    return sets.get(segment).cardinality();
  }

  /** The rows of a segment's members, ascending. */
  public int[] rows(int segment) {
    return sets.get(segment).stream().toArray();
  }

  /** How many are in both. */
  int both(int segment, Members others, int other) {
    BitSet both = (BitSet) sets.get(segment).clone();
    both.and(others.sets.get(other));
    return both.cardinality();
  }
}
