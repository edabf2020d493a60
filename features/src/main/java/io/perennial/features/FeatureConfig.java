// SPDX-License-Identifier: Apache-2.0
package io.perennial.features;

import io.perennial.config.Section;
import io.perennial.domain.AsOf;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What features are computed of, and as of when.
 *
 * @param purchase what one purchase is
 * @param asOf the instant; empty for the start of the day after the last event, so that data of the
 *     past do not look like customers who left
 * @param known when an event counts
 * @param own the features that the user declares, beside ours: sections by name
 * @param queries the features that the user asks for in SQL
 */
public record FeatureConfig(
    PurchaseRule purchase,
    Optional<AsOf> asOf,
    Known known,
    Map<String, Section> own,
    List<FeatureQuery> queries) {

  /** When an event is known as of an instant. */
  public enum Known {
    /** When it happened before. */
    OCCURRED,
    /** When it had also reached us before: what one would have computed at that instant. */
    RECEIVED
  }

  public FeatureConfig {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    queries = List.copyOf(queries);
  }

  /** No features in SQL but ours. */
  public FeatureConfig(
      PurchaseRule purchase, Optional<AsOf> asOf, Known known, Map<String, Section> own) {
    this(purchase, asOf, known, own, List.of());
  }

  /** No features but ours, of what happened before the instant. */
  public FeatureConfig(PurchaseRule purchase, Optional<AsOf> asOf) {
    this(purchase, asOf, Known.OCCURRED, Map.of());
  }

  /** The same as of another instant. */
  public FeatureConfig withAsOf(AsOf instant) {
    return new FeatureConfig(purchase, Optional.of(instant), known, own, queries);
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return purchase.canonical()
        + " as-of "
        + asOf.map(AsOf::toString).orElse("after last event")
        + (known == Known.RECEIVED ? " received" : "")
        + own.entrySet().stream()
            .map(feature -> "\n" + feature.getKey() + "\n" + feature.getValue().canonical())
            .collect(Collectors.joining())
        + queries.stream()
            .map(query -> "\n" + query.source() + "\n" + query.text())
            .collect(Collectors.joining());
  }
}
