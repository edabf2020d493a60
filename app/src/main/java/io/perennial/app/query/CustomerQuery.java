// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.serve.answer.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything about one customer, who may be several records. */
public final class CustomerQuery {

  private static final SqlStep KNOWN = SqlStep.of(CustomerQuery.class, "known_records");
  private static final SqlStep CLAIMS = SqlStep.of(CustomerQuery.class, "customer_claims");
  private static final SqlStep TOTALS = SqlStep.of(CustomerQuery.class, "customer_totals");
  private static final SqlStep RECORDS = SqlStep.of(CustomerQuery.class, "customer_records");
  private static final SqlStep SEGMENTS = SqlStep.of(CustomerQuery.class, "customer_segments");
  private static final SqlStep WORTH = SqlStep.of(CustomerQuery.class, "customer_worth");
  private static final SqlStep NEXT = SqlStep.of(CustomerQuery.class, "customer_next");
  private static final SqlStep CARD = SqlStep.of(CustomerQuery.class, "customer_card");
  private static final SqlStep PRODUCTS = SqlStep.of(CustomerQuery.class, "customer_products");
  private static final SqlStep FEATURES = SqlStep.of(CustomerQuery.class, "customer_known");
  private static final SqlStep GOLDEN = SqlStep.of(CustomerQuery.class, "customer_golden");
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
    Set<Long> known = new HashSet<>(numbers("SELECT record_id FROM known_records"));
    return candidates.stream().filter(c -> known.contains(c.record().value())).toList();
  }

  /** The customers who the records are; none before records were resolved. */
  public Set<CustomerId> customers(Collection<RecordId> records) {
    view("customer_links", Tables.LINKS, ids(records), true);
    Set<CustomerId> customers = new TreeSet<>();
    numbers("SELECT customer_id FROM customer_links")
        .forEach(id -> customers.add(new CustomerId(id)));
    return customers;
  }

  /** All records of the customers, how sure each is, why, and the household. */
  public Batches records(Collection<CustomerId> customers) {
    customerView("customer_links", Tables.LINKS, customers);
    engine.run(RECORDS, Map.of());
    return engine.query("SELECT * FROM customer_records");
  }

  /** The numbers of all records of the customers. */
  public Set<RecordId> recordIds(Collection<CustomerId> customers) {
    customerView("customer_links", Tables.LINKS, customers);
    Set<RecordId> records = new TreeSet<>();
    numbers("SELECT record_id FROM customer_links").forEach(id -> records.add(new RecordId(id)));
    return records;
  }

  /**
   * What is believed of the customers, and whose word it is; of values only the shape if {@code
   * masked}.
   *
   * @param records of the customers
   * @param secret of the workspace, under which values were hashed
   */
  public Batches golden(
      Collection<CustomerId> customers,
      Collection<RecordId> records,
      boolean masked,
      String secret) {
    customerView("customer_believed", Tables.GOLDEN_RECORDS, customers);
    // whole values, since they are found by their hash; the step masks them
    engine.view(
        "believed_said",
        moment.scan(lake.table(Tables.CLAIMS), new Filter.In("record_id", ids(records))));
    engine.run(GOLDEN, Map.of("masked", masked, "secret", secret));
    return engine.query("SELECT * FROM customer_golden");
  }

  /** In which segments the customers are, and why. */
  public Batches segments(Collection<CustomerId> customers) {
    customerView("customer_memberships", Tables.MEMBERSHIPS, customers);
    engine.run(SEGMENTS, Map.of());
    return engine.query("SELECT * FROM customer_segments");
  }

  /** What is known of the customers as of an instant. */
  public Batches features(Collection<CustomerId> customers) {
    customerView("customer_features", Tables.FEATURES, customers);
    engine.run(FEATURES, Map.of());
    return engine.query("SELECT * FROM customer_known");
  }

  /** Whether they are customers still, and worth what. */
  public Batches worth(Collection<CustomerId> customers) {
    customerView("customer_valued", Tables.VALUES, customers);
    engine.run(WORTH, Map.of());
    return engine.query("SELECT * FROM customer_worth");
  }

  /** What was decided for the customers, the newest first. */
  public Batches next(Collection<CustomerId> customers) {
    customerView("customer_decided", Tables.DECISIONS, customers);
    engine.run(NEXT, Map.of());
    return engine.query("SELECT * FROM customer_next");
  }

  /** The customers at a glance: who, worth what, at what risk, what is next, and why. */
  public Batches card(Collection<CustomerId> customers) {
    customerView("customer_features", Tables.FEATURES, customers);
    customerView("customer_valued", Tables.VALUES, customers);
    customerView("customer_memberships", Tables.MEMBERSHIPS, customers);
    customerView("customer_decided", Tables.DECISIONS, customers);
    engine.run(CARD, Map.of());
    return engine.query("SELECT * FROM customer_card ORDER BY customer_id, as_of DESC");
  }

  /** Which products the customers are recommended as of the newest instant, the best first. */
  public Batches products(Collection<CustomerId> customers) {
    customerView("customer_recommended", Tables.RECOMMENDATIONS, customers);
    engine.run(PRODUCTS, Map.of());
    return engine.query("SELECT * FROM customer_products");
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

  private List<Long> numbers(String sql) {
    List<Long> numbers = new ArrayList<>();
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          numbers.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return numbers;
  }

  private void customerView(String name, TableSpec table, Collection<CustomerId> customers) {
    Set<Long> ids = customers.stream().map(CustomerId::value).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      // no customer has this number
      ids.add(-1L);
    }
    new TableViews(lake, engine, moment, true)
        .define(name, table, new Filter.In("customer_id", ids));
  }

  private void view(String name, TableSpec table, Set<Long> ids, boolean masked) {
    Filter theirs = new Filter.In("record_id", ids);
    new TableViews(lake, engine, moment, masked).define(name, table, theirs);
  }

  private static Set<Long> ids(Collection<RecordId> records) {
    return records.stream().map(RecordId::value).collect(Collectors.toSet());
  }
}
