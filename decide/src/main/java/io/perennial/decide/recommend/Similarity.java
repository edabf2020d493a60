// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * How alike two items are by those who bought them, where t is what both have in common and a, b
 * what each has: counts of customers, or the same by weight. Source: Deshpande and Karypis,
 * "Item-based top-N recommendation algorithms" (2004), section 4.
 */
public enum Similarity {
  /** t / (sqrt(a b) + shrinkage). */
  COSINE {
    @Override
    double of(double together, double a, double b, double shrinkage) {
      return together / (Math.sqrt(a * b) + shrinkage);
    }
  },
  /** t / (a + b - t + shrinkage). */
  JACCARD {
    @Override
    double of(double together, double a, double b, double shrinkage) {
      return together / (a + b - together + shrinkage);
    }
  },
  /** t / (a + shrinkage): the share of the buyers of the one who buy the other. */
  CONDITIONAL {
    @Override
    double of(double together, double a, double b, double shrinkage) {
      return together / (a + shrinkage);
    }
  };

  abstract double of(double together, double a, double b, double shrinkage);
}
