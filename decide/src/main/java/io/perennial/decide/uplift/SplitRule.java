// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

/**
 * What trees of effects split for. The first three ask how far the outcomes of an arm are from the
 * control's, of 0 and 1: Rzepakowski and Jaroszewicz, "Decision trees for uplift modeling with
 * single and multiple treatments" (2012).
 */
public enum SplitRule {

  /** The Kullback-Leibler divergence. */
  KULLBACK_LEIBLER("Kullback-Leibler") {
    @Override
    double apart(double p, double q) {
      return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
    }
  },

  /** The squared Euclidean distance; of money too. */
  EUCLIDEAN("squared distance") {
    @Override
    double apart(double p, double q) {
      return 2 * (p - q) * (p - q);
    }
  },

  /** The chi-squared divergence. */
  CHI_SQUARED("chi-squared") {
    @Override
    double apart(double p, double q) {
      return (p - q) * (p - q) / (q * (1 - q));
    }
  },

  /**
   * The expected squared error of effects that other customers will tell, of money too: Athey and
   * Imbens, "Recursive partitioning for heterogeneous causal effects" (2016), equation 3.2.
   */
  HONEST("honest causal") {
    @Override
    double apart(double p, double q) {
      return (p - q) * (p - q);
    }
  };

  private final String word;

  SplitRule(String word) {
    this.word = word;
  }

  abstract double apart(double p, double q);

  /** Whether outcomes must be 0 and 1. */
  boolean isOfShares() {
    return this == KULLBACK_LEIBLER || this == CHI_SQUARED;
  }

  /** How good a node is, a customer; arms with too few customers make it worthless. */
  double worth(ArmSums sums) {
    double worth = 0;
    double control = mean(sums, 0);
    for (int k = 1; k < sums.arms(); k++) {
      worth += apart(mean(sums, k), control);
      if (this == HONEST) {
        worth -= 2 * (sums.variance(k) / sums.count(k) + sums.variance(0) / sums.count(0));
      }
    }
    return worth;
  }

  /** Shares are drawn in a little, so that none is 0 or 1. */
  private double mean(ArmSums sums, int k) {
    return isOfShares() ? (sums.sum(k) + 0.5) / (sums.count(k) + 1) : sums.sum(k) / sums.count(k);
  }

  @Override
  public String toString() {
    return word;
  }
}
