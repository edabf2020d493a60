// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import io.perennial.segment.Partition;

/**
 * A mixture and the points that it was fitted to.
 *
 * @param partition every point to its likeliest component; clusters by size, the largest first
 * @param model components in the order of the clusters; those that are likeliest for nobody last
 * @param logLikelihood of all points, natural
 * @param bic Bayes' information criterion, -2 ln likelihood + parameters × ln n: less is better
 * @param iterations of the start that was kept
 */
public record GaussianMixtureFit(
    Partition partition,
    GaussianMixtureModel model,
    double logLikelihood,
    double bic,
    int iterations) {}
