// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.cluster.GaussianMixtureConfig.Covariance;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {

  private static final RandomSource RANDOM = RandomSource.seeded(6);
  private final GaussianMixtureConfig config = GaussianMixtureConfig.defaults();
  private final GaussianMixture mixture = new GaussianMixture(config);

  @Property(tries = 40)
  void memberships_are_finite_and_sum_to_one(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    double[] strange = {0, 0, 1, -1, 1e12, 1e300, -1e300, 1e-300, 3};
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[3 * n];
    Arrays.setAll(values, i -> strange[random.nextInt(strange.length)]);
    Points points = new Points(values, 3);
    for (Covariance kind : Covariance.values()) {
      GaussianMixtureFit fit =
          new GaussianMixture(config.withCovariance(kind)).fit(points, 4, RANDOM);

      assertThat(fit.partition().count()).isEqualTo(n);
      assertThat(fit.partition().clusters()).isBetween(1, Math.min(4, n));
      assertThat(fit.bic()).isFinite();
      double[] memberships = new double[fit.model().components()];
      for (double value : strange) {
        fit.model().memberships(new double[] {value, 0, value}, memberships);
        assertThat(Arrays.stream(memberships).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Nested
  class Goldens {

    @Test
    void is_not_less_likely_than_the_best_of_scikit_learn() {
      for (String[] line : Golden.lines("mixture.csv")) {
        Covariance kind = line[1].equals("full") ? Covariance.FULL : Covariance.DIAGONAL;
        Points points = Golden.points(line[0]);
        int k = Integer.parseInt(line[2]);
        GaussianMixtureFit fit =
            new GaussianMixture(
                    config
                        .withCovariance(kind)
                        .withPrior(0)
                        .withTolerance(1e-9)
                        .withIterations(2_000)
                        .withStarts(10))
                .fit(points, k, RandomSource.seeded(7));

        String what = String.join(" ", line);
        double mean = fit.logLikelihood() / points.count();
        assertThat(mean).as(what).isGreaterThan(Double.parseDouble(line[3]) - 1e-5);
        double same = fit.bic() + 2 * points.count() * (mean - Double.parseDouble(line[3]));
        assertThat(same).as(what).isCloseTo(Double.parseDouble(line[4]), within(1e-6));
      }
    }
  }

  @Nested
  class Truth {

    @Test
    void a_simulated_mixture_is_found_again() {
      double[][] means = {{0, 0}, {6, 1}, {-2, 7}};
      double[] weights = {0.5, 0.3, 0.2};
      double[][] factors = {{1, 0.5, 0.8}, {0.5, -0.3, 1}, {2, 0, 0.4}}; // of the covariances
      int n = 6_000;
      double[] values = new double[2 * n];
      RandomStream random = RandomSource.seeded(8).stream(0);
      for (int i = 0; i < n; i++) {
        double u = random.nextDouble();
        int c = u < 0.5 ? 0 : u < 0.8 ? 1 : 2;
        double a = Normal.standard(random);
        values[2 * i] = means[c][0] + factors[c][0] * a;
        values[2 * i + 1] =
            means[c][1] + factors[c][1] * a + factors[c][2] * Normal.standard(random);
      }
      GaussianMixtureModel model = mixture.fit(new Points(values, 2), 3, RANDOM).model();

      for (int c = 0; c < 3; c++) {
        double[] f = factors[c];
        assertThat(model.weight(c)).isCloseTo(weights[c], within(0.02));
        assertThat(model.means().at(c, 0)).isCloseTo(means[c][0], within(0.2));
        assertThat(model.means().at(c, 1)).isCloseTo(means[c][1], within(0.1));
        assertThat(model.covariance(c, 0, 0)).isCloseTo(f[0] * f[0], within(0.1 + f[0] * 0.15));
        assertThat(model.covariance(c, 0, 1)).isCloseTo(f[0] * f[1], within(0.1));
        assertThat(model.covariance(c, 1, 1)).isCloseTo(f[1] * f[1] + f[2] * f[2], within(0.1));
      }
    }

    @Test
    void the_criterion_finds_how_many_there_are() {
      Points points = Golden.points("blobs");
      double[] bic = new double[9];
      for (int k = 1; k < bic.length; k++) {
        bic[k] = mixture.fit(points, k, RANDOM).bic();
      }
      for (int k = 1; k < bic.length; k++) {
        assertThat(bic[5]).isLessThanOrEqualTo(bic[k]);
      }
    }
  }

  @Nested
  class Contract {

    @Test
    void threads_do_not_change_a_bit() throws Exception {
      Points points = KMeansTest.scattered(3_000, 3, 5);
      GaussianMixtureFit one = in(1, points);
      GaussianMixtureFit four = in(4, points);

      assertThat(four.partition()).isEqualTo(one.partition());
      assertThat(four.logLikelihood()).isEqualTo(one.logLikelihood());
      assertThat(four.model().means().values()).isEqualTo(one.model().means().values());
    }

    private GaussianMixtureFit in(int threads, Points points) throws Exception {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        return pool.submit(() -> mixture.fit(points, 4, RANDOM)).get();
      } finally {
        pool.shutdown();
      }
    }

    @Test
    void clusters_are_numbered_by_size_and_components_with_them() {
      Points points = Golden.points("densities");
      GaussianMixtureFit fit = mixture.fit(points, 3, RANDOM);
      double[] memberships = new double[3];
      for (int i = 0; i < points.count(); i++) {
        fit.model().memberships(new double[] {points.at(i, 0), points.at(i, 1)}, memberships);
        for (double each : memberships) {
          assertThat(memberships[fit.partition().labels()[i]]).isGreaterThanOrEqualTo(each);
        }
      }
      assertThat(mixture.name()).isEqualTo("Gaussian mixture");
    }

    @Test
    void equal_points_are_one_cluster_and_no_clusters_are_refused() {
      Points points = Points.of(new double[][] {{2, 2}, {2, 2}, {2, 2}});

      assertThat(mixture.cluster(points, 2, RANDOM).labels()).containsExactly(0, 0, 0);
      assertThatThrownBy(() -> mixture.fit(points, 0, RANDOM))
          .hasMessage("Invalid clusters: 0 (must be >= 1)");
      assertThatThrownBy(() -> config.withFloor(0))
          .hasMessage("Invalid segment.mixture.floor: 0.0 (must be within (0, 1))");
    }
  }
}
