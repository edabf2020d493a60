// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/** What identity resolution said of records and customers, and when. */
public final class IdentityQuery {

  private static final String VIEW = "identity_query";

  private final Lake lake;
  private final Engine engine;

  public IdentityQuery(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  /**
   * A record and its customer.
   *
   * @param household of the customer; empty where there is none
   * @param confidence that the record is this customer, in [0, 1]
   * @param reason in words, without personal data
   * @param since when the record was first resolved; empty where that was not noted
   */
  public record Link(
      RecordId record,
      CustomerId customer,
      Optional<CustomerId> household,
      double confidence,
      String reason,
      Optional<Instant> since) {}

  /**
   * A record whose customer became another, or that came to one.
   *
   * @param kind merge, split, move or join
   * @param a a record of the pair that tells most of why; empty where none does
   * @param b the other
   * @param probability of the pair
   */
  public record Change(
      String run,
      Instant at,
      RecordId record,
      CustomerId from,
      CustomerId to,
      String kind,
      Optional<RecordId> a,
      Optional<RecordId> b,
      OptionalDouble probability) {}

  /**
   * A pair of records that may be one customer.
   *
   * @param logOdds natural logarithm of the odds
   */
  public record Score(RecordId a, RecordId b, double logOdds) {

    /** That they are one customer, in [0, 1]. */
    public double probability() {
      return 1 / (1 + Math.exp(-logOdds));
    }
  }

  /** Whether records were ever resolved. */
  public boolean isResolved() {
    return lake.names().contains(Tables.LINKS.name())
        && lake.table(Tables.LINKS).snapshot().isPresent();
  }

  /** The links of these records, by record; of unknown ones there is none. */
  public List<Link> links(Collection<RecordId> records) {
    return links(new Filter.In("record_id", numbers(records)));
  }

  /** The links of all records of these customers, by record. */
  public List<Link> linksOf(Collection<CustomerId> customers) {
    return links(
        new Filter.In(
            "customer_id", customers.stream().map(CustomerId::value).collect(Collectors.toSet())));
  }

  /** The links of all records of the customers of one household, by record. */
  public List<Link> household(CustomerId household) {
    return links(new Filter.In("household_id", Set.of(household.value())));
  }

  private List<Link> links(Filter.In whose) {
    List<Link> links = new ArrayList<>();
    if (whose.values().isEmpty()) {
      return links;
    }
    each(
        Tables.LINKS,
        "SELECT record_id, customer_id, household_id, confidence, reason, since FROM "
            + VIEW
            + " ORDER BY record_id",
        (batch, i) ->
            links.add(
                new Link(
                    new RecordId(batch.longs(0)[i]),
                    new CustomerId(batch.longs(1)[i]),
                    batch.isNull(2, i)
                        ? Optional.empty()
                        : Optional.of(new CustomerId(batch.longs(2)[i])),
                    batch.doubles(3)[i],
                    batch.isNull(4, i) ? "" : batch.texts(4)[i],
                    batch.isNull(5, i) ? Optional.empty() : Optional.of(instant(batch, 5, i)))),
        whose);
    return links;
  }

  /** How these records' customers changed, the oldest first. */
  public List<Change> changes(Collection<RecordId> records) {
    return records.isEmpty() ? List.of() : changes(new Filter.In("record_id", numbers(records)));
  }

  /** All changes by which a customer won or lost records, the oldest first. */
  public List<Change> changesOf(CustomerId customer) {
    Set<Long> id = Set.of(customer.value());
    List<Change> changes = new ArrayList<>(changes(new Filter.In("to_customer", id)));
    changes.addAll(changes(new Filter.In("from_customer", id)));
    changes.sort(
        java.util.Comparator.comparing(Change::at)
            .thenComparing(Change::run)
            .thenComparing(Change::record));
    return changes;
  }

  private List<Change> changes(Filter.In whose) {
    List<Change> changes = new ArrayList<>();
    each(
        Tables.IDENTITY_CHANGES,
        "SELECT run_id, changed_at, record_id, from_customer, to_customer, kind, record_a,"
            + " record_b, probability FROM "
            + VIEW
            + " ORDER BY changed_at, run_id, record_id",
        (batch, i) ->
            changes.add(
                new Change(
                    batch.texts(0)[i],
                    instant(batch, 1, i),
                    new RecordId(batch.longs(2)[i]),
                    new CustomerId(batch.longs(3)[i]),
                    new CustomerId(batch.longs(4)[i]),
                    batch.texts(5)[i],
                    record(batch, 6, i),
                    record(batch, 7, i),
                    batch.isNull(8, i)
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(batch.doubles(8)[i]))),
        whose);
    return changes;
  }

  /** The scored pairs both of whose records are among these, the most probable first. */
  public List<Score> scores(Collection<RecordId> among) {
    Set<Long> ids = numbers(among);
    List<Score> scores = new ArrayList<>();
    if (ids.size() < 2) {
      return scores;
    }
    each(
        Tables.IDENTITY_SCORES,
        "SELECT record_a, record_b, log_odds FROM "
            + VIEW
            + " ORDER BY log_odds DESC, record_a, record_b",
        (batch, i) ->
            scores.add(
                new Score(
                    new RecordId(batch.longs(0)[i]),
                    new RecordId(batch.longs(1)[i]),
                    batch.doubles(2)[i])),
        new Filter.In("record_a", ids),
        new Filter.In("record_b", ids));
    return scores;
  }

  /** The system that each of these records is of, where claims or events tell. */
  public Map<RecordId, String> systems(Collection<RecordId> records) {
    Map<RecordId, String> systems = new TreeMap<>();
    if (records.isEmpty()) {
      return systems;
    }
    Filter.In theirs = new Filter.In("record_id", numbers(records));
    for (TableSpec table : List.of(Tables.EVENTS, Tables.CLAIMS)) {
      each(
          table,
          "SELECT record_id, min(source) AS source FROM " + VIEW + " GROUP BY record_id",
          (batch, i) -> {
            if (!batch.isNull(1, i)) {
              systems.put(new RecordId(batch.longs(0)[i]), batch.texts(1)[i]);
            }
          },
          theirs);
    }
    return systems;
  }

  private void each(TableSpec table, String sql, ObjIntConsumer<Batch> row, Filter... filters) {
    engine.view(VIEW, lake.table(table).scan(filters));
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          row.accept(rows.batch(), i);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  private static Optional<RecordId> record(Batch batch, int column, int row) {
    return batch.isNull(column, row)
        ? Optional.empty()
        : Optional.of(new RecordId(batch.longs(column)[row]));
  }

  private static Instant instant(Batch batch, int column, int row) {
    return Instant.EPOCH.plus(batch.longs(column)[row], ChronoUnit.MICROS);
  }

  private static Set<Long> numbers(Collection<RecordId> records) {
    return records.stream().map(RecordId::value).collect(Collectors.toSet());
  }
}
