// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;

/**
 * How often tests find an effect where there is none: the same outcomes are split in two by chance,
 * again and again, in an order by chance, and looked at while they come in. On one's own outcomes
 * it shows whether their tails let the tests keep their word.
 *
 * @param splits how many there were
 * @param looks at each split
 * @param onceAtTheEnd splits in which the fixed test found an effect at its only look
 * @param peeking splits in which the fixed test did at any look
 * @param alwaysValid splits in which the sequential test did at any look
 */
public record AaCalibration(int splits, int looks, int onceAtTheEnd, int peeking, int alwaysValid) {

  /**
   * Splits outcomes. O(splits x units), on all cores; the same on any count of them.
   *
   * @param outcomes of units, finite
   * @param splits how many, >= 1
   * @param lookEvery so many units, of both arms together, >= 1; the last look is at all
   */
  public static AaCalibration of(
      double[] outcomes,
      int splits,
      int lookEvery,
      double alpha,
      NormalMixture mixture,
      RandomSource random) {
    Checked.atLeastOne("splits", splits);
    Checked.atLeastOne("lookEvery", lookEvery);
    Checked.chance("alpha", alpha);
    for (double outcome : outcomes) {
      Checked.finite("outcome", outcome);
    }
    double[] sums =
        Chunks.sum(
            splits,
            8,
            3,
            (found, from, to) -> {
              double[] order = outcomes.clone();
              for (int s = from; s < to; s++) {
                System.arraycopy(outcomes, 0, order, 0, order.length);
                split(order, lookEvery, alpha, mixture, random.stream(s), found);
              }
            });
    int looks = (outcomes.length + lookEvery - 1) / lookEvery;
    return new AaCalibration(splits, looks, (int) sums[0], (int) sums[1], (int) sums[2]);
  }

  private static void split(
      double[] order,
      int lookEvery,
      double alpha,
      NormalMixture mixture,
      RandomStream random,
      double[] found) {
    double critical = Normal.standard().quantile(1 - alpha / 2);
    double needed = -StrictMath.log(alpha);
    Moments[] arms = {new Moments(), new Moments()};
    boolean ever = false;
    boolean always = false;
    boolean now = false;
    for (int i = 0; i < order.length; i++) {
      int other = i + random.nextInt(order.length - i);
      double outcome = order[other];
      order[other] = order[i];
      arms[random.nextInt(2)].add(outcome);
      boolean look = (i + 1) % lookEvery == 0 || i + 1 == order.length;
      if (!look
          || arms[0].count() < SequentialTest.LEAST_UNITS
          || arms[1].count() < SequentialTest.LEAST_UNITS) {
        continue;
      }
      double variance =
          arms[0].variance().orElse(0) / arms[0].count()
              + arms[1].variance().orElse(0) / arms[1].count();
      double z =
          variance == 0
              ? 0
              : (arms[1].mean().orElse(0) - arms[0].mean().orElse(0)) / StrictMath.sqrt(variance);
      now = StrictMath.abs(z) > critical;
      ever |= now;
      always |= mixture.logEvidence(z, i + 1.0) >= needed;
    }
    found[0] += now ? 1 : 0;
    found[1] += ever ? 1 : 0;
    found[2] += always ? 1 : 0;
  }

  /** The rate of one of the counts with its interval of 95 %. */
  public Interval rate(int count) {
    return new Proportion(count, splits).interval(0.05);
  }
}
