// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.SparseVector;
import io.perennial.text.embed.TextVector;
import java.util.List;

/**
 * Which class a text is of, by the softmax of sums of weights. Knows how sure it is of each weight,
 * so that it can go on learning. Immutable. About 5 µs a short text.
 */
public final class LinearModel {

  private final int classes;
  private final int width;
  private final double temperature;
  private final float[] biases;
  private final float[] dense;
  private final float[] grams;
  private final Precisions precisions;
  private final List<Landmark> landmarks;

  /** How sure the model is of its weights; in the same order as these. */
  static final class Precisions {
    private final double[] biases;
    private final float[] dense;
    private final float[] grams;

    Precisions(double[] biases, float[] dense, float[] grams) {
      this.biases = biases;
      this.dense = dense;
      this.grams = grams;
    }

    double[] biases() {
      return biases;
    }

    float[] dense() {
      return dense;
    }

    float[] grams() {
      return grams;
    }
  }

  LinearModel(
      int width,
      double temperature,
      float[] biases,
      float[] dense,
      float[] grams,
      Precisions precisions,
      List<Landmark> landmarks) {
    this.classes = biases.length;
    this.width = width;
    this.temperature = temperature;
    this.biases = biases;
    this.dense = dense;
    this.grams = grams;
    this.precisions = precisions;
    this.landmarks = List.copyOf(landmarks);
  }

  /** How many classes there are. */
  public int classes() {
    return classes;
  }

  /** How long the dense part of a text's vector must be. */
  public int width() {
    return width;
  }

  /** double[classes]: the probabilities, which sum to 1. */
  public double[] probabilities(TextVector vector) {
    double[] scores = scores(vector);
    for (int k = 0; k < classes; k++) {
      scores[k] /= temperature;
    }
    softmax(scores);
    return scores;
  }

  /** The most probable class; of equal ones the first. */
  public int best(TextVector vector) {
    double[] scores = scores(vector);
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  /** double[classes]: the sums of weights, before any scale. */
  double[] scores(TextVector vector) {
    float[] numbers = vector.dense();
    if (numbers.length != width) {
      throw new IllegalArgumentException(
          "Invalid vector: %d numbers (must be %d)".formatted(numbers.length, width));
    }
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      double sum = biases[k];
      for (int j = 0; j < width; j++) {
        sum += (double) dense[k * width + j] * numbers[j];
      }
      scores[k] = sum;
    }
    SparseVector sparse = vector.grams();
    for (int i = 0; i < sparse.size(); i++) {
      int row = sparse.place(i) * classes;
      for (int k = 0; k < classes; k++) {
        scores[k] += (double) grams[row + k] * sparse.value(i);
      }
    }
    return scores;
  }

  static void softmax(double[] scores) {
    double max = scores[0];
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - max);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
  }

  LinearModel withLandmarks(List<Landmark> known) {
    return new LinearModel(width, temperature, biases, dense, grams, precisions, known);
  }

  LinearModel withTemperature(double degrees) {
    return new LinearModel(width, degrees, biases, dense, grams, precisions, landmarks);
  }

  double temperature() {
    return temperature;
  }

  float[] biases() {
    return biases;
  }

  /** float[classes][width], flat. */
  float[] dense() {
    return dense;
  }

  /** float[{@link HashedGrams#DIMENSIONS}][classes], flat. */
  float[] grams() {
    return grams;
  }

  Precisions precisions() {
    return precisions;
  }

  List<Landmark> landmarks() {
    return landmarks;
  }
}
