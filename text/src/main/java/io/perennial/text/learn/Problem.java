// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.SparseVector;
import io.perennial.text.embed.TextVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights that examples ask for: of the bias, the dense numbers, and the grams that occur, in
 * one row of variables; all others stay as they are. Variables: [1 + width + grams that
 * occur][classes].
 */
final class Problem implements Descent.Surface {

  private static final double BIAS_PULL = 1e-3;

  private final int classes;
  private final int width;
  private final int[] places;
  private final List<Example> examples;
  private final List<Row> rows;
  private final List<Row> all;
  private final double[] anchor;
  private final double[] pull;

  /** The features of an example or a landmark that are not zero, and what it should be judged. */
  private static final class Row {
    private final int[] features;
    private final float[] values;
    private final double[] target;
    private final double weight;

    Row(TextVector vector, double[] target, double weight, int width, int[] compact) {
      float[] dense = vector.dense();
      SparseVector grams = vector.grams();
      int[] features = new int[1 + width + grams.size()];
      float[] values = new float[features.length];
      values[0] = 1;
      int size = 1;
      for (int j = 0; j < width; j++) {
        if (dense[j] != 0) {
          features[size] = 1 + j;
          values[size++] = dense[j];
        }
      }
      for (int i = 0; i < grams.size(); i++) {
        features[size] = 1 + width + compact[grams.place(i)];
        values[size++] = grams.value(i);
      }
      this.features = Arrays.copyOf(features, size);
      this.values = Arrays.copyOf(values, size);
      this.target = target;
      this.weight = weight;
    }
  }

  /** Weights near those of {@code model}, as near as it is sure of them. */
  Problem(List<Example> examples, LinearModel model, LearnConfig config) {
    this.classes = model.classes();
    this.width = model.width();
    int[] compact = new int[HashedGrams.DIMENSIONS];
    this.examples = examples;
    List<TextVector> vectors = new ArrayList<>();
    examples.forEach(example -> vectors.add(example.vector()));
    model.landmarks().forEach(landmark -> vectors.add(landmark.mean()));
    this.places = occurring(vectors, compact);
    this.rows =
        examples.stream()
            .map(
                example ->
                    new Row(
                        example.vector(),
                        certain(example.label()),
                        example.weight(),
                        width,
                        compact))
            .toList();
    this.all = new ArrayList<>(rows);
    for (Landmark landmark : model.landmarks()) {
      double[] judged = model.scores(landmark.mean());
      LinearModel.softmax(judged);
      double weight = config.memory() * landmark.weight();
      all.add(new Row(landmark.mean(), judged, weight, width, compact));
    }
    int size = classes * (1 + width + places.length);
    this.anchor = new double[size];
    this.pull = new double[size];
    LinearModel.Precisions sure = model.precisions();
    double memory = config.memory();
    for (int k = 0; k < classes; k++) {
      anchor[k] = model.biases()[k];
      pull[k] = BIAS_PULL + memory * sure.biases()[k];
      for (int j = 0; j < width; j++) {
        int to = (1 + j) * classes + k;
        anchor[to] = model.dense()[k * width + j];
        pull[to] = config.densePull() + memory * sure.dense()[k * width + j];
      }
      for (int g = 0; g < places.length; g++) {
        int to = (1 + width + g) * classes + k;
        int from = places[g] * classes + k;
        anchor[to] = model.grams()[from];
        pull[to] = config.gramPull() + memory * sure.grams()[from];
      }
    }
  }

  private double[] certain(int label) {
    double[] target = new double[classes];
    target[label] = 1;
    return target;
  }

  private static int[] occurring(List<TextVector> vectors, int[] compact) {
    boolean[] occurs = new boolean[HashedGrams.DIMENSIONS];
    int count = 0;
    for (TextVector vector : vectors) {
      SparseVector grams = vector.grams();
      for (int i = 0; i < grams.size(); i++) {
        count += occurs[grams.place(i)] ? 0 : 1;
        occurs[grams.place(i)] = true;
      }
    }
    int[] places = new int[count];
    int next = 0;
    for (int place = 0; place < occurs.length; place++) {
      if (occurs[place]) {
        compact[place] = next;
        places[next++] = place;
      }
    }
    return places;
  }

  /** Where the descent begins: at the anchor. */
  double[] start() {
    return anchor.clone();
  }

  /** Minus the log likelihood, and half the squared distance from the anchor times the pull. */
  @Override
  public double at(double[] point, double[] gradient) {
    double value = 0;
    for (int i = 0; i < point.length; i++) {
      double away = point[i] - anchor[i];
      value += 0.5 * pull[i] * away * away;
      gradient[i] = pull[i] * away;
    }
    double[] scores = new double[classes];
    for (Row row : all) {
      score(point, row, scores);
      LinearModel.softmax(scores);
      for (int k = 0; k < classes; k++) {
        if (row.target[k] > 0) {
          value -= row.weight * row.target[k] * Math.log(Math.max(1e-300, scores[k]));
        }
        scores[k] -= row.target[k];
      }
      for (int i = 0; i < row.features.length; i++) {
        double times = row.weight * row.values[i];
        int at = row.features[i] * classes;
        for (int k = 0; k < classes; k++) {
          gradient[at + k] += times * scores[k];
        }
      }
    }
    return value;
  }

  private void score(double[] point, Row row, double[] scores) {
    Arrays.fill(scores, 0);
    for (int i = 0; i < row.features.length; i++) {
      int at = row.features[i] * classes;
      for (int k = 0; k < classes; k++) {
        scores[k] += point[at + k] * row.values[i];
      }
    }
  }

  /** The diagonal of the curvature of the likelihood: how sure the examples are of each weight. */
  private double[] curvature(double[] point) {
    double[] curvature = new double[point.length];
    double[] scores = new double[classes];
    for (Row row : rows) {
      score(point, row, scores);
      LinearModel.softmax(scores);
      for (int i = 0; i < row.features.length; i++) {
        double times = row.weight * row.values[i] * row.values[i];
        int at = row.features[i] * classes;
        for (int k = 0; k < classes; k++) {
          curvature[at + k] += times * scores[k] * (1 - scores[k]);
        }
      }
    }
    return curvature;
  }

  /** The model at a point, which is surer by these examples. */
  LinearModel model(double[] point, LinearModel before, double memory) {
    double[] curvature = curvature(point);
    LinearModel.Precisions sure = before.precisions();
    float[] biases = before.biases().clone();
    double[] sureBiases = sure.biases().clone();
    float[] dense = before.dense().clone();
    float[] sureDense = sure.dense().clone();
    float[] grams = before.grams().clone();
    float[] sureGrams = sure.grams().clone();
    for (int k = 0; k < classes; k++) {
      biases[k] = (float) point[k];
      sureBiases[k] = memory * sureBiases[k] + curvature[k];
      for (int j = 0; j < width; j++) {
        int from = (1 + j) * classes + k;
        dense[k * width + j] = (float) point[from];
        sureDense[k * width + j] = (float) (memory * sureDense[k * width + j] + curvature[from]);
      }
      for (int g = 0; g < places.length; g++) {
        int from = (1 + width + g) * classes + k;
        int to = places[g] * classes + k;
        grams[to] = (float) point[from];
        sureGrams[to] = (float) (memory * sureGrams[to] + curvature[from]);
      }
    }
    return new LinearModel(
        width,
        before.temperature(),
        biases,
        dense,
        grams,
        new LinearModel.Precisions(sureBiases, sureDense, sureGrams),
        Landmark.of(examples, before.landmarks(), memory, width));
  }
}
