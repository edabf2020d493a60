// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import io.perennial.text.Polarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How texts are likely to feel by the score that stands beside them: stars, satisfaction,
 * recommendation. As many bad as good ones are learned from, of those that came first; that there
 * are more changes nothing until they have grown by half, so that texts are seldom judged anew.
 */
final class WeakLabels {

  /** How much of a person's word a score is worth: a review may praise and complain. */
  static final double WEIGHT = 0.1;

  /** With fewer of either kind nothing is learned. */
  private static final int LEAST = 50;

  private static final int MOST = 500;
  private static final double GROWN = 1.5;
  private static final SqlStep SCORED = SqlStep.of(WeakLabels.class, "scored_texts");

  /** A text and what its score says, without personal data. */
  record Weak(long event, String text, Optional<String> embedding, Polarity polarity) {}

  private WeakLabels() {}

  /**
   * Those that are learned from, by event; none where there are too few. Needs the views {@code
   * text_events} and {@code said_texts}.
   */
  static List<Weak> read(Engine engine) {
    engine.run(SCORED, Map.of());
    try {
      long among = grown(count(engine, "count(*)", Long.MAX_VALUE));
      long each =
          Math.min(
              MOST,
              Math.min(
                  count(engine, "count(CASE WHEN polarity = 'negative' THEN 1 END)", among),
                  count(engine, "count(CASE WHEN polarity = 'positive' THEN 1 END)", among)));
      return each < LEAST ? List.of() : drawn(engine, among, each);
    } finally {
      engine.drop("scored_texts");
    }
  }

  /** The greatest step of a growth by half that {@code count} has reached. */
  private static long grown(long count) {
    double step = 2.0 * LEAST;
    while (step * GROWN <= count) {
      step *= GROWN;
    }
    return (long) step;
  }

  private static long count(Engine engine, String what, long among) {
    try (Batches rows =
        engine.query("SELECT " + what + " AS n FROM scored_texts WHERE nth <= " + among)) {
      return rows.next() ? rows.batch().longs(0)[0] : 0;
    }
  }

  private static List<Weak> drawn(Engine engine, long among, long each) {
    List<Weak> drawn = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT d.event_id, d.polarity, t.embedding, t.text_hash, t.text, t.names FROM (SELECT"
                + " s.event_id, s.polarity, row_number() OVER (PARTITION BY s.polarity ORDER BY"
                + " f_id(CAST(s.event_id AS STRING)), s.event_id) AS place FROM scored_texts s"
                + " WHERE s.nth <= "
                + among
                + ") d JOIN said_texts t ON t.event_id = d.event_id WHERE d.place <= "
                + each)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          boolean isStored = SaidText.isAsStored(batch, i) && !batch.isNull(2, i);
          drawn.add(
              new Weak(
                  batch.longs(0)[i],
                  SaidText.of(batch, i),
                  isStored ? Optional.of(batch.texts(2)[i]) : Optional.empty(),
                  TextLabels.polarity(batch.texts(1)[i]).orElseThrow()));
        }
      }
    }
    drawn.sort(Comparator.comparingLong(Weak::event));
    return drawn;
  }
}
