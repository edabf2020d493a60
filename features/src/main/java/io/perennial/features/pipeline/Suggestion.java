// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.engineer.Candidate;
import io.perennial.features.engineer.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Features worth declaring, and what was looked at to find them.
 *
 * @param chosen the best first
 * @param candidates how many were tried
 * @param customers of the sample, at the last instant
 * @param active which share of them the target holds of, at the last instant
 * @param asOfs the instants, ascending
 */
public record Suggestion(
    List<Feature> chosen, int candidates, int customers, double active, List<AsOf> asOfs) {

  /**
   * One of them.
   *
   * @param candidate its declaration
   * @param score how well it tells
   * @param sql a query of the same values
   * @param values what the query's {@code :names} stand for
   */
  public record Feature(
      Candidate candidate, Selection.Chosen score, String sql, Map<String, Object> values) {
    public Feature {
      values = Map.copyOf(values);
    }

    /** In one line: the information value at each instant, the noise, the stability. */
    public String note() {
      return String.format(
          Locale.ROOT,
          "information value %s; noise reaches %.3f; stability index %.3f",
          score.value().stream()
              .map(value -> String.format(Locale.ROOT, "%.3f", value))
              .collect(Collectors.joining(", ")),
          score.noise().stream().mapToDouble(Double::doubleValue).max().orElse(0),
          score.shift());
    }
  }

  public Suggestion {
    chosen = List.copyOf(chosen);
    asOfs = List.copyOf(asOfs);
  }

  /** The declarations, as a part of {@code perennial.yaml}; empty for none. */
  public String yaml() {
    Map<String, String> notes = new LinkedHashMap<>();
    List<Candidate> candidatesOf = new ArrayList<>();
    for (Feature feature : chosen) {
      notes.put(feature.candidate().name(), feature.note());
      candidatesOf.add(feature.candidate());
    }
    return chosen.isEmpty() ? "" : Candidate.yaml(candidatesOf, notes);
  }
}
