// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import io.perennial.text.embed.SparseVector;
import io.perennial.text.embed.TextVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the examples of one class were on average. An update must judge it as before: so a batch of
 * one class alone cannot tilt the model as a whole, which the sureness of single weights would
 * allow.
 */
final class Landmark {

  /** The grams of a mean are many; these tell most of it. */
  private static final int MOST_GRAMS = 300;

  private final int label;
  private final TextVector mean;
  private final double weight;

  Landmark(int label, TextVector mean, double weight) {
    this.label = label;
    this.mean = mean;
    this.weight = weight;
  }

  int label() {
    return label;
  }

  TextVector mean() {
    return mean;
  }

  /** How many examples it stands for. */
  double weight() {
    return weight;
  }

  Landmark atMost(double most) {
    return new Landmark(label, mean, Math.min(most, weight));
  }

  /** Those of earlier examples, {@code memory} of them, and of these together; a class each. */
  static List<Landmark> of(
      List<Example> examples, List<Landmark> before, double memory, int width) {
    Map<Integer, Sum> sums = new HashMap<>();
    for (Landmark landmark : before) {
      sums.computeIfAbsent(landmark.label, label -> new Sum(width))
          .add(landmark.mean, memory * landmark.weight);
    }
    for (Example example : examples) {
      sums.computeIfAbsent(example.label(), label -> new Sum(width))
          .add(example.vector(), example.weight());
    }
    List<Landmark> landmarks = new ArrayList<>();
    sums.keySet().stream()
        .sorted()
        .forEach(label -> landmarks.add(sums.get(label).landmark(label)));
    return landmarks;
  }

  private static final class Sum {
    private final double[] dense;
    private final Map<Integer, Double> grams = new HashMap<>();
    private double weight;

    Sum(int width) {
      this.dense = new double[width];
    }

    void add(TextVector vector, double times) {
      weight += times;
      for (int j = 0; j < dense.length; j++) {
        dense[j] += times * vector.dense()[j];
      }
      SparseVector sparse = vector.grams();
      for (int i = 0; i < sparse.size(); i++) {
        grams.merge(sparse.place(i), times * sparse.value(i), Double::sum);
      }
    }

    Landmark landmark(int label) {
      float[] mean = new float[dense.length];
      for (int j = 0; j < mean.length; j++) {
        mean[j] = (float) (dense[j] / weight);
      }
      List<Map.Entry<Integer, Double>> most =
          grams.entrySet().stream()
              .sorted(
                  Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(MOST_GRAMS)
              .sorted(Map.Entry.comparingByKey())
              .toList();
      int[] places = new int[most.size()];
      float[] values = new float[most.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = most.get(i).getKey();
        values[i] = (float) (most.get(i).getValue() / weight);
      }
      return new Landmark(label, new TextVector(mean, SparseVector.of(places, values)), weight);
    }
  }
}
