// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import io.perennial.math.neighbour.Points;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A partition to a model that says who belongs where and how surely.
 *
 * <p>A cluster ends where the next begins, so its members' spread says nothing of how far the two
 * reach into each other. Hence the clusters are only where refinement starts: expectation and
 * maximisation of populations that overlap, as long as nearly all customers keep their segment.
 * What that makes of too few customers is corrected by re-fits on bootstrap samples: the
 * temperature and biases are those that best foretell, for the customers whom a re-fit did not see,
 * the segment it puts them in. Source of the refinement: Dempster, Laird and Rubin (1977); of the
 * out-of-bag estimate: Breiman (1996). The same bits on any number of threads. Immutable.
 */
public final class SegmentModelTrainer {

  /** Customers from whom temperature and biases are learned, at most. */
  private static final int CALIBRATED_ON = 10_000;

  private static final int REFIT_STEPS = 10;

  private final SegmentModelConfig config;
  private final RandomSource random;

  /**
   * @param random decides who is sampled
   */
  public SegmentModelTrainer(SegmentModelConfig config, RandomSource random) {
    this.config = config;
    this.random = random.derive("segment model");
  }

  /** As {@link #train(Points, Partition, double[], List)}; all equally sure, ids 0, 1, 2, … */
  public SegmentModel train(Points points, Partition partition) {
    double[] confidence = new double[points.count()];
    Arrays.fill(confidence, 1);
    return train(points, partition, confidence, numbered(partition.clusters()));
  }

  /**
   * Fits. O(sample × k × d × (steps + refits)). Customers in no cluster are not learned from; a
   * partition without clusters gives a model without segments, which puts everybody nowhere.
   *
   * @param points prepared points
   * @param partition of the points
   * @param confidence how sure it is that each point is where it is, within [0, 1]: its weight
   * @param ids of the segments, by label
   * @throws IllegalArgumentException if the counts differ, or a confidence is outside [0, 1]
   */
  public SegmentModel train(
      Points points, Partition partition, double[] confidence, List<String> ids) {
    int n = points.count();
    if (partition.count() != n || confidence.length != n) {
      throw new IllegalArgumentException(
          "Invalid partition: "
              + partition.count()
              + " labels and "
              + confidence.length
              + " confidences for "
              + n
              + " points (must be one of each for each)");
    }
    for (int i = 0; i < n; i++) {
      if (!(confidence[i] >= 0 && confidence[i] <= 1)) {
        throw new IllegalArgumentException(
            "Invalid confidence: " + confidence[i] + " of point " + i + " (must be within [0, 1])");
      }
    }
    if (ids.size() != partition.clusters()) {
      throw new IllegalArgumentException(
          "Invalid ids: " + ids + " (must be " + partition.clusters() + ")");
    }
    if (partition.clusters() == 0) {
      return SegmentModel.empty(points.dimensions());
    }
    Learned learned = Learned.of(points, partition, confidence, config, random);
    Refinement refinement = new Refinement(learned, config);
    Fit fit = refinement.refine();
    return calibrate(learned, refinement, fit, ids);
  }

  static List<String> numbered(int segments) {
    return IntStream.range(0, segments).mapToObj(Integer::toString).toList();
  }

  private SegmentModel calibrate(
      Learned learned, Refinement refinement, Fit fit, List<String> ids) {
    int m = learned.count();
    int k = learned.segments();
    int d = learned.dimensions();
    int targeted = Math.min(m, CALIBRATED_ON);
    double[] targets = new double[targeted * k];
    double[][] distances = new double[k][0];
    int[] found = new int[k];
    RandomSource draws = random.derive("refits");
    for (int refit = 0; refit < config.refits(); refit++) {
      RandomStream stream = draws.stream(refit);
      double[] weights = new double[m];
      for (int i = 0; i < m; i++) {
        weights[i] = learned.weight(i) * timesDrawn(stream);
      }
      Mixture again = refinement.again(fit, weights, REFIT_STEPS);
      double[] p = new double[k];
      for (int i = 0; i < m; i++) {
        if (weights[i] > 0) {
          continue;
        }
        again.scores(fit.whitened, i * d, p, 0);
        int segment = Mixture.largest(p, 0, k);
        if (found[segment] == distances[segment].length) {
          distances[segment] = Arrays.copyOf(distances[segment], 64 + 2 * found[segment]);
        }
        distances[segment][found[segment]++] = again.squaredDistance(fit.whitened, i * d, segment);
        int place = learned.place(i);
        if (place < targeted) {
          Mixture.normalise(p, 0, k);
          for (int s = 0; s < k; s++) {
            targets[place * k + s] += learned.representing(i) * p[s];
          }
        }
      }
    }
    double[] scores = new double[targeted * k];
    for (int i = 0; i < m; i++) {
      int place = learned.place(i);
      if (place < targeted) {
        fit.mixture.scores(fit.whitened, i * d, scores, place * k);
      }
    }
    return SegmentModel.of(
        fit.whitening,
        fit.mixture,
        Calibration.fit(centred(scores, k), targets, k),
        typicalities(distances, found, d),
        fit.agreement,
        ids);
  }

  /** The scores of each customer below their largest, and not so far that a sum overflows. */
  static double[] centred(double[] scores, int k) {
    for (int row = 0; row < scores.length; row += k) {
      double most = scores[row + Mixture.largest(scores, row, k)];
      for (int s = row; s < row + k; s++) {
        scores[s] = Math.max(scores[s] - most, -1e6);
      }
    }
    return scores;
  }

  private static Typicality[] typicalities(double[][] distances, int[] found, int d) {
    int all = Arrays.stream(found).sum();
    double[] pooled = new double[all];
    int at = 0;
    for (int s = 0; s < found.length; s++) {
      System.arraycopy(distances[s], 0, pooled, at, found[s]);
      at += found[s];
    }
    Typicality common = Typicality.of(pooled, d);
    Typicality[] each = new Typicality[found.length];
    for (int s = 0; s < found.length; s++) {
      each[s] =
          found[s] < Typicality.ENOUGH
              ? common
              : Typicality.of(Arrays.copyOf(distances[s], found[s]), d);
    }
    return each;
  }

  /** How often a customer is in a bootstrap sample: Poisson of mean 1. */
  private static int timesDrawn(RandomStream stream) {
    double left = stream.nextDouble() - 0.36787944117144233;
    double p = 0.36787944117144233;
    int times = 0;
    while (left >= 0 && times < 10) {
      times++;
      p /= times;
      left -= p;
    }
    return times;
  }

  /** What refinement ended with. */
  static final class Fit {

    final Whitening whitening;
    final double[] whitened;
    final Mixture mixture;
    final double agreement;

    /** All kept, not copied; {@code whitened} of those learned from, shape [m × d]. */
    Fit(Whitening whitening, double[] whitened, Mixture mixture, double agreement) {
      this.whitening = whitening;
      this.whitened = whitened;
      this.mixture = mixture;
      this.agreement = agreement;
    }
  }

  /** Rows in pieces, for {@link Chunks}. */
  static final int PIECE = 1024;
}
