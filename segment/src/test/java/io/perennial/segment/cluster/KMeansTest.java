// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KMeansTest {

  private static final RandomSource RANDOM = RandomSource.seeded(11);
  private final KMeans kMeans = new KMeans(KMeansConfig.defaults());

  @Property(tries = 15)
  void the_fit_is_a_fixed_point(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int k) {
    Points points = scattered(200, 3, seed);
    KMeansFit fit = kMeans.fit(points, k, RandomSource.seeded(seed));

    assertThat(fit.partition().clusters()).isEqualTo(k);
    double[] row = new double[3];
    double[][] means = new double[k][3];
    for (int i = 0; i < points.count(); i++) {
      System.arraycopy(points.values(), 3 * i, row, 0, 3);
      int label = fit.partition().labels()[i];
      assertThat(fit.nearest(row)).isEqualTo(label);
      for (int j = 0; j < 3; j++) {
        means[label][j] += row[j] / fit.partition().sizes()[label];
      }
    }
    for (int c = 0; c < k; c++) {
      assertThat(fit.centroids().squaredDistance(c, means[c], 0)).isLessThan(1e-20);
    }
  }

  @Nested
  class Oracle {

    @Test
    void plain_lloyd_from_the_same_start_gives_the_same() {
      for (int d : new int[] {1, 2, 5, 11}) {
        for (int k : new int[] {1, 2, 7, 20}) {
          Points points = scattered(3_000, d, 100 * d + k);
          Points start = points.subset(rows(points.count(), k));
          KMeansFit fit = kMeans.fitFrom(points, start);

          PlainLloyd plain = PlainLloyd.run(points, start);
          assertThat(fit.partition()).as("d %d, k %d", d, k).isEqualTo(plain.partition());
          assertThat(fit.inertia()).isCloseTo(plain.inertia(), within(1e-9 * plain.inertia()));
          assertThat(fit.iterations()).isPositive();
        }
      }
    }

    @Test
    void an_empty_cluster_takes_the_farthest_point() {
      Points points = Points.of(new double[][] {{0}, {1}, {2}, {10}, {11}, {30}});

      KMeansFit fit = kMeans.fitFrom(points, Points.of(new double[][] {{1}, {900}, {901}}));

      assertThat(fit.partition().labels()).containsExactly(0, 0, 0, 1, 1, 2);
      assertThat(fit.inertia()).isEqualTo(2.5);
    }
  }

  @Nested
  class Goldens {

    @Test
    void inertia_is_not_above_the_best_of_scikit_learn() {
      for (String[] line : Golden.lines("kmeans.csv")) {
        if (!line[0].equals("online_retail") && Set.of("3", "5", "7").contains(line[2])) {
          compare(line, Golden.points(line[0]));
        }
      }
    }

    @Test
    void nor_is_it_for_customers_of_online_retail() throws IOException {
      Points customers = OnlineRetail.logRfm();
      for (String[] line : Golden.lines("kmeans.csv")) {
        if (line[0].equals("online_retail") && Set.of("4", "8").contains(line[2])) {
          compare(line, customers);
        }
      }
    }

    private void compare(String[] line, Points points) {
      assertThat(points.count()).isEqualTo(Integer.parseInt(line[1]));
      KMeansFit fit = kMeans.fit(points, Integer.parseInt(line[2]), RANDOM);

      double peer = Double.parseDouble(line[3]);
      assertThat(fit.inertia()).as(String.join(" ", line)).isLessThanOrEqualTo(peer * (1 + 1e-6));
    }
  }

  @Nested
  class Contract {

    @Test
    void threads_do_not_change_a_bit() throws Exception {
      Points points = scattered(20_000, 4, 5); // most starts on a sample
      KMeans quick = new KMeans(KMeansConfig.defaults().withRestarts(2).withIterations(20));
      KMeansFit one = in(1, () -> quick.fit(points, 6, RANDOM));
      KMeansFit four = in(4, () -> quick.fit(points, 6, RANDOM));

      assertThat(four.partition()).isEqualTo(one.partition());
      assertThat(four.centroids().values()).isEqualTo(one.centroids().values());
      assertThat(four.inertia()).isEqualTo(one.inertia());
    }

    private KMeansFit in(int threads, Callable<KMeansFit> work) throws Exception {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        return pool.submit(work).get();
      } finally {
        pool.shutdown();
      }
    }

    @Test
    void clusters_are_numbered_by_size() {
      int[] sizes = kMeans.cluster(Golden.points("densities"), 5, RANDOM).sizes();

      assertThat(sizes).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
      assertThat(kMeans.name()).isEqualTo("k-means");
    }
  }

  @Nested
  class BadInput {

    @Test
    void one_point_is_one_cluster() {
      KMeansFit fit = kMeans.fit(Points.of(new double[] {3, 4}), 5, RANDOM);

      assertThat(fit.partition().labels()).containsExactly(0);
      assertThat(fit.centroids().values()).containsExactly(3, 4);
      assertThat(fit.inertia()).isZero();
    }

    @Test
    void fewer_distinct_points_than_clusters_are_fewer_clusters() {
      double[][] rows = new double[90][];
      Arrays.setAll(rows, i -> new double[] {i % 3, 0.1 * (i % 3)});
      KMeansFit fit = kMeans.fit(Points.of(rows), 8, RANDOM);

      assertThat(fit.partition().sizes()).containsExactly(30, 30, 30);
      assertThat(fit.inertia()).isLessThan(1e-28);
    }

    @Test
    void equal_points_are_in_one_cluster() {
      Points points = Golden.points("duplicates");
      Partition partition = kMeans.cluster(points, 6, RANDOM);

      for (int i = 0; i < points.count(); i++) {
        for (int j = 0; j < i; j++) {
          if (points.squaredDistance(i, j) == 0) {
            assertThat(partition.labels()[i]).isEqualTo(partition.labels()[j]);
          }
        }
      }
    }

    @Test
    void outliers_have_clusters_of_their_own_and_leave_no_rounding_behind() {
      Points near = scattered(100, 2, 3);
      double[] values = Arrays.copyOf(near.values(), 204);
      values[200] = 1e12;
      values[202] = -1e12;
      KMeansFit fit = kMeans.fit(new Points(values, 2), 3, RANDOM);

      assertThat(fit.partition().sizes()).containsExactly(100, 1, 1);
      double alone = kMeans.fit(near, 1, RANDOM).inertia();
      assertThat(fit.inertia()).isCloseTo(alone, within(1e-9 * alone));
    }

    @Test
    void what_is_rare_and_far_is_found_among_many() {
      double[] values = scattered(30_000, 2, 6).values();
      for (int i = 0; i < 3; i++) {
        values[20_000 * i] = 1e6;
        values[20_000 * i + 1] = 1e6;
      }
      KMeansFit fit = kMeans.fit(new Points(values, 2), 3, RANDOM);

      assertThat(fit.partition().sizes()[2]).isEqualTo(3);
    }

    @Test
    void numbers_whose_squares_overflow_are_clustered_all_the_same() {
      Points points = Points.of(new double[][] {{1e300}, {1.1e300}, {-1e300}, {-1.7e308}});
      KMeansFit fit = kMeans.fit(points, 3, RANDOM);

      assertThat(fit.partition().labels()).containsExactly(0, 0, 1, 2);
      assertThat(fit.centroids().values()).doesNotContain(Double.NaN);
      assertThat(fit.inertia()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void no_clusters_are_refused() {
      assertThatThrownBy(() -> kMeans.fit(Points.of(new double[] {1}), 0, RANDOM))
          .hasMessage("Invalid clusters: 0 (must be >= 1)");
      assertThatThrownBy(
              () -> kMeans.fitFrom(Points.of(new double[] {1}), Points.of(new double[] {1, 2})))
          .hasMessage("Invalid start: 2 dimensions (must be 1)");
      assertThatThrownBy(() -> KMeansConfig.defaults().withRestarts(0))
          .hasMessage("Invalid segment.k-means.restarts: 0 (must be >= 1)");
    }
  }

  /** Five loose groups. */
  static Points scattered(int n, int d, long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[n * d];
    for (int i = 0; i < n; i++) {
      int group = random.nextInt(5);
      for (int j = 0; j < d; j++) {
        double spread = random.nextDouble() + random.nextDouble() - random.nextDouble();
        values[i * d + j] = spread + (group * (j + 3)) % 5;
      }
    }
    return new Points(values, d);
  }

  private static int[] rows(int n, int k) {
    RandomStream random = RandomSource.seeded(k).stream(n);
    return IntStream.generate(() -> random.nextInt(n)).distinct().limit(k).toArray();
  }
}
