// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MiniBatchKMeansTest {

  private static final RandomSource RANDOM = RandomSource.seeded(3);
  private final MiniBatchConfig config =
      MiniBatchConfig.defaults().withSample(2_000).withBatch(1_000);
  private final MiniBatchKMeans miniBatch = new MiniBatchKMeans(config);

  @Test
  void comes_near_the_inertia_of_all_points_at_once() {
    Points points = KMeansTest.scattered(30_000, 4, 8);
    KMeansFit fit = miniBatch.fit(points, 5, RANDOM);

    double least =
        new KMeans(KMeansConfig.defaults().withBreath(0)).fit(points, 5, RANDOM).inertia();
    assertThat(fit.inertia()).isBetween(least * (1 - 1e-9), least * 1.005);
    assertThat(fit.partition().clusters()).isEqualTo(5);
    assertThat(miniBatch.name()).isEqualTo("mini-batch k-means");
  }

  @Test
  void batches_are_all_that_is_in_memory() {
    Points whole = KMeansTest.scattered(5_000, 2, 9);
    PointBatches batches = PointBatches.of(whole, 512);

    assertThat(miniBatch.centroids(batches, 4, RANDOM).values())
        .isEqualTo(miniBatch.centroids(batches, 4, RANDOM).values())
        .hasSize(8);
  }

  @Test
  void fewer_distinct_points_than_clusters_are_fewer_clusters() {
    KMeansFit fit = miniBatch.fit(Points.of(new double[][] {{1}, {2}, {1}}), 5, RANDOM);

    assertThat(fit.partition().labels()).containsExactly(0, 1, 0);
    assertThat(fit.inertia()).isZero();
  }

  @Test
  void nothing_at_all_is_refused() {
    PointBatches none =
        new PointBatches() {
          @Override
          public int dimensions() {
            return 2;
          }

          @Override
          public void forEach(Consumer<Points> batch) {}
        };
    assertThatThrownBy(() -> miniBatch.centroids(none, 2, RANDOM))
        .hasMessage("Invalid points: none (must be at least one)");
    assertThatThrownBy(() -> config.withPasses(0))
        .hasMessage("Invalid segment.mini-batch.passes: 0 (must be >= 1)");
  }
}
