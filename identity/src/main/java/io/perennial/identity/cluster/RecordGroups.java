// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import java.util.Arrays;

/** Nodes by group, ascending within each; groups of one are left out. */
final class RecordGroups {

  private final int[] start;
  private final int[] members;
  private final int size;

  private RecordGroups(int[] start, int[] members, int size) {
    this.start = start;
    this.members = members;
    this.size = size;
  }

  /** Groups things by the name of their group, which is its smallest member. */
  static RecordGroups of(int[] groupOf) {
    int[] count = new int[groupOf.length];
    for (int group : groupOf) {
      count[group]++;
    }
    int groups = 0;
    int grouped = 0;
    for (int one : count) {
      groups += one > 1 ? 1 : 0;
      grouped += one > 1 ? one : 0;
    }
    int[] start = new int[groups + 1];
    int[] members = new int[grouped];
    int group = 0;
    int at = 0;
    for (int name = 0; name < count.length; name++) {
      if (count[name] > 1) {
        start[group++] = at;
        int room = count[name];
        count[name] = at;
        at += room;
      } else {
        count[name] = -1;
      }
    }
    start[groups] = at;
    for (int thing = 0; thing < groupOf.length; thing++) {
      int next = count[groupOf[thing]];
      if (next >= 0) {
        members[next] = thing;
        count[groupOf[thing]]++;
      }
    }
    return new RecordGroups(start, members, groups);
  }

  int size() {
    return size;
  }

  int[] members(int group) {
    return Arrays.copyOfRange(members, start[group], start[group + 1]);
  }
}
