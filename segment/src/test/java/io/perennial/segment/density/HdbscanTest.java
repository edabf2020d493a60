// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.Points;
import io.perennial.segment.Partition;
import io.perennial.segment.density.HdbscanConfig.Selection;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HdbscanTest {

  @Property(tries = 100)
  void the_order_of_the_points_does_not_matter_and_equal_points_have_equal_labels(
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(min = 1, max = 3) int dimensions,
      @ForAll @IntRange(max = 7) int steps,
      @ForAll @IntRange(min = 2, max = 12) int least,
      @ForAll @IntRange(min = 1, max = 12) int samples,
      @ForAll Selection selection,
      @ForAll @LongRange(min = 0, max = 1_000) long seed) {
    Points points = Shapes.scattered(count, dimensions, steps, seed);
    Hdbscan hdbscan =
        new Hdbscan(HdbscanConfig.of(least).withSamples(samples).withSelection(selection));
    HdbscanClusters clusters = hdbscan.cluster(points);
    int[] order = Shapes.shuffled(count, seed);
    HdbscanClusters shuffled = hdbscan.cluster(points.subset(order));
    int[] back = new int[count];
    for (int i = 0; i < count; i++) {
      back[order[i]] = shuffled.partition().labels()[i];
      assertThat(shuffled.probabilities()[i]).isEqualTo(clusters.probabilities()[order[i]]);
      assertThat(shuffled.outlierScores()[i]).isEqualTo(clusters.outlierScores()[order[i]]);
    }
    Partition partition = clusters.partition();
    assertThat(Partition.of(back)).isEqualTo(partition);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        if (points.squaredDistance(i, j) == 0) {
          assertThat(partition.labels()[i]).isEqualTo(partition.labels()[j]);
        }
      }
      assertThat(clusters.probabilities()[i]).isBetween(0.0, 1.0);
      assertThat(clusters.outlierScores()[i]).isBetween(0.0, 1.0);
    }
    assertThat(Arrays.stream(partition.sizes())).allMatch(size -> size >= least);
  }

  @Test
  void clusters_are_found_without_saying_how_many() {
    Points points = Shapes.blobs(2_000, 4, 5, 3);
    HdbscanClusters clusters = new Hdbscan(HdbscanConfig.of(25)).cluster(points);
    assertThat(clusters.partition().clusters()).isEqualTo(5);
    for (int i = 0; i < points.count(); i++) {
      int label = clusters.partition().labels()[i];
      assertThat(label < 0 || label == clusters.partition().labels()[label]).isTrue();
    }
  }

  @Test
  void any_number_of_threads_gives_the_same() {
    Points points = Shapes.blobs(4_000, 3, 7, 3);
    HdbscanClusters alone = on(1, points);
    HdbscanClusters many = on(4, points);
    assertThat(many.partition()).isEqualTo(alone.partition());
    assertThat(many.probabilities()).isEqualTo(alone.probabilities());
    assertThat(many.outlierScores()).isEqualTo(alone.outlierScores());
    assertThat(many.stabilities()).isEqualTo(alone.stabilities());
  }

  private static HdbscanClusters on(int threads, Points points) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> new Hdbscan(HdbscanConfig.of(20)).cluster(points)).join();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void a_resolution_keeps_rounded_values_from_being_clusters_of_their_own() {
    double[][] rows = new double[3_000][1];
    Points smooth = Shapes.blobs(rows.length, 1, 2, 5);
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = Math.rint(smooth.at(i, 0) * 2) / 2;
    }
    HdbscanConfig config = HdbscanConfig.of(30);
    Points rounded = Points.of(rows);
    assertThat(new Hdbscan(config).cluster(rounded).partition().clusters()).isGreaterThan(10);
    HdbscanClusters clusters = new Hdbscan(config.withResolution(.5)).cluster(rounded);
    assertThat(clusters.partition().clusters()).isEqualTo(2);
    assertThat(clusters.stabilities()).doesNotContain(Double.POSITIVE_INFINITY);
  }

  @Test
  void bad_input_has_a_sensible_answer() {
    Hdbscan hdbscan = new Hdbscan(HdbscanConfig.of(5));
    for (int n = 0; n <= 10; n++) {
      assertThat(hdbscan.cluster(Shapes.scattered(n, 2, 0, 1)).partition().count()).isEqualTo(n);
      assertThat(hdbscan.cluster(Shapes.scattered(n, 2, 1, 1)).partition().noise()).isEqualTo(n);
    }
    double[][] rows = new double[400][3];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i % 2 * 1_000 + i % 7;
      rows[i][2] = 4;
    }
    rows[3][1] = 1e12;
    rows[4][1] = 1e308;
    rows[5][1] = -1e308;
    HdbscanClusters whales = hdbscan.cluster(Points.of(rows));
    assertThat(whales.partition().labels()).startsWith(0, 1, 2, -1, -1, -1, 3);
    assertThat(whales.partition().clusters()).isEqualTo(14);
    assertThat(Arrays.stream(whales.outlierScores())).allMatch(score -> score >= 0 && score <= 1);
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> HdbscanConfig.of(1))
        .hasMessage("Invalid least size of a cluster: 1 (must be >= 2)");
    assertThatThrownBy(() -> HdbscanConfig.of(5).withSamples(0))
        .hasMessage("Invalid samples: 0 (must be >= 1)");
    assertThatThrownBy(() -> HdbscanConfig.of(5).withResolution(Double.NaN))
        .hasMessage("Invalid resolution: NaN (must be >= 0 and finite)");
  }
}
