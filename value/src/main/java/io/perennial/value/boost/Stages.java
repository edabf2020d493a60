// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** What models of two stages share: those who come out above 0, and whether one does. */
final class Stages {

  private final Stack stack;
  private final int[] above;
  private final double[] positive;
  private final double cap;
  private final Returned returned;

  private Stages(Stack stack, int[] above) {
    this.stack = stack;
    this.above = above;
    this.positive = Arrays.stream(above).mapToDouble(stack::outcome).toArray();
    this.cap = Amounts.cap(positive);
    this.returned = Returned.of(stack.outcomes());
  }

  static Stages of(Stack stack) {
    return new Stages(
        stack, IntStream.range(0, stack.size()).filter(i -> stack.outcome(i) > 0).toArray());
  }

  /** Rows that came out above 0. */
  int[] above() {
    return above;
  }

  /** What came of them, up to a cap that only errors of the books exceed. */
  double[] amounts() {
    return Arrays.stream(positive).map(y -> Math.min(y, cap)).toArray();
  }

  /** Outcomes below 0. */
  Returned returned() {
    return returned;
  }

  /** Whether one comes out above 0. */
  Fit buying(BoostEffort effort, long seed) {
    double[] labels = new double[stack.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = stack.outcome(i) > 0 ? 1 : 0;
    }
    int[] all = IntStream.range(0, stack.size()).toArray();
    BoostConfig config = effort.config(Objective.logistic(), stack.size(), seed);
    int members = effort.members(stack.size());
    return Fit.train(stack, all, labels, Starts.Of.BUYING, config, members);
  }

  /** In sentences. */
  String summary(Fit buying, Fit amount, String spread) {
    StringJoiner sentences = new StringJoiner("; ");
    stack.notes().forEach(sentences::add);
    sentences.add(buying.bag().size() + " members; whether: " + buying.summary());
    sentences.add("how much: " + amount.summary());
    sentences.add(spread);
    if (returned.count() > 0) {
      sentences.add(
          returned.count() + " outcomes below 0 are drawn as they were, the same for all");
    }
    cappedNote().ifPresent(sentences::add);
    return sentences.toString();
  }

  /** How many outcomes exceed the cap, if any does. */
  Optional<String> cappedNote() {
    long capped = Arrays.stream(positive).filter(y -> y > cap).count();
    return capped == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d outcomes above %.4g, six deviations off the median, count as that",
                capped,
                cap));
  }
}
