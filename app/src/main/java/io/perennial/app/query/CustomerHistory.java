// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which customer records were at any time, by the changes that runs noted. */
public final class CustomerHistory {

  private static final String JOIN = "join";

  private final Map<RecordId, IdentityQuery.Link> links = new TreeMap<>();
  private final Map<RecordId, List<IdentityQuery.Change>> changes = new HashMap<>();

  private CustomerHistory() {}

  /** The history of these records. */
  public static CustomerHistory of(Collection<RecordId> records, IdentityQuery query) {
    CustomerHistory history = new CustomerHistory();
    query.links(records).forEach(link -> history.links.put(link.record(), link));
    for (IdentityQuery.Change change : query.changes(records)) {
      history.changes.computeIfAbsent(change.record(), r -> new ArrayList<>()).add(change);
    }
    return history;
  }

  private List<IdentityQuery.Change> of(RecordId record) {
    return changes.getOrDefault(record, List.of());
  }

  /** The customer that a record was just before an instant; empty when it was not resolved then. */
  public Optional<CustomerId> before(RecordId record, Instant instant) {
    IdentityQuery.Link link = links.get(record);
    if (link == null || link.since().filter(since -> !since.isBefore(instant)).isPresent()) {
      return Optional.empty();
    }
    CustomerId customer = link.customer();
    List<IdentityQuery.Change> newestFirst = new ArrayList<>(of(record));
    Collections.reverse(newestFirst);
    for (IdentityQuery.Change change : newestFirst) {
      if (change.at().isBefore(instant)) {
        return Optional.of(change.to());
      }
      customer = change.from();
    }
    return Optional.of(customer);
  }

  /** The records by the customer that they were just before an instant. */
  public Map<CustomerId, List<RecordId>> sidesBefore(Instant instant) {
    Map<CustomerId, List<RecordId>> sides = new TreeMap<>();
    for (RecordId record : links.keySet()) {
      before(record, instant)
          .ifPresent(
              customer -> sides.computeIfAbsent(customer, c -> new ArrayList<>()).add(record));
    }
    return sides;
  }

  /**
   * The records that were new when they came to a customer at an instant, put together where a pair
   * of them is more probably one customer than not; by the smallest of each.
   */
  public Map<CustomerId, List<RecordId>> joinedAt(
      Instant instant, CustomerId customer, IdentityQuery query) {
    List<RecordId> joined =
        changes.values().stream()
            .flatMap(List::stream)
            .filter(change -> change.kind().equals(JOIN) && change.at().equals(instant))
            .filter(change -> change.to().equals(customer))
            .map(IdentityQuery.Change::record)
            .sorted()
            .toList();
    Map<RecordId, RecordId> smallest = new HashMap<>();
    joined.forEach(record -> smallest.put(record, record));
    for (IdentityQuery.Score score : query.scores(joined)) {
      RecordId one = smallest.getOrDefault(score.a(), score.a());
      RecordId other = smallest.getOrDefault(score.b(), score.b());
      if (score.logOdds() > 0 && !one.equals(other)) {
        RecordId first = one.compareTo(other) < 0 ? one : other;
        smallest.replaceAll((r, of) -> of.equals(one) || of.equals(other) ? first : of);
      }
    }
    Map<CustomerId, List<RecordId>> sides = new TreeMap<>();
    for (RecordId record : joined) {
      CustomerId side = new CustomerId(smallest.getOrDefault(record, record).value());
      sides.computeIfAbsent(side, c -> new ArrayList<>()).add(record);
    }
    return sides;
  }

  /** The last time that records, new or of other customers, came to this one, as runs noted. */
  public Optional<Instant> lastMergeInto(CustomerId customer) {
    return changes.values().stream()
        .flatMap(List::stream)
        .filter(change -> change.to().equals(customer) && !change.kind().equals("split"))
        .map(IdentityQuery.Change::at)
        .max(Comparator.naturalOrder());
  }

  /**
   * Since when two records are one customer, without a break; empty when they are not, or it was
   * not noted.
   */
  public Optional<Instant> togetherSince(RecordId a, RecordId b) {
    IdentityQuery.Link one = links.get(a);
    IdentityQuery.Link other = links.get(b);
    if (one == null || other == null || !one.customer().equals(other.customer())) {
      return Optional.empty();
    }
    TreeSet<Instant> moments = new TreeSet<>();
    of(a).forEach(change -> moments.add(change.at()));
    of(b).forEach(change -> moments.add(change.at()));
    for (Instant moment : moments.descendingSet()) {
      Optional<CustomerId> before = before(a, moment);
      if (before.isEmpty() || !before.equals(before(b, moment))) {
        return Optional.of(moment);
      }
    }
    return one.since()
        .flatMap(since -> other.since().map(also -> since.isAfter(also) ? since : also));
  }

  /**
   * Records that changed alike in one run.
   *
   * @param first of the changes, which has what is common to them, and their evidence
   * @param records how many
   */
  public record Step(IdentityQuery.Change first, int records) {}

  /** Changes put together by run and by from where to where, the oldest first. */
  public static List<Step> steps(List<IdentityQuery.Change> changes) {
    Map<List<Object>, List<IdentityQuery.Change>> alike = new LinkedHashMap<>();
    for (IdentityQuery.Change change : changes) {
      alike
          .computeIfAbsent(
              List.of(change.at(), change.run(), change.kind(), change.from(), change.to()),
              key -> new ArrayList<>())
          .add(change);
    }
    return alike.values().stream().map(group -> new Step(group.get(0), group.size())).toList();
  }
}
