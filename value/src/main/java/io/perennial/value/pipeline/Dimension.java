// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A way of looking at customers in groups. Immutable. */
final class Dimension {

  static final String ALL = "all";

  private static final int MOST = 40;
  private static final String OTHERS = "others";

  private final String name;
  private final List<String> groups;
  private final int[] of;

  private Dimension(String name, List<String> groups, int[] of) {
    this.name = name;
    this.groups = List.copyOf(groups);
    this.of = of;
  }

  /** Everybody in one group. */
  static Dimension all(int customers) {
    return new Dimension(ALL, List.of(ALL), new int[customers]);
  }

  /** Customers by a word. */
  static Dimension of(String name, int customers, IntFunction<String> word) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < customers; i++) {
      counts.merge(word.apply(i), 1, Integer::sum);
    }
    List<String> groups = new ArrayList<>(counts.keySet());
    groups.sort(
        Comparator.comparing((String group) -> -counts.get(group)).thenComparing(group -> group));
    if (groups.size() > MOST) {
      groups = new ArrayList<>(groups.subList(0, MOST - 1));
      groups.add(OTHERS);
    }
    Map<String, Integer> places = new HashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      places.put(groups.get(g), g);
    }
    int[] of = new int[customers];
    for (int i = 0; i < customers; i++) {
      of[i] = places.getOrDefault(word.apply(i), groups.size() - 1);
    }
    return new Dimension(name, groups, of);
  }

  /** What it is called, as channel. */
  String name() {
    return name;
  }

  /** The groups, the largest first; the smallest together where there are too many. */
  List<String> groups() {
    return groups;
  }

  /** The group of customer {@code i}. */
  int groupOf(int i) {
    return of[i];
  }

  /** The customers of group {@code g}. */
  int[] rows(int g) {
    return IntStream.range(0, of.length).filter(i -> of[i] == g).toArray();
  }
}
