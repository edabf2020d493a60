// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Hands mutated files to ingest, many at a time, and holds it to its word: nothing but {@link
 * IngestException} is thrown; a file is read or named as not read; its rows are as many as another
 * reader counts, and all of them accounted for; the lake has as many events as were kept, and
 * quarantine as many rows as were put there.
 */
final class FuzzRun {

  private static final int MOST_FILES = 360;
  private static final int RUNS_PER_LAKE = 4;

  private final Path folder;
  private final long seed;
  private final List<Kind> kinds;
  private final Map<String, Long> reasons = new TreeMap<>();
  private int together = MOST_FILES;
  private long files;
  private long notRead;
  private long rows;
  private long quarantined;

  FuzzRun(Path folder, long seed, List<Kind> kinds) {
    this.folder = folder;
    this.seed = seed;
    this.kinds = kinds;
  }

  /** Files that were not read so far, of {@link #files}. */
  long notRead() {
    return notRead;
  }

  long files() {
    return files;
  }

  long rows() {
    return rows;
  }

  long quarantined() {
    return quarantined;
  }

  /** Why files were not read, in their first words, and how many. */
  Map<String, Long> reasons() {
    return reasons;
  }

  private static String words(String why, String file) {
    String general = why.replace(file, "F").replaceAll("[^ ]*/data-[0-9]+/[^ ]*", "F");
    return general.substring(0, Math.min(60, general.length()));
  }

  /** Tries {@code count} mutated files and some more, as many of each kind. */
  void run(int count) throws IOException {
    int round = 0;
    together = Math.min(MOST_FILES, count / (kinds.size() * RUNS_PER_LAKE) + 1);
    while (files < count) {
      for (Kind kind : kinds) {
        one(kind, round);
        round++;
      }
    }
  }

  private void one(Kind kind, int round) throws IOException {
    Path home = folder.resolve("lake-" + round);
    Map<String, String> changes = new LinkedHashMap<>();
    try (FuzzLake lake = new FuzzLake(Files.createDirectories(home))) {
      long kept = 0;
      long bad = 0;
      for (int run = 0; run < RUNS_PER_LAKE; run++) {
        String data = "data-" + run;
        write(home.resolve(data), kind, (long) round * RUNS_PER_LAKE + run, changes);
        IngestReport report = ingest(lake, kind, home, data, changes);
        List<String> wrong = new ArrayList<>();
        report
            .files()
            .forEach(outcome -> check(kind, home, outcome, changes).ifPresent(wrong::add));
        assertThat(wrong).as("files of " + kind.word() + " that are not accounted for").isEmpty();
        requireNamed(report, home.resolve(data), data);
        kept += report.kept();
        bad += report.quarantined();
        assertThat(lake.rows(Tables.EVENTS))
            .as("events in the lake, " + where(round))
            .isEqualTo(kept);
        assertThat(lake.rows(Tables.QUARANTINE))
            .as("rows in quarantine, " + where(round))
            .isEqualTo(bad);
        files += report.files().size() + report.notRead().size();
        notRead += report.notRead().size();
        report
            .notRead()
            .forEach(file -> reasons.merge(words(file.why(), file.file()), 1L, Long::sum));
        rows += report.read();
        quarantined += report.quarantined();
      }
    }
    delete(home);
  }

  private String where(int round) {
    return "seed " + seed + ", round " + round;
  }

  private void write(Path data, Kind kind, long number, Map<String, String> changes)
      throws IOException {
    Files.createDirectories(data);
    // one file is right, so that a source is never without a file that can be read
    Files.write(data.resolve("right" + kind.ending()), kind.right(random(number, -1)));
    for (int i = 0; i < together; i++) {
      SplittableRandom random = random(number, i);
      Mutator mutator = new Mutator(random);
      String name = "f" + i + kind.ending();
      Files.write(data.resolve(name), kind.mutated(random, mutator));
      changes.put(data.getFileName() + "/" + name, mutator.done());
    }
  }

  private SplittableRandom random(long number, int file) {
    return new SplittableRandom((seed * 31 + number) * 1_000_003 + file);
  }

  static SourceConfig source(Kind kind, String files) {
    Mapping mapping =
        new Mapping(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.ORDER_ID, ColumnChoice.of("order"),
                EventField.AMOUNT, ColumnChoice.of("amount"),
                EventField.QUANTITY, ColumnChoice.of("quantity")),
            Map.of(),
            "order",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("email", ColumnChoice.of("mail")),
            List.of("note"));
    return SourceConfig.of(kind.word(), List.of(files), mapping)
        .withReading(kind.reading())
        .withRules(RowRules.defaults().withAllowQuarantined(1));
  }

  private IngestReport ingest(
      FuzzLake lake, Kind kind, Path home, String data, Map<String, String> changes) {
    try {
      return lake.ingest(source(kind, data + "/*"));
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "Ingest of " + data + " broke: " + e + "; " + culprits(kind, home, data, changes), e);
    }
  }

  /** Which of the files break ingest alone, found by halves. */
  private String culprits(Kind kind, Path home, String data, Map<String, String> changes) {
    List<String> culprits = new ArrayList<>();
    try (Stream<Path> all = Files.list(home.resolve(data))) {
      blame(kind, all.sorted().toList(), changes, culprits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.join("\n", culprits);
  }

  private void blame(Kind kind, List<Path> files, Map<String, String> changes, List<String> to)
      throws IOException {
    Optional<String> broken = breaks(kind, files);
    if (broken.isEmpty()) {
      return;
    }
    if (files.size() == 1) {
      to.add(saved(files.get(0), changes, broken.get()));
      return;
    }
    int before = to.size();
    int half = files.size() / 2;
    blame(kind, files.subList(0, half), changes, to);
    blame(kind, files.subList(half, files.size()), changes, to);
    if (to.size() == before) {
      to.add("only together: " + files.get(0) + " and " + (files.size() - 1) + " more");
    }
  }

  private Optional<String> breaks(Kind kind, List<Path> files) throws IOException {
    Path alone = Files.createTempDirectory(folder, "alone");
    Files.createDirectories(alone.resolve("data"));
    for (Path file : files) {
      Files.copy(file, alone.resolve("data").resolve(file.getFileName()));
    }
    try (FuzzLake lake = new FuzzLake(alone)) {
      lake.ingest(source(kind, "data/*"));
    } catch (IngestException expected) {
      // told, not broken
    } catch (RuntimeException | Error e) {
      return Optional.of(e.toString());
    }
    return Optional.empty();
  }

  private static String saved(Path file, Map<String, String> changes, String why) {
    try {
      Path kept =
          Files.createDirectories(Path.of("target/fuzz"))
              .resolve(file.getParent().getFileName() + "-" + file.getFileName());
      Files.write(kept, Files.readAllBytes(file));
      String name = file.getParent().getFileName() + "/" + file.getFileName();
      return kept + " (" + changes.get(name) + "): " + why;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> check(
      Kind kind, Path home, FileOutcome outcome, Map<String, String> changes) {
    Path file = home.resolve(outcome.file());
    long counted = outcome.unchanged() ? 0 : kind.count(file);
    return outcome.read() == counted
        ? Optional.empty()
        : Optional.of(
            saved(file, changes, outcome + " where another reader counts " + counted + " rows"));
  }

  /** Every file is either read or named with a reason. */
  private static void requireNamed(IngestReport report, Path data, String name) throws IOException {
    List<String> told = new ArrayList<>();
    report.files().forEach(outcome -> told.add(outcome.file()));
    report
        .notRead()
        .forEach(
            file -> {
              assertThat(file.why()).as(file.file()).isNotBlank();
              told.add(file.file());
            });
    try (Stream<Path> files = Files.list(data)) {
      assertThat(told)
          .containsExactlyInAnyOrderElementsOf(
              files.map(file -> name + "/" + file.getFileName()).toList());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
