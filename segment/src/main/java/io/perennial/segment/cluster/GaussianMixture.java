// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.util.ArrayList;
import java.util.List;

/**
 * Clusters as bells of any width and direction, and how likely each point is of each, by the EM
 * algorithm from the clusters of k-means. O(n k d²) an iteration; memory 20 n bytes at the start,
 * then O(k d²). Immutable.
 */
public final class GaussianMixture implements Clusterer {

  private static final int CHUNK = 1024;

  private final GaussianMixtureConfig config;

  public GaussianMixture(GaussianMixtureConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return config.covariance() == GaussianMixtureConfig.Covariance.FULL
        ? "Gaussian mixture"
        : "Gaussian mixture, diagonal";
  }

  @Override
  public Partition cluster(Points points, int clusters, RandomSource random) {
    return fit(points, clusters, random).partition();
  }

  /** As {@link #cluster}, with the model. Coordinates beyond 1e120 are drawn in to it. */
  public GaussianMixtureFit fit(Points raw, int clusters, RandomSource random) {
    Points points = Scale.drawnIn(raw);
    Expectation expectation = new Expectation(points, config);
    Expectation.Result best = expectation.run(start(expectation, points, clusters, random, 0));
    for (int r = 1; r < config.starts() && best.model.components() > 1; r++) {
      Expectation.Result next = expectation.run(start(expectation, points, clusters, random, r));
      best = next.logLikelihood > best.logLikelihood ? next : best;
    }
    int k = best.model.components();
    int d = points.dimensions();
    boolean full = config.covariance() == GaussianMixtureConfig.Covariance.FULL;
    double parameters = k - 1 + k * (d + (full ? d * (d + 1) / 2.0 : d));
    double bic = -2 * best.logLikelihood + parameters * StrictMath.log(points.count());
    int[] labels = labels(points, best.model);
    Partition partition = Partition.of(labels);
    return new GaussianMixtureFit(
        partition,
        ordered(best.model, labels, partition),
        best.logLikelihood,
        bic,
        best.iterations);
  }

  /**
   * The first start is the best of k-means; others are of one start of it, half of them at once.
   */
  private static GaussianMixtureModel start(
      Expectation expectation, Points points, int clusters, RandomSource random, int number) {
    if (number == 0) {
      KMeansFit fit =
          new KMeans(KMeansConfig.defaults().withBreath(0)).fit(points, clusters, random);
      return expectation.start(fit.partition().labels(), fit.centroids().values());
    }
    RandomStream chance = random.derive("mixture").stream(number);
    Lloyd lloyd = new Lloyd(points, Seeding.of(points, clusters, chance));
    lloyd.run(0, number % 2 == 0 ? 1 : 50);
    return expectation.start(lloyd.labels(), lloyd.centres());
  }

  private static int[] labels(Points points, GaussianMixtureModel model) {
    int[] labels = new int[points.count()];
    Chunks.forEach(
        labels.length,
        CHUNK,
        (from, to) -> {
          double[] memberships = new double[model.components()];
          for (int i = from; i < to; i++) {
            model.memberships(points.values(), i * points.dimensions(), memberships);
            for (int c = 1; c < memberships.length; c++) {
              labels[i] = memberships[c] > memberships[labels[i]] ? c : labels[i];
            }
          }
        });
    return labels;
  }

  private static GaussianMixtureModel ordered(
      GaussianMixtureModel model, int[] labels, Partition partition) {
    int[] from = new int[partition.clusters()];
    boolean[] taken = new boolean[model.components()];
    for (int i = 0; i < labels.length; i++) {
      from[partition.labels()[i]] = labels[i];
      taken[labels[i]] = true;
    }
    List<Component> components = new ArrayList<>();
    for (int c : from) {
      components.add(model.component(c));
    }
    for (int c = 0; c < taken.length; c++) {
      if (!taken[c]) {
        components.add(model.component(c));
      }
    }
    return new GaussianMixtureModel(components);
  }
}
