// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.domain.StableHash;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pairs of which it is worth most to ask a person: the expected value of what they know is how
 * unsure we are, times the money of both customers.
 */
public final class ReviewQueue {

  private static final SqlStep SAID = SqlStep.of(ReviewQueue.class, "review_said");
  private static final SqlStep PAIRS = SqlStep.of(ReviewQueue.class, "review_pairs");

  /** Pairs of which the opposite is less probable than this are sure enough. */
  private static final double LEAST_UNSURE = 0.05;

  /** Nobody looks at more. */
  private static final int MOST = 100_000;

  private static final List<String> VIEWS =
      List.of(
          "review_pairs",
          "review_said",
          "stated_constraints",
          "review_features",
          "review_links",
          "review_scores");

  /** Letters of a pair's name that no two of a queue are likely to share. */
  private static final int LETTERS = 8;

  /** Without those that are taken for one another. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private ReviewQueue() {}

  /**
   * A pair to be asked about.
   *
   * @param probability that both are one customer, by their own evidence
   * @param unsure the probability that the decision is wrong, in [0, .5]
   * @param money that both customers spent so far, base currency; 0 where nothing is known
   */
  public record Pair(
      RecordId a,
      RecordId b,
      CustomerId customerA,
      CustomerId customerB,
      double probability,
      double unsure,
      double money) {

    /**
     * By which people call it: of its two records alone, so that an answer is never taken for one
     * of another pair, wherever it stands in the queue by then.
     */
    public String name() {
      long hash = StableHash.of(a.value() + " " + b.value());
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < LETTERS; i++) {
        name.append(ALPHABET.charAt((int) (hash >>> (5 * i)) & 31));
      }
      return name.toString();
    }

    /** What an answer is expected to be worth: money of which it decides. */
    public double value() {
      return unsure * money;
    }

    /** Whether both are one customer as things are. */
    public boolean isOne() {
      return customerA.equals(customerB);
    }
  }

  /** The queue, the most valuable first, of at most 100,000; without what was answered. */
  public static List<Pair> all(Lake lake, Engine engine) {
    List<Pair> pairs = new ArrayList<>();
    if (lake.table(Tables.IDENTITY_SCORES).snapshot().isEmpty()) {
      return pairs;
    }
    try {
      engine.view("review_scores", lake.table(Tables.IDENTITY_SCORES).scan());
      engine.view("review_links", lake.table(Tables.LINKS).scan());
      engine.view("review_features", lake.table(Tables.FEATURES).scan());
      engine.view("stated_constraints", lake.table(Tables.IDENTITY_CONSTRAINTS).scan());
      engine.run(SAID, Map.of());
      engine.run(PAIRS, Map.of("least", LEAST_UNSURE));
      try (Batches rows =
          engine.query(
              "SELECT record_a, record_b, customer_a, customer_b, probability, unsure, money"
                  + " FROM review_pairs"
                  + " ORDER BY unsure * money DESC, unsure DESC, record_a, record_b LIMIT "
                  + MOST)) {
        while (rows.next()) {
          for (int i = 0; i < rows.batch().rows(); i++) {
            pairs.add(pair(rows.batch(), i));
          }
        }
      }
    } finally {
      VIEWS.forEach(engine::drop);
    }
    return pairs;
  }

  private static Pair pair(Batch batch, int row) {
    return new Pair(
        new RecordId(batch.longs(0)[row]),
        new RecordId(batch.longs(1)[row]),
        new CustomerId(batch.longs(2)[row]),
        new CustomerId(batch.longs(3)[row]),
        batch.doubles(4)[row],
        batch.doubles(5)[row],
        batch.doubles(6)[row]);
  }
}
