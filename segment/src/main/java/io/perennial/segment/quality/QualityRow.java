// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One candidate of a choice, and why it was chosen or not.
 *
 * @param algorithm the clusterer's name
 * @param asked k, the clusters asked for
 * @param clusters how many were found
 * @param usefulness empty without windows, and of what was refused before it came to that
 * @param score usefulness (without windows: silhouette) less the price of the segments beyond two;
 *     empty of what was refused
 * @param reason a sentence without a full stop
 */
public record QualityRow(
    String algorithm,
    int asked,
    int clusters,
    Stability stability,
    SizeBalance balance,
    Optional<Silhouette> silhouette,
    CentroidIndices indices,
    OptionalDouble gap,
    Optional<Usefulness> usefulness,
    OptionalDouble score,
    boolean chosen,
    String reason) {}
