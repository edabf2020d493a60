// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.PieceColumns;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Filter;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read for a source before, and what is better read later. */
final class PastReadings {

  /** In the place of the mapping: this source was being read again, and that was not finished. */
  static final String AGAIN = "again";

  private record Reading(String file, String content, MappingIdentity identity) {}

  private final String source;
  private final Set<String> fingerprints = new HashSet<>();
  private final Set<String> files = new HashSet<>();
  private final List<Reading> kept = new ArrayList<>();
  private final Map<String, Integer> readings = new HashMap<>();
  private final Map<String, String> contents = new HashMap<>();
  private final Map<String, PieceColumns> columns = new LinkedHashMap<>();
  private long newestMicros = Long.MIN_VALUE;
  private Set<String> growing = Set.of();
  private boolean unfinished;

  private PastReadings(String source) {
    this.source = source;
  }

  static PastReadings of(StepContext context, String source) {
    PastReadings past = new PastReadings(source);
    context
        .engine()
        .view(
            "ingest_done",
            context.lake().table(Tables.INGESTED_FILES).scan(new Filter.Text("source", source)));
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT file, fingerprint, rows_kept, read_at, columns FROM ingest_done"
                    + " ORDER BY read_at, batch_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          past.add(batch.texts(0)[row], batch.texts(1)[row], batch.longs(2)[row]);
          if (!batch.isNull(4, row)) {
            past.columns.remove(batch.texts(0)[row]);
            past.columns.put(batch.texts(0)[row], PieceColumns.parse(batch.texts(4)[row]));
          }
          past.newestMicros = Math.max(past.newestMicros, batch.longs(3)[row]);
        }
      }
    }
    context.engine().drop("ingest_done");
    return past;
  }

  /** As if nothing was ever read for the source. */
  static PastReadings none(String source) {
    return new PastReadings(source);
  }

  /**
   * Leaves out pieces of these files for now.
   *
   * @param files that are still being written
   */
  PastReadings without(Set<String> files) {
    growing = Set.copyOf(files);
    return this;
  }

  /** Whether a piece is of a file that is still being written. */
  boolean isGrowing(String piece) {
    return growing.contains(piece)
        || growing.stream().anyMatch(file -> piece.startsWith(file + "!"));
  }

  /** Whether the source was being read again when the process died. */
  boolean isUnfinished() {
    return unfinished;
  }

  private void add(String file, String stored, long rowsKept) {
    int identity = stored.lastIndexOf('-');
    if (stored.substring(identity + 1).equals(AGAIN)) {
      unfinished = true;
      return;
    }
    String fingerprint = stored.substring(0, identity);
    fingerprints.add(fingerprint);
    files.add(file);
    readings.merge(file, 1, Integer::sum);
    contents.put(file, Fingerprint.content(fingerprint));
    if (rowsKept > 0) {
      kept.add(
          new Reading(
              file,
              Fingerprint.content(fingerprint),
              MappingIdentity.parse(stored.substring(identity + 1))));
    }
  }

  /** The names of the pieces that were read. */
  Set<String> files() {
    return Collections.unmodifiableSet(files);
  }

  /** The columns of earlier readings, that of the piece itself or else the newest the last. */
  List<PieceColumns> columns(String file) {
    List<PieceColumns> all = new ArrayList<>(columns.values());
    if (columns.containsKey(file)) {
      all.add(columns.get(file));
    }
    return all;
  }

  /** How often a piece was read. */
  int readings(String file) {
    return readings.getOrDefault(file, 0);
  }

  /** Whether a piece is, by its content, what it was when it was last read. */
  boolean isAsRead(String file, String fingerprint) {
    return Fingerprint.content(fingerprint).equals(contents.get(file));
  }

  /** That time, or just after the newest reading where clocks were set back. */
  Instant after(Instant now) {
    if (newestMicros == Long.MIN_VALUE) {
      return now;
    }
    Instant next = Instant.EPOCH.plus(newestMicros + 1, ChronoUnit.MICROS);
    return now.isBefore(next) ? next : now;
  }

  /** Whether the same bytes were read under the same settings. */
  boolean holds(String fingerprint) {
    return fingerprints.contains(fingerprint);
  }

  /**
   * @throws IngestException when events of these files are in the lake under another mapping, and
   *     would therefore be there twice
   */
  void requireSameMapping(FileGroup group, MappingIdentity identity) {
    for (InputFile file : group.files()) {
      String content = Fingerprint.content(file.fingerprint());
      for (Reading reading : kept) {
        boolean same = reading.file.equals(file.name()) || reading.content.equals(content);
        if (same && !reading.identity.admits(identity)) {
          throw new IngestException(
              "Cannot read "
                  + file.name()
                  + " again: it is in the lake under another mapping of source "
                  + source
                  + ", and its events would be there twice (perennial ingest --again "
                  + source
                  + " replaces them, or go back to that mapping)");
        }
      }
    }
  }
}
