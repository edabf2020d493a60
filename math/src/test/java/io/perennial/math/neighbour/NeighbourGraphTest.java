// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourGraphTest {

  private static final RandomSource RANDOM = RandomSource.seeded(1);

  @ParameterizedTest
  @CsvSource({"2, 1, 5", "10, 3, 3", "257, 1, 7", "600, 7, 20", "700, 20, 90"})
  void exact_neighbours_are_those_of_a_sorted_list(int n, int d, int k) {
    Points points = random(n, d, 1);
    NeighbourGraph graph = NeighbourGraph.exact(points, k);

    assertThat(graph.k()).isEqualTo(Math.min(k, n - 1));
    for (int i = 0; i < n; i++) {
      int[] sorted = sorted(points, i);
      int point = i;
      int found = graph.k();
      assertThat(Arrays.copyOfRange(graph.neighbours(), i * found, (i + 1) * found))
          .as("point %d", i)
          .containsExactly(Arrays.copyOf(sorted, found));
      assertThat(Arrays.copyOfRange(graph.squaredDistances(), i * found, (i + 1) * found))
          .containsExactly(
              Arrays.stream(sorted)
                  .limit(found)
                  .mapToDouble(j -> points.squaredDistance(point, j))
                  .toArray());
    }
  }

  @Test
  void of_equal_points_the_first_are_nearest() {
    NeighbourGraph graph = NeighbourGraph.exact(new Points(new double[600], 2), 3);

    assertThat(Arrays.copyOf(graph.neighbours(), 15))
        .containsExactly(1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2, 0, 1, 2);
    NeighbourGraph guessed =
        NeighbourGraph.approximate(new Points(new double[4_000], 2), 3, RANDOM);
    assertThat(guessed.squaredDistances()).containsOnly(0);
    assertThat(guessed.neighbour(7, 0)).isNotEqualTo(7);
  }

  @Test
  void neighbours_of_others_may_be_any_point() {
    Points points = random(300, 4, 1);
    NeighbourGraph graph = NeighbourGraph.between(points, points.subset(new int[] {5, 299}), 2);

    assertThat(graph.count()).isEqualTo(2);
    assertThat(graph.neighbour(0, 0)).isEqualTo(5);
    assertThat(graph.neighbour(1, 0)).isEqualTo(299);
    assertThat(graph.squaredDistance(1, 0)).isZero();
    assertThatThrownBy(() -> NeighbourGraph.between(points, random(2, 3, 1), 2))
        .hasMessage("Invalid queries: 3 dimensions (must be 4)");
    assertThatThrownBy(() -> NeighbourGraph.exact(points, 0))
        .hasMessage("Invalid neighbours: 0 (must be >= 1)");
  }

  @Test
  void one_point_has_no_neighbours() {
    assertThat(NeighbourGraph.exact(random(1, 3, 1), 4).k()).isZero();
    assertThat(NeighbourGraph.approximate(random(1, 3, 1), 4, RANDOM).neighbours()).isEmpty();
  }

  @Test
  void approximate_neighbours_are_mostly_the_exact_ones() {
    Points points = random(4_000, 12, 3);
    NeighbourGraph exact = NeighbourGraph.exact(points, 15);
    NeighbourGraph guessed = NeighbourGraph.approximate(points, 15, RANDOM);

    int found = 0;
    int nearer = 0;
    for (int i = 0; i < 4_000; i++) {
      for (int j = 0; j < 15; j++) {
        int wanted = exact.neighbour(i, j);
        int point = i;
        found +=
            IntStream.range(0, 15).anyMatch(a -> guessed.neighbour(point, a) == wanted) ? 1 : 0;
        nearer += guessed.squaredDistance(i, j) < exact.squaredDistance(i, j) ? 1 : 0;
      }
    }
    assertThat(nearer).as("nearer than the nearest").isZero();
    assertThat(found / 60_000.0).as("share found").isGreaterThan(0.95);
  }

  @Test
  void approximate_neighbours_are_the_same_on_any_number_of_threads() {
    Points points = random(2_000, 5, 3);
    NeighbourGraph here = NeighbourGraph.approximate(points, 10, RANDOM);
    for (int threads : new int[] {1, 4}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        NeighbourGraph there =
            pool.submit(() -> NeighbourGraph.approximate(points, 10, RANDOM)).join();
        assertThat(there.neighbours()).containsExactly(here.neighbours());
      } finally {
        pool.shutdown();
      }
    }
  }

  private static int[] sorted(Points points, int of) {
    return IntStream.range(0, points.count())
        .filter(j -> j != of)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(j -> points.squaredDistance(of, j))
                .thenComparing(j -> j))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Points random(int n, int d, int stream) {
    RandomStream random = RandomSource.seeded(9).stream(stream);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
    }
    return new Points(values, d);
  }
}
