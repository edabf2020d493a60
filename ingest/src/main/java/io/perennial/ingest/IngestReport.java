// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What one ingest did.
 *
 * @param files the outcome of each file, in the order of reading
 * @param reasons rows in quarantine by source and reason, most frequent first
 * @param allowed the share of rows that may be in quarantine, by source
 * @param claims new claims
 * @param cleaned how many claims and texts each rule repaired or doubted
 * @param notes what people should know, such as a file without rows
 * @param notRead the files that could not be read, of sources of which others were
 */
public record IngestReport(
    List<FileOutcome> files,
    List<Reason> reasons,
    Map<String, Double> allowed,
    long claims,
    Map<CleanRule, Long> cleaned,
    List<String> notes,
    List<NotRead> notRead) {

  /** How the list of files that were not read begins, in {@link #summary}. */
  public static final String NOT_READ = "not read: ";

  private static final int NAMED = 3;

  /**
   * A file of which nothing was taken.
   *
   * @param source its name in the configuration
   * @param file relative to the workspace
   * @param why with what to do
   */
  public record NotRead(String source, String file, String why) {

    /** What {@code failure} says about the file. */
    public static NotRead of(String source, String file, IngestException failure) {
      String message = String.valueOf(failure.getMessage());
      String known = "Cannot read " + file + ": ";
      return new NotRead(
          source, file, message.startsWith(known) ? message.substring(known.length()) : message);
    }

    @Override
    public String toString() {
      return file + ": " + why;
    }
  }

  /**
   * Why rows are in quarantine.
   *
   * @param source its name in the configuration
   * @param reason what is wrong, in words
   * @param rows how many
   * @param example one of them: file, row, field, value and what to do
   */
  public record Reason(String source, String reason, long rows, String example) {}

  public IngestReport {
    files = List.copyOf(files);
    reasons = List.copyOf(reasons);
    allowed = Map.copyOf(allowed);
    cleaned =
        Collections.unmodifiableMap(
            cleaned.isEmpty() ? new EnumMap<>(CleanRule.class) : new EnumMap<>(cleaned));
    notes = List.copyOf(notes);
    notRead = List.copyOf(notRead);
  }

  public long read() {
    return total(FileOutcome::read);
  }

  public long kept() {
    return total(FileOutcome::kept);
  }

  public long duplicate() {
    return total(FileOutcome::duplicate);
  }

  public long quarantined() {
    return total(FileOutcome::quarantined);
  }

  public long erased() {
    return total(FileOutcome::erased);
  }

  /** Rows that were not to be taken. */
  public long leftOut() {
    return total(FileOutcome::leftOut);
  }

  /** The sources with a larger share in quarantine than allowed, with what to do about each. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    bySource()
        .forEach(
            (source, outcomes) -> {
              long read = outcomes.stream().mapToLong(file -> file.read() - file.leftOut()).sum();
              long bad = outcomes.stream().mapToLong(FileOutcome::quarantined).sum();
              double share = read == 0 ? 0 : (double) bad / read;
              double most = allowed.getOrDefault(source, 1.0);
              if (share > most) {
                complaints.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %.1f %% of its rows are in quarantine (allowed: %.1f %%). Look at"
                            + " them with perennial quarantine, mend the file or the mapping and run"
                            + " again, or raise sources.%s.allow-quarantined.",
                        source,
                        100 * share,
                        100 * most,
                        source));
              }
            });
    return complaints;
  }

  /**
   * Lines for people: the sum of each file, of each source with several, and of all. Control
   * characters of what they quote are escaped.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    bySource()
        .forEach(
            (source, outcomes) -> {
              lines.add(source);
              outcomes.forEach(outcome -> lines.add("  " + outcome));
              notRead.stream()
                  .filter(file -> file.source().equals(source))
                  .forEach(file -> lines.add("  " + NOT_READ + file));
              if (outcomes.size() > 1) {
                lines.add("  together: " + sum(outcomes));
              }
              reasons.stream()
                  .filter(reason -> reason.source().equals(source))
                  .forEach(
                      reason ->
                          lines.add(
                              String.format(
                                  Locale.ROOT,
                                  "  quarantined %,d: %s; %s",
                                  reason.rows(),
                                  reason.reason(),
                                  reason.example())));
            });
    cleaned("repaired", CleanRule.Kind.REPAIR).ifPresent(lines::add);
    cleaned("doubted", CleanRule.Kind.DOUBT).ifPresent(lines::add);
    lines.addAll(notes);
    lines.addAll(complaints());
    lines.add(summary());
    lines.replaceAll(Visible::of);
    return lines;
  }

  private Optional<String> cleaned(String what, CleanRule.Kind kind) {
    String rules =
        cleaned.entrySet().stream()
            .filter(rule -> rule.getKey().kind() == kind)
            .map(
                rule -> String.format(Locale.ROOT, "%s %,d", rule.getKey().word(), rule.getValue()))
            .collect(Collectors.joining(", "));
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(what + " claims and texts, by rule: " + rules);
  }

  /** One line: the sum of all files, and which were not read. */
  public String summary() {
    String summary = "all: " + sum(files);
    if (notRead.isEmpty()) {
      return summary;
    }
    List<String> some = notRead.stream().limit(NAMED).map(NotRead::toString).toList();
    String more = notRead.size() > NAMED ? "; and " + (notRead.size() - NAMED) + " more" : "";
    return Visible.of(summary + "; " + NOT_READ + String.join("; ", some) + more);
  }

  private Map<String, List<FileOutcome>> bySource() {
    Map<String, List<FileOutcome>> bySource = new LinkedHashMap<>();
    for (FileOutcome outcome : files) {
      bySource.computeIfAbsent(outcome.source(), name -> new ArrayList<>()).add(outcome);
    }
    return bySource;
  }

  private static String sum(List<FileOutcome> outcomes) {
    return FileOutcome.sum(
        outcomes.stream().mapToLong(FileOutcome::read).sum(),
        outcomes.stream().mapToLong(FileOutcome::kept).sum(),
        outcomes.stream().mapToLong(FileOutcome::duplicate).sum(),
        outcomes.stream().mapToLong(FileOutcome::quarantined).sum(),
        outcomes.stream().mapToLong(FileOutcome::erased).sum(),
        outcomes.stream().mapToLong(FileOutcome::leftOut).sum());
  }

  private long total(ToLongFunction<FileOutcome> rows) {
    return files.stream().mapToLong(rows).sum();
  }
}
