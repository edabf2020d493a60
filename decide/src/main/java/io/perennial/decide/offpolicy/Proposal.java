// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.offpolicy;

import java.util.Arrays;

/**
 * A new policy: the probability of each action in each decision of a log. Nothing of it may have
 * been learned from that log's rewards. Immutable.
 */
public final class Proposal {

  private final String name;
  private final double[][] probability;

  private Proposal(String name, double[][] probability) {
    this.name = name;
    this.probability = probability;
  }

  /**
   * A policy by chance.
   *
   * @param probabilities double[n][actions], >= 0, each row of a sum of 1; copied
   */
  public static Proposal of(String name, double[][] probabilities) {
    double[][] copy = new double[probabilities.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = probabilities[i].clone();
      double sum = 0;
      boolean fine = true;
      for (double p : copy[i]) {
        fine &= p >= 0 && p <= 1 + 1e-9;
        sum += p;
      }
      if (!fine || Math.abs(sum - 1) > 1e-6) {
        throw new IllegalArgumentException(
            "Row %d: Invalid probabilities: %s (must be >= 0, of a sum of 1)"
                .formatted(i, Arrays.toString(copy[i])));
      }
    }
    return new Proposal(name, copy);
  }

  /**
   * A policy without chance.
   *
   * @param action of each decision, int[n]
   * @param actions how many there are
   */
  public static Proposal always(String name, int[] action, int actions) {
    double[][] probability = new double[action.length][actions];
    for (int i = 0; i < action.length; i++) {
      if (action[i] < 0 || action[i] >= actions) {
        throw new IllegalArgumentException(
            "Row %d: Invalid action: %d (must be within [0, %d])"
                .formatted(i, action[i], actions - 1));
      }
      probability[i][action[i]] = 1;
    }
    return new Proposal(name, probability);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** How many decisions. */
  public int size() {
    return probability.length;
  }

  /** How many actions it knows in decision {@code i}. */
  int actions(int i) {
    return probability[i].length;
  }

  /** The probability of action {@code a} in decision {@code i}. */
  public double probability(int i, int a) {
    return probability[i][a];
  }
}
