// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import java.util.Arrays;

/**
 * An S-learner: one regression of the outcome on the features, the arm, and the products of both.
 * The products are what makes effects differ, and how much they may is what the data say: their
 * weights have a prior of their own, whose variance has the most evidence (see {@link
 * ShrunkenRegression}). Where customers differ in what they do and not in what the arm changes,
 * products shrink to nothing; what is left is an effect that differs with the base rate alone, as a
 * constant change of log-odds has it.
 *
 * <p>Outcomes of 0 and 1 are fitted by log-odds, others as they are. Errors of effects are those of
 * the posterior (Laplace's approximation), given the variances. O(n k^2) a step.
 */
final class ShrunkenInteractions extends PairLearner {

  private final boolean products;

  /**
   * @param products whether effects may differ by more than the base rate
   */
  ShrunkenInteractions(boolean products) {
    this.products = products;
  }

  @Override
  public String name() {
    return products ? "S-learner, linear, shrunk products" : "S-learner, linear, no products";
  }

  @Override
  PairModel pair(Experiment two, long seed) {
    Standard standard = Standard.of(two.features());
    double[][] rows = standard.rows(two.features());
    int k = standard.width();
    int[] group = new int[products ? 2 * k + 2 : k + 2];
    Arrays.fill(group, 2, k + 2, 1);
    Arrays.fill(group, k + 2, group.length, 2);
    double share = two.rowsOf(1).length / (double) two.rows();
    double[][] design = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      design[i] = row(rows[i], two.arm(i) - share, group.length);
    }
    double[] ones = new double[rows.length];
    Arrays.fill(ones, 1);
    ShrunkenRegression fit =
        ShrunkenRegression.of(design, two.outcomes(), ones, group, two.isBinary());
    return features -> {
      double[][] standardised = standard.rows(features);
      double[][] both = new double[2][standardised.length];
      for (int i = 0; i < standardised.length; i++) {
        double[] with = row(standardised[i], 1 - share, group.length);
        double[] without = row(standardised[i], -share, group.length);
        both[0][i] = fit.mean(with) - fit.mean(without);
        double up = fit.slope(with);
        double down = fit.slope(without);
        for (int j = 0; j < with.length; j++) {
          with[j] = up * with[j] - down * without[j];
        }
        both[1][i] = fit.deviation(with);
      }
      return both;
    };
  }

  private static double[] row(double[] features, double arm, int width) {
    double[] row = new double[width];
    row[0] = 1;
    row[1] = arm;
    System.arraycopy(features, 0, row, 2, features.length);
    for (int k = features.length + 2; k < width; k++) {
      row[k] = arm * features[k - features.length - 2];
    }
    return row;
  }
}
