// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import io.perennial.math.optimise.Assignment;
import io.perennial.segment.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives clusters of a new fit the ids and names of the segments they were in the former one, by the
 * optimal assignment on members in common and, where few customers are in both, on centroids. What
 * is not the same has an id that no segment ever had. How clusters are numbered has no influence.
 * Immutable; O(n log n + k³).
 */
public final class SegmentIds {

  /** What closeness counts beside members: decides between equals alone. */
  private static final double TIE = 1e-3;

  private final KeepSettings settings;

  public SegmentIds(KeepSettings settings) {
    this.settings = settings;
  }

  /**
   * The first fit: ids from 1, the largest cluster first.
   *
   * @param names proposed for each cluster; a name that is taken has a number added
   */
  public KeptSolution start(Solution solution, List<String> names) {
    return start(solution, names, 1);
  }

  /**
   * A fit that cannot be compared with the one before.
   *
   * @param nextId an id that no segment ever had, nor any above it
   */
  public KeptSolution start(Solution solution, List<String> names, long nextId) {
    return named(
        solution, names, new @Nullable Identity[solution.clusters()], nextId, List.of(), false);
  }

  /**
   * A later fit.
   *
   * @param former the fit before, with its identities
   * @param now the new fit
   * @param names proposed for each cluster of it, for those that are new
   */
  public KeptSolution match(KeptSolution former, Solution now, List<String> names) {
    Solution before = former.solution();
    Overlap overlap = Overlap.of(before, now);
    double fewer = Math.min(before.customers().length, now.customers().length);
    double members =
        fewer == 0 ? 0 : Math.min(1, overlap.shared() / (settings.sharedShare() * fewer));
    int[] rows = byId(former.identities());
    int[] columns = canonical(now);
    double[][] gains = new double[rows.length][columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        double likeness =
            members * overlap.jaccard(rows[r], columns[c])
                + (1 - members) * before.closeness(rows[r], now, columns[c]);
        // what is too unlike to be the same is no reason to assign anything else
        gains[r][c] =
            likeness < least(members)
                ? 0
                : likeness + TIE * before.closeness(rows[r], now, columns[c]);
      }
    }
    int[] columnOf = Assignment.dearest(gains).columnOf();
    @Nullable Identity[] identities = new @Nullable Identity[columns.length];
    List<Change> changes = new ArrayList<>();
    for (int r = 0; r < rows.length; r++) {
      Identity identity = former.identities().get(rows[r]);
      if (columnOf[r] == Assignment.NONE || gains[r][columnOf[r]] == 0) {
        changes.add(new Change.Died(identity.id()));
      } else {
        int cluster = columns[columnOf[r]];
        identities[cluster] = identity;
        changes.add(new Change.Kept(identity.id(), overlap.jaccard(rows[r], cluster)));
      }
    }
    KeptSolution named = named(now, names, identities, former.nextId(), changes, true);
    List<Change> all = new ArrayList<>(named.changes());
    all.addAll(splits(former, named, overlap, rows));
    all.addAll(merges(former, named, overlap, rows));
    return new KeptSolution(now, named.identities(), named.nextId(), all);
  }

  private double least(double members) {
    return members * settings.leastAgreement() + (1 - members) * settings.leastCloseness();
  }

  /** Gives those without an identity a new one. */
  private static KeptSolution named(
      Solution solution,
      List<String> names,
      @Nullable Identity[] identities,
      long nextId,
      List<Change> before,
      boolean tellBirths) {
    if (names.size() != solution.clusters()) {
      throw new IllegalArgumentException(
          "Invalid names: "
              + names.size()
              + " (must be "
              + solution.clusters()
              + ", one a cluster)");
    }
    Set<String> taken = new HashSet<>();
    for (Identity identity : identities) {
      if (identity != null) {
        taken.add(identity.name());
      }
    }
    List<Change> changes = new ArrayList<>(before);
    long id = nextId;
    for (int cluster : canonical(solution)) {
      if (identities[cluster] == null) {
        identities[cluster] = new Identity(id++, free(names.get(cluster), taken));
        if (tellBirths) {
          changes.add(new Change.Born(identities[cluster].id()));
        }
      }
    }
    return new KeptSolution(solution, List.of(identities), id, changes);
  }

  /** The name, or the name with the first number from 2 that makes it one of its own. */
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + " " + number;
    }
    return free;
  }

  private List<Change> splits(KeptSolution former, KeptSolution now, Overlap overlap, int[] rows) {
    List<Change> splits = new ArrayList<>();
    for (int was : rows) {
      List<Long> into =
          IntStream.range(0, now.identities().size())
              .filter(
                  is ->
                      overlap.given(was, is) >= settings.splitShare()
                          && overlap.taken(was, is) > 0.5)
              .mapToObj(is -> now.identities().get(is).id())
              .sorted()
              .toList();
      if (into.size() > 1) {
        splits.add(new Change.Split(former.identities().get(was).id(), into));
      }
    }
    return splits;
  }

  private List<Change> merges(KeptSolution former, KeptSolution now, Overlap overlap, int[] rows) {
    List<Change> merges = new ArrayList<>();
    for (int is = 0; is < now.identities().size(); is++) {
      int cluster = is;
      List<Long> from =
          Arrays.stream(rows)
              .filter(
                  was ->
                      overlap.given(was, cluster) > 0.5
                          && overlap.taken(was, cluster) >= settings.mergeShare())
              .mapToObj(was -> former.identities().get(was).id())
              .toList();
      if (from.size() > 1) {
        merges.add(new Change.Merged(from, now.identities().get(is).id()));
      }
    }
    merges.sort(Comparator.comparingLong(merge -> ((Change.Merged) merge).into()));
    return merges;
  }

  private static int[] byId(List<Identity> identities) {
    return IntStream.range(0, identities.size())
        .boxed()
        .sorted(Comparator.comparingLong(i -> identities.get(i).id()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Clusters by size, the largest first, equals by their least customer: whatever their numbers.
   */
  private static int[] canonical(Solution solution) {
    int[] sizes = new int[solution.clusters()];
    int[] firsts = new int[solution.clusters()];
    for (int i = solution.labels().length - 1; i >= 0; i--) {
      int label = solution.labels()[i];
      if (label != Partition.NOISE) {
        sizes[label]++;
        firsts[label] = i;
      }
    }
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingInt((Integer c) -> -sizes[c]).thenComparingInt(c -> firsts[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
