// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.NeighbourGraph;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is the sum over all pairs. */
class RepulsionTest {

  @ParameterizedTest
  @CsvSource({"1500, 0.0001", "1500, 1", "1500, 20", "2000, 60"})
  void a_grid_gives_the_forces_of_all_pairs_and_their_sum(int n, double span) {
    double[] places = places(n, span);
    double[] exact = new double[2 * n];
    double[] grid = new double[2 * n];

    double total = new ExactRepulsion().push(places, exact);
    double gridTotal = new GridRepulsion().push(places, grid);

    assertThat(gridTotal / total).isCloseTo(1, within(1e-3));
    assertThat(error(grid, exact)).isLessThan(3e-3);
    // nodes a little nearer: the error falls with the power of the splines
    new GridRepulsion(0.2, 2048).push(places, grid);
    assertThat(error(grid, exact)).isLessThan(1.5e-4);
  }

  @Test
  void a_grid_gives_the_slope_of_a_map_that_is_being_drawn() {
    int n = 2_000;
    RandomStream random = RandomSource.seeded(5).stream(0);
    double[] values = new double[6 * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() + (i / 6 % 4) * (i % 2);
    }
    Points points = new Points(values, 6);
    Affinities affinities = Affinities.of(NeighbourGraph.exact(points, 90), 30);
    double[] places = Start.of(points, RandomSource.seeded(1));
    double[] exact = new double[2 * n];
    double[] grid = new double[2 * n];
    Descent descent = new Descent(affinities, new GridRepulsion(), places);
    for (int phase = 0; phase < 4; phase++) {
      Descent.slope(affinities, new ExactRepulsion(), places, 12, exact);
      Descent.slope(affinities, new GridRepulsion(), places, 12, grid);

      assertThat(error(grid, exact)).as("after %d steps", 20 * phase).isLessThan(1e-3);
      descent.run(20, 12);
    }
  }

  @Test
  void points_far_from_all_others_make_the_grid_wider_not_larger() {
    double[] places = places(500, 10);
    places[0] = 1e7;
    double[] exact = new double[1000];
    double[] grid = new double[1000];

    double total = new ExactRepulsion().push(places, exact);
    double gridTotal = new GridRepulsion().push(places, grid);

    assertThat(grid).doesNotContain(Double.NaN).hasSize(1000);
    assertThat(gridTotal).isPositive();
    assertThat(total).isPositive();
  }

  @Test
  void weights_of_a_spline_sum_to_one_and_its_waves_are_those_of_its_nodes() {
    double[] weights = new double[Spline.NODES];
    for (double f = 0; f <= 1; f += 0.125) {
      Spline.weigh(f, weights, 0);
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      assertThat(sum).isCloseTo(1, within(1e-15));
    }
    Spline.weigh(0, weights, 0);
    for (int k = 0; k < 12; k++) {
      double angle = 2 * Math.PI * k / 12;
      double wave = 0;
      for (int node = 0; node < 5; node++) {
        wave += weights[node] * Math.cos((node - 2) * angle);
      }
      assertThat(Spline.ofWave(k, 12)).isCloseTo(wave, within(1e-15));
    }
  }

  private static double[] places(int n, double span) {
    RandomStream random = RandomSource.seeded(3).stream(n);
    double[] places = new double[2 * n];
    for (int i = 0; i < places.length; i++) {
      double wide = i % 5 == 0 ? 0.2 : 1;
      places[i] = span * wide * (random.nextDouble() + random.nextDouble() - 1);
    }
    return places;
  }

  private static double error(double[] told, double[] right) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < told.length; i++) {
      off += (told[i] - right[i]) * (told[i] - right[i]);
      all += right[i] * right[i];
    }
    return Math.sqrt(off / all);
  }
}
