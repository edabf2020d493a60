// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;

/**
 * Boosted trees in two stages: whether a customer comes out above 0, by log loss, and how much
 * then, by Poisson or gamma deviance; both start from what Pareto/NBD and gamma-gamma expect. What
 * the mean leaves open is learned from held-out customers, what the data leave open from bags of
 * members. Sources: Mullahy, "Specification and testing of some modified count data models" (1986)
 * for the hurdle; Wang, Liu and Miao, "A deep probabilistic model for customer lifetime value
 * prediction" (2019) for its use on value.
 */
public final class BoostedHurdleTrainer extends HeadTrainer {

  static final String NAME = "boosted hurdle";

  /** With usual effort. */
  public BoostedHurdleTrainer() {
    this(BoostEffort.USUAL);
  }

  /** With the given effort. */
  public BoostedHurdleTrainer(BoostEffort effort) {
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
            Amounts.labels(target, stages.amounts()),
            Amounts.start(target),
            effort.config(Amounts.objective(target), stack.size(), seed),
            buying.bag().size());
    Amounts amounts = Amounts.of(target, amount.bag());
    return new HurdleModel(
        target,
        Reader.of(stack, config),
        buying,
        amount,
        amounts,
        stages.returned(),
        stages.summary(buying, amount, amounts.toString()));
  }
}
