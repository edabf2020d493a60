// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.Classifier;
import java.util.List;

/** The registry of models of a yes or no, the simplest first. */
public final class Classifiers {

  private Classifiers() {}

  /** All, as they are run by default. */
  public static List<Classifier> all() {
    return List.of(
        new LogisticRegression(),
        new LinearSvm(),
        new C45Tree(),
        AdditiveBoosting.standard(),
        RandomForest.standard(),
        GradientBoosting.shallow(),
        GradientBoosting.deep());
  }

  /** The same kinds, smaller: for a first look, and for tests. */
  public static List<Classifier> quick() {
    return List.of(
        new LogisticRegression(),
        new C45Tree(),
        new AdditiveBoosting(2, 6, 0.15, 120),
        new RandomForest(60, 10));
  }

  /**
   * The one called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Classifier named(String name) {
    return all().stream()
        .filter(classifier -> classifier.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown model: "
                        + name
                        + " (must be one of "
                        + all().stream().map(Classifier::name).toList()
                        + ")"));
  }
}
