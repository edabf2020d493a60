// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Lloyd;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import io.perennial.segment.cluster.KMeans;
import io.perennial.segment.cluster.KMeansConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentIdsTest {

  private static final SegmentIds IDS = new SegmentIds(KeepSettings.defaults());

  /** Customers 1, 2, … of clusters with so many members each, in the order given. */
  private static Solution solution(int... sizes) {
    int[] labels = new int[Arrays.stream(sizes).sum()];
    int at = 0;
    for (int c = 0; c < sizes.length; c++) {
      Arrays.fill(labels, at, at + sizes[c], c);
      at += sizes[c];
    }
    return solution(labels, sizes.length);
  }

  private static Solution solution(int[] labels, int k) {
    return new Solution(
        LongStream.rangeClosed(1, labels.length).toArray(),
        new Partition(labels, k),
        "none",
        new double[k][0],
        new double[k]);
  }

  private static List<String> names(int k) {
    return IntStream.range(0, k).mapToObj(c -> "fresh").toList();
  }

  @Nested
  class Changes {

    private final KeptSolution former = IDS.start(solution(100, 60, 40), List.of("A", "B", "C"));

    @Test
    void the_first_fit_numbers_its_segments_by_size() {
      KeptSolution kept = IDS.start(solution(40, 100, 60), List.of("small", "same", "same"));

      assertThat(kept.identities())
          .containsExactly(
              new Identity(3, "small"), new Identity(1, "same"), new Identity(2, "same 2"));
      assertThat(kept.nextId()).isEqualTo(4);
      assertThat(kept.changes()).isEmpty();
    }

    @Test
    void ids_and_names_stay_with_the_members() {
      int[] labels = new int[200];
      Arrays.fill(labels, 0, 60, 2); // most of A
      Arrays.fill(labels, 60, 130, 0); // the rest of it, and half of B
      Arrays.fill(labels, 130, 200, 1); // the other half, and C
      KeptSolution now = IDS.match(former, solution(labels, 3), names(3));

      assertThat(now.identities())
          .containsExactly(new Identity(2, "B"), new Identity(3, "C"), new Identity(1, "A"));
      assertThat(now.changes().get(0)).isEqualTo(new Change.Kept(1, 0.6));
      assertThat(now.nextId()).isEqualTo(4);
    }

    @Test
    void a_split_is_told_and_the_larger_part_keeps_the_id() {
      KeptSolution now = IDS.match(former, solution(65, 35, 60, 40), names(4));

      assertThat(now.identities())
          .containsExactly(
              new Identity(1, "A"),
              new Identity(4, "fresh"),
              new Identity(2, "B"),
              new Identity(3, "C"));
      assertThat(now.changes())
          .containsExactly(
              new Change.Kept(1, 0.65),
              new Change.Kept(2, 1),
              new Change.Kept(3, 1),
              new Change.Born(4),
              new Change.Split(1, List.of(1L, 4L)));
    }

    @Test
    void a_merge_is_told_and_the_larger_part_gives_the_id() {
      KeptSolution now = IDS.match(former, solution(100, 100), names(2));

      assertThat(now.identities()).containsExactly(new Identity(1, "A"), new Identity(2, "B"));
      assertThat(now.changes())
          .containsExactly(
              new Change.Kept(1, 1),
              new Change.Kept(2, 0.6),
              new Change.Died(3),
              new Change.Merged(List.of(2L, 3L), 2));
      assertThat(now.changes().stream().map(Words::of))
          .containsExactly("1 stays", "2 stays", "3 ends", "[2, 3] are now 2");
    }

    @Test
    void an_id_is_never_given_again() {
      KeptSolution two = IDS.match(former, solution(100, 100), names(2));
      KeptSolution three = IDS.match(two, solution(100, 60, 40), names(3));

      assertThat(three.identities())
          .containsExactly(new Identity(1, "A"), new Identity(2, "B"), new Identity(4, "fresh"));
      assertThat(three.nextId()).isEqualTo(5);
    }

    @Test
    void what_fell_into_many_parts_is_no_more() {
      KeptSolution now = IDS.match(former, solution(25, 25, 25, 25, 60, 40), names(6));

      assertThat(now.changes())
          .contains(new Change.Died(1), new Change.Split(1, List.of(4L, 5L, 6L, 7L)));
      assertThat(now.identities().stream().map(Identity::name))
          .containsExactly("fresh", "fresh 2", "fresh 3", "fresh 4", "B", "C");
    }
  }

  /** Reads every case. */
  private static final class Words implements Change.Cases<String> {
    static String of(Change change) {
      return change.match(new Words());
    }

    @Override
    public String kept(Change.Kept change) {
      return change.id() + " stays";
    }

    @Override
    public String born(Change.Born change) {
      return change.id() + " begins";
    }

    @Override
    public String died(Change.Died change) {
      return change.id() + " ends";
    }

    @Override
    public String split(Change.Split change) {
      return change.from() + " is now " + change.into();
    }

    @Override
    public String merged(Change.Merged change) {
      return change.from() + " are now " + change.into();
    }
  }

  @Nested
  class Places {

    private final Points first =
        Points.of(new double[][] {{0, 0}, {2, 0}, {10, 0}, {12, 0}, {0, 30}});
    private final Partition three = Partition.of(new int[] {0, 0, 1, 1, 2});
    private final KeptSolution former =
        IDS.start(
            Solution.of(new long[] {1, 2, 3, 4, 5}, first, three, "p1"),
            List.of("left", "right", "high"));

    @Test
    void without_customers_in_common_centroids_decide() {
      Points later = Points.of(new double[][] {{10.5, 0}, {12.5, 0}, {0.5, 0}, {2.5, 0}, {90, 90}});
      KeptSolution now =
          IDS.match(
              former,
              Solution.of(new long[] {11, 12, 13, 14, 15}, later, three, "p1"),
              List.of("x", "y", "far"));

      assertThat(now.identities().stream().map(Identity::name))
          .containsExactly("right", "left", "far");
      assertThat(now.identities().get(2).id()).isEqualTo(4);
      assertThat(now.changes())
          .containsExactly(
              new Change.Kept(1, 0), new Change.Kept(2, 0), new Change.Died(3), new Change.Born(4));
    }

    @Test
    void centroids_of_other_coordinates_say_nothing() {
      KeptSolution now =
          IDS.match(
              former,
              Solution.of(new long[] {11, 12, 13, 14, 15}, first, three, "p2"),
              List.of("x", "y", "z"));

      assertThat(now.identities().stream().map(Identity::id)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void membership_is_by_id_and_those_in_no_cluster_are_in_no_segment() {
      Solution solution =
          Solution.of(
              new long[] {9, 3, 5},
              Points.of(new double[][] {{1}, {2}, {3}}),
              Partition.of(new int[] {0, -1, 1}),
              "p");
      Membership membership = IDS.start(solution, List.of("a", "b")).membership();

      assertThat(membership.count()).isEqualTo(3);
      assertThat(membership.of(9)).isEqualTo(2);
      assertThat(membership.of(5)).isEqualTo(1);
      assertThat(membership.of(3)).isEqualTo(Membership.NONE);
      assertThat(membership.of(4)).isEqualTo(Membership.NONE);
    }
  }

  @Property(tries = 80)
  void how_clusters_are_numbered_and_customers_ordered_changes_nothing(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 6) int k,
      @ForAll @IntRange(min = 1, max = 6) int later,
      @ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    Solution first = random(n, k, 0, random, false);
    KeptSolution former = IDS.start(first, names(first.clusters()));
    RandomStream again = RandomSource.seeded(seed).stream(1);
    RandomStream same = RandomSource.seeded(seed).stream(1);
    Solution one = random(n, later, 3, again, false);
    Solution other = random(n, later, 3, same, true);
    KeptSolution straight = IDS.match(former, one, names(one.clusters()));
    KeptSolution turned = IDS.match(former, other, names(other.clusters()));

    assertThat(turned.changes()).isEqualTo(straight.changes());
    for (long customer = 0; customer < n + 3; customer++) {
      assertThat(turned.membership().of(customer)).isEqualTo(straight.membership().of(customer));
    }
  }

  private static Solution random(int n, int k, int from, RandomStream random, boolean turned) {
    int[] labels = new int[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      labels[i] = random.nextInt(k + 1) - 1;
      values[i] = random.nextInt(5);
    }
    Partition partition = Partition.of(labels);
    int last = partition.clusters() - 1;
    int[] told = new int[n];
    double[] at = new double[n];
    long[] customers = new long[n];
    for (int i = 0; i < n; i++) {
      int to = turned ? n - 1 - i : i;
      int label = partition.labels()[i];
      told[to] = turned && label >= 0 ? last - label : label;
      at[to] = values[i];
      customers[to] = (long) from + i;
    }
    return Solution.of(customers, new Points(at, 1), new Partition(told, last + 1), "p");
  }

  /** A population that is known: kinds of customers, month after month. */
  static final class Population {
    private static final double[][] CENTRES = {
      {0, 0, 0}, {8, 0, 2}, {0, 8, -2}, {8, 8, 0}, {4, 4, 9}
    };

    private final Map<Long, Integer> kinds = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();
    private final RandomStream random;
    private long next = 1;

    Population(int n, long seed) {
      random = RandomSource.seeded(seed).stream(0);
      for (int i = 0; i < n; i++) {
        kinds.put(next++, random.nextInt(CENTRES.length));
      }
    }

    /** A twentieth leaves, a twentieth comes, a twentieth becomes of another kind. */
    void month() {
      changed.clear();
      for (long customer : kinds.keySet().stream().sorted().toList()) {
        if (random.chance(0.05)) {
          kinds.remove(customer);
          kinds.put(next++, random.nextInt(CENTRES.length));
        } else if (random.chance(0.05)) {
          kinds.put(customer, random.nextInt(CENTRES.length));
          changed.add(customer);
        }
      }
    }

    Solution fit(Clusterer clusterer, long seed) {
      List<Long> order = new ArrayList<>(kinds.keySet());
      double[] values = new double[3 * order.size()];
      for (int i = 0; i < order.size(); i++) {
        for (int j = 0; j < 3; j++) {
          values[3 * i + j] = CENTRES[kinds.get(order.get(i))][j] + 1.3 * Normal.standard(random);
        }
      }
      Points points = new Points(values, 3);
      return Solution.of(
          order.stream().mapToLong(Long::longValue).toArray(),
          points,
          clusterer.cluster(points, 5, RandomSource.seeded(seed)),
          "p");
    }
  }

  static List<Clusterer> clusterers() {
    return List.of(new Lloyd(5), new KMeans(KMeansConfig.defaults().withRestarts(3).withBreath(0)));
  }

  @ParameterizedTest
  @MethodSource("clusterers")
  void who_did_not_change_keeps_the_id_of_the_segment_month_after_month(Clusterer clusterer) {
    Population population = new Population(1_500, 3);
    KeptSolution kept = IDS.start(population.fit(clusterer, 0), names(5));
    for (int month = 1; month <= 6; month++) {
      Map<Long, Integer> before = Map.copyOf(population.kinds);
      Membership was = kept.membership();
      population.month();
      kept = IDS.match(kept, population.fit(clusterer, month), names(5));
      Membership is = kept.membership();
      int unchanged = 0;
      int same = 0;
      for (Map.Entry<Long, Integer> customer : population.kinds.entrySet()) {
        if (before.containsKey(customer.getKey())
            && !population.changed.contains(customer.getKey())) {
          unchanged++;
          same += was.of(customer.getKey()) == is.of(customer.getKey()) ? 1 : 0;
        }
      }

      assertThat(unchanged).isGreaterThan(1_200);
      assertThat(same / (double) unchanged).isGreaterThan(0.95);
      assertThat(kept.nextId()).isEqualTo(6);
    }
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThatThrownBy(
            () ->
                new Solution(
                    new long[] {1, 1},
                    Partition.of(new int[2]),
                    "p",
                    new double[1][0],
                    new double[1]))
        .hasMessage("Invalid customers: 1 twice (must be distinct)");
    assertThatThrownBy(() -> IDS.start(solution(3), List.of()))
        .hasMessage("Invalid names: 0 (must be 1, one a cluster)");
    assertThatThrownBy(
            () -> new KeptSolution(solution(3), List.of(new Identity(7, "a")), 7, List.of()))
        .hasMessage("Invalid segment id: 7 (must be of one segment, below 7)");
    assertThatThrownBy(() -> new KeepSettings(0, 0.5, 0.2, 0.2, 0.1))
        .hasMessage("Invalid least agreement: 0.0 (must be above 0, to 1)");
    assertThat(IDS.match(IDS.start(solution(), List.of()), solution(), List.of()).changes())
        .isEmpty();
  }
}
