// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.segment.Partition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal to scikit-learn 1.9.1 and SciPy 1.17.1: see resources/quality/README.md. */
class GoldenQualityTest {

  private static final List<String[]> POINTS = rows("points.csv");

  record Golden(String set, String labels, String index, double value) {}

  static List<Golden> goldens() {
    return rows("expected.csv").stream()
        .map(row -> new Golden(row[0], row[1], row[2], Double.parseDouble(row[3])))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void an_index_is_what_the_reference_says(Golden golden) {
    List<String[]> rows = POINTS.stream().filter(row -> row[0].equals(golden.set())).toList();
    Points points =
        Points.of(
            rows.stream()
                .map(row -> new double[] {Double.parseDouble(row[1]), Double.parseDouble(row[2])})
                .toArray(double[][]::new));
    double[] target = rows.stream().mapToDouble(row -> Double.parseDouble(row[6])).toArray();
    Partition truth = labels(rows, "truth");
    Partition partition = labels(rows, golden.labels());
    Separation separation = Separation.of(partition, target);

    double ours =
        switch (golden.index()) {
          case "silhouette" ->
              Silhouette.of(points, partition, RandomSource.seeded(1)).orElseThrow().mean();
          case "calinski-harabasz" ->
              CentroidIndices.of(points, partition).calinskiHarabasz().orElseThrow();
          case "davies-bouldin" ->
              CentroidIndices.of(points, partition).daviesBouldin().orElseThrow();
          case "adjusted-rand-with-truth" -> Contingency.of(truth, partition).adjustedRand();
          case "least-jaccard-in-truth" ->
              Arrays.stream(Contingency.of(partition, truth).jaccard()).min().orElseThrow();
          case "eta-squared" -> separation.raw();
          case "eta-squared-log" -> separation.logged();
          case "epsilon-squared" -> separation.ranked();
          case "kruskal-p" -> separation.pValue();
          case "evenness" -> SizeBalance.of(partition).evenness();
          default -> throw new IllegalArgumentException("Unknown index: " + golden.index());
        };

    assertThat(ours).isCloseTo(golden.value(), within(1e-9 * Math.max(1, golden.value())));
  }

  private static Partition labels(List<String[]> rows, String which) {
    int column = List.of("truth", "kmeans", "density").indexOf(which) + 3;
    return Partition.of(rows.stream().mapToInt(row -> Integer.parseInt(row[column])).toArray());
  }

  private static List<String[]> rows(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            GoldenQualityTest.class.getResourceAsStream("/quality/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
