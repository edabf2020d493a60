// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.EventField;
import io.perennial.ingest.sniff.TimeForms;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How texts become instants in SQL. */
final class TimeSql {

  /** Zones are named by region; what engines and Java call them is the same for these. */
  private static final List<String> ZONES =
      new TreeSet<>(ZoneId.getAvailableZoneIds())
          .stream()
              .filter(
                  id ->
                      id.matches(
                          "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"
                              + "|UTC|GMT"))
              .toList();

  private final FileGroup group;
  private final ZoneId zone;
  private final RowSql sql;

  /**
   * @param zone of times without one
   */
  TimeSql(FileGroup group, ZoneId zone, RowSql sql) {
    this.group = group;
    this.zone = zone;
    this.sql = sql;
  }

  /** The instant of a row; null when its text is none. */
  String occurredAt() {
    if (!group.has(EventField.TIME)) {
      return RowSql.nothing("TIMESTAMP");
    }
    String text = sql.text(group.columns().get(EventField.TIME));
    List<String> tries = group.times().stream().map(format -> time(text, format)).toList();
    return tries.size() == 1 ? tries.get(0) : "coalesce(" + String.join(", ", tries) + ")";
  }

  /** The text of a row's zone that is none; empty where rows do not say their zone. */
  Optional<String> badZone() {
    return saidZone()
        .map(
            said -> "CASE WHEN " + said + " NOT IN " + sql.bound(ZONES) + " THEN " + said + " END");
  }

  private Optional<String> saidZone() {
    return group.zoneColumn().map(column -> sql.prepared("f_text(" + sql.text(column) + ")"));
  }

  /** The zone that the row says where it says one, else that of the source. */
  String zone() {
    String usual = sql.bound(zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    return saidZone()
        .map(
            said ->
                "CASE WHEN "
                    + said
                    + " IN "
                    + sql.bound(ZONES)
                    + " THEN "
                    + said
                    + " ELSE "
                    + usual
                    + " END")
        .orElse(usual);
  }

  private boolean isUtc() {
    return group.zoneColumn().isEmpty() && zone.normalized().equals(ZoneOffset.UTC);
  }

  private String time(String text, String format) {
    switch (format) {
      case TimeForms.ISO -> {
        // the common form needs no search for a zone: there is no room for one
        String iso =
            "CASE WHEN length("
                + text
                + ") = 19 AND substr("
                + text
                + ", 17, 1) = ':' THEN TRY_CAST("
                + text
                + " AS TIMESTAMP) ELSE f_iso_timestamp("
                + text
                + ") END";
        return isUtc()
            ? iso
            : "CASE WHEN f_zoned(" + text + ") THEN " + iso + " ELSE " + local(iso) + " END";
      }
      case TimeForms.EPOCH_SECONDS -> {
        return epoch(text, "< 1e11", "f_double(" + text + ")");
      }
      case TimeForms.EPOCH_MILLIS -> {
        return epoch(text, "BETWEEN 1e11 AND 1e14", "f_double(" + text + ") / 1000e0");
      }
      case TimeForms.EPOCH_MICROS -> {
        return epoch(text, "BETWEEN 1e14 AND 1e17", "f_double(" + text + ") / 1000000e0");
      }
      case TimeForms.EPOCH_NANOS -> {
        return epoch(text, "BETWEEN 1e17 AND 1e19", "f_double(" + text + ") / 1000000000e0");
      }
      case TimeForms.EXCEL_DAYS -> {
        // a spreadsheet's wall clock, of whole seconds
        String clock =
            epoch(
                text,
                "BETWEEN 1e0 AND 1e5",
                "floor((f_double(" + text + ") - 25569e0) * 86400e0 + 0.5e0)");
        return isUtc() ? clock : local(clock);
      }
      default -> {
        String clock = "f_timestamp(" + text + ", " + sql.bound(format) + ")";
        return isUtc() ? clock : local(clock);
      }
    }
  }

  private String local(String clock) {
    return "f_local_to_utc(" + clock + ", " + zone() + ")";
  }

  /**
   * Seconds have eleven digits in the year 5138 only, milliseconds have had them since 1973; beyond
   * both bounds an engine stops at what no instant can hold.
   */
  private static String epoch(String text, String bounds, String seconds) {
    return "CASE WHEN abs(f_double("
        + text
        + ")) "
        + bounds
        + " THEN CAST('1970-01-01 00:00:00' AS TIMESTAMP) + INTERVAL '1' SECOND * ("
        + seconds
        + ") END";
  }
}
