// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import io.perennial.domain.EventType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events, what of them, and what they are brought to.
 *
 * @param types of the events; empty for all
 * @param where a condition over the columns of customers' events; empty for none
 * @param among for a share, the condition of the wider filter; empty for none
 * @param of the measure or key: a column of customers' events or an expression; empty for none
 * @param weight for the entropy and the greatest share: a measure; empty to count events
 * @param aggregate what is done
 * @param window empty for all that is known
 * @param halfLifeDays of a decayed sum
 */
public record Aggregation(
    Set<EventType> types,
    Optional<String> where,
    Optional<String> among,
    Optional<String> of,
    Optional<String> weight,
    Aggregate aggregate,
    Optional<Window> window,
    OptionalDouble halfLifeDays) {

  public Aggregation {
    types = Set.copyOf(types);
  }

  /** For people: {@code sum of amount of order events where channel = 'web', 30d}. */
  public String words() {
    StringBuilder words = new StringBuilder(aggregate.words());
    of.ifPresent(measure -> words.append(' ').append(measure).append(" of"));
    words
        .append(' ')
        .append(
            types.isEmpty()
                ? "all"
                : types.stream().map(EventType::word).sorted().collect(Collectors.joining(", ")))
        .append(" events");
    where.ifPresent(condition -> words.append(" where ").append(condition));
    among.ifPresent(condition -> words.append(" among those where ").append(condition));
    weight.ifPresent(measure -> words.append(" weighted by ").append(measure));
    halfLifeDays.ifPresent(days -> words.append(", half-life ").append(days).append(" days"));
    window.ifPresent(days -> words.append(", ").append(days));
    return words.toString();
  }
}
