// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.value.deep.net.Architecture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The setting to train with, by successive halving: all get some epochs, the better half twice as
 * many, and so on. What it costs is counted in customers read, never in seconds, so that the choice
 * is the same on any machine. Source: Jamieson and Talwalkar (2016).
 */
final class Search {

  private static final int FIRST = 2;

  private Search() {}

  /**
   * What was found.
   *
   * @param passes customers read for it
   */
  record Found(DeepConfig.Setting setting, long passes) {}

  private record Candidate(DeepConfig.Setting setting, Training training) {}

  static Found best(
      Lesson lesson,
      Encoding encoding,
      Architecture architecture,
      DeepConfig config,
      RandomSource source) {
    if (config.settings().size() == 1) {
      return new Found(config.settings().get(0), 0);
    }
    Lesson some = lesson.atMost(config.searchRows());
    List<Candidate> left = new ArrayList<>();
    for (DeepConfig.Setting setting : config.settings()) {
      left.add(
          new Candidate(
              setting,
              new Training(some, encoding.shape(architecture, setting.width()), setting, source)));
    }
    List<Candidate> all = List.copyOf(left);
    for (int epochs = FIRST; left.size() > 1; epochs *= 2) {
      List<Candidate> round = List.copyOf(left);
      int more = epochs;
      Chunks.forEach(round.size(), 1, (from, to) -> round.get(from).training().run(more, more));
      left.sort(Comparator.comparingDouble(c -> c.training().bestLoss()));
      left = new ArrayList<>(left.subList(0, (left.size() + 1) / 2));
    }
    return new Found(
        left.get(0).setting(), all.stream().mapToLong(c -> c.training().passes()).sum());
  }
}
