// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.EventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What winning a customer costs. What is said of the campaign holds for a customer, else what is
 * said of the channel, of the source, of all; on top comes what events cost before the first
 * purchase.
 *
 * @param each of whom nothing below speaks; empty if that is not known
 * @param campaigns by campaign
 * @param channels by channel of the first purchase
 * @param sources by source of the first purchase
 * @param events types of events whose cost counts till the first purchase
 */
public record AcquisitionConfig(
    Optional<AcquisitionCost> each,
    Map<String, AcquisitionCost> campaigns,
    Map<String, AcquisitionCost> channels,
    Map<String, AcquisitionCost> sources,
    List<EventType> events) {

  public AcquisitionConfig {
    campaigns = Map.copyOf(campaigns);
    channels = Map.copyOf(channels);
    sources = Map.copyOf(sources);
    events = List.copyOf(events);
  }

  /** What the costs of advertisements say, where events have them. */
  public static AcquisitionConfig defaults() {
    return new AcquisitionConfig(
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(EventType.AD_IMPRESSION, EventType.AD_CLICK));
  }

  /** Whether anything is said here of what a customer costs. */
  boolean saysCosts() {
    return each.isPresent() || !campaigns.isEmpty() || !channels.isEmpty() || !sources.isEmpty();
  }

  /** Equal texts for configurations that mean the same. */
  public String canonical() {
    return "acquisition "
        + each.map(AcquisitionCost::toString).orElse("unknown")
        + " "
        + new TreeMap<>(campaigns)
        + " "
        + new TreeMap<>(channels)
        + " "
        + new TreeMap<>(sources)
        + " "
        + events.stream().distinct().sorted().map(EventType::word).collect(Collectors.joining(","));
  }
}
