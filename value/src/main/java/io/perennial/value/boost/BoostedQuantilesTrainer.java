// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;

/**
 * Boosted trees in two stages: whether a customer comes out above 0, by log loss, and then seven
 * quantiles of the logarithm, by pinball loss: no shape is assumed. Counts are spread over the unit
 * about them first, as a quantile needs something continuous. Sources: Koenker and Bassett,
 * "Regression quantiles" (1978); Machado and Santos Silva, "Quantiles for counts" (2005).
 */
public final class BoostedQuantilesTrainer extends HeadTrainer {

  static final String NAME = "boosted quantiles";

  private static final double[] LEVELS = {0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95};

  /** With usual effort. */
  public BoostedQuantilesTrainer() {
    this(BoostEffort.USUAL);
  }

  /** With the given effort. */
  public BoostedQuantilesTrainer(BoostEffort effort) {
    super(NAME, effort);
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    Stack stack = Stack.of(NAME, lessons, target);
    Stages stages = Stages.of(stack);
    long seed = Stack.seed(config);
    Fit buying = stages.buying(effort, seed);
    Fit amount =
        Fit.train(
            stack,
            stages.above(),
            logs(target, stages.amounts(), seed),
            target == Target.SPEND ? Starts.Of.SPEND_OF_BUYER : Starts.Of.PURCHASES_OF_BUYER,
            effort.config(Objective.quantiles(LEVELS), stack.size(), seed),
            buying.bag().size());
    int last = LEVELS.length - 1;
    QuantileCurve curve =
        QuantileCurve.of(LEVELS, amount.bag().heldOut(0), amount.bag().heldOut(last));
    return new QuantileModel(
        target,
        Reader.of(stack, config),
        buying,
        amount,
        curve,
        stages.returned(),
        stages.summary(buying, amount, LEVELS.length + " quantiles, exponential beyond them"));
  }

  private static double[] logs(Target target, double[] amounts, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("jitter");
    double[] logs = new double[amounts.length];
    for (int i = 0; i < logs.length; i++) {
      double spread = target == Target.PURCHASES ? source.stream(i).nextOpenDouble() - 0.5 : 0;
      logs[i] = Math.log(amounts[i] + spread);
    }
    return logs;
  }
}
