// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bayes;

import io.perennial.math.optimise.Minimizer;
import io.perennial.math.optimise.Minimum;
import io.perennial.math.optimise.Objective;
import io.perennial.math.parallel.Chunks;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.fit.DataNeeds;
import io.perennial.value.fit.LogLikelihood;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a Pareto/NBD model to each of several cohorts (quarters of the first purchase, channels),
 * which share what they have in common: their parameters are normal around those of the base, with
 * a spread that is learned. A large cohort has its own, a small one is near the base, and where
 * cohorts do not differ all have the same.
 *
 * <p>Empirical Bayes: centre and spread are the likeliest, by EM with the cohorts' posteriors taken
 * for normal (Laplace); the spread's divisor is one less than the number of cohorts, which keeps it
 * off 0 (Chung and others 2013). In the coordinates of {@link Means}.
 */
public final class CohortTrainer {

  private static final Minimizer MINIMIZER = new Minimizer(-60, 60, 1e-7, 200);
  private static final int ROUNDS = 60;
  private static final double FIRST_SPREAD = 0.3;
  private static final double LEAST_SPREAD = 0.01;
  private static final double GREATEST_SPREAD = 3;

  /** EM creeps where a spread is small; its steps are taken this much longer. */
  private static final double LONGER = 1.7;

  /** How far the centre may be from the optimum of all cohorts taken for one, as a deviation. */
  private static final double CENTRE = 1;

  /**
   * The fitted cohorts.
   *
   * @param cohortOf the cohort of each customer of {@code histories}, within [0, cohorts)
   * @param cohorts how many, at least 1; some may be empty
   * @throws io.perennial.value.TooLittleDataException if all together are too few
   */
  public PooledCohorts train(GroupedHistories histories, int[] cohortOf, int cohorts) {
    DataNeeds.check("Pareto/NBD by cohort", histories);
    if (cohortOf.length != histories.customers() || cohorts < 1) {
      throw new IllegalArgumentException(
          "Invalid cohorts: "
              + cohorts
              + " of "
              + cohortOf.length
              + " customers (must be >= 1 of "
              + histories.customers()
              + ")");
    }
    double[] anchor =
        Means.point(
            HierarchicalTrainer.mode(histories, WeakPrior.of(histories)).certificate().estimates());
    List<GroupedHistories> parts = split(histories, cohortOf, cohorts);
    List<LogLikelihood> likelihoods = parts.stream().map(ParetoNbdTrainer::likelihood).toList();
    double[] centre = anchor.clone();
    double[] spread = {FIRST_SPREAD, FIRST_SPREAD, FIRST_SPREAD, FIRST_SPREAD};
    Minimum[] minima = new Minimum[cohorts];
    double change = Double.POSITIVE_INFINITY;
    int rounds = 0;
    while (rounds < ROUNDS && change > 0.01) {
      rounds++;
      fit(parts, likelihoods, centre, spread, minima);
      change = cohorts == 1 ? 0 : learn(parts, minima, anchor, centre, spread);
    }
    fit(parts, likelihoods, centre, spread, minima);
    return new PooledCohorts(centre, spread, posteriors(parts, minima), CENTRE, change);
  }

  private static List<GroupedHistories> split(
      GroupedHistories histories, int[] cohortOf, int cohorts) {
    List<List<PurchaseHistory>> parts = new ArrayList<>();
    for (int c = 0; c < cohorts; c++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < cohortOf.length; i++) {
      parts.get(cohortOf[i]).add(histories.history(histories.groupOf(i)));
    }
    return parts.stream().map(GroupedHistories::of).toList();
  }

  /** Each cohort's likeliest parameters given centre and spread, from where it was before. */
  private static void fit(
      List<GroupedHistories> parts,
      List<LogLikelihood> likelihoods,
      double[] centre,
      double[] spread,
      Minimum[] minima) {
    Chunks.forEach(
        minima.length,
        1,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            double customers = Math.max(1, parts.get(c).customers());
            LogLikelihood likelihood = likelihoods.get(c);
            boolean none = parts.get(c).customers() == 0;
            Objective objective =
                (point, gradient) -> {
                  double value = 0;
                  if (!none) {
                    double[] parameters = Means.parameters(point);
                    value = likelihood.at(parameters, gradient);
                    Means.turn(parameters, gradient);
                  }
                  for (int i = 0; i < 4; i++) {
                    double away = (point[i] - centre[i]) / spread[i];
                    value -= 0.5 * away * away;
                    double slope = (none ? 0 : gradient[i]) - away / spread[i];
                    gradient[i] = -slope / customers;
                  }
                  return -value / customers;
                };
            minima[c] =
                minima[c] == null
                    ? MINIMIZER.minimize(objective, centre)
                    : MINIMIZER.minimize(objective, minima[c]);
          }
        });
  }

  /** Centre and spread given the cohorts; the greatest change of a spread's logarithm. */
  private static double learn(
      List<GroupedHistories> parts,
      Minimum[] minima,
      double[] anchor,
      double[] centre,
      double[] spread) {
    List<Gaussian> posteriors = posteriors(parts, minima);
    double greatest = 0;
    for (int i = 0; i < 4; i++) {
      double precision = minima.length / (spread[i] * spread[i]);
      double sum = 0;
      for (Minimum minimum : minima) {
        sum += minimum.x()[i] / minima.length;
      }
      double held = 1 / (CENTRE * CENTRE);
      centre[i] = (precision * sum + held * anchor[i]) / (precision + held);
      double squares = 0;
      for (int c = 0; c < minima.length; c++) {
        double away = minima[c].x()[i] - centre[i];
        squares += away * away + posteriors.get(c).covariance()[i][i];
      }
      double step =
          LONGER * 0.5 * Math.log(squares / (minima.length - 1) / (spread[i] * spread[i]));
      double next = Math.min(GREATEST_SPREAD, Math.max(LEAST_SPREAD, spread[i] * Math.exp(step)));
      greatest = Math.max(greatest, Math.abs(Math.log(next / spread[i])));
      spread[i] = next;
    }
    return greatest;
  }

  private static List<Gaussian> posteriors(List<GroupedHistories> parts, Minimum[] minima) {
    List<Gaussian> posteriors = new ArrayList<>();
    for (int c = 0; c < minima.length; c++) {
      double customers = Math.max(1, parts.get(c).customers());
      double[][] precision = minima[c].hessian();
      for (double[] row : precision) {
        for (int j = 0; j < row.length; j++) {
          row[j] *= customers;
        }
      }
      posteriors.add(Gaussian.ofPrecision(minima[c].x(), precision));
    }
    return posteriors;
  }
}
