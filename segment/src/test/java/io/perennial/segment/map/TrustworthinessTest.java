// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustworthinessTest {

  private static final RandomSource RANDOM = RandomSource.seeded(1);

  @Test
  void is_what_scikit_learn_says() throws IOException {
    List<double[]> points = new ArrayList<>();
    List<double[]> plane = new ArrayList<>();
    List<double[]> told = new ArrayList<>();
    try (InputStream in = TrustworthinessTest.class.getResourceAsStream("trustworthiness.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              cells -> {
                if (cells[0].equals("point")) {
                  points.add(numbers(cells, 1, 5));
                  plane.add(numbers(cells, 5, 7));
                } else {
                  told.add(numbers(cells, 1, 3));
                }
              });
    }

    assertThat(told).hasSize(4);
    for (double[] golden : told) {
      Trustworthiness trust =
          Trustworthiness.of(
              Points.of(points.toArray(double[][]::new)),
              Points.of(plane.toArray(double[][]::new)),
              (int) golden[0],
              RANDOM);
      assertThat(trust.value()).as("k %s", golden[0]).isCloseTo(golden[1], within(1e-12));
      assertThat(trust.error()).isZero();
      assertThat(trust.asked()).isEqualTo(80);
    }
  }

  @Test
  void a_map_that_is_the_truth_is_trusted_and_one_at_random_is_not() {
    Points points = random(400, 2, 1);

    assertThat(Trustworthiness.of(points, points, 10, RANDOM).value()).isEqualTo(1);
    assertThat(Trustworthiness.of(points, random(400, 2, 2), 10, RANDOM).value())
        .isCloseTo(0.5, within(0.02));
  }

  @Test
  void of_many_points_some_are_asked_and_the_error_is_told() {
    Points points = random(10_001, 2, 1);

    Trustworthiness trust = Trustworthiness.of(points, random(10_001, 2, 2), 5, RANDOM);

    assertThat(trust.asked()).isEqualTo(2_000);
    assertThat(trust.error()).isBetween(0.001, 0.01);
    assertThat(trust.value()).isCloseTo(0.5, within(4 * trust.error()));
  }

  @Test
  void few_points_are_always_trusted_and_many_neighbours_are_made_fewer() {
    for (int n = 1; n <= 10; n++) {
      Points points = random(n, 3, 1);
      assertThat(Trustworthiness.of(points, random(n, 2, 2), 12, RANDOM).value())
          .isBetween(0.0, 1.0);
    }
    assertThatThrownBy(() -> Trustworthiness.of(random(3, 1, 1), random(4, 1, 1), 1, RANDOM))
        .hasMessage("Invalid map: 4 points (must be 3)");
    assertThatThrownBy(() -> Trustworthiness.of(random(3, 1, 1), random(3, 1, 1), 0, RANDOM))
        .hasMessage("Invalid neighbours: 0 (must be >= 1)");
  }

  private static double[] numbers(String[] cells, int from, int to) {
    double[] numbers = new double[to - from];
    for (int i = from; i < to; i++) {
      numbers[i - from] = Double.parseDouble(cells[i]);
    }
    return numbers;
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
