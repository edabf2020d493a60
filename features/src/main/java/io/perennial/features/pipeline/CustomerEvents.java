// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.aggregate.ComputedColumn;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Fold;
import io.perennial.lake.Folding;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What customers did: the events that count, by customer, as the view {@value #VIEW}, and folds
 * over them. Where some customers are several records, opening it costs a join and a sort of the
 * columns that are asked for; else events are read in place.
 */
public final class CustomerEvents implements AutoCloseable {

  /** The view with all columns: see {@code customer_events.sql}. */
  public static final String VIEW = "customer_events";

  private static final SqlStep JOINED = SqlStep.of(CustomerEvents.class, "customer_events");
  private static final SqlStep IN_PLACE = SqlStep.of(CustomerEvents.class, "record_events");
  private static final SqlStep MARKS = SqlStep.of(CustomerEvents.class, "event_marks");
  private static final SqlStep COUNTED = SqlStep.of(CustomerEvents.class, "counted_events");

  private static final SqlStep WITH_TEXTS = SqlStep.of(CustomerEvents.class, "events_with_texts");
  private static final SqlStep WITHOUT_TEXTS =
      SqlStep.of(CustomerEvents.class, "events_without_texts");

  private static final String SAID = "feature_said_events";
  private static final String EVENTS = "feature_events";
  private static final String FLAGS = "feature_flags";
  private static final String LINKS = "feature_links";
  private static final String TEXTS = "feature_texts";
  private static final String FOLDED = "folded_events";

  /** Keys that are hashes, and the texts of the view that they are of. */
  private static final Map<String, String> HASHED =
      Map.of("order_key", "order_id", "product_key", "product", "session_key", "session_id");

  private final Engine engine;
  private final boolean several;
  private long oneOf = 1;
  private long which;

  private CustomerEvents(Engine engine, boolean several) {
    this.engine = engine;
    this.several = several;
  }

  /**
   * Those of the newest events, flags, links and what their texts say. Events that were known to be
   * tests, of programs, or told twice when they happened are left out; returns are of the order
   * that cleaning found, and one that ends a reversed order ends it as if neither had been. Nothing
   * that became known later is used: as of an instant before its return, a reversed order counts.
   *
   * @param columns of the view that folds will read, beside key, time and event id
   */
  public static CustomerEvents open(Lake lake, Engine engine, List<String> columns) {
    return open(lake, engine).prepare(columns, List.of(), Optional.empty());
  }

  /** The same, before it is known which columns folds will read: see {@link #prepare}. */
  public static CustomerEvents open(Lake lake, Engine engine) {
    engine.view(SAID, lake.table(Tables.EVENTS).scan());
    engine.view(FLAGS, lake.table(Tables.FLAGS).scan());
    if (engine.run(MARKS, Map.of()) > 0) {
      engine.run(COUNTED, Map.of());
    } else {
      engine.view(EVENTS, lake.table(Tables.EVENTS).scan());
    }
    engine.view(LINKS, lake.table(Tables.LINKS).scan());
    LakeTable texts = lake.table(Tables.TEXTS);
    if (texts.snapshot().isPresent() && texts.snapshot().get().rows() > 0) {
      engine.view(TEXTS, texts.scan());
      engine.run(WITH_TEXTS, Map.of());
    } else {
      engine.run(WITHOUT_TEXTS, Map.of());
    }
    boolean several =
        number(engine, "SELECT count(*) AS n FROM " + LINKS + " WHERE customer_id <> record_id")
                .orElse(0L)
            > 0;
    engine.run(several ? JOINED : IN_PLACE, Map.of());
    return new CustomerEvents(engine, several);
  }

  /**
   * From now on {@link #prepare} takes a part of the customers, the same ones each time: their keys
   * are hashes.
   *
   * @param oneOf of so many customers one; 1 for all
   * @param which of the parts: 0 to {@code oneOf} − 1
   */
  CustomerEvents sample(long oneOf, long which) {
    this.oneOf = oneOf;
    this.which = which;
    return this;
  }

  /** The condition that an event is of a customer of the sample. */
  String sampled(String alias) {
    return "abs(" + alias + ".customer_id % " + oneOf + ") = " + which;
  }

  /**
   * Makes what a fold of features reads: in the order of customers where the view is not.
   *
   * @param receivedBefore events that reached us at or after it are left out; empty for none
   */
  public CustomerEvents prepare(FeatureSet features, Optional<AsOf> receivedBefore) {
    return prepare(
        features.fold().reads(), features.computed(), features.fold()::typesOf, receivedBefore);
  }

  /** The same for a fold around that of features, which reads columns of its own, too. */
  CustomerEvents prepare(FeatureSet features, List<String> columns) {
    return prepare(columns, features.computed(), features.fold()::typesOf, Optional.empty());
  }

  /**
   * Makes what folds read.
   *
   * @param columns that folds will read, of the view or computed
   * @param computed those of them that are made of expressions
   * @param receivedBefore events that reached us at or after it are left out; empty for none
   */
  public CustomerEvents prepare(
      List<String> columns, List<ComputedColumn> computed, Optional<AsOf> receivedBefore) {
    return prepare(columns, computed, column -> List.of(), receivedBefore);
  }

  private CustomerEvents prepare(
      List<String> columns,
      List<ComputedColumn> computed,
      Function<String, List<Integer>> typesOf,
      Optional<AsOf> receivedBefore) {
    Map<String, ComputedColumn> byName =
        computed.stream().collect(Collectors.toMap(ComputedColumn::name, column -> column));
    EventSql made = new EventSql();
    StringBuilder sql = new StringBuilder("-- " + FOLDED + ": the columns that folds read\n");
    sql.append("-- writes  ").append(several ? "" : "view ").append(FOLDED);
    sql.append("\nSELECT c.customer_id, c.occurred_at, c.event_id");
    for (String column : columns) {
      sql.append(",\n  ");
      List<Integer> types = typesOf.apply(column);
      if (byName.containsKey(column)) {
        sql.append(made.column(byName.get(column), types));
      } else {
        sql.append(HASHED.containsKey(column) ? hashed(column, types) : "c." + column);
        sql.append(" AS ").append(column);
      }
    }
    sql.append("\nFROM ").append(VIEW).append(" c");
    List<String> conditions = new ArrayList<>();
    receivedBefore.ifPresent(
        asOf ->
            conditions.add(
                "coalesce(c.received_at, c.occurred_at) < "
                    + made.bound(Instant.EPOCH.plus(asOf.micros(), ChronoUnit.MICROS))));
    if (oneOf > 1) {
      conditions.add(sampled("c"));
    }
    if (!conditions.isEmpty()) {
      sql.append(" WHERE ").append(String.join(" AND ", conditions));
    }
    if (several) {
      sql.append(" ORDER BY customer_id");
    }
    engine.run(SqlStep.ofText(FOLDED, sql.toString()), made.values());
    return this;
  }

  /**
   * A hash is dear: it is made for the events that are asked for alone, and of texts that are read
   * in place not in SQL; of those that are sorted first it is, as longs are sorted faster.
   */
  private String hashed(String key, List<Integer> types) {
    String text = "c." + HASHED.get(key);
    return EventSql.of(several ? "f_id(" + text + ")" : text, types);
  }

  /**
   * Until when events go, by a zone.
   *
   * @param clock events dated after it, by more than a day, are not believed
   */
  public LastEvent last(ZoneId zone, Clock clock) {
    return LastEvent.of(engine, zone, clock);
  }

  /**
   * Folds each customer's events: {@code key} (the customer), {@code as_of}, then the fold's
   * columns, a row for each customer and instant before which there is an event, by customer, then
   * instant. One pass over the events, whatever the number of instants.
   *
   * @param fold reads only columns that this was opened with
   * @param asOfs ascending and distinct
   */
  public <S> Batches fold(Fold<S> fold, List<AsOf> asOfs) {
    return engine.fold(
        new Folding<>(
            fold,
            FOLDED,
            "customer_id",
            "occurred_at",
            Optional.of("event_id"),
            asOfs,
            HASHED.keySet()));
  }

  private static Optional<Long> number(Engine engine, String sql) {
    try (Batches rows = engine.query(sql)) {
      return rows.next() && !rows.batch().isNull(0, 0)
          ? Optional.of(rows.batch().longs(0)[0])
          : Optional.empty();
    }
  }

  @Override
  public void close() {
    engine.drop(FOLDED);
    engine.drop(VIEW);
    engine.drop(WITH_TEXTS.writes());
    engine.drop(TEXTS);
    engine.drop(LINKS);
    engine.drop(EVENTS);
    engine.drop(MARKS.writes());
    engine.drop(FLAGS);
    engine.drop(SAID);
  }
}
