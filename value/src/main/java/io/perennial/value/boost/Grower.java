// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Grows the trees of all outputs on the part that is learned from, watching the part that tells
 * when to stop. Holds native memory until closed.
 */
final class Grower implements AutoCloseable {

  private static final int LEAST_TO_STOP = 20;
  private static final int ROUNDS_WITHOUT_STOP = 40;

  private final BoostConfig config;
  private final String monotone;
  private final double[] intercepts;
  private final List<String> notes;
  private final boolean watched;
  private final Boosting.Rows learn;
  private final Boosting.Rows stop;
  private final List<double[]> losses = new ArrayList<>();

  Grower(
      Examples examples,
      BoostConfig config,
      Parts parts,
      List<String> columns,
      double[] intercepts,
      List<String> notes) {
    FloatRows rows = FloatRows.of(examples.features(), columns);
    this.config = config;
    this.monotone = directions(columns, config.monotone());
    this.intercepts = intercepts;
    this.notes = notes;
    this.watched = parts.stop().length >= LEAST_TO_STOP;
    this.learn = new Boosting.Rows(rows, examples, parts.learn());
    this.stop = new Boosting.Rows(rows, examples, watched ? parts.stop() : new int[0]);
  }

  private static String directions(List<String> columns, Map<String, Integer> monotone) {
    if (columns.stream().noneMatch(column -> monotone.getOrDefault(column, 0) != 0)) {
      return "";
    }
    StringJoiner directions = new StringJoiner(",", "(", ")");
    columns.forEach(column -> directions.add(monotone.getOrDefault(column, 0).toString()));
    return directions.toString();
  }

  /** The settings of the configuration, or the best of its candidates for the middle output. */
  TreeSettings settings() {
    if (!watched || config.candidates() == 1) {
      return config.settings();
    }
    int middle = intercepts.length / 2;
    startFrom(middle);
    Objective objective = config.objective().single(middle);
    return Halving.best(config, objective, monotone, learn, stop, notes);
  }

  /** All trees of all outputs, also those that turn out to be too many. */
  TreeEnsemble grow(TreeSettings settings) {
    int most = watched ? config.mostRounds() : Math.min(ROUNDS_WITHOUT_STOP, config.mostRounds());
    List<TreeEnsemble> outputs = new ArrayList<>();
    for (int k = 0; k < intercepts.length; k++) {
      startFrom(k);
      Objective objective = config.objective().single(k);
      try (Boosting boosting =
          new Boosting(objective, settings, monotone, config.seed(), learn, stop)) {
        boosting.grow(most, config.patience());
        if (boosting.bestRounds() == most && watched) {
          notes.add("stopped at the most rounds allowed, " + most + ", while still improving");
        }
        outputs.add(boosting.trees());
        losses.add(watched ? boosting.losses() : unwatched(boosting.rounds()));
      }
    }
    return TreeEnsemble.together(outputs);
  }

  /** As if each round were better than the one before. */
  private static double[] unwatched(int rounds) {
    double[] falling = new double[rounds + 1];
    for (int r = 0; r <= rounds; r++) {
      falling[r] = -r;
    }
    return falling;
  }

  /** Of each output, the losses after 0, 1, 2, … rounds on the part that tells when to stop. */
  List<double[]> losses() {
    return losses;
  }

  private void startFrom(int output) {
    learn.startFrom(intercepts[output]);
    stop.startFrom(intercepts[output]);
  }

  @Override
  public void close() {
    learn.close();
    stop.close();
  }
}
