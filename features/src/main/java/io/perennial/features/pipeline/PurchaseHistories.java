// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.HoldoutFold;
import io.perennial.features.PurchaseFold;
import io.perennial.features.PurchaseRule;
import io.perennial.features.RepeatsFold;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Fold;
import io.perennial.lake.Folding;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The purchases of all customers in a lake, as they were known at any instants: what features are
 * made of, and what models of purchases are fitted to and judged by. Opening it makes the view of
 * customers' events; where some customers are several records, it costs a join and a sort.
 */
public final class PurchaseHistories implements AutoCloseable {

  private static final SqlStep JOINED = SqlStep.of(PurchaseHistories.class, "customer_events");
  private static final SqlStep IN_PLACE = SqlStep.of(PurchaseHistories.class, "record_events");

  private static final SqlStep MARKS = SqlStep.of(PurchaseHistories.class, "event_marks");
  private static final SqlStep COUNTED = SqlStep.of(PurchaseHistories.class, "counted_events");

  private static final String SAID = "feature_said_events";
  private static final String EVENTS = "feature_events";
  private static final String FLAGS = "feature_flags";
  private static final String LINKS = "feature_links";
  private static final String OVER = "customer_events";

  private final Engine engine;
  private final PurchaseRule rule;

  private PurchaseHistories(Engine engine, PurchaseRule rule) {
    this.engine = engine;
    this.rule = rule;
  }

  /**
   * Those of the newest events, flags and links. Events that were known to be tests, of programs,
   * or told twice when they happened are left out; returns are of the order that cleaning found,
   * and one that ends a reversed order ends it as if neither had been. Nothing that became known
   * later is used: as of an instant before its return, a reversed order counts.
   */
  public static PurchaseHistories open(Lake lake, Engine engine, PurchaseRule rule) {
    engine.view(SAID, lake.table(Tables.EVENTS).scan());
    engine.view(FLAGS, lake.table(Tables.FLAGS).scan());
    if (engine.run(MARKS, Map.of()) > 0) {
      engine.run(COUNTED, Map.of());
    } else {
      engine.view(EVENTS, lake.table(Tables.EVENTS).scan());
    }
    engine.view(LINKS, lake.table(Tables.LINKS).scan());
    boolean several =
        number(engine, "SELECT count(*) AS n FROM " + LINKS + " WHERE customer_id <> record_id")
                .orElse(0L)
            > 0;
    engine.run(several ? JOINED : IN_PLACE, Map.of());
    return new PurchaseHistories(engine, rule);
  }

  /**
   * The first moment of the day after the last event, by the rule's zone; empty when there is none.
   */
  public Optional<AsOf> afterLastEvent() {
    return number(engine, "SELECT f_micros(max(occurred_at)) AS n FROM " + SAID)
        .map(
            micros ->
                AsOf.startOf(
                    Instant.EPOCH
                        .plus(micros, ChronoUnit.MICROS)
                        .atZone(rule.zone())
                        .toLocalDate()
                        .plusDays(1),
                    rule.zone()));
  }

  /**
   * The columns of {@link PurchaseFold} behind {@code key} (the customer) and {@code as_of}: a row
   * for each customer and instant before which there is an event, by customer, then instant. One
   * pass over the events, whatever the number of instants.
   *
   * @param asOfs ascending and distinct
   */
  public Batches at(List<AsOf> asOfs) {
    return fold(new PurchaseFold(rule), asOfs);
  }

  /**
   * What customers bought from {@code from}, inclusive, to {@code to}, exclusive: {@code key},
   * {@code as_of}, {@code holdout_purchases}, {@code holdout_spend}; a row for each customer with
   * an event before {@code to}, by customer.
   */
  public Batches between(AsOf from, AsOf to) {
    return fold(new HoldoutFold(rule, from), List.of(to));
  }

  /**
   * Repeat purchases of all customers who first bought before {@code acquiredBefore}, by each
   * instant: the curve that a model's expectation is drawn beside.
   *
   * @param asOfs ascending and distinct, such as the ends of weeks
   * @return as many counts
   */
  public long[] cumulativeRepeats(List<AsOf> asOfs, AsOf acquiredBefore) {
    long[] counts = new long[asOfs.size()];
    try (Batches rows = fold(new RepeatsFold(rule, acquiredBefore), asOfs)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int at = 0;
        for (int i = 0; i < batch.rows(); i++) {
          // a customer's rows come one after the other, by instant
          at = asOfs.get(at).micros() < batch.longs(1)[i] ? at : 0;
          while (asOfs.get(at).micros() != batch.longs(1)[i]) {
            at++;
          }
          counts[at] += batch.longs(2)[i];
        }
      }
    }
    return counts;
  }

  private <S> Batches fold(Fold<S> fold, List<AsOf> asOfs) {
    return engine.fold(
        new Folding<>(fold, OVER, "customer_id", "occurred_at", Optional.of("event_id"), asOfs));
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
    engine.drop(OVER);
    engine.drop(LINKS);
    engine.drop(EVENTS);
    engine.drop(MARKS.writes());
    engine.drop(FLAGS);
    engine.drop(SAID);
  }
}
