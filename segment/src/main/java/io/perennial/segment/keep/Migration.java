// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who went from which segment to which between two instants, and what of it is more than chance.
 *
 * <p>Staying is not compared with going. Of those who went, a way is busier than chance when more
 * took it than if where to had nothing to do with where from (quasi-independence: as busy as the
 * two segments are to leave and to enter). A segment gains or loses by more than chance when more
 * enter than leave, or fewer, than tosses of a coin would tell.
 *
 * @param ways by from and to, where a customer took them or was expected to
 * @param balances of all segments, by id
 */
public record Migration(List<Way> ways, List<Balance> balances) {

  public Migration {
    ways = List.copyOf(ways);
    balances = List.copyOf(balances);
  }

  /**
   * From one segment to another, or to itself.
   *
   * @param from its id, or {@link Membership#NONE} for newcomers
   * @param to its id, or {@link Membership#NONE} for leavers
   * @param customers how many went or stayed
   * @param rate that share of who was in {@code from}, in [0, 1]
   * @param expected how many would have gone this way if all who go from a segment to another went
   *     alike; empty for who stayed, came, or left
   * @param z standard errors more than expected; empty where less than one is expected, or nothing
   *     else is possible
   * @param chance how often as much would come by chance, two-sided, adjusted for all ways tested
   *     (Benjamini and Hochberg); empty as z
   */
  public record Way(
      long from,
      long to,
      long customers,
      double rate,
      OptionalDouble expected,
      OptionalDouble z,
      OptionalDouble chance) {

    /** Whether it is from one segment to another. */
    public boolean isMove() {
      return from != to && from != Membership.NONE && to != Membership.NONE;
    }
  }

  /**
   * What a segment gained and lost.
   *
   * @param before members before
   * @param after members after
   * @param stayed who was in it at both instants
   * @param entered from other segments
   * @param left for other segments
   * @param newcomers from no segment
   * @param leavers to no segment
   * @param z (entered - left) / √(entered + left); empty where nobody moved
   * @param chance as of a way, adjusted for all segments
   */
  public record Balance(
      long segment,
      long before,
      long after,
      long stayed,
      long entered,
      long left,
      long newcomers,
      long leavers,
      OptionalDouble z,
      OptionalDouble chance) {

    /** How many more entered from other segments than left for them. */
    public long net() {
      return entered - left;
    }
  }

  /** Between two instants. O(n + k³) for k segments. */
  public static Migration between(Membership before, Membership after) {
    return of(Flow.between(before, after));
  }

  /** From counts, each way once at most. */
  public static Migration of(List<Flow> flows) {
    TreeSet<Long> from = new TreeSet<>();
    TreeSet<Long> to = new TreeSet<>();
    for (Flow flow : flows) {
      from.add(flow.from());
      to.add(flow.to());
    }
    from.remove(Membership.NONE);
    to.remove(Membership.NONE);
    List<Long> rows = List.copyOf(from);
    List<Long> columns = List.copyOf(to);
    double[][] counts = new double[rows.size()][columns.size()];
    boolean[][] staying = new boolean[rows.size()][columns.size()];
    TreeMap<Long, Long> leaving = new TreeMap<>();
    for (Flow flow : flows) {
      leaving.merge(flow.from(), flow.customers(), Long::sum);
      int r = rows.indexOf(flow.from());
      int c = columns.indexOf(flow.to());
      if (r >= 0 && c >= 0) {
        if (counts[r][c] > 0) {
          throw new IllegalArgumentException(
              "Invalid flows: from " + flow.from() + " to " + flow.to() + " twice (must be once)");
        }
        counts[r][c] = flow.customers();
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        staying[r][c] = rows.get(r).equals(columns.get(c));
      }
    }
    List<Way> ways = new ArrayList<>();
    for (Flow flow : flows) {
      if (flow.from() == Membership.NONE || flow.to() == Membership.NONE) {
        ways.add(untested(flow, leaving.get(flow.from())));
      }
    }
    QuasiIndependence alike = new QuasiIndependence(counts, staying);
    double[][] z = alike.residuals();
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < columns.size(); c++) {
        long count = (long) counts[r][c];
        double all = leaving.get(rows.get(r));
        if (staying[r][c] && count > 0) {
          ways.add(untested(new Flow(rows.get(r), columns.get(c), count), all));
        } else if (!staying[r][c] && (count > 0 || alike.expected()[r][c] > 0)) {
          ways.add(
              new Way(
                  rows.get(r),
                  columns.get(c),
                  count,
                  count / all,
                  OptionalDouble.of(alike.expected()[r][c]),
                  defined(z[r][c]),
                  OptionalDouble.empty()));
        }
      }
    }
    ways.sort(Comparator.comparingLong(Way::from).thenComparingLong(Way::to));
    return new Migration(withChance(ways), balances(flows));
  }

  private static Way untested(Flow flow, double all) {
    return new Way(
        flow.from(),
        flow.to(),
        flow.customers(),
        flow.customers() / all,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static List<Way> withChance(List<Way> ways) {
    double[] chances = chances(ways.stream().map(Way::z).toList());
    List<Way> tested = new ArrayList<>();
    for (int i = 0; i < chances.length; i++) {
      Way way = ways.get(i);
      tested.add(
          new Way(
              way.from(),
              way.to(),
              way.customers(),
              way.rate(),
              way.expected(),
              way.z(),
              defined(chances[i])));
    }
    return tested;
  }

  private static List<Balance> balances(List<Flow> flows) {
    TreeMap<Long, long[]> sums = new TreeMap<>(); // stayed, entered, left, newcomers, leavers
    for (Flow flow : flows) {
      long[] source = sums.computeIfAbsent(flow.from(), id -> new long[5]);
      long[] target = sums.computeIfAbsent(flow.to(), id -> new long[5]);
      if (flow.from() == flow.to()) {
        source[0] += flow.customers();
      } else {
        target[flow.from() == Membership.NONE ? 3 : 1] += flow.customers();
        source[flow.to() == Membership.NONE ? 4 : 2] += flow.customers();
      }
    }
    sums.remove(Membership.NONE);
    List<long[]> parts = List.copyOf(sums.values());
    List<OptionalDouble> z =
        parts.stream()
            .map(
                p ->
                    p[1] + p[2] == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((p[1] - p[2]) / Math.sqrt((double) (p[1] + p[2]))))
            .toList();
    double[] chances = chances(z);
    List<Balance> balances = new ArrayList<>();
    int i = 0;
    for (long segment : sums.keySet()) {
      long[] p = parts.get(i);
      balances.add(
          new Balance(
              segment,
              p[0] + p[2] + p[4],
              p[0] + p[1] + p[3],
              p[0],
              p[1],
              p[2],
              p[3],
              p[4],
              z.get(i),
              defined(chances[i])));
      i++;
    }
    return balances;
  }

  /** Adjusted chances of those that were tested, NaN for the others. */
  private static double[] chances(List<OptionalDouble> z) {
    double[] adjusted =
        FalseDiscovery.adjusted(
            z.stream()
                .flatMapToDouble(one -> one.stream().map(FalseDiscovery::twoSided))
                .toArray());
    double[] chances = new double[z.size()];
    int next = 0;
    for (int i = 0; i < chances.length; i++) {
      chances[i] = z.get(i).isPresent() ? adjusted[next++] : Double.NaN;
    }
    return chances;
  }

  private static OptionalDouble defined(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
