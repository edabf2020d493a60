// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Boosted trees in two stages: whether a customer comes out above 0, by log loss, and how much
 * then, by Poisson or gamma deviance; both start from what Pareto/NBD and gamma-gamma expect. What
 * the mean leaves open is learned from held-out customers, what the data leave open from bags of
 * members. Sources: Mullahy, "Specification and testing of some modified count data models" (1986)
 * for the hurdle; "A deep probabilistic model for customer lifetime value prediction" (2019) for
 * its use on value.
 */
public final class BoostedHurdleTrainer implements LadderTrainer {

  static final String NAME = "boosted hurdle";

  private static final int LEAST_ABOVE = 20;

  private final BoostEffort effort;

  /** With usual effort. */
  public BoostedHurdleTrainer() {
    this(BoostEffort.USUAL);
  }

  /** With the given effort. */
  public BoostedHurdleTrainer(BoostEffort effort) {
    this.effort = effort;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public LadderModel train(Lessons lessons, Target target, LadderConfig config) {
    Stack stack = Stack.of(NAME, lessons, target);
    int[] above = above(NAME, stack);
    long seed = Stack.seed(config);
    int members = effort.members(stack.size());
    Starts buyingStarts = Starts.of(Starts.Of.BUYING, stack.rows());
    Bag buying = buying(stack, buyingStarts, effort, seed);
    double[] positive = Arrays.stream(above).mapToDouble(stack::outcome).toArray();
    double cap = Amounts.cap(positive);
    Starts amountStarts = Starts.of(Amounts.start(target), stack.rows()).only(above);
    Examples amountExamples =
        Examples.of(stack.rows().matrix().subset(above), Amounts.labels(target, positive, cap))
            .withWeights(Arrays.stream(above).mapToDouble(stack::weight).toArray())
            .withOffsets(amountStarts.sums());
    Bag amount =
        Bag.train(
            amountExamples, effort.config(Amounts.objective(target), stack.size(), seed), members);
    Amounts amounts = Amounts.of(target, amount.heldOut(0));
    Returned returned = Returned.of(stack.outcomes());
    return new HurdleModel(
        target,
        Reader.of(stack, config),
        buying,
        HurdleModel.Means.of(buyingStarts),
        amount,
        HurdleModel.Means.of(amountStarts),
        amounts,
        returned,
        summary(stack, buying, amount, amounts, returned, positive, cap));
  }

  /** Rows that came out above 0. */
  static int[] above(String name, Stack stack) {
    int[] above = IntStream.range(0, stack.size()).filter(i -> stack.outcome(i) > 0).toArray();
    if (above.length < LEAST_ABOVE) {
      throw new TooLittleDataException(
          "Cannot train "
              + name
              + ": only "
              + above.length
              + " of "
              + stack.size()
              + " past cases came out above 0 (at least "
              + LEAST_ABOVE
              + " are needed)");
    }
    return above;
  }

  /** Models of coming out above 0. */
  static Bag buying(Stack stack, Starts starts, BoostEffort effort, long seed) {
    double[] labels = new double[stack.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = stack.outcome(i) > 0 ? 1 : 0;
    }
    Examples examples =
        Examples.of(stack.rows().matrix(), labels)
            .withWeights(stack.weights())
            .withOffsets(starts.sums());
    BoostConfig config = effort.config(Objective.logistic(), stack.size(), seed);
    return Bag.train(examples, config, effort.members(stack.size()));
  }

  private static String summary(
      Stack stack,
      Bag buying,
      Bag amount,
      Amounts amounts,
      Returned returned,
      double[] positive,
      double cap) {
    StringJoiner sentences = new StringJoiner("; ");
    stack.notes().forEach(sentences::add);
    sentences.add(buying.size() + " members; whether: " + buying.member(0).summary());
    sentences.add("how much: " + amount.member(0).summary());
    sentences.add(amounts.toString());
    if (returned.count() > 0) {
      sentences.add(
          returned.count() + " outcomes below 0 are drawn as they were, the same for all");
    }
    long capped = Arrays.stream(positive).filter(y -> y > cap).count();
    if (capped > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%d outcomes above %.4g, six deviations off the median, count as that",
              capped,
              cap));
    }
    return sentences.toString();
  }
}
