// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** As of when the lake is looked at. */
public final class Moment {

  private static final Moment NOW = new Moment(Optional.empty(), Map.of());

  private final Optional<Instant> before;
  private final Map<String, Long> snapshots;

  private Moment(Optional<Instant> before, Map<String, Long> snapshots) {
    this.before = before;
    this.snapshots = snapshots;
  }

  /** The newest that there is. */
  public static Moment now() {
    return NOW;
  }

  /**
   * What {@code --as-of} says.
   *
   * @param text the id of a snapshot of any table, an instant, a local time, or a day, which means
   *     its first moment
   * @param zone of local times and days
   * @param tables in which to look for the snapshot
   */
  public static Moment parse(String text, ZoneId zone, Lake lake, List<TableSpec> tables) {
    String plain = text.strip();
    if (plain.matches("-?[0-9]{5,19}")) {
      return atSnapshot(Long.parseLong(plain), lake, tables);
    }
    return new Moment(Optional.of(instant(plain, zone)), Map.of());
  }

  private static Moment atSnapshot(long id, Lake lake, List<TableSpec> tables) {
    List<String> names = lake.names();
    for (TableSpec spec : tables) {
      if (names.contains(spec.name())) {
        for (Snapshot snapshot : lake.table(spec).history()) {
          if (snapshot.id() == id) {
            // other tables as they were just after it was committed
            Instant after = snapshot.at().plus(1, ChronoUnit.MICROS);
            return new Moment(Optional.of(after), Map.of(spec.name(), id));
          }
        }
      }
    }
    throw new UsageException(
        "Unknown snapshot: " + id + " (it never was, or it expired; perennial check lists them)");
  }

  private static Instant instant(String text, ZoneId zone) {
    String iso = text.replace(' ', 'T');
    try {
      if (iso.length() == 10) {
        return LocalDate.parse(iso).atStartOfDay(zone).toInstant();
      }
      return iso.matches(".*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException(
          "Invalid --as-of: "
              + text
              + " (must be a day such as 2026-01-31, an instant such as 2026-01-31T12:00:00Z, or a"
              + " snapshot id)",
          e);
    }
  }

  /** The rows of a table at this moment; none if it had none yet. */
  public TableScan scan(LakeTable table, Filter... filters) {
    if (before.isEmpty()) {
      return table.scan(filters);
    }
    Long snapshot = snapshots.get(table.spec().name());
    if (snapshot != null) {
      return table.scanAt(snapshot, filters);
    }
    return table
        .snapshotAsOf(before.get())
        .map(found -> table.scanAt(found.id(), filters))
        .orElseGet(() -> new TableScan(table.spec(), 0, List.of(), List.of(filters)));
  }
}
