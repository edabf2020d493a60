// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.boost.BoostConfig;
import io.perennial.value.boost.BoostTrainer;
import io.perennial.value.boost.BoostedModel;
import io.perennial.value.boost.Objective;
import io.perennial.value.boost.TreeSettings;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.ClassifierModel;
import io.perennial.value.tabular.LogOdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gradient-boosted trees ({@link BoostTrainer}), the mean log-odds of several runs: each leaves out
 * other rows to know when to stop, so that together they see all. Where rows times columns exceed a
 * million there are two runs, with larger steps.
 *
 * @param name what people know it by
 * @param bags runs, >= 1
 * @param settings of the trees
 * @param rounds at most, >= 1
 */
public record GradientBoosting(String name, int bags, TreeSettings settings, int rounds)
    implements Classifier {

  private static final double MANY_CELLS = 1e6;
  private static final double LARGE_STEP = 0.1;
  private static final int FEWEST_ROWS = 40;

  public GradientBoosting {
    if (bags < 1) {
      throw new IllegalArgumentException("Invalid bags: " + bags + " (must be >= 1)");
    }
  }

  /** 4 runs of trees of depth 3 that learn slowly: for tables whose columns mostly add up. */
  public static GradientBoosting shallow() {
    return new GradientBoosting(
        "gradient boosting", 4, new TreeSettings(0.05, 3, 5, 0.6, 0.5, 5), 1000);
  }

  /** 4 runs of trees of depth 6: for tables whose columns matter together. */
  public static GradientBoosting deep() {
    return new GradientBoosting(
        "gradient boosting, deep", 4, new TreeSettings(0.1, 6, 1, 0.8, 0.8, 1), 800);
  }

  @Override
  public ClassifierModel train(FeatureMatrix features, double[] label, long seed) {
    Rows.check(name(), features, label);
    if (label.length < FEWEST_ROWS) {
      TreeNodes share = new TreeNodes();
      share.leaf(Arrays.stream(label).sum() / label.length);
      return new TreesModel(
          name, features.names(), List.of(share), "No trees: too few rows, the same for all");
    }
    List<BoostedModel> runs = new ArrayList<>();
    boolean many = (double) label.length * features.names().size() > MANY_CELLS;
    TreeSettings own =
        many ? settings.withLearningRate(Math.max(LARGE_STEP, settings.learningRate())) : settings;
    for (int b = 0; b < (many ? Math.min(bags, 2) : bags); b++) {
      BoostConfig config =
          BoostConfig.of(Objective.logistic())
              .withSettings(own)
              .withMostRounds(rounds)
              .withPatience(30)
              .unguarded()
              .withSeed(seed * 1_000 + b);
      runs.add(BoostTrainer.train(features, label, config));
    }
    return new BoostedRuns(name, features.names(), runs);
  }

  /** Mean log-odds of some boosted models. Immutable. */
  private static final class BoostedRuns implements ClassifierModel {

    private static final double LEAST = 1e-7;

    private final String name;
    private final List<String> features;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<BoostedModel> runs;

    BoostedRuns(String name, List<String> features, List<BoostedModel> runs) {
      this.name = name;
      this.features = List.copyOf(features);
      this.runs = List.copyOf(runs);
      for (int k = 0; k < features.size(); k++) {
        places.put(features.get(k), k);
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> features() {
      return features;
    }

    @Override
    public double logOdds(double[] row) {
      double sum = 0;
      for (BoostedModel run : runs) {
        double[] own = new double[run.columns().size()];
        for (int k = 0; k < own.length; k++) {
          own[k] = row[place(run.columns().get(k))];
        }
        sum += odds(run.predict(own));
      }
      return sum / runs.size();
    }

    @Override
    public double[] logOdds(FeatureMatrix matrix) {
      double[] sums = new double[matrix.rows()];
      for (BoostedModel run : runs) {
        double[] own = run.predict(matrix);
        Arrays.setAll(sums, i -> sums[i] + odds(own[i]));
      }
      Arrays.setAll(sums, i -> sums[i] / runs.size());
      return sums;
    }

    /** Exact TreeSHAP of each run, by way of its probability, in proportion. */
    @Override
    public LogOdds explain(double[] row) {
      double[][] cells = new double[row.length][1];
      for (int k = 0; k < row.length; k++) {
        cells[k][0] = row[k];
      }
      FeatureMatrix one = new FeatureMatrix(new long[1], features, cells);
      double base = 0;
      double[] parts = new double[row.length];
      for (BoostedModel run : runs) {
        var own = run.explain(one, 0);
        double[] shares = new double[row.length];
        for (Contribution contribution : own.contributions()) {
          shares[place(contribution.feature())] = contribution.amount();
        }
        LogOdds odds = new LogOdds(own.base(), shares).between(odds(own.base()), odds(own.total()));
        base += odds.base() / runs.size();
        for (int k = 0; k < parts.length; k++) {
          parts[k] += odds.part(k) / runs.size();
        }
      }
      double total = logOdds(row);
      LogOdds sum = new LogOdds(base, parts);
      return Math.abs(sum.total() - total) < 1e-9 ? sum : sum.between(base, total);
    }

    private int place(String column) {
      return places.getOrDefault(column, 0);
    }

    private static double odds(double probability) {
      double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
      return Math.log(p / (1 - p));
    }

    @Override
    public String summary() {
      return String.format(
          Locale.ROOT,
          "Gradient boosting, mean of %d runs of %s trees",
          runs.size(),
          runs.stream().map(run -> Integer.toString(run.trees().trees())).toList());
    }
  }
}
