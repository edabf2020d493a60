// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Trains boosted trees: settings by successive halving, the number of trees by customers held out,
 * and a word on customers that neither has seen. XGBoost grows the trees (Chen and Guestrin 2016);
 * answers need it no more.
 */
public final class BoostTrainer {

  /** Fewer rows cannot carry a tree. */
  static final int LEAST_ROWS = 20;

  private static final int LEAST_TO_STOP = 20;
  private static final int ROUNDS_WITHOUT_STOP = 40;

  private BoostTrainer() {}

  /**
   * Trees for rows of weight 1.
   *
   * @param label double[n]; see {@link Objective} for what it may be
   * @throws TooLittleDataException if there are too few rows
   * @throws IllegalArgumentException if a label cannot be one; the message names its row
   */
  public static BoostedModel train(FeatureMatrix features, double[] label, BoostConfig config) {
    return train(Examples.of(features, label), config);
  }

  /** Trees for {@code examples}. */
  public static BoostedModel train(Examples examples, BoostConfig config) {
    return train(examples, config, Parts.of(examples.features(), config.seed()));
  }

  /** The same with the parts given. */
  static BoostedModel train(Examples examples, BoostConfig config, Parts parts) {
    Objective objective = config.objective();
    FeatureMatrix features = examples.features();
    if (examples.size() < LEAST_ROWS) {
      throw new TooLittleDataException(
          "Cannot train boosted trees: there are only "
              + examples.size()
              + " rows (at least "
              + LEAST_ROWS
              + " are needed)");
    }
    objective.check(examples.labels());
    List<String> notes = new ArrayList<>();
    List<String> columns = LeakageGuard.usable(features, examples.labels(), config, notes);
    int[] learn = parts.learn();
    double[] labels = examples.labels(learn);
    double[] intercepts =
        objective.intercepts(labels, examples.weights(learn), examples.offsets(learn));
    if (Arrays.stream(examples.labels()).distinct().count() == 1) {
      notes.add("the label is the same in all rows, and so is the forecast");
      columns = List.of();
    }
    TreeEnsemble trees =
        columns.isEmpty()
            ? TreeEnsemble.none(columns.size(), objective.outputs())
            : grow(examples, config, parts, columns, intercepts, notes);
    BoostedModel bare =
        new BoostedModel(objective, columns, intercepts, trees, Double.NaN, Double.NaN, notes);
    return judged(bare, examples, parts, intercepts, notes);
  }

  private static TreeEnsemble grow(
      Examples examples,
      BoostConfig config,
      Parts parts,
      List<String> columns,
      double[] intercepts,
      List<String> notes) {
    FloatRows rows = FloatRows.of(examples.features(), columns);
    boolean watched = parts.stop().length >= LEAST_TO_STOP;
    int[] stopping = watched ? parts.stop() : new int[0];
    int most = watched ? config.mostRounds() : Math.min(ROUNDS_WITHOUT_STOP, config.mostRounds());
    String monotone = directions(columns, config.monotone());
    Objective objective = config.objective();
    List<TreeEnsemble> outputs = new ArrayList<>();
    try (Boosting.Rows learn = new Boosting.Rows(rows, examples, parts.learn());
        Boosting.Rows stop = new Boosting.Rows(rows, examples, stopping)) {
      TreeSettings settings = config.settings();
      if (watched && config.candidates() > 1) {
        int middle = objective.outputs() / 2;
        learn.startFrom(intercepts[middle]);
        stop.startFrom(intercepts[middle]);
        settings = Halving.best(config, objective.single(middle), monotone, learn, stop, notes);
      }
      for (int k = 0; k < objective.outputs(); k++) {
        learn.startFrom(intercepts[k]);
        stop.startFrom(intercepts[k]);
        try (Boosting boosting =
            new Boosting(objective.single(k), settings, monotone, config.seed(), learn, stop)) {
          boosting.grow(most, config.patience());
          if (boosting.bestRounds() == most && watched) {
            notes.add("stopped at the most rounds allowed, " + most + ", while still improving");
          }
          outputs.add(boosting.trees());
        }
      }
    }
    return TreeEnsemble.together(outputs);
  }

  private static String directions(List<String> columns, Map<String, Integer> monotone) {
    if (columns.stream().noneMatch(column -> monotone.getOrDefault(column, 0) != 0)) {
      return "";
    }
    StringJoiner directions = new StringJoiner(",", "(", ")");
    columns.forEach(column -> directions.add(monotone.getOrDefault(column, 0).toString()));
    return directions.toString();
  }

  private static BoostedModel judged(
      BoostedModel bare, Examples examples, Parts parts, double[] intercepts, List<String> notes) {
    int[] test = parts.test();
    double loss = Double.NaN;
    double constant = Double.NaN;
    if (test.length >= LEAST_TO_STOP && bare.objective().hasRowLoss()) {
      FeatureMatrix unseen = examples.features().subset(test);
      double[] offsets = examples.offsets(test);
      double[] labels = examples.labels(test);
      float[] margins = bare.margins(unseen, offsets);
      int outputs = intercepts.length;
      loss = 0;
      constant = 0;
      for (int i = 0; i < margins.length; i++) {
        int k = i % outputs;
        double label = labels[i / outputs];
        loss += bare.objective().loss(margins[i], label, k);
        constant +=
            bare.objective().loss(Boosting.start(intercepts[k], offsets[i / outputs]), label, k);
      }
      loss /= margins.length;
      constant /= margins.length;
    }
    return new BoostedModel(
        bare.objective(), bare.columns(), intercepts, bare.trees(), loss, constant, notes);
  }
}
