// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.churn;

import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.EncodingConfig;
import io.perennial.value.tabular.learn.Classifiers;
import java.util.List;

/**
 * How a table is studied.
 *
 * @param models compared, the simplest first; one or more
 * @param encoding how the table is made into numbers
 * @param folds >= 2
 * @param repeats of the folds, >= 1; one is enough, and is made, where rows times features exceed a
 *     million
 * @param mostRows that are learned from, >= 20: of larger tables a sample; fewer, but not below
 *     5,000, where rows times features exceed four millions
 * @param seed of all chance
 */
public record ChurnConfig(
    List<Classifier> models,
    EncodingConfig encoding,
    int folds,
    int repeats,
    int mostRows,
    long seed) {

  public ChurnConfig {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("Invalid models: none (must be one or more)");
    }
    if (folds < 2 || repeats < 1 || mostRows < 20) {
      throw new IllegalArgumentException(
          "Invalid folds, repeats or most rows: "
              + folds
              + ", "
              + repeats
              + ", "
              + mostRows
              + " (must be >= 2, >= 1, >= 20)");
    }
  }

  /** All models of the registry, 5 folds twice, 50,000 rows, seed 1. */
  public static ChurnConfig defaults() {
    return new ChurnConfig(Classifiers.all(), EncodingConfig.defaults(), 5, 2, 50_000, 1);
  }

  /** With other models. */
  public ChurnConfig withModels(List<Classifier> others) {
    return new ChurnConfig(others, encoding, folds, repeats, mostRows, seed);
  }

  /** With another way to make numbers. */
  public ChurnConfig withEncoding(EncodingConfig other) {
    return new ChurnConfig(models, other, folds, repeats, mostRows, seed);
  }

  /** With other folds. */
  public ChurnConfig withFolds(int otherFolds, int otherRepeats) {
    return new ChurnConfig(models, encoding, otherFolds, otherRepeats, mostRows, seed);
  }

  /** With another seed. */
  public ChurnConfig withSeed(long other) {
    return new ChurnConfig(models, encoding, folds, repeats, mostRows, other);
  }

  /** With another number of rows. */
  public ChurnConfig withMostRows(int rows) {
    return new ChurnConfig(models, encoding, folds, repeats, rows, seed);
  }
}
