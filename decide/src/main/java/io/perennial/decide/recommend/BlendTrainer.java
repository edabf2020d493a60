// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.optimise.Minimizer;
import io.perennial.math.parallel.Chunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several models as one. What each is worth is learned by a time split inside the log: the parts
 * are trained on all but its last days, and weighted so that what customers bought on those days is
 * likely to be chosen among the candidates of all parts (a conditional logit, McFadden 1974, over
 * log(1 + score / typical score); weights at least 0); then the parts are trained on all of it. A
 * log without last days, or without anybody to judge, gives every part the same weight.
 */
public final class BlendTrainer implements RecommenderTrainer {

  private static final double RIDGE = 1e-3;
  private static final Minimizer MINIMIZER = new Minimizer(0, 50, 1e-6, 200);

  private final List<RecommenderTrainer> parts;
  private final BlendConfig config;

  /**
   * A blend of {@code parts}, at least one.
   *
   * @param parts models that speak of the same items
   */
  public BlendTrainer(List<RecommenderTrainer> parts, BlendConfig config) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Invalid blend: no parts (must be at least one)");
    }
    this.parts = List.copyOf(parts);
    this.config = config;
  }

  /**
   * The blend that is meant for shops: popularity of now, EASE, and replenishment where items come
   * again. What is bought after what is no part of it: on a real shop, at three instants, it added
   * nothing to these.
   */
  public static BlendTrainer of(Bought bought) {
    return of(BlendConfig.of(bought));
  }

  /** The same parts, with weights that are learned in another way. */
  public static BlendTrainer of(BlendConfig config) {
    List<RecommenderTrainer> parts = new ArrayList<>();
    parts.add(new PopularityTrainer(PopularityConfig.defaults()));
    if (config.bought() == Bought.INCLUDED) {
      parts.add(new ReplenishmentTrainer(ReplenishmentConfig.defaults()));
    }
    parts.add(new EaseTrainer(EaseConfig.defaults()));
    return new BlendTrainer(parts, config);
  }

  @Override
  public String name() {
    return "blend";
  }

  @Override
  public Blend train(Interactions log) {
    double[] scale = new double[parts.size()];
    double[] weight = new double[parts.size()];
    double[] usual = new double[parts.size()];
    Arrays.fill(scale, 1);
    Arrays.fill(weight, 1);
    TimeSplit split = TimeSplit.of(log, log.end() - config.testDays(), config.testDays());
    int[] customers = split.judged(config.bought());
    if (customers.length > 0) {
      learn(split, spread(customers), scale, weight, usual);
    }
    return new Blend(train(parts, log), scale, weight, usual);
  }

  private static List<Recommender> train(List<RecommenderTrainer> parts, Interactions log) {
    return parts.stream().map(part -> part.train(log)).toList();
  }

  private int[] spread(int[] customers) {
    int n = Math.min(customers.length, config.mostCustomers());
    return IntStream.range(0, n)
        .map(k -> customers[(int) ((long) k * customers.length / n)])
        .toArray();
  }

  private void learn(
      TimeSplit split, int[] customers, double[] scale, double[] weight, double[] usual) {
    List<Recommender> models = train(parts, split.train());
    Choice[] choices = new Choice[customers.length];
    Chunks.forEach(
        customers.length,
        8,
        (from, to) -> {
          double[][] said = new double[models.size()][split.train().items()];
          for (int k = from; k < to; k++) {
            choices[k] = choice(split, customers[k], models, said);
          }
        });
    for (int m = 0; m < scale.length; m++) {
      scale[m] = typical(choices, m);
    }
    for (Choice choice : choices) {
      choice.transform(scale);
    }
    for (int m = 0; m < usual.length; m++) {
      int part = m;
      usual[m] =
          Arrays.stream(choices)
              .flatMapToDouble(choice -> Arrays.stream(choice.value[part]))
              .average()
              .orElse(0);
    }
    double[] start = new double[weight.length];
    Arrays.fill(start, 0.5);
    double[] found = MINIMIZER.minimize((x, gradient) -> surprise(choices, x, gradient), start).x();
    System.arraycopy(found, 0, weight, 0, weight.length);
  }

  /** The candidates of one customer, what each part says of them, and which were bought. */
  private Choice choice(TimeSplit split, int customer, List<Recommender> models, double[][] said) {
    History history = split.train().history(customer);
    BitSet candidates = new BitSet();
    Best best = new Best(config.candidates());
    for (int m = 0; m < said.length; m++) {
      models.get(m).score(history, said[m]);
      best.clear();
      for (int item = 0; item < said[m].length; item++) {
        boolean counts = config.bought() == Bought.INCLUDED || !history.bought(item);
        if (counts && said[m][item] > 0) {
          best.offer(said[m][item], item, item);
        }
      }
      for (int item : best.items()) {
        candidates.set(item);
      }
    }
    int[] items = candidates.stream().toArray();
    int[] relevant = split.relevant(customer, config.bought());
    double[][] value = new double[said.length][items.length];
    for (int m = 0; m < said.length; m++) {
      for (int k = 0; k < items.length; k++) {
        value[m][k] = Math.max(0, said[m][items[k]]);
      }
    }
    int[] chosen =
        IntStream.range(0, items.length)
            .filter(k -> Arrays.binarySearch(relevant, items[k]) >= 0)
            .toArray();
    return new Choice(value, chosen);
  }

  /** The median of what a part says of those of its candidates of whom it says anything. */
  private static double typical(Choice[] choices, int part) {
    double[] values =
        Arrays.stream(choices)
            .flatMapToDouble(choice -> Arrays.stream(choice.value[part]))
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    return values.length == 0 ? 1 : Math.max(Double.MIN_NORMAL, values[values.length / 2]);
  }

  /**
   * Minus the mean log probability of what was bought, with its slope; a little for the weights.
   */
  private static double surprise(Choice[] choices, double[] weight, double[] gradient) {
    int parts = weight.length;
    double[] sums =
        Chunks.sum(
            choices.length,
            64,
            parts + 2,
            (into, from, to) -> {
              for (int k = from; k < to; k++) {
                choices[k].addTo(into, weight);
              }
            });
    double n = Math.max(1, sums[parts + 1]);
    double value = sums[parts] / n;
    for (int m = 0; m < parts; m++) {
      gradient[m] = sums[m] / n + RIDGE * weight[m];
      value += 0.5 * RIDGE * weight[m] * weight[m];
    }
    return value;
  }

  /** One customer's candidates. */
  private static final class Choice {

    private final double[][] value;
    private final int[] chosen;

    /**
     * @param value double[parts][candidates]
     * @param chosen places of those that were bought
     */
    Choice(double[][] value, int[] chosen) {
      this.value = value;
      this.chosen = chosen;
    }

    void transform(double[] scale) {
      for (int m = 0; m < scale.length; m++) {
        for (int k = 0; k < value[m].length; k++) {
          value[m][k] = Blend.feature(value[m][k], scale[m]);
        }
      }
    }

    /** Adds the slope by part, then the surprise, then 1, unless nothing was chosen. */
    void addTo(double[] into, double[] weight) {
      if (chosen.length == 0) {
        return;
      }
      int n = value[0].length;
      double[] sum = new double[n];
      for (int m = 0; m < weight.length; m++) {
        FactorSolver.axpy(weight[m], value[m], sum);
      }
      double most = Arrays.stream(sum).max().orElse(0);
      double all = 0;
      double[] probability = new double[n];
      for (int k = 0; k < n; k++) {
        probability[k] = Math.exp(sum[k] - most);
        all += probability[k];
      }
      double share = 1.0 / chosen.length;
      for (int k : chosen) {
        into[weight.length] += share * (most + Math.log(all) - sum[k]);
      }
      into[weight.length + 1]++;
      for (int m = 0; m < weight.length; m++) {
        double slope = FactorSolver.dot(probability, value[m]) / all;
        for (int k : chosen) {
          slope -= share * value[m][k];
        }
        into[m] += slope;
      }
    }
  }
}
