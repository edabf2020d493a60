// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which given names stand for each other: Bob, Rob and Robert. From a list written for this project
 * from common knowledge of English, German, French, Spanish and Italian names; not complete.
 */
public final class Nicknames {

  private static final int[] NONE = new int[0];
  private static final Map<String, int[]> GROUPS = read();

  private Nicknames() {}

  private static Map<String, int[]> read() {
    Map<String, List<Integer>> groups = new HashMap<>();
    List<List<String>> lines = WordLists.lines("nicknames.txt");
    for (int group = 0; group < lines.size(); group++) {
      for (String name : lines.get(group)) {
        groups.computeIfAbsent(name, none -> new ArrayList<>()).add(group);
      }
    }
    Map<String, int[]> packed = new HashMap<>();
    groups.forEach(
        (name, of) -> packed.put(name, of.stream().mapToInt(Integer::intValue).toArray()));
    return Map.copyOf(packed);
  }

  /** Whether a name is in the list, in its normal form. */
  public static boolean isKnown(String name) {
    return GROUPS.containsKey(name);
  }

  /** Whether two names in their normal form can stand for one another. */
  public static boolean standForEachOther(String name, String other) {
    return shareGroup(groups(name), groups(other));
  }

  /** The groups of names that stand for each other which a name belongs to, ascending. */
  static int[] groups(String name) {
    return GROUPS.getOrDefault(name, NONE);
  }

  static boolean shareGroup(int[] a, int[] b) {
    for (int group : a) {
      for (int other : b) {
        if (group == other) {
          return true;
        }
      }
    }
    return false;
  }
}
