// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline.result;

import io.perennial.decide.action.Action;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.Offered;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decisions whose window is over, as they were taken: each customer's in order of time. Streamed,
 * however many there are.
 */
final class FollowedDecisions implements AutoCloseable {

  private static final SqlStep FOLLOWED = SqlStep.of(FollowedDecisions.class, "followed_decisions");
  private static final String DECISIONS = "result_decisions";
  private static final String OUTCOMES = "result_outcomes";
  private static final String FEATURES = "result_features";

  private final Engine engine;
  private final double holdOut;

  private FollowedDecisions(Engine engine, double holdOut) {
    this.engine = engine;
    this.holdOut = holdOut;
  }

  /**
   * Makes the views that are read.
   *
   * @param config of the hold-out, where the log does not say it, and of what was in time
   */
  static FollowedDecisions open(Lake lake, Engine engine, AsOf asOf, DecideConfig config) {
    engine.view(DECISIONS, lake.table(Tables.DECISIONS).scan());
    engine.view(OUTCOMES, lake.table(Tables.OUTCOMES).scan());
    engine.view(FEATURES, lake.table(Tables.FEATURES).scan());
    engine.run(
        FOLLOWED, Map.of("as_of", asOf.micros(), "days_in_time", (long) config.daysInTime()));
    return new FollowedDecisions(engine, config.holdOut());
  }

  /** The actions that were carried out, by channel. */
  Map<String, Set<String>> actions() {
    Map<String, Set<String>> actions = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT DISTINCT d.channel, d.action FROM "
                + FOLLOWED.writes()
                + " d WHERE d.channel IS NOT NULL AND d.action <> '"
                + Action.NOTHING
                + "'")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          actions
              .computeIfAbsent(rows.batch().texts(0)[i], channel -> new TreeSet<>())
              .add(rows.batch().texts(1)[i]);
        }
      }
    }
    return actions;
  }

  /**
   * How many were chosen for one that was drawn, by instant: those of which nobody was drawn, or
   * nobody chosen, are missing.
   */
  Map<Long, Double> chosenByDrawn() {
    Map<Long, Double> ratios = new TreeMap<>();
    try (Batches rows =
        engine.query(
            "SELECT f_micros(d.as_of) AS as_of,"
                + " CAST(sum(CASE WHEN d.kind = 'chosen' THEN 1 ELSE 0 END) AS BIGINT) AS chosen,"
                + " CAST(sum(CASE WHEN d.kind = 'explored' THEN 1 ELSE 0 END) AS BIGINT) AS drawn"
                + " FROM "
                + FOLLOWED.writes()
                + " d WHERE d.candidates IS NOT NULL AND d.candidates <> '[]'"
                + " GROUP BY d.as_of")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          double ratio = (double) batch.longs(1)[i] / batch.longs(2)[i];
          if (ratio > 0 && ratio < Double.POSITIVE_INFINITY) {
            ratios.put(batch.longs(0)[i], ratio);
          }
        }
      }
    }
    return ratios;
  }

  /** Hands over all of them, by customer and instant. */
  void each(Consumer<FollowedDecision> taker) {
    long before = 0;
    boolean any = false;
    try (Batches rows =
        engine.query(
            "SELECT d.customer_id, f_micros(d.as_of) AS as_of, f_micros(d.until) AS until,"
                + " d.action, d.channel, d.kind, d.propensity, d.gain, d.cost, d.spend_gain,"
                + " d.candidates, d.purchases, d.spend, f_micros(d.last_purchase_at) AS last,"
                + " d.discount, d.hold_out, d.contact_cost, d.window_gain FROM "
                + FOLLOWED.writes()
                + " d ORDER BY d.customer_id, d.as_of")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long customer = batch.longs(0)[i];
          boolean isFirst = !any || customer != before;
          any = true;
          before = customer;
          taker.accept(decision(batch, i, isFirst));
        }
      }
    }
  }

  private FollowedDecision decision(Batch batch, int i, boolean isFirst) {
    String action = batch.texts(3)[i];
    boolean nothing = action.equals(Action.NOTHING);
    // given that the customer is not held out, but for the first time
    double then = batch.isNull(15, i) ? holdOut : batch.doubles(15)[i];
    double held = isFirst ? 0 : then;
    Map<String, Double> chances = new TreeMap<>();
    double all = 0;
    for (Offered one : Offered.read(batch.isNull(10, i) ? "" : batch.texts(10)[i])) {
      double chance = one.propensity() / (1 - held);
      chances.put(one.action(), chance);
      all += chance;
    }
    double own = nothing ? (batch.doubles(6)[i] - held) / (1 - held) : 1 - all;
    return new FollowedDecision(
        batch.longs(0)[i],
        isFirst,
        batch.longs(1)[i],
        batch.longs(2)[i],
        nothing ? "" : action,
        batch.isNull(4, i) ? "" : batch.texts(4)[i],
        batch.texts(5)[i],
        own,
        chances,
        number(batch, 7, i),
        number(batch, 8, i),
        number(batch, 9, i),
        batch.longs(11)[i],
        number(batch, 12, i),
        batch.isNull(13, i) ? OptionalLong.empty() : OptionalLong.of(batch.longs(13)[i]),
        number(batch, 14, i),
        said(batch, 16, i),
        said(batch, 17, i));
  }

  private static OptionalDouble said(Batch batch, int column, int row) {
    return batch.isNull(column, row)
        ? OptionalDouble.empty()
        : OptionalDouble.of(batch.doubles(column)[row]);
  }

  private static double number(Batch batch, int column, int row) {
    return batch.isNull(column, row) ? 0 : batch.doubles(column)[row];
  }

  @Override
  public void close() {
    engine.drop(FOLLOWED.writes());
    engine.drop(FEATURES);
    engine.drop(OUTCOMES);
    engine.drop(DECISIONS);
  }
}
