// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clusters with the least sum of squared distances to their means that some starts lead to: greedy
 * k-means++ seeds, then Lloyd's iterations without the distances that bounds make needless, with
 * the result of plain Lloyd from the same seeds. An iteration is O(n d k) at worst and O(n) where
 * nothing moves; memory 20 n bytes beside the points. Up to 16,384 points are searched more
 * thoroughly: single points are exchanged, and the best starts breathe. Immutable.
 */
public final class KMeans implements Clusterer {

  /** Above, starts settle on a sample of as many, and there is no more search. */
  private static final int MANY = 16_384;

  /** How many points the thorough search takes on, times starts. */
  private static final int EFFORT = 65_536;

  private static final int FINALISTS = 2;

  private final KMeansConfig config;

  public KMeans(KMeansConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "k-means";
  }

  @Override
  public Partition cluster(Points points, int clusters, RandomSource random) {
    return fit(points, clusters, random).partition();
  }

  /** As {@link #cluster}, with centroids and inertia. */
  public KMeansFit fit(Points points, int clusters, RandomSource random) {
    if (clusters < 1) {
      throw new IllegalArgumentException("Invalid clusters: " + clusters + " (must be >= 1)");
    }
    Scale scale = Scale.of(points);
    Points scaled = scale.down(points);
    Start best =
        points.count() > MANY
            ? quick(scaled, clusters, random)
            : thorough(scaled, clusters, random);
    return scale.up(end(scaled, best.centres, best.iterations));
  }

  /**
   * The same from one given start.
   *
   * @param start the first centroids, at least one, of the points' dimensions
   */
  public KMeansFit fitFrom(Points points, Points start) {
    if (start.dimensions() != points.dimensions()) {
      throw new IllegalArgumentException(
          "Invalid start: "
              + start.dimensions()
              + " dimensions (must be "
              + points.dimensions()
              + ")");
    }
    return end(points, start.values(), 0);
  }

  private KMeansFit end(Points points, double[] centres, int before) {
    Lloyd lloyd = new Lloyd(points, centres);
    lloyd.run(0, config.iterations());
    int iterations = before + lloyd.iterations();
    return KMeansFit.of(
        lloyd.labels(), lloyd.centres(), points.dimensions(), lloyd.inertia(), iterations);
  }

  /**
   * Every start settles on a sample first. Of the seeds one set is drawn of all points, which alone
   * sees what is rare and far; the others of the sample, and the best of these go on.
   */
  private Start quick(Points points, int clusters, RandomSource random) {
    double stop = config.tolerance() * variance(points);
    RandomStream chance = random.derive("sample").stream(0);
    int[] drawn = IntStream.generate(() -> chance.nextInt(points.count())).limit(MANY).toArray();
    Points sample = points.subset(drawn);
    double[] seeds = Seeding.of(points, clusters, random.stream(0));
    Start full = run(points, settled(sample, seeds).centres, stop);
    for (Start start : others(sample, clusters, random)) {
      double[] centres = Seeding.more(points, start.centres, clusters, random.stream(-1));
      Start next = run(points, centres, stop);
      full = next.inertia < full.inertia ? next : full;
    }
    return full;
  }

  private Start settled(Points sample, double[] seeds) {
    Lloyd lloyd = new Lloyd(sample, seeds).keepingEmpty();
    lloyd.run(0, config.iterations());
    return new Start(lloyd.centres(), lloyd.inertia(), lloyd.iterations());
  }

  /** The best starts on the sample that led to different ends. */
  private List<Start> others(Points sample, int clusters, RandomSource random) {
    Start[] starts = new Start[config.restarts() - 1];
    Chunks.forEach(
        starts.length,
        1,
        (r, end) ->
            starts[r] = settled(sample, Seeding.of(sample, clusters, random.stream(r + 1L))));
    Arrays.sort(starts, Comparator.comparingDouble(start -> start.inertia));
    List<Start> best = new ArrayList<>();
    for (Start start : starts) {
      boolean other =
          best.isEmpty() || start.inertia > best.get(best.size() - 1).inertia * (1 + 1e-6);
      if (other && best.size() < FINALISTS) {
        best.add(start);
      }
    }
    return best;
  }

  private Start run(Points points, double[] centres, double stop) {
    Lloyd lloyd = new Lloyd(points, centres);
    lloyd.run(stop, config.iterations());
    return new Start(lloyd.centres(), lloyd.inertia(), lloyd.iterations());
  }

  private Start thorough(Points points, int clusters, RandomSource random) {
    Exchange exchange = new Exchange(points);
    int affordable = EFFORT / points.count();
    int tried = Math.max(config.restarts(), Math.min(affordable, 5 * config.restarts()));
    Start[] starts = new Start[tried];
    Chunks.forEach(
        tried,
        1,
        (r, end) -> {
          double[] seeds = Seeding.of(points, clusters, random.stream(r));
          starts[r] = run(points, exchange, seeds, 0);
        });
    Arrays.sort(starts, Comparator.comparingDouble(start -> start.inertia));
    int chosen = Math.max(1, Math.min(tried, affordable));
    Chunks.forEach(
        chosen,
        1,
        (r, end) ->
            starts[r] = breathe(points, exchange, starts[r], random.derive("breath").derive(r)));
    Arrays.sort(starts, Comparator.comparingDouble(start -> start.inertia));
    return starts[0];
  }

  private Start run(Points points, Exchange exchange, double[] seeds, int before) {
    Lloyd lloyd = new Lloyd(points, seeds);
    lloyd.run(0, config.iterations());
    double[] centres = lloyd.centres().clone();
    int iterations = before + lloyd.iterations();
    if (exchange.improve(lloyd.labels(), centres)) {
      lloyd = new Lloyd(points, centres);
      lloyd.run(0, config.iterations());
      iterations += lloyd.iterations();
    }
    return new Start(lloyd.centres(), lloyd.inertia(), iterations);
  }

  /**
   * Some more centres, and without those that matter least, again and again while it helps: out of
   * most optima that are only local. Source: Fritzke, "The breathing k-means algorithm" (2020).
   */
  private Start breathe(Points points, Exchange exchange, Start start, RandomSource random) {
    int d = points.dimensions();
    int k = start.centres.length / d;
    Start best = start;
    int more = Math.min(config.breath(), k);
    for (int round = 0; more > 0 && best.inertia > 0; round++) {
      double[] in = Seeding.more(points, best.centres, k + more, random.stream(round));
      Lloyd wide = new Lloyd(points, in);
      wide.run(0, config.iterations());
      double[] centres = wide.centres();
      while (centres.length > k * d) {
        centres = without(centres, d, new Lloyd(points, centres).utilities());
      }
      Start next = run(points, exchange, centres, best.iterations);
      if (next.inertia < best.inertia * (1 - 1e-12)) {
        best = next;
      } else {
        more--;
      }
    }
    return best;
  }

  private static double[] without(double[] centres, int d, double[] utilities) {
    int least = 0;
    for (int c = 1; c < utilities.length; c++) {
      least = utilities[c] < utilities[least] ? c : least;
    }
    double[] rest = Arrays.copyOf(centres, centres.length - d);
    System.arraycopy(centres, (least + 1) * d, rest, least * d, rest.length - least * d);
    return rest;
  }

  private static double variance(Points points) {
    int n = points.count();
    int d = points.dimensions();
    double[] means = Chunks.sum(n, Lloyd.CHUNK, d, (sums, from, to) -> add(points, sums, from, to));
    for (int j = 0; j < d; j++) {
      means[j] /= n;
    }
    double[] squares =
        Chunks.sum(
            n,
            Lloyd.CHUNK,
            1,
            (sums, from, to) -> {
              for (int i = from; i < to; i++) {
                sums[0] += points.squaredDistance(i, means, 0);
              }
            });
    return squares[0] / n / d;
  }

  private static void add(Points points, double[] sums, int from, int to) {
    double[] values = points.values();
    for (int i = from; i < to; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += values[i * sums.length + j];
      }
    }
  }

  private static final class Start {

    private final double[] centres;
    private final double inertia;
    private final int iterations;

    Start(double[] centres, double inertia, int iterations) {
      this.centres = centres;
      this.inertia = inertia;
      this.iterations = iterations;
    }
  }
}
