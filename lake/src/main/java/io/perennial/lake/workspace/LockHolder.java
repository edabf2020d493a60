// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who writes to a workspace.
 *
 * @param pid the process
 * @param command what it does, such as {@code perennial run}
 * @param since when it began
 * @param wholeAt when the tables last belonged together: {@code since}, or, where a writer before
 *     it was killed, when that one began
 */
public record LockHolder(long pid, String command, Instant since, Instant wholeAt) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("UTC"));
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("UTC"));

  /** {@code process 4711 (perennial run) has held it since 12:00:03 UTC}; with the day if older. */
  String sentence(Instant now) {
    boolean today = DAY.format(now).substring(0, 10).equals(DAY.format(since).substring(0, 10));
    return "process %d (%s) has held it since %s UTC"
        .formatted(pid, command, (today ? TIME : DAY).format(since));
  }

  /** Whether its process still runs on this machine. */
  boolean isAlive() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Whose writer before it was killed, having found the tables whole at an earlier instant. */
  LockHolder after(LockHolder killed) {
    return new LockHolder(pid, command, since, killed.wholeAt);
  }

  /** Four lines: process, command, both instants. */
  String text() {
    return pid + "\n" + command + "\n" + since + "\n" + wholeAt + "\n";
  }

  /** What {@link #text} wrote; empty when a writer is just about to write it. */
  static Optional<LockHolder> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LockHolder(
              Long.parseLong(lines.get(0)),
              lines.get(1),
              Instant.parse(lines.get(2)),
              Instant.parse(lines.get(3))));
    } catch (NumberFormatException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
