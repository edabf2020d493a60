// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.HashedGrams;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits linear models: softmax regression with a normal prior, at its only optimum. The same
 * examples give the same model. Its probabilities are scaled so that they are right on examples
 * that were not learned from.
 *
 * <p>An update starts from a model and holds each weight as fast as the model is sure of it
 * (Laplace's approximation with a diagonal curvature), so that new examples move what nobody knew
 * and hardly move what many have said; and judges the average of each class as before. Examples of
 * earlier times, replayed, help where new ones are all of one kind. Source: MacKay, "The evidence
 * framework applied to classification networks" (1992); Ritter et al., "Online structured Laplace
 * approximations for overcoming catastrophic forgetting" (2018).
 */
public final class LinearTrainer {

  /** An earlier example stands for others that are not replayed. */
  private static final double REPLAYED_COUNTS = 3;

  private static final int PARTS = 4;

  /** Of more examples than this a quarter tells enough. */
  private static final int MANY = 1_000;

  private final LearnConfig config;

  public LinearTrainer(LearnConfig config) {
    this.config = config;
  }

  /** A model that knows nothing: all classes are as probable. */
  public static LinearModel blank(int classes, int width) {
    if (classes < 2 || width < 0) {
      throw new IllegalArgumentException(
          "Invalid model: %d classes, %d numbers (must be >= 2 and >= 0)"
              .formatted(classes, width));
    }
    return new LinearModel(
        width,
        1,
        new float[classes],
        new float[classes * width],
        new float[classes * HashedGrams.DIMENSIONS],
        new LinearModel.Precisions(
            new double[classes],
            new float[classes * width],
            new float[classes * HashedGrams.DIMENSIONS]),
        List.of());
  }

  /**
   * The model of the examples, which are read some hundred times: about 2 s for 3,000.
   *
   * @throws IllegalArgumentException if there are none, or a label is not below {@code classes}
   */
  public LinearModel train(int classes, List<Example> examples) {
    require(examples, classes);
    LinearModel blank = blank(classes, examples.get(0).vector().dense().length);
    return fit(blank, examples).withTemperature(temperature(blank, examples));
  }

  /**
   * The model that has learned from {@code batch}, too. Where a batch is all of one class,
   * replaying earlier examples beside it keeps more of what was known.
   */
  public LinearModel update(LinearModel model, List<Example> batch) {
    return update(model, batch, List.of());
  }

  /**
   * The same with earlier examples beside the new ones, best drawn so that each class is among
   * them.
   */
  public LinearModel update(LinearModel model, List<Example> batch, List<Example> replayed) {
    require(batch, model.classes());
    List<Example> all = new ArrayList<>(batch);
    for (Example example : replayed) {
      all.add(new Example(example.vector(), example.label(), REPLAYED_COUNTS * example.weight()));
    }
    require(all, model.classes());
    return fit(model, all);
  }

  private LinearModel fit(LinearModel from, List<Example> examples) {
    Problem problem = new Problem(examples, from, config);
    double[] point = problem.start();
    Descent.toLowest(problem, point, config.maxSteps());
    return problem.model(point, from, config.memory());
  }

  private static void require(List<Example> examples, int classes) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("Cannot train a model: there are no examples");
    }
    for (Example example : examples) {
      if (example.label() >= classes) {
        throw new IllegalArgumentException(
            "Invalid label: %d (must be below %d)".formatted(example.label(), classes));
      }
    }
  }

  /** By what scores must be divided to be right of examples that a model has not seen. */
  private double temperature(LinearModel blank, List<Example> examples) {
    if (examples.size() < 10 * PARTS) {
      return 1;
    }
    List<double[]> scores = new ArrayList<>();
    List<Example> unseen = new ArrayList<>();
    int parts = examples.size() > MANY ? 1 : PARTS;
    for (int part = 0; part < parts; part++) {
      List<Example> seen = new ArrayList<>();
      List<Example> held = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        (i % PARTS == part ? held : seen).add(examples.get(i));
      }
      LinearModel model = fit(blank, seen);
      for (Example example : held) {
        scores.add(model.scores(example.vector()));
        unseen.add(example);
      }
    }
    return lowest(scores, unseen);
  }

  /** Golden section over the logarithm of the temperature, of the unseen examples' likelihood. */
  private static double lowest(List<double[]> scores, List<Example> unseen) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = Math.log(0.1);
    double high = Math.log(5);
    double a = high - ratio * (high - low);
    double b = low + ratio * (high - low);
    double atA = loss(scores, unseen, Math.exp(a));
    double atB = loss(scores, unseen, Math.exp(b));
    while (high - low > 1e-3) {
      if (atA < atB) {
        high = b;
        b = a;
        atB = atA;
        a = high - ratio * (high - low);
        atA = loss(scores, unseen, Math.exp(a));
      } else {
        low = a;
        a = b;
        atA = atB;
        b = low + ratio * (high - low);
        atB = loss(scores, unseen, Math.exp(b));
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(List<double[]> scores, List<Example> unseen, double temperature) {
    double loss = 0;
    for (int i = 0; i < scores.size(); i++) {
      double[] scaled = scores.get(i).clone();
      for (int k = 0; k < scaled.length; k++) {
        scaled[k] /= temperature;
      }
      LinearModel.softmax(scaled);
      loss -= unseen.get(i).weight() * Math.log(Math.max(1e-300, scaled[unseen.get(i).label()]));
    }
    return loss;
  }
}
