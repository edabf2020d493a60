// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.HoldoutFold;
import io.perennial.features.PurchaseFold;
import io.perennial.features.PurchaseRule;
import io.perennial.features.RepeatsFold;
import io.perennial.features.SpendByAgeFold;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The purchases of all customers in a lake, as they were known at any instants: what features are
 * made of, and what models of purchases are fitted to and judged by. Opening it makes the view of
 * customers' events; where some customers are several records, it costs a join and a sort.
 */
public final class PurchaseHistories implements AutoCloseable {

  private final CustomerEvents events;
  private final PurchaseRule rule;

  private PurchaseHistories(CustomerEvents events, PurchaseRule rule) {
    this.events = events;
    this.rule = rule;
  }

  /** Those of the newest events that count: see {@link CustomerEvents#open}. */
  public static PurchaseHistories open(Lake lake, Engine engine, PurchaseRule rule) {
    List<String> columns = new PurchaseFold(rule).reads();
    return new PurchaseHistories(CustomerEvents.open(lake, engine, columns), rule);
  }

  /**
   * The first moment of the day after the last event, by the rule's zone; empty when there is none.
   * Events that {@link LastEvent} does not believe have no say.
   *
   * @param clock says what now is
   */
  public Optional<AsOf> afterLastEvent(Clock clock) {
    return events.last(rule.zone(), clock).after();
  }

  /**
   * The columns of {@link PurchaseFold} behind {@code key} (the customer) and {@code as_of}: a row
   * for each customer and instant before which there is an event, by customer, then instant. One
   * pass over the events, whatever the number of instants.
   *
   * @param asOfs ascending and distinct
   */
  public Batches at(List<AsOf> asOfs) {
    return events.fold(new PurchaseFold(rule), asOfs);
  }

  /**
   * What customers bought from {@code from}, inclusive, to {@code to}, exclusive: {@code key},
   * {@code as_of}, {@code holdout_purchases}, {@code holdout_spend}; a row for each customer with
   * an event before {@code to}, by customer.
   */
  public Batches between(AsOf from, AsOf to) {
    return events.fold(new HoldoutFold(rule, from), List.of(to));
  }

  /**
   * The same from each of some instants, in one pass over the events: the columns of the second and
   * of later ones end with {@code _2} and so on.
   */
  public Batches between(List<AsOf> froms, AsOf to) {
    return events.fold(new HoldoutFold(rule, froms), List.of(to));
  }

  /**
   * The same to each of some instants, still in one pass: a row for each customer and instant
   * before which there is an event.
   *
   * @param tos ascending and distinct
   */
  public Batches between(List<AsOf> froms, List<AsOf> tos) {
    return events.fold(new HoldoutFold(rule, froms), tos);
  }

  /**
   * What customers have spent by how long after their first purchase, as it is known at an instant:
   * {@code key}, {@code as_of} and the columns of {@link SpendByAgeFold}, by customer.
   *
   * @param ages in weeks, ascending
   * @param weeklyRate continuous rate of discount
   */
  public Batches spendByAge(AsOf asOf, List<Double> ages, double weeklyRate) {
    return events.fold(new SpendByAgeFold(rule, ages, weeklyRate), List.of(asOf));
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
    try (Batches rows = events.fold(new RepeatsFold(rule, acquiredBefore), asOfs)) {
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

  @Override
  public void close() {
    events.close();
  }
}
