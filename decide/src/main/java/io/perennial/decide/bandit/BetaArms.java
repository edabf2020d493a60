// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.bandit;

import io.perennial.decide.allocate.Offers;
import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.ContinuousDistribution;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;

/**
 * What is known of the rates at which actions, and doing nothing, succeed: a beta posterior each.
 * For one kind of customer; keep one for each segment. Immutable.
 */
public final class BetaArms {

  private final double[] successes;
  private final double[] failures;

  private BetaArms(double[] successes, double[] failures) {
    this.successes = successes;
    this.failures = failures;
  }

  /**
   * Nothing is known yet but a guess.
   *
   * @param actions how many, 1 to 63, beside doing nothing
   * @param successes that the guess is worth, > 0; 1 with 1 failure knows nothing
   * @param failures that the guess is worth, > 0
   */
  public static BetaArms unknown(int actions, double successes, double failures) {
    if (actions < 1 || actions > 63) {
      throw new IllegalArgumentException("Invalid actions: " + actions + " (must be 1 to 63)");
    }
    if (!(successes > 0 && failures > 0 && successes + failures < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Invalid guess: " + successes + " successes, " + failures + " failures (must be > 0)");
    }
    double[] s = new double[actions + 1];
    double[] f = new double[actions + 1];
    Arrays.fill(s, successes);
    Arrays.fill(f, failures);
    return new BetaArms(s, f);
  }

  /**
   * What is known after the action, or {@link Offers#NOTHING}, was done {@code tried} times and
   * succeeded {@code succeeded} times.
   */
  public BetaArms learned(int action, long succeeded, long tried) {
    if (succeeded < 0 || succeeded > tried) {
      throw new IllegalArgumentException(
          "Invalid successes: "
              + succeeded
              + " of "
              + tried
              + " (must be within [0, "
              + tried
              + "])");
    }
    double[] s = successes.clone();
    double[] f = failures.clone();
    int k = action == Offers.NOTHING ? s.length - 1 : action;
    s[k] += succeeded;
    f[k] += tried - succeeded;
    return new BetaArms(s, f);
  }

  /** The posterior of the action's rate. */
  public Beta rate(int action) {
    int k = action == Offers.NOTHING ? successes.length - 1 : action;
    return new Beta(successes[k], failures[k]);
  }

  /**
   * The chances of Thompson sampling among the candidates and doing nothing, by quadrature, with a
   * floor.
   */
  public Propensities propensities(long candidates, double floor) {
    int actions = successes.length - 1;
    int[] numbers = Candidates.numbers(candidates, actions);
    ContinuousDistribution[] rates = new ContinuousDistribution[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      rates[k] = rate(numbers[k]);
    }
    return Propensities.of(
        candidates, Candidates.spread(numbers, BestShares.of(0, 1, rates), actions), floor);
  }

  /** One draw of all rates: double[actions + 1], doing nothing last. */
  public double[] draw(RandomStream random) {
    double[] rates = new double[successes.length];
    for (int k = 0; k < rates.length; k++) {
      rates[k] = new Beta(successes[k], failures[k]).sample(random);
    }
    return rates;
  }
}
