// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds settings by successive halving: all candidates grow a few rounds, the better third grows
 * three times as many, and so on. Source: Jamieson and Talwalkar, "Non-stochastic best arm
 * identification" (2016). Trees of one learning rate are compared, since a slow one always looks
 * worse at first.
 */
final class Halving {

  private static final int FIRST_ROUNDS = 20;
  private static final int KEPT = 3;

  private static final int[] DEPTHS = {2, 3, 4, 5, 6};
  private static final double[] MIN_WEIGHTS = {1, 3, 10, 30};
  private static final double[] SHARES = {0.5, 0.65, 0.8, 1};
  private static final double[] SHRINKAGES = {0.3, 1, 3, 10};

  private record Trial(TreeSettings settings, Boosting boosting) {}

  private Halving() {}

  /** The settings whose best loss on {@code stop} is least; the first of equals. */
  static TreeSettings best(
      BoostConfig config,
      Objective objective,
      String monotone,
      Boosting.Rows learn,
      Boosting.Rows stop,
      List<String> notes) {
    List<Trial> trials = new ArrayList<>();
    try {
      for (TreeSettings settings : candidates(config)) {
        Boosting boosting = new Boosting(objective, settings, monotone, config.seed(), learn, stop);
        trials.add(new Trial(settings, boosting));
      }
      List<Trial> left = trials;
      int rounds = FIRST_ROUNDS;
      while (true) {
        for (Trial trial : left) {
          trial.boosting.grow(Math.min(rounds, config.mostRounds()), config.patience());
        }
        left =
            left.stream()
                .sorted(Comparator.comparingDouble(trial -> trial.boosting.bestLoss()))
                .limit(Math.max(1, left.size() / KEPT))
                .toList();
        if (left.size() == 1) {
          break;
        }
        rounds *= KEPT;
      }
      TreeSettings best = left.get(0).settings;
      int work = trials.stream().mapToInt(trial -> trial.boosting.rounds()).sum();
      notes.add(
          String.format(
              Locale.ROOT,
              "of %d settings, compared by %d rounds on %d rows: depth %d, least weight %.3g,"
                  + " %.0f %% of rows, %.0f %% of columns, shrinkage %.3g",
              trials.size(),
              work,
              learn.count(),
              best.depth(),
              best.minWeight(),
              100 * best.rowShare(),
              100 * best.columnShare(),
              best.shrinkage()));
      return best;
    } finally {
      trials.forEach(trial -> trial.boosting.close());
    }
  }

  private static List<TreeSettings> candidates(BoostConfig config) {
    List<TreeSettings> all = new ArrayList<>(List.of(config.settings()));
    RandomSource source = RandomSource.seeded(config.seed()).derive("settings");
    double rate = config.settings().learningRate();
    for (int c = 1; c < config.candidates(); c++) {
      RandomStream random = source.stream(c);
      all.add(
          new TreeSettings(
              rate,
              DEPTHS[random.nextInt(DEPTHS.length)],
              MIN_WEIGHTS[random.nextInt(MIN_WEIGHTS.length)],
              SHARES[random.nextInt(SHARES.length)],
              SHARES[random.nextInt(SHARES.length)],
              SHRINKAGES[random.nextInt(SHRINKAGES.length)]));
    }
    return all;
  }
}
