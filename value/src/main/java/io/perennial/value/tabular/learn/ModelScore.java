// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular.learn;

import io.perennial.value.tabular.ClassScores;

/**
 * How good a model was on rows that it was not trained on.
 *
 * @param name of the model
 * @param mean over the folds of all repeats
 * @param error the standard error of each mean, with Nadeau and Bengio's correction (2003) for
 *     training sets that overlap
 * @param calibration what its calibration is
 */
public record ModelScore(String name, ClassScores mean, ClassScores error, String calibration) {}
