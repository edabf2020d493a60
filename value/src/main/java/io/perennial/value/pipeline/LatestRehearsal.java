// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The latest instant whose outcome is known, and models as they would have been fitted at it or
 * before, each once: what cards and challenges are judged by. For one thread.
 */
final class LatestRehearsal {

  /** Customers that models are judged on, at most. */
  private static final int SCORED = 4_000;

  private final List<LakeLessons.Past> past;
  private final LadderConfig config;
  private final Labelled scored;
  private final int[] rows;
  private final Map<List<Object>, Optional<LadderModel>> fitted = new HashMap<>();

  /**
   * @param past the latest first, not empty
   */
  LatestRehearsal(List<LakeLessons.Past> past, LadderConfig config) {
    this.past = past;
    this.config = config;
    Labelled all = past.get(0).cases();
    int every = Math.max(1, (all.customers() + SCORED - 1) / SCORED);
    rows = IntStream.range(0, all.customers()).filter(i -> i % every == 0).toArray();
    scored = every == 1 ? all : all.only(rows);
  }

  LakeLessons.Past last() {
    return past.get(0);
  }

  /** The latest instant whose outcome was known at the last one. */
  Optional<LakeLessons.Past> before() {
    return past.stream().filter(then -> then.until().compareTo(last().asOf()) <= 0).findFirst();
  }

  /** The customers that models are judged on, with what came. */
  Labelled scored() {
    return scored;
  }

  /** Their rows among those of the last instant; the object's own array. */
  int[] rows() {
    return rows;
  }

  /** Empty where it learns too little. */
  Optional<LadderModel> fitted(LadderTrainer trainer, Target target, LakeLessons.Past at) {
    return fitted.computeIfAbsent(
        List.of(trainer, target, at.asOf()),
        key -> {
          try {
            return Optional.of(trainer.train(lessons(at), target, config));
          } catch (TooLittleDataException tooLittle) {
            return Optional.empty();
          }
        });
  }

  private Lessons lessons(LakeLessons.Past at) {
    return new Lessons(
        past.stream()
            .filter(then -> then.until().compareTo(at.asOf()) <= 0)
            .map(LakeLessons.Past::cases)
            .toList(),
        at.cases().cases());
  }
}
