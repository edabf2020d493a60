// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cohorts with parameters of their own, held towards those of the base. Immutable. */
public final class PooledCohorts {

  private final double[] centre;
  private final double[] spread;
  private final List<Gaussian> cohorts;
  private final double centreDeviation;
  private final double lastChange;

  PooledCohorts(
      double[] centre,
      double[] spread,
      List<Gaussian> cohorts,
      double centreDeviation,
      double lastChange) {
    this.centre = centre.clone();
    this.spread = spread.clone();
    this.cohorts = List.copyOf(cohorts);
    this.centreDeviation = centreDeviation;
    this.lastChange = lastChange;
  }

  /** How many cohorts. */
  public int cohorts() {
    return cohorts.size();
  }

  /**
   * The model of the base, around which cohorts lie: that of a cohort of which nothing is known.
   */
  public ParetoNbdModel base() {
    return HierarchicalTrainer.model(Means.parameters(centre));
  }

  /** The likeliest model of cohort {@code c}. */
  public ParetoNbdModel model(int c) {
    return HierarchicalTrainer.model(Means.parameters(cohorts.get(c).centre()));
  }

  /**
   * How much cohorts differ in their mean buying rate: the deviation of its logarithm, at least
   * 0.01. Near 0.01, they do not.
   */
  public double spreadOfBuying() {
    return spread[0];
  }

  /** How much cohorts differ in their mean leaving rate, in the same way. */
  public double spreadOfLeaving() {
    return spread[2];
  }

  /**
   * Draws of the models of all cohorts, and last that of a cohort not seen yet: draw k of all has
   * the same base, so that sums over cohorts have an honest spread. Centre and cohorts are drawn
   * from the normal approximation of their joint posterior, given the spread.
   *
   * @return [cohorts + 1][count]
   */
  public List<List<ParetoNbdModel>> draws(int count, long seed) {
    double[][] precision = new double[4][4];
    for (int i = 0; i < 4; i++) {
      precision[i][i] = 1 / (centreDeviation * centreDeviation);
    }
    List<double[][]> covariances = cohorts.stream().map(Gaussian::covariance).toList();
    for (double[][] covariance : covariances) {
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          double both = covariance[i][j] / square(spread[i]) / square(spread[j]);
          precision[i][j] += (i == j ? 1 / square(spread[i]) : 0) - both;
        }
      }
    }
    Gaussian centres = Gaussian.ofPrecision(centre, precision);
    RandomSource source = RandomSource.seeded(seed).derive("cohorts");
    List<List<ParetoNbdModel>> draws = new ArrayList<>();
    for (int c = 0; c <= cohorts.size(); c++) {
      draws.add(new ArrayList<>());
    }
    for (int k = 0; k < count; k++) {
      RandomStream random = source.stream(k);
      double[] drawn = centres.point(deviates(random));
      for (int c = 0; c < cohorts.size(); c++) {
        double[] point = cohorts.get(c).point(deviates(random));
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 4; j++) {
            point[i] += covariances.get(c)[i][j] / square(spread[j]) * (drawn[j] - centre[j]);
          }
        }
        draws.get(c).add(HierarchicalTrainer.model(Means.parameters(point)));
      }
      double[] other = deviates(random);
      for (int i = 0; i < 4; i++) {
        other[i] = drawn[i] + spread[i] * other[i];
      }
      draws.get(cohorts.size()).add(HierarchicalTrainer.model(Means.parameters(other)));
    }
    return draws;
  }

  private static double[] deviates(RandomStream random) {
    double[] deviates = new double[4];
    for (int i = 0; i < 4; i++) {
      deviates[i] = Normal.standard(random);
    }
    return deviates;
  }

  private static double square(double value) {
    return value * value;
  }

  /** In a sentence: the base, how much cohorts differ, whether the search has ended. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d cohorts around %s; they differ by a factor of e^±%.2g in the mean buying rate, e^±%.2g"
            + " in the mean leaving rate%s",
        cohorts.size(),
        base(),
        spread[0],
        spread[2],
        lastChange > 0.05 ? "; the spread has not settled" : "");
  }
}
