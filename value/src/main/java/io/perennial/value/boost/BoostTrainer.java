// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.TooLittleDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Trains boosted trees: settings by successive halving, the number of trees by customers held out,
 * and a word on customers that neither has seen. XGBoost grows the trees (Chen and Guestrin 2016);
 * answers need it no more.
 */
public final class BoostTrainer {

  /** Fewer rows cannot carry a tree. */
  static final int LEAST_ROWS = 20;

  private static final int LEAST_TO_JUDGE = 20;
  private static final int LEAST_TO_LEARN = 10;

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
    List<String> notes = new ArrayList<>();
    List<String> columns = columns(examples, config, notes);
    Grown grown = grown(examples, config, parts, columns, notes);
    int[] rounds = grown.losses.stream().mapToInt(BoostTrainer::best).toArray();
    return judged(grown.model.first(rounds), examples, parts);
  }

  /**
   * A model with all trees that were grown.
   *
   * @param losses of each output, after 0, 1, 2, … rounds
   */
  record Grown(BoostedModel model, List<double[]> losses) {}

  /** The columns to learn from. */
  static List<String> columns(Examples examples, BoostConfig config, List<String> notes) {
    check(examples, config.objective());
    return LeakageGuard.usable(examples.features(), examples.labels(), config, notes);
  }

  /** After how many rounds a loss is least. */
  static int best(double[] losses) {
    int best = 0;
    for (int r = 1; r < losses.length; r++) {
      best = losses[r] < losses[best] ? r : best;
    }
    return best;
  }

  private static void check(Examples examples, Objective objective) {
    if (examples.size() < LEAST_ROWS) {
      throw new TooLittleDataException(
          "Cannot train boosted trees: there are only "
              + examples.size()
              + " rows (at least "
              + LEAST_ROWS
              + " are needed)");
    }
    objective.check(examples.labels());
  }

  /** Grows trees on these columns, which are believed. */
  static Grown grown(
      Examples examples, BoostConfig config, Parts parts, List<String> usable, List<String> notes) {
    Objective objective = config.objective();
    int[] learn = parts.learn();
    double[] intercepts =
        objective.intercepts(
            examples.labels(learn), examples.weights(learn), examples.offsets(learn));
    List<String> columns = usable;
    if (Arrays.stream(examples.labels()).distinct().count() == 1) {
      notes.add("the label is the same in all rows, and so is the forecast");
      columns = List.of();
    }
    TreeSettings settings = config.settings();
    TreeEnsemble trees = TreeEnsemble.none(columns.size(), objective.outputs());
    List<double[]> losses = Collections.nCopies(objective.outputs(), new double[1]);
    if (!columns.isEmpty() && learn.length >= LEAST_TO_LEARN) {
      try (Grower grower = new Grower(examples, config, parts, columns, intercepts, notes)) {
        settings = grower.settings();
        trees = grower.grow(settings);
        losses = grower.losses();
      }
    }
    return new Grown(
        new BoostedModel(
            objective, columns, intercepts, settings, trees, Double.NaN, Double.NaN, notes),
        losses);
  }

  /** The same with what the loss is on customers whom nothing was learned from. */
  static BoostedModel judged(BoostedModel model, Examples examples, Parts parts) {
    int[] test = parts.test();
    Objective objective = model.objective();
    if (test.length < LEAST_TO_JUDGE || !objective.hasRowLoss()) {
      return model;
    }
    double[] offsets = examples.offsets(test);
    double[] labels = examples.labels(test);
    float[] margins = model.margins(examples.features().subset(test), offsets);
    int outputs = objective.outputs();
    double loss = 0;
    double constant = 0;
    for (int i = 0; i < margins.length; i++) {
      double start = model.start(i % outputs, offsets[i / outputs]);
      loss += objective.loss(margins[i], labels[i / outputs], i % outputs);
      constant += objective.loss(start, labels[i / outputs], i % outputs);
    }
    return model.judged(loss / margins.length, constant / margins.length);
  }
}
