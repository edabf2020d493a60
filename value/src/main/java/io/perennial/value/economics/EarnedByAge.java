// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.economics;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What a customer of a group has brought on the mean by so many weeks after the first purchase, as
 * it was seen, and so when the group has earned what it cost. Nothing is forecast: each step from
 * one age to the next is the mean over those who have been seen that long, whether they bought
 * again or not (the mean cumulative function: Nelson, Recurrent Events Data Analysis, 2003, 2.2),
 * and none is taken that few were seen for.
 *
 * <p>How sure that is: customers are dealt into 64 lots, which are weighed at random (the Bayesian
 * bootstrap: Rubin, Annals of Statistics 9, 1981).
 *
 * <p>Filled by one thread; groups x 64 x ages x 16 bytes.
 */
public final class EarnedByAge {

  private static final int LOTS = 64;
  private static final int DRAWS = 400;

  /** Fewer customers tell nothing of an age, unless there never were more. */
  private static final int LEAST = 20;

  private static final int LEAST_PART = 20;

  private final double[] ages;
  private final double[][][] earned;
  private final double[][][] seen;
  private final long[] customers;

  /**
   * @param ages in weeks, ascending, the first of them 0: the first purchase
   */
  public EarnedByAge(double[] ages, int groups) {
    if (ages.length == 0 || ages[0] != 0) {
      throw new IllegalArgumentException(
          "Invalid ages: " + Arrays.toString(ages) + " (must begin with 0)");
    }
    for (int k = 1; k < ages.length; k++) {
      if (!(ages[k] > ages[k - 1])) {
        throw new IllegalArgumentException(
            "Invalid ages: " + ages[k] + " after " + ages[k - 1] + " (must be ascending)");
      }
    }
    this.ages = ages.clone();
    earned = new double[groups][LOTS][ages.length];
    seen = new double[groups][LOTS][ages.length];
    customers = new long[groups];
  }

  /**
   * When a group has earned its cost.
   *
   * @param weeks till then, of a customer on the mean; empty if that was not seen
   * @param lower the early end of the interval; empty if that was not seen
   * @param upper the late end; empty if that was not seen
   * @param chance how sure it is that the cost is reached within the window, in [0, 1]
   * @param windowWeeks how long enough customers were seen
   */
  public record PaidBack(
      OptionalDouble weeks,
      OptionalDouble lower,
      OptionalDouble upper,
      double chance,
      double windowWeeks) {}

  /**
   * Adds a customer to a group.
   *
   * @param customer a number of the customer's, which decides the lot
   * @param ageWeeks how long the customer has been seen, >= 0
   * @param spend money till each age, double[ages], finite; what stands beyond {@code ageWeeks} is
   *     not read
   * @param margin what is kept of it
   */
  public void add(int group, long customer, double ageWeeks, double[] spend, double margin) {
    int lot = (int) Math.floorMod(customer, (long) LOTS);
    customers[group]++;
    double before = 0;
    for (int k = 0; k < ages.length && ageWeeks >= ages[k]; k++) {
      earned[group][lot][k] += margin * (spend[k] - before);
      seen[group][lot][k]++;
      before = spend[k];
    }
  }

  /** How many customers a group has. */
  public long customers(int group) {
    return customers[group];
  }

  /** How long enough customers of a group were seen, in weeks; 0 for an empty one. */
  public double windowWeeks(int group) {
    return ages[Math.max(0, steps(group) - 1)];
  }

  private int steps(int group) {
    double enough =
        Math.max(
            1,
            Math.max(
                (double) Math.min(LEAST, customers[group]),
                customers[group] / (double) LEAST_PART));
    int steps = 0;
    while (steps < ages.length && count(group, steps) >= enough) {
      steps++;
    }
    return steps;
  }

  private double count(int group, int k) {
    double count = 0;
    for (double[] lot : seen[group]) {
      count += lot[k];
    }
    return count;
  }

  /**
   * When a customer of the group has earned {@code cost} on the mean.
   *
   * @param cost of winning one, >= 0
   * @param level of the interval, within (0, 1)
   * @param seed of the weights
   */
  public PaidBack payback(int group, double cost, double level, long seed) {
    if (!(cost >= 0 && cost <= Double.MAX_VALUE) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid cost or level: "
              + cost
              + ", "
              + level
              + " (must be >= 0 and finite, within (0, 1))");
    }
    int steps = steps(group);
    double[] even = new double[LOTS];
    Arrays.fill(even, 1);
    double[] weeks = new double[DRAWS];
    RandomSource source = RandomSource.seeded(seed).derive("payback");
    double[] weights = new double[LOTS];
    for (int d = 0; d < DRAWS; d++) {
      RandomStream random = source.stream(d);
      for (int lot = 0; lot < LOTS; lot++) {
        weights[lot] = Gamma.standard(random, 1);
      }
      weeks[d] = weeks(group, cost, weights, steps);
    }
    Arrays.sort(weeks);
    double window = windowWeeks(group);
    double tail = (1 - level) / 2;
    return new PaidBack(
        seen(weeks(group, cost, even, steps)),
        seen(weeks[(int) (tail * DRAWS)]),
        seen(weeks[DRAWS - 1 - (int) (tail * DRAWS)]),
        Arrays.stream(weeks).filter(w -> w <= window).count() / (double) DRAWS,
        window);
  }

  /** Straight between two ages; infinite where it is not reached. */
  private double weeks(int group, double cost, double[] weights, int steps) {
    if (cost == 0) {
      return 0;
    }
    double sum = 0;
    for (int k = 0; k < steps; k++) {
      double money = 0;
      double of = 0;
      for (int lot = 0; lot < LOTS; lot++) {
        money += weights[lot] * earned[group][lot][k];
        of += weights[lot] * seen[group][lot][k];
      }
      double step = of > 0 ? money / of : 0;
      if (sum + step >= cost) {
        return k == 0 ? 0 : ages[k - 1] + (ages[k] - ages[k - 1]) * (cost - sum) / step;
      }
      sum += step;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static OptionalDouble seen(double weeks) {
    return weeks < Double.POSITIVE_INFINITY ? OptionalDouble.of(weeks) : OptionalDouble.empty();
  }
}
