// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of reading again what had rows in quarantine.
 *
 * @param files what came of each, in the order of reading
 * @param missing files that are gone, so that their rows stay open
 * @param notRead files that could not be read
 * @param read the reports of the readings
 */
public record RetryReport(
    List<Retried> files,
    List<Retried> missing,
    List<IngestReport.NotRead> notRead,
    List<FileOutcome> read) {

  /**
   * One file.
   *
   * @param source its name in the configuration
   * @param file as the table {@code quarantine} names it
   * @param open rows that were in quarantine
   * @param taken rows that are events now and were not
   * @param remain rows that are in quarantine now
   * @param changed whether the file is not what it was, so that it may have other rows
   */
  public record Retried(
      String source, String file, long open, long taken, long remain, boolean changed) {

    @Override
    public String toString() {
      if (changed) {
        return String.format(
            Locale.ROOT,
            "%s: it changed; %,d rows taken now, %,d in quarantine (%,d before)",
            file,
            taken,
            remain,
            open);
      }
      long settled = Math.max(0, open - taken - remain);
      return String.format(
          Locale.ROOT,
          "%s: %,d of %,d rows taken now, %,d remain%s",
          file,
          taken,
          open,
          remain,
          settled == 0
              ? ""
              : String.format(Locale.ROOT, ", %,d are there already or left out", settled));
    }
  }

  public RetryReport {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
    notRead = List.copyOf(notRead);
    read = List.copyOf(read);
  }

  /** Rows that are events now and were not. */
  public long taken() {
    return files.stream().mapToLong(Retried::taken).sum();
  }

  /** Rows that were in quarantine before. */
  public long open() {
    return files.stream().mapToLong(Retried::open).sum()
        + missing.stream().mapToLong(Retried::open).sum();
  }

  /** Rows that are in quarantine now. */
  public long remain() {
    return files.stream().mapToLong(Retried::remain).sum()
        + missing.stream().mapToLong(Retried::open).sum();
  }

  /** Lines for people, the sum of all in the last. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    files.forEach(file -> lines.add(file.source() + "  " + file));
    missing.forEach(
        file ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s  %s: it is gone, its %,d rows stay open (put it back, or leave them)",
                    file.source(),
                    file.file(),
                    file.open())));
    lines.add(summary());
    lines.replaceAll(Visible::of);
    return lines;
  }

  /** One line: the sum of all, and which were not read. */
  public String summary() {
    if (open() == 0 && files.isEmpty()) {
      return "nothing is in quarantine";
    }
    String summary =
        String.format(
            Locale.ROOT, "%,d of %,d rows taken now, %,d remain", taken(), open(), remain());
    List<String> some = new ArrayList<>();
    missing.stream().limit(3).forEach(file -> some.add(file.file() + ": it is gone"));
    notRead.stream().limit(3).forEach(file -> some.add(file.toString()));
    return some.isEmpty()
        ? summary
        : Visible.of(summary + "; " + IngestReport.NOT_READ + String.join("; ", some));
  }
}
