// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.domain.FeatureMatrix;

/**
 * How one kind of model of a yes or no is fitted. Stateless: the same rows, labels and seed give
 * the same bits, on any number of threads.
 */
public interface Classifier {

  /** What people know it by, as {@code "logistic regression"}. */
  String name();

  /**
   * The fitted model.
   *
   * @param features n rows; {@code NaN} where not known
   * @param label 0 or 1, double[n], with some of both
   * @param seed of all chance
   * @throws io.perennial.value.TooLittleDataException if the rows cannot tell; the message says why
   */
  ClassifierModel train(FeatureMatrix features, double[] label, long seed);
}
