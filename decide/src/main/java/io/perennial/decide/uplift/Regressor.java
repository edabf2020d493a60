// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.boost.BoostConfig;
import io.perennial.value.boost.BoostTrainer;
import io.perennial.value.boost.BoostedModel;
import io.perennial.value.boost.Examples;
import io.perennial.value.boost.Objective;
import io.perennial.value.boost.TreeSettings;
import java.util.Arrays;

/** What learners of effects learn means with. */
public enum Regressor {

  /** Linear or logistic regression, shrunk as far as the data say. */
  LINEAR("linear") {
    @Override
    Fitted fit(FeatureMatrix features, double[] label, double[] weight, long seed) {
      Standard standard = Standard.of(features);
      int[] group = new int[standard.width() + 1];
      Arrays.fill(group, 1, group.length, 1);
      boolean logistic = isBinary(label);
      ShrunkenRegression fit =
          ShrunkenRegression.of(withOne(standard.rows(features)), label, weight, group, logistic);
      return others -> {
        double[][] rows = withOne(standard.rows(others));
        double[] means = new double[rows.length];
        for (int i = 0; i < means.length; i++) {
          means[i] = fit.mean(rows[i]);
        }
        return means;
      };
    }
  },

  /** Small boosted trees, of which there are as many as held-out customers ask for. */
  BOOSTED("boosted") {
    @Override
    Fitted fit(FeatureMatrix features, double[] label, double[] weight, long seed) {
      if (label.length < LEAST_TO_BOOST) {
        return LINEAR.fit(features, label, weight, seed);
      }
      Objective objective = isBinary(label) ? Objective.logistic() : Objective.squaredError();
      BoostConfig config =
          BoostConfig.of(objective).withSettings(SMALL_TREES).unguarded().withSeed(seed);
      BoostedModel model =
          BoostTrainer.train(Examples.of(features, label).withWeights(weight), config);
      return model::predict;
    }
  };

  private static final int LEAST_TO_BOOST = 200;

  // stumps of stumps, slowly: effects are small beside what customers differ in anyway
  private static final TreeSettings SMALL_TREES = new TreeSettings(0.05, 3, 20, 0.8, 0.8, 10);

  private final String word;

  Regressor(String word) {
    this.word = word;
  }

  /** Means of other rows. */
  @FunctionalInterface
  public interface Fitted {

    /** The means of rows with the columns that were learned from, double[n]. */
    double[] predict(FeatureMatrix features);
  }

  /**
   * Fits means. Labels that are all the same have that mean.
   *
   * @param weight double[n], >= 0
   */
  Fitted means(FeatureMatrix features, double[] label, double[] weight, long seed) {
    double first = label.length == 0 ? 0 : label[0];
    if (Arrays.stream(label).allMatch(y -> y == first)) {
      return others -> {
        double[] same = new double[others.rows()];
        Arrays.fill(same, first);
        return same;
      };
    }
    return fit(features, label, weight, seed);
  }

  /**
   * Fits means of rows of weight 1. Labels that are all the same have that mean; of none, 0.
   *
   * @param label double[n], finite; probabilities are fitted where it is 0 and 1
   * @param seed of all chance
   */
  public Fitted means(FeatureMatrix features, double[] label, long seed) {
    double[] ones = new double[label.length];
    Arrays.fill(ones, 1);
    return means(features, label, ones, seed);
  }

  abstract Fitted fit(FeatureMatrix features, double[] label, double[] weight, long seed);

  private static boolean isBinary(double[] label) {
    return Arrays.stream(label).allMatch(y -> y == 0 || y == 1);
  }

  static double[][] withOne(double[][] rows) {
    double[][] wider = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      wider[i] = new double[rows[i].length + 1];
      wider[i][0] = 1;
      System.arraycopy(rows[i], 0, wider[i], 1, rows[i].length);
    }
    return wider;
  }

  @Override
  public String toString() {
    return word;
  }
}
