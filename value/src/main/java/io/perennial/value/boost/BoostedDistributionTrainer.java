// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Boosted trees in one stage, for the mean of a distribution of known shape: negative binomial for
 * purchases, by Poisson deviance; compound Poisson for spend, by Tweedie's. They multiply what
 * Pareto/NBD and gamma-gamma expect, and so are the smallest correction of them: best where data
 * are few. Source: Jørgensen, "Exponential dispersion models" (1987); Yang, Qian and Zou,
 * "Insurance premium prediction via gradient tree-boosted Tweedie compound Poisson models" (2018).
 */
public final class BoostedDistributionTrainer extends HeadTrainer {

  static final String NAME = "boosted distribution";

  /** With usual effort. */
  public BoostedDistributionTrainer() {
    this(BoostEffort.USUAL);
  }

  /** With the given effort. */
  public BoostedDistributionTrainer(BoostEffort effort) {
    super(NAME, effort);
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    Stack stack = Stack.of(NAME, lessons, target);
    Stages stages = Stages.of(stack);
    double[] labels = new double[stack.size()];
    double[] amounts = stages.amounts();
    for (int i = 0; i < amounts.length; i++) {
      labels[stages.above()[i]] = amounts[i];
    }
    boolean counts = target == Target.PURCHASES;
    Objective objective =
        counts ? Objective.poisson() : Objective.tweedie(WholeAmounts.TWEEDIE_POWER);
    Fit fit =
        Fit.train(
            stack,
            IntStream.range(0, labels.length).toArray(),
            labels,
            counts ? Starts.Of.PURCHASES : Starts.Of.SPEND,
            effort.config(objective, stack.size(), Stack.seed(config)),
            effort.members(stack.size()));
    WholeAmounts spread = WholeAmounts.of(target, fit.bag());
    StringJoiner summary = new StringJoiner("; ");
    stack.notes().forEach(summary::add);
    summary.add(fit.bag().size() + " members; " + fit.summary()).add(spread.toString());
    long below = Arrays.stream(stack.outcomes()).filter(y -> y < 0).count();
    if (below > 0) {
      summary.add(below + " outcomes below 0 count as 0");
    }
    stages.cappedNote().ifPresent(summary::add);
    return new DistributionModel(target, Reader.of(stack, config), fit, spread, summary.toString());
  }
}
