// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.NeighbourGraph;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointMapTest {

  private static final RandomSource RANDOM = RandomSource.seeded(1);
  private static final MapConfig SHORT = MapConfig.defaults().withPerplexity(10).withSteps(60, 90);

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Of_groups {

    private final Points points = groups(1_100, 5, 6);
    private final PointMap map = PointMap.draw(points, SHORT, RANDOM);

    @Test
    void neighbours_in_the_map_are_neighbours_in_truth() {
      assertThat(Trustworthiness.of(points, map.plane(), 12, RANDOM).value()).isGreaterThan(0.97);
      NeighbourGraph near = NeighbourGraph.exact(map.plane(), 5);
      int same = 0;
      for (int i = 0; i < near.count(); i++) {
        for (int j = 0; j < 5; j++) {
          same += near.neighbour(i, j) % 5 == i % 5 ? 1 : 0;
        }
      }
      assertThat(same).as("neighbours of the same group").isGreaterThan(5_400);
    }

    @Test
    void divergence_is_that_of_the_sum_over_all_pairs() {
      Affinities affinities = Affinities.of(NeighbourGraph.exact(points, 30), 10);
      double[] places = map.plane().values();
      double total = new ExactRepulsion().push(places, new double[places.length]);

      assertThat(map.divergence())
          .isCloseTo(affinities.divergence(places, total), within(1e-5))
          .isEqualTo(PointMap.divergenceOf(points, map.plane(), SHORT, RANDOM))
          .isBetween(0.1, 2.0);
    }

    @Test
    void who_is_in_the_map_is_put_near_his_place() {
      Points again = map.embed(points.subset(new int[] {0, 7, 300, 1_099}));

      int[] who = {0, 7, 300, 1_099};
      for (int i = 0; i < who.length; i++) {
        double dx = again.at(i, 0) - map.x(who[i]);
        double dy = again.at(i, 1) - map.y(who[i]);
        assertThat(Math.hypot(dx, dy)).as("point %d", who[i]).isLessThan(3);
      }
    }

    @Test
    void newcomers_come_to_their_own_group_whoever_else_comes() {
      Points newcomers = groups(1_150, 5, 6).subset(range(1_100, 1_150));
      Points placed = map.embed(newcomers);

      NeighbourGraph near = NeighbourGraph.between(map.plane(), placed, 3);
      int same = 0;
      for (int i = 0; i < 50; i++) {
        same += near.neighbour(i, 0) % 5 == i % 5 ? 1 : 0;
      }
      Points alone = map.embed(newcomers.subset(new int[] {31}));
      assertThat(alone.values()).containsExactly(placed.at(31, 0), placed.at(31, 1));
      assertThat(same).isGreaterThanOrEqualTo(48);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void a_map_has_the_same_bits_on_any_number_of_threads(int threads) {
    Points points = groups(1_010, 3, 4);
    MapConfig few = SHORT.withSteps(10, 10);
    PointMap here = PointMap.draw(points, few, RANDOM);
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      PointMap there = pool.submit(() -> PointMap.draw(points, few, RANDOM)).join();

      assertThat(there.plane().values()).containsExactly(here.plane().values());
      assertThat(there.divergence()).isEqualTo(here.divergence());
    } finally {
      pool.shutdown();
    }
  }

  @Nested
  class Of_odd_points {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 60})
    void few_points_have_places(int n) {
      PointMap map = PointMap.draw(groups(n, 2, 3), MapConfig.defaults(), RANDOM);

      assertFinite(map);
      assertThat(map.count()).isEqualTo(n);
      assertThat(map.embed(groups(3, 2, 3)).count()).isEqualTo(3);
    }

    @Test
    void equal_points_part_and_stay_finite() {
      for (int n : new int[] {2, 30, 1_100}) {
        assertFinite(PointMap.draw(new Points(new double[3 * n], 3), SHORT, RANDOM));
      }
    }

    @Test
    void many_copies_of_few_points_stay_together() {
      double[] values = new double[2 * 300];
      for (int i = 0; i < values.length; i++) {
        values[i] = i / 2 % 3 == i % 2 ? 1 : 0;
      }
      PointMap map = PointMap.draw(new Points(values, 2), SHORT, RANDOM);

      assertFinite(map);
      NeighbourGraph near = NeighbourGraph.exact(map.plane(), 3);
      for (int i = 0; i < 300; i++) {
        assertThat(near.neighbour(i, 0) % 3).isEqualTo(i % 3);
      }
    }

    @Test
    void a_point_far_away_or_as_far_as_numbers_go_leaves_the_others_places() {
      for (double far : new double[] {1e12, 1e300}) {
        double[] values = groups(200, 2, 3).values().clone();
        values[0] = far;
        values[4] = -far;
        PointMap map = PointMap.draw(new Points(values, 3), SHORT, RANDOM);

        assertFinite(map);
        assertThat(map.embed(Points.of(new double[] {far, 0, Double.MAX_VALUE})).count())
            .isEqualTo(1);
      }
    }

    @Test
    void constant_dimensions_and_one_dimension_will_do() {
      double[] values = new double[100];
      Arrays.setAll(values, i -> i % 10 == 3 ? 5 : i);
      assertFinite(PointMap.draw(new Points(values, 10), SHORT, RANDOM));
      assertFinite(PointMap.draw(new Points(values, 1), SHORT, RANDOM));
    }
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> PointMap.draw(new Points(new double[0], 2), SHORT, RANDOM))
        .hasMessage("Invalid points: none (must be at least one)");
    Points three = groups(3, 1, 3);
    assertThatThrownBy(() -> PointMap.divergenceOf(three, three, SHORT, RANDOM))
        .hasMessage("Invalid map: 3 points of 3 dimensions (must be 3 of 2)");
    assertThatThrownBy(() -> MapConfig.defaults().withPerplexity(0.5))
        .hasMessage("Invalid perplexity: 0.5 (must be from 1 to 1000)");
    assertThatThrownBy(() -> MapConfig.defaults().withSteps(-1, 3))
        .hasMessage("Invalid steps: -1 and 3 (must be >= 0)");
    assertThatThrownBy(() -> new MapConfig(30, 0, 1, 1))
        .hasMessage("Invalid exaggeration: 0.0 (must be from 1 to 100)");
  }

  @Test
  void as_many_neighbours_matter_as_the_perplexity_says() {
    RandomStream random = RANDOM.stream(4);
    for (double scale : new double[] {1e-200, 1e-3, 1, 1e12, 1e150}) {
      double[] distances = new double[90];
      for (int j = 0; j < 90; j++) {
        distances[j] = scale * random.nextDouble();
      }
      Arrays.sort(distances);
      double[] weights = new double[90];
      Perplexity.weigh(distances, 30, weights);

      double entropy = 0;
      for (double weight : weights) {
        entropy -= weight > 0 ? weight * Math.log(weight) : 0;
      }
      assertThat(Math.exp(entropy)).isCloseTo(30, within(1e-6));
    }
  }

  private static void assertFinite(PointMap map) {
    for (int i = 0; i < map.count(); i++) {
      assertThat(Math.abs(map.x(i)) + Math.abs(map.y(i))).as("place %d", i).isLessThan(1e4);
    }
    assertThat(map.divergence()).isBetween(-1e-6, 100.0);
  }

  /** Point i is of group i % groups. */
  private static Points groups(int n, int groups, int d) {
    double[] values = new double[n * d];
    for (int i = 0; i < n; i++) {
      RandomStream centre = RandomSource.seeded(2).stream(i % groups);
      RandomStream own = RandomSource.seeded(3).stream(i);
      for (int j = 0; j < d; j++) {
        values[i * d + j] = 6 * centre.nextDouble() + own.nextDouble() + own.nextDouble();
      }
    }
    return new Points(values, d);
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }
}
