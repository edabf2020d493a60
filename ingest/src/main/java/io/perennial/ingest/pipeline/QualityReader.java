// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.quality.Check;
import io.perennial.ingest.quality.Monitored;
import io.perennial.ingest.quality.Shares;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts what the judgement of data needs: a few numbers for each source, day and field, whatever
 * the number of events.
 */
final class QualityReader {

  private static final SqlStep BATCHES = step("quality_batches");
  private static final SqlStep EVENTS = step("quality_events");
  private static final SqlStep DAILY = step("quality_daily");
  private static final SqlStep VALUES = step("quality_values");
  private static final SqlStep FREQUENT = step("quality_frequent");
  private static final SqlStep RETURNS = step("quality_returns");
  private static final SqlStep UNCLAIMED = step("quality_unclaimed");
  private static final SqlStep UNUSED = step("quality_unused");
  private static final SqlStep DELIVERIES = step("quality_deliveries");
  private static final SqlStep READINGS = step("quality_readings");
  private static final SqlStep REJECTED = step("quality_rejected");

  /** Words of a field beyond so many are one. */
  private static final int WORDS = 40;

  /** Columns of quality_days that are no fields: source, day, events; first_at, last_at. */
  private static final int BEFORE_FIELDS = 3;

  private final Lake lake;
  private final Engine engine;
  private final ZoneId zone;
  private final List<String> sources;

  QualityReader(Lake lake, Engine engine, ZoneId zone, List<String> sources) {
    this.lake = lake;
    this.engine = engine;
    this.zone = zone;
    this.sources = List.copyOf(sources);
    engine.view("quality_files", lake.table(Tables.INGESTED_FILES).scan());
    engine.view("quality_orders", lake.table(Tables.EVENTS).scan());
    engine.view("quality_claims", lake.table(Tables.CLAIMS).scan());
    engine.run(BATCHES, Map.of());
  }

  private static SqlStep step(String name) {
    return SqlStep.of(QualityReader.class, name);
  }

  /** When the newest event happened; empty when there is none. */
  Optional<Instant> newestEvent() {
    return instant("SELECT f_micros(max(occurred_at)) AS n FROM quality_orders");
  }

  /** When files were read last; empty when none was. */
  Optional<LocalDate> lastReading() {
    return instant("SELECT f_micros(max(read_at)) AS n FROM quality_files")
        .map(at -> at.atZone(zone).toLocalDate());
  }

  private Optional<Instant> instant(String sql) {
    try (Batches rows = engine.query(sql)) {
      OptionalLong micros =
          !rows.next() || rows.batch().isNull(0, 0)
              ? OptionalLong.empty()
              : OptionalLong.of(rows.batch().longs(0)[0]);
      return micros.isEmpty()
          ? Optional.empty()
          : Optional.of(Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS));
    }
  }

  /**
   * What events and claims are, by source in the order of the configuration.
   *
   * @param until nothing from then on counts
   */
  List<QualityCounts> counts(QualityDays days, Instant until) {
    days.load(engine, "quality_slots");
    engine.view(
        "quality_raw",
        lake.table(Tables.EVENTS)
            .scan(
                new Filter.Range(
                    "occurred_at",
                    micros(days.begin(0)),
                    Math.min(micros(until), micros(days.begin(days.days()))))));
    engine.run(EVENTS, Map.of());
    for (SqlStep step : List.of(DAILY, VALUES)) {
      engine.run(step, Map.of());
    }
    engine.run(FREQUENT, Map.of("most", WORDS));
    for (SqlStep step : List.of(RETURNS, UNCLAIMED, UNUSED, DELIVERIES)) {
      engine.run(step, Map.of());
    }
    Map<String, QualityCounts> counts = new LinkedHashMap<>();
    sources.forEach(source -> counts.put(source, new QualityCounts(source, days)));
    read(counts);
    return List.copyOf(counts.values());
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private void read(Map<String, QualityCounts> counts) {
    try (Batches rows = engine.query("SELECT * FROM quality_days")) {
      List<Field> fields = rows.fields();
      int end = fields.size() - 2;
      each(
          rows,
          counts,
          (of, batch, row) -> {
            int day = (int) batch.longs(1)[row];
            of.events(day, batch.longs(2)[row], batch.longs(end)[row], batch.longs(end + 1)[row]);
            for (int f = BEFORE_FIELDS; f < end; f++) {
              of.filled(fields.get(f).name(), day, batch.longs(f)[row]);
            }
          });
    }
    each(
        "SELECT source, day, field, bin, word, n FROM quality_bin",
        counts,
        (of, batch, row) ->
            of.value(
                batch.texts(2)[row],
                new QualityCounts.Bin(batch.longs(3)[row], batch.texts(4)[row]),
                (int) batch.longs(1)[row],
                batch.longs(5)[row]));
    each(
        "SELECT source, day, returns, unexplained FROM quality_return",
        counts,
        (of, batch, row) ->
            of.returns((int) batch.longs(1)[row], batch.longs(2)[row], batch.longs(3)[row]));
    each(
        "SELECT source, day, events FROM quality_stranger",
        counts,
        (of, batch, row) -> of.strangers((int) batch.longs(1)[row], batch.longs(2)[row]));
    each(
        "SELECT source, day, records, idle FROM quality_idle",
        counts,
        (of, batch, row) ->
            of.records((int) batch.longs(1)[row], batch.longs(2)[row], batch.longs(3)[row]));
    each(
        "SELECT source, received_at, newest_at FROM quality_delivery",
        counts,
        (of, batch, row) -> of.delivery(batch.longs(1)[row], batch.longs(2)[row]));
  }

  private interface RowReader {
    void read(QualityCounts of, Batch batch, int row);
  }

  private void each(String sql, Map<String, QualityCounts> counts, RowReader reader) {
    try (Batches rows = engine.query(sql)) {
      each(rows, counts, reader);
    }
  }

  private static void each(Batches rows, Map<String, QualityCounts> counts, RowReader reader) {
    while (rows.next()) {
      Batch batch = rows.batch();
      for (int row = 0; row < batch.rows(); row++) {
        QualityCounts of = counts.get(batch.texts(0)[row]);
        if (of != null) {
          reader.read(of, batch, row);
        }
      }
    }
  }

  /** What became of rows, by the day on which their files were read last. */
  List<Monitored> readings(QualityDays days) {
    days.load(engine, "quality_slots_read");
    Map<String, long[][]> rows = new LinkedHashMap<>();
    Map<String, Map<String, long[]>> reasons = new LinkedHashMap<>();
    OpenRows open = new OpenRows(lake, engine);
    try {
      engine.run(READINGS, Map.of());
      engine.run(REJECTED, Map.of());
    } finally {
      open.close();
    }
    try (Batches read =
        engine.query(
            "SELECT source, day, rows_read, rows_duplicate, rows_quarantined FROM quality_reading")) {
      while (read.next()) {
        Batch batch = read.batch();
        for (int i = 0; i < batch.rows(); i++) {
          long[][] of = rows.computeIfAbsent(batch.texts(0)[i], source -> new long[3][days.days()]);
          for (int k = 0; k < of.length; k++) {
            of[k][(int) batch.longs(1)[i]] = batch.longs(k + 2)[i];
          }
        }
      }
    }
    try (Batches read = engine.query("SELECT source, day, reason, n FROM quality_reject")) {
      while (read.next()) {
        Batch batch = read.batch();
        for (int i = 0; i < batch.rows(); i++) {
          reasons.computeIfAbsent(batch.texts(0)[i], source -> new LinkedHashMap<>())
                  .computeIfAbsent(batch.texts(2)[i], reason -> new long[days.days()])[
                  (int) batch.longs(1)[i]] =
              batch.longs(3)[i];
        }
      }
    }
    List<Monitored> monitored = new ArrayList<>();
    for (String source : sources) {
      long[][] of = rows.get(source);
      if (of != null) {
        monitored.add(new Monitored(source, Check.UNIQUENESS, "", new Shares(of[1], of[0])));
        monitored.add(new Monitored(source, Check.VALIDITY, "", new Shares(of[2], of[0])));
        reasons
            .getOrDefault(source, Map.of())
            .forEach(
                (reason, counts) ->
                    monitored.add(
                        new Monitored(source, Check.VALIDITY, reason, new Shares(counts, of[0]))));
      }
    }
    return monitored;
  }

  /** Drops what the engine holds of it. */
  void forget() {
    for (SqlStep step :
        List.of(
            REJECTED,
            READINGS,
            DELIVERIES,
            UNUSED,
            UNCLAIMED,
            RETURNS,
            FREQUENT,
            VALUES,
            DAILY,
            EVENTS,
            BATCHES)) {
      engine.drop(step.writes());
    }
    List.of(
            "quality_raw",
            "quality_slots",
            "quality_slots_read",
            "quality_claims",
            "quality_orders",
            "quality_files")
        .forEach(engine::drop);
  }
}
