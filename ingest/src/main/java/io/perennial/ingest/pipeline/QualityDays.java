// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A run of days in a zone, numbered from 0.
 *
 * @param first the day that is 0
 * @param days how many there are
 * @param zone that says when a day begins
 */
record QualityDays(LocalDate first, int days, ZoneId zone) {

  /** Zones differ from UTC by whole quarters of an hour. */
  private static final long SLOT_SECONDS = 900;

  /** The days up to one, that one included. */
  static QualityDays upTo(LocalDate last, int days, ZoneId zone) {
    return new QualityDays(last.minusDays(days - 1L), days, zone);
  }

  /** When a day begins. */
  Instant begin(int day) {
    return first.plusDays(day).atStartOfDay(zone).toInstant();
  }

  /** Makes {@code name} the table of which quarter of an hour since 1970 is on which day. */
  void load(Engine engine, String name) {
    Batch slots =
        new Batch(
            List.of(new Field("slot", ColumnType.LONG), new Field("day", ColumnType.LONG)),
            days * 100);
    for (int day = 0; day < days; day++) {
      long end = slot(begin(day + 1));
      for (long slot = slot(begin(day)); slot < end; slot++) {
        int row = slots.addRow();
        slots.setLong(0, row, slot);
        slots.setLong(1, row, day);
      }
    }
    engine.load(name, Batches.of(slots));
  }

  private static long slot(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SLOT_SECONDS);
  }
}
