// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.Snapshot;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pairs of which it is worth most to ask a person: the expected value of what they know is how
 * unsure we are, times the money of both customers.
 */
public final class ReviewQueue {

  private static final SqlStep PAIRS = SqlStep.of(ReviewQueue.class, "review_pairs");

  /** Pairs of which the opposite is less probable than this are sure enough. */
  private static final double LEAST_UNSURE = 0.05;

  /** Nobody looks at more. */
  private static final int MOST = 100_000;

  private static final List<String> VIEWS =
      List.of("review_pairs", "review_said", "review_features", "review_links", "review_scores");

  private ReviewQueue() {}

  /**
   * A pair to be asked about.
   *
   * @param number its place in the queue, from 1; the same until records are resolved again
   * @param probability that both are one customer, by their own evidence
   * @param unsure the probability that the decision is wrong, in [0, .5]
   * @param money that both customers spent so far, base currency; 0 where nothing is known
   * @param isSaid whether somebody answered it since records were resolved
   */
  public record Pair(
      int number,
      RecordId a,
      RecordId b,
      CustomerId customerA,
      CustomerId customerB,
      double probability,
      double unsure,
      double money,
      boolean isSaid) {

    /** What an answer is expected to be worth: money of which it decides. */
    public double value() {
      return unsure * money;
    }

    /** Whether both are one customer as things are. */
    public boolean isOne() {
      return customerA.equals(customerB);
    }
  }

  /**
   * The queue, the most valuable first, of at most 100,000; also what was answered since the last
   * run.
   */
  public static List<Pair> all(Lake lake, Engine engine) {
    List<Pair> pairs = new ArrayList<>();
    Optional<Instant> resolved = lake.table(Tables.IDENTITY_SCORES).snapshot().map(Snapshot::at);
    if (resolved.isEmpty()) {
      return pairs;
    }
    try {
      engine.view("review_scores", lake.table(Tables.IDENTITY_SCORES).scan());
      engine.view("review_links", lake.table(Tables.LINKS).scan());
      engine.view("review_features", lake.table(Tables.FEATURES).scan());
      engine.view("review_said_or_revoked", lake.table(Tables.IDENTITY_CONSTRAINTS).scan());
      engine.run(
          SqlStep.ofText(
              "review_said",
              "-- writes view review_said\n"
                  + "SELECT record_a, record_b, made_at FROM review_said_or_revoked"
                  + " WHERE revoked_at IS NULL"),
          Map.of());
      engine.run(PAIRS, Map.of("least", LEAST_UNSURE, "resolved", resolved.get()));
      try (Batches rows =
          engine.query(
              "SELECT record_a, record_b, customer_a, customer_b, probability, unsure, money,"
                  + " said_since FROM review_pairs"
                  + " ORDER BY unsure * money DESC, unsure DESC, record_a, record_b LIMIT "
                  + MOST)) {
        while (rows.next()) {
          for (int i = 0; i < rows.batch().rows(); i++) {
            pairs.add(pair(pairs.size() + 1, rows.batch(), i));
          }
        }
      }
    } finally {
      VIEWS.forEach(engine::drop);
      engine.drop("review_said_or_revoked");
    }
    return pairs;
  }

  private static Pair pair(int number, Batch batch, int row) {
    return new Pair(
        number,
        new RecordId(batch.longs(0)[row]),
        new RecordId(batch.longs(1)[row]),
        new CustomerId(batch.longs(2)[row]),
        new CustomerId(batch.longs(3)[row]),
        batch.doubles(4)[row],
        batch.doubles(5)[row],
        batch.doubles(6)[row],
        batch.longs(7)[row] != 0);
  }
}
