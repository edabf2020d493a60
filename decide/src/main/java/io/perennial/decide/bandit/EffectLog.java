// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * What came of decisions, summed up so that a posterior can be made of it at any time: nothing is
 * kept of single customers. Mutable, for one thread at a time; k² numbers an action.
 */
public final class EffectLog {

  private static final int CHUNK = 2_048;

  private final int actions;
  private final int width;
  private final double[] sums;

  /**
   * Nothing tried yet.
   *
   * @param actions how many, >= 1, beside doing nothing
   * @param width of the features, >= 1
   */
  public EffectLog(int actions, int width) {
    if (actions < 1 || width < 1) {
      throw new IllegalArgumentException(
          "Invalid log: " + actions + " actions by " + width + " features (must be >= 1 each)");
    }
    this.actions = actions;
    this.width = width;
    this.sums = new double[(actions + 1) * block()];
  }

  /** Sums of squares and products, of products with the outcome, its square, and the count. */
  private int block() {
    return width * (width + 1) / 2 + width + 2;
  }

  /**
   * Adds what came of a round of decisions. The same bits on any number of threads.
   *
   * @param action int[customers]: what was done, {@link Offers#NOTHING} for nothing
   * @param outcome double[customers]: what came of it, in money, before the action's cost; not a
   *     number where the customer's outcome is not known
   */
  public void add(Features features, int[] action, double[] outcome) {
    int customers = features.customers();
    if (features.width() != width || action.length != customers || outcome.length != customers) {
      throw new IllegalArgumentException(
          "Invalid decisions: "
              + action.length
              + " with "
              + outcome.length
              + " outcomes of "
              + customers
              + " customers by "
              + features.width()
              + " features (must be as many of each, and "
              + width
              + " features)");
    }
    for (int i = 0; i < customers; i++) {
      if (action[i] < Offers.NOTHING || action[i] >= actions) {
        throw new IllegalArgumentException(
            "Unknown action of customer " + i + ": " + action[i] + " (there are " + actions + ")");
      }
      if (Double.isInfinite(outcome[i])) {
        throw new IllegalArgumentException(
            "Invalid outcome of customer " + i + ": " + outcome[i] + " (must be finite)");
      }
    }
    double[] added =
        Chunks.sum(
            customers,
            CHUNK,
            sums.length,
            (into, from, to) -> {
              double[] z = new double[width];
              for (int i = from; i < to; i++) {
                if (!Double.isNaN(outcome[i])) {
                  features.read(i, z);
                  int k = action[i] == Offers.NOTHING ? actions : action[i];
                  add(into, k * block(), z, outcome[i]);
                }
              }
            });
    for (int k = 0; k < sums.length; k++) {
      sums[k] += added[k];
    }
  }

  private void add(double[] into, int start, double[] z, double outcome) {
    int at = start;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        into[at++] += z[i] * z[j];
      }
    }
    for (int i = 0; i < width; i++) {
      into[at++] += z[i] * outcome;
    }
    into[at++] += outcome * outcome;
    into[at]++;
  }

  /**
   * Makes all that was seen so far count less, so that what is learned follows a world that
   * changes.
   *
   * @param keep the weight it keeps, within [0, 1]
   */
  public void age(double keep) {
    if (!(keep >= 0 && keep <= 1)) {
      throw new IllegalArgumentException("Invalid keep: " + keep + " (must be within [0, 1])");
    }
    Arrays.setAll(sums, k -> keep * sums[k]);
  }

  /** How many actions there are beside doing nothing. */
  public int actions() {
    return actions;
  }

  /** How many features. */
  public int width() {
    return width;
  }

  /** How often the action was done and its outcome is known, weighted where it has aged. */
  public double count(int action) {
    return sums[place(action) * block() + block() - 1];
  }

  /** The sum of squared outcomes after the action. */
  double squares(int action) {
    return sums[place(action) * block() + block() - 2];
  }

  /** The sum of features times outcome after the action: double[width]. */
  double[] products(int action) {
    int start = place(action) * block() + width * (width + 1) / 2;
    return Arrays.copyOfRange(sums, start, start + width);
  }

  /** Adds the sums of squares and products of features after the action to {@code matrix}. */
  void addTo(double[][] matrix, int action) {
    int at = place(action) * block();
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] += sums[at];
        if (i != j) {
          matrix[j][i] += sums[at];
        }
        at++;
      }
    }
  }

  private int place(int action) {
    return action == Offers.NOTHING ? actions : action;
  }
}
