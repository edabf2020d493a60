// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KdTreeTest {

  @Property(tries = 150)
  void the_nearest_are_those_of_brute_force_and_ties_are_broken_by_number(
      @ForAll @IntRange(min = 1, max = 120) int count,
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll @IntRange(max = 4) int steps,
      @ForAll @IntRange(max = 12) int k,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = BruteForce.points(count, dimensions, steps, seed);
    KdTree tree = KdTree.of(points);
    Neighbours neighbours = tree.nearestOfAll(k);

    assertThat(neighbours.each()).isEqualTo(Math.min(k, count - 1));
    for (int i = 0; i < count; i++) {
      int[] expected = BruteForce.nearest(points, i, k);
      for (int r = 0; r < expected.length; r++) {
        assertThat(neighbours.id(i, r)).as("of %d, rank %d", i, r).isEqualTo(expected[r]);
        assertThat(neighbours.squared(i, r)).isEqualTo(points.squaredDistance(i, expected[r]));
      }
    }
    int[] all = new int[count + 3];
    assertThat(tree.nearest(points.values(), 0, all, new double[count + 3])).isEqualTo(count);
    int[] others = Arrays.stream(all, 0, count).filter(i -> i != 0).toArray();
    assertThat(others).containsExactly(BruteForce.nearest(points, 0, count));
  }

  @Property(tries = 100)
  void what_is_within_a_radius_is_what_brute_force_finds(
      @ForAll @IntRange(min = 1, max = 120) int count,
      @ForAll @IntRange(min = 1, max = 6) int dimensions,
      @ForAll @IntRange(max = 4) int steps,
      @ForAll @IntRange(max = 30) int tenths,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = BruteForce.points(count, dimensions, steps, seed);
    double radius = tenths / 10.0;
    KdTree tree = KdTree.of(points);
    int[] counts = new RadiusGraph(tree, radius).counts(Integer.MAX_VALUE);
    for (int i = 0; i < count; i++) {
      double[] place = points.subset(new int[] {i}).values();
      int[] expected = BruteForce.within(points, place, radius);
      assertThat(tree.within(place, 0, radius)).containsExactly(expected);
      assertThat(tree.countWithin(place, 0, radius, Integer.MAX_VALUE)).isEqualTo(expected.length);
      assertThat(tree.countWithin(place, 0, radius, 3)).isEqualTo(Math.min(3, expected.length));
      assertThat(counts[i]).isEqualTo(expected.length);
    }
  }

  @Property(tries = 100)
  void a_spanning_tree_is_as_long_as_that_of_brute_force(
      @ForAll @IntRange(min = 1, max = 150) int count,
      @ForAll @IntRange(min = 1, max = 5) int dimensions,
      @ForAll @IntRange(max = 4) int steps,
      @ForAll @IntRange(max = 6) int k,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = BruteForce.points(count, dimensions, steps, seed);
    SpanningTree tree = SpanningTree.of(KdTree.of(points), k);
    double[] lengths = tree.lengths().clone();
    Arrays.sort(lengths);
    assertThat(lengths).containsExactly(BruteForce.spanningLengths(points, k));
    DisjointSets sets = new DisjointSets(count);
    for (int e = 0; e < tree.edges(); e++) {
      assertThat(sets.join(tree.from(e), tree.to(e))).as("no cycle").isTrue();
    }
  }

  @Test
  void thirty_thousand_equal_points_are_no_burden() {
    double[] values = new double[3 * 30_000];
    Arrays.fill(values, 0, 3 * 29_000, 1.5);
    for (int i = 3 * 29_000; i < values.length; i++) {
      values[i] = i % 50;
    }
    KdTree tree = KdTree.of(new Points(values, 3));
    Neighbours neighbours = tree.nearestOfAll(5);
    assertThat(IntStream.range(0, 5).map(r -> neighbours.id(20_000, r)))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(IntStream.range(0, 5).map(r -> neighbours.id(2, r))).containsExactly(0, 1, 3, 4, 5);
    assertThat(new RadiusGraph(tree, .5).counts(Integer.MAX_VALUE)[7]).isEqualTo(29_000);
    assertThat(Arrays.stream(SpanningTree.of(tree, 0).lengths()).filter(l -> l > 0).count())
        .isEqualTo(50);
    assertThat(Arrays.stream(SpanningTree.of(tree, 4).lengths()).filter(l -> l == 0).count())
        .isEqualTo(29_950 - 1);
  }

  @Test
  void any_number_of_threads_gives_the_same() {
    Points points = BruteForce.points(5_000, 3, 0, 4);
    int[] alone = on(1, points);
    assertThat(on(2, points)).isEqualTo(alone);
    assertThat(on(5, points)).isEqualTo(alone);
  }

  private static int[] on(int threads, Points points) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                KdTree tree = KdTree.of(points);
                double[] lengths = SpanningTree.of(tree, 4).lengths();
                Arrays.sort(lengths);
                DisjointSets sets = new RadiusGraph(tree, .02).components(filled(points.count()));
                return IntStream.concat(
                        IntStream.of(
                            Arrays.hashCode(tree.nearestOfAll(7).ids()), Arrays.hashCode(lengths)),
                        IntStream.range(0, points.count()).map(sets::find))
                    .toArray();
              })
          .join();
    } finally {
      pool.shutdown();
    }
  }

  private static boolean[] filled(int count) {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return all;
  }

  @Test
  void none_and_one_and_the_farthest_apart_are_points_too() {
    KdTree none = KdTree.of(new Points(new double[0], 2));
    assertThat(none.nearestOfAll(3).ids()).isEmpty();
    assertThat(none.within(new double[2], 0, 1)).isEmpty();
    assertThat(none.nearest(new double[2], 0, new int[4], new double[4])).isZero();
    assertThat(SpanningTree.of(none, 1).edges()).isZero();
    assertThat(new RadiusGraph(none, 1).counts(1)).isEmpty();

    KdTree one = KdTree.of(Points.of(new double[] {1, 2}));
    assertThat(one.nearestOfAll(3).each()).isZero();
    assertThat(SpanningTree.of(one, 2).cores()).containsExactly(0);

    KdTree far =
        KdTree.of(Points.of(new double[] {-1e308}, new double[] {1e308}, new double[] {0}));
    assertThat(SpanningTree.of(far, 1).lengths()).containsOnly(Double.POSITIVE_INFINITY).hasSize(2);
    assertThat(far.nearestOfAll(2).ids()).containsExactly(1, 2, 0, 2, 0, 1);
  }

  @Test
  void what_cannot_be_asked_is_refused() {
    KdTree tree = KdTree.of(Points.of(new double[] {1, 2}));
    assertThatThrownBy(() -> tree.nearestOfAll(-1))
        .hasMessage("Invalid neighbours: -1 (must be >= 0)");
    assertThatThrownBy(() -> tree.within(new double[2], 0, Double.NaN))
        .hasMessage("Invalid radius: NaN (must be >= 0)");
    assertThatThrownBy(() -> tree.nearest(new double[2], 0, new int[2], new double[1]))
        .hasMessage("Invalid distances: room for 1 (must be as for neighbours, 2)");
    assertThatThrownBy(() -> new RadiusGraph(tree, 1).components(new boolean[3]))
        .hasMessage("Invalid choice: of 3 points (must be of 1)");
  }
}
