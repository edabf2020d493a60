// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/** An algorithm with a number of clusters, measured. */
final class Candidate {

  final String algorithm;
  final int asked;
  final int clusters;
  final Stability stability;
  final Optional<Stability> further;
  final SizeBalance balance;
  final Optional<Silhouette> silhouette;
  private final CentroidIndices indices;
  private final OptionalDouble gap;
  private final double[][] told;
  final Optional<Usefulness> usefulness;

  Candidate(
      String algorithm,
      int asked,
      int clusters,
      Stability stability,
      Optional<Stability> further,
      SizeBalance balance,
      Optional<Silhouette> silhouette,
      CentroidIndices indices,
      OptionalDouble gap,
      double[][] told,
      double ranked) {
    this.algorithm = algorithm;
    this.asked = asked;
    this.clusters = clusters;
    this.stability = stability;
    this.further = further;
    this.balance = balance;
    this.silhouette = silhouette;
    this.indices = indices;
    this.gap = gap;
    this.told = told;
    usefulness = told.length == 0 ? Optional.empty() : Optional.of(Usefulness.of(told, ranked));
  }

  /** With what it tells of what came after, see {@link Usefulness#of}. */
  Candidate measured(double[][] toldThen, double ranked) {
    return new Candidate(
        algorithm,
        asked,
        clusters,
        stability,
        further,
        balance,
        silhouette,
        indices,
        gap,
        toldThen,
        ranked);
  }

  /** With its stability over all points that are looked at. */
  Candidate confirmed(Stability overAll) {
    return new Candidate(
        algorithm,
        asked,
        clusters,
        stability,
        Optional.of(overAll),
        balance,
        silhouette,
        indices,
        gap,
        told,
        usefulness.map(Usefulness::ranked).orElse(0.0));
  }

  /** What it is worth: of usefulness, or of the silhouette where nothing is known of that. */
  double score(double pricePerSegment) {
    return worth() - pricePerSegment * Math.max(0, clusters - 2);
  }

  /** The standard error of how much more this one is worth than {@code other}. */
  double errorOver(Candidate other) {
    return told.length > 0
        ? Usefulness.error(told, other.told)
        : silhouette.map(Silhouette::standardError).orElse(0.0);
  }

  QualityRow row(OptionalDouble score, boolean chosen, String reason) {
    return new QualityRow(
        algorithm,
        asked,
        clusters,
        further.orElse(stability),
        balance,
        silhouette,
        indices,
        gap,
        usefulness,
        score,
        chosen,
        reason);
  }

  double worth() {
    return told.length > 0
        ? usefulness.map(Usefulness::mean).orElse(0.0)
        : silhouette.map(Silhouette::mean).orElse(0.0);
  }
}
