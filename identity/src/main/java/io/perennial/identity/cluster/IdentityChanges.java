// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import io.perennial.identity.cluster.IdentityChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a resolution changed: merges and splits, record by record. */
public final class IdentityChanges {

  /** What stands for: this record had no customer yet. */
  public static final long NONE = -1;

  private IdentityChanges() {}

  /**
   * The records whose customer is another than before, in order of records. Records that are new or
   * gone are no change. O(records + pairs), memory by records that changed.
   *
   * @param records n record ids
   * @param before the customer each had, or {@link #NONE}
   * @param after the customer each has
   * @param edges pairs of places in {@code records}, for evidence
   */
  public static List<IdentityChange> between(
      long[] records, long[] before, long[] after, Edges edges) {
    int n = records.length;
    if (before.length != n || after.length != n || edges.nodes() != n) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid columns: %d, %d, %d rows and pairs of %d nodes (must be as many)",
              n, before.length, after.length, edges.nodes()));
    }
    Map<Move, Group> groups = new HashMap<>();
    for (int i = 0; i < n; i++) {
      if (before[i] != NONE && before[i] != after[i]) {
        groups.computeIfAbsent(new Move(before[i], after[i]), move -> new Group()).records++;
      }
    }
    if (groups.isEmpty()) {
      return List.of();
    }
    classify(groups, before, after);
    findEvidence(groups, before, after, edges);
    List<IdentityChange> changes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Group group = groups.get(new Move(before[i], after[i]));
      if (group != null) {
        changes.add(
            new IdentityChange(
                records[i],
                before[i],
                after[i],
                group.kind(),
                group.evidence < 0 ? OptionalInt.empty() : OptionalInt.of(group.evidence)));
      }
    }
    return changes;
  }

  private static void classify(Map<Move, Group> groups, long[] before, long[] after) {
    Map<Long, Integer> hadBefore = new HashMap<>();
    Map<Long, Integer> haveNow = new HashMap<>();
    for (Move move : groups.keySet()) {
      hadBefore.put(move.from, 0);
      haveNow.put(move.to, 0);
    }
    for (int i = 0; i < before.length; i++) {
      if (before[i] != NONE) {
        hadBefore.computeIfPresent(before[i], (customer, count) -> count + 1);
        haveNow.computeIfPresent(after[i], (customer, count) -> count + 1);
      }
    }
    groups.forEach(
        (move, group) -> {
          group.left = hadBefore.getOrDefault(move.from, 0) > group.records;
          group.joined = haveNow.getOrDefault(move.to, 0) > group.records;
        });
  }

  private static void findEvidence(
      Map<Move, Group> groups, long[] before, long[] after, Edges edges) {
    for (int pair = 0; pair < edges.size(); pair++) {
      for (int end = 0; end < 2; end++) {
        int one = end == 0 ? edges.a(pair) : edges.b(pair);
        int other = end == 0 ? edges.b(pair) : edges.a(pair);
        if (before[one] != NONE && before[one] != after[one]) {
          Group group = groups.get(new Move(before[one], after[one]));
          boolean joins = after[other] == after[one] && before[other] != before[one];
          boolean parts = before[other] == before[one] && after[other] != after[one];
          if (group != null && (group.joined ? joins : parts)) {
            group.evidence = surer(edges, group.evidence, pair);
          }
        }
      }
    }
  }

  /** Of equally sure pairs the one with the smaller records, whatever their order. */
  private static int surer(Edges edges, int best, int pair) {
    if (best < 0 || edges.logOdds(pair) > edges.logOdds(best)) {
      return pair;
    }
    long of = Constraints.pair(edges.a(pair), edges.b(pair));
    boolean isFirst = of < Constraints.pair(edges.a(best), edges.b(best));
    return edges.logOdds(pair) == edges.logOdds(best) && isFirst ? pair : best;
  }

  private record Move(long from, long to) {}

  /** Records that went from one customer to another. */
  private static final class Group {
    private int records;
    private boolean left;
    private boolean joined;
    private int evidence = -1;

    Kind kind() {
      if (joined) {
        return left ? Kind.MOVE : Kind.MERGE;
      }
      return left ? Kind.SPLIT : Kind.RENAME;
    }
  }
}
