// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Until when events go: the instant as of which features are when nobody says another. An event
 * that is dated more than a day after it reached us, or after now, has no say in it; a single wrong
 * date would else make all customers look dead. A day, because a source may say local time for UTC.
 *
 * @param after the first moment of the day after the last event that is believed; empty when there
 *     is none
 * @param ahead how many events that are not believed are of that moment or later
 */
public record LastEvent(Optional<AsOf> after, long ahead) {

  private static final SqlStep STEP = SqlStep.of(LastEvent.class, "last_event");
  private static final Duration AHEAD = Duration.ofDays(1);

  /**
   * Of the events that are the view {@code feature_said_events}.
   *
   * @param zone decides what a day is
   * @param clock says what now is
   */
  static LastEvent of(Engine engine, ZoneId zone, Clock clock) {
    long ahead = AHEAD.toNanos() / 1_000;
    engine.run(STEP, Map.of("latest", AsOf.of(clock.instant()).micros() + ahead, "ahead", ahead));
    try (Batches rows = engine.query("SELECT l.believed_at, l.said_at FROM last_event l")) {
      Batch batch = rows.next() ? rows.batch() : new Batch(rows.fields(), 1);
      if (batch.rows() == 0 || batch.isNull(1, 0)) {
        return new LastEvent(Optional.empty(), 0);
      }
      Optional<AsOf> after =
          batch.isNull(0, 0) ? Optional.empty() : Optional.of(dayAfter(batch.longs(0)[0], zone));
      long from = after.map(AsOf::micros).orElse(Long.MIN_VALUE);
      return new LastEvent(after, batch.longs(1)[0] < from ? 0 : count(engine, from));
    } finally {
      engine.drop(STEP.writes());
    }
  }

  private static AsOf dayAfter(long micros, ZoneId zone) {
    Instant last = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return AsOf.startOf(last.atZone(zone).toLocalDate().plusDays(1), zone);
  }

  private static long count(Engine engine, long from) {
    String sql =
        "SELECT count(*) AS n FROM feature_said_events e WHERE f_micros(e.occurred_at) >= " + from;
    try (Batches rows = engine.query(sql)) {
      return rows.next() ? rows.batch().longs(0)[0] : 0;
    }
  }

  /** What to say behind the instant; empty where all events are believed. */
  String said() {
    return ahead == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; left out: %,d event%s from then on, dated more than a day after %s came or after now",
            ahead,
            ahead == 1 ? "" : "s",
            ahead == 1 ? "it" : "they");
  }
}
