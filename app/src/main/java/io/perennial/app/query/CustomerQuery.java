// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.RecordId;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything about one customer, who may be several records. */
public final class CustomerQuery {

  private static final SqlStep KNOWN = SqlStep.of(CustomerQuery.class, "known_records");
  private static final SqlStep CLAIMS = SqlStep.of(CustomerQuery.class, "customer_claims");
  private static final SqlStep TOTALS = SqlStep.of(CustomerQuery.class, "customer_totals");
  private static final SqlStep TIMELINE = SqlStep.of(CustomerQuery.class, "customer_timeline");

  private final Lake lake;
  private final Engine engine;
  private final Moment moment;

  public CustomerQuery(Lake lake, Engine engine, Moment moment) {
    this.lake = lake;
    this.engine = engine;
    this.moment = moment;
  }

  /** Those of {@code candidates} about whose records the lake knows anything. */
  public List<Candidate> known(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    Set<Long> ids = ids(candidates.stream().map(Candidate::record).toList());
    view("looked_up_events", Tables.EVENTS, ids, true);
    view("looked_up_claims", Tables.CLAIMS, ids, true);
    view("looked_up_quarantine", Tables.QUARANTINE, ids, true);
    engine.run(KNOWN, Map.of());
    Set<Long> known = new HashSet<>();
    try (Batches rows = engine.query("SELECT record_id FROM known_records")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          known.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return candidates.stream().filter(c -> known.contains(c.record().value())).toList();
  }

  /** What sources say about the records. */
  public Batches claims(Collection<RecordId> records, boolean masked) {
    view("customer_said", Tables.CLAIMS, ids(records), masked);
    engine.run(CLAIMS, Map.of());
    return engine.query("SELECT * FROM customer_claims");
  }

  /** Counts and sums of the records' events by type. */
  public Batches totals(Collection<RecordId> records, boolean masked) {
    view("customer_events", Tables.EVENTS, ids(records), masked);
    engine.run(TOTALS, Map.of());
    return engine.query("SELECT * FROM customer_totals");
  }

  /** The records' events, newest first. */
  public Batches timeline(Collection<RecordId> records, boolean masked) {
    view("customer_events", Tables.EVENTS, ids(records), masked);
    engine.run(TIMELINE, Map.of());
    return engine.query("SELECT * FROM customer_timeline");
  }

  private void view(String name, TableSpec table, Set<Long> ids, boolean masked) {
    Filter theirs = new Filter.In("record_id", ids);
    new TableViews(lake, engine, moment, masked).define(name, table, theirs);
  }

  private static Set<Long> ids(Collection<RecordId> records) {
    return records.stream().map(RecordId::value).collect(Collectors.toSet());
  }
}
