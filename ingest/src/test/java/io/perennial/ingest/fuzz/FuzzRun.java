// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hands mutated files to ingest, thousands at a time, and holds it to its word: nothing but {@link
 * IngestException} is thrown; each piece of a file is read or named as not read; its rows are as
 * many as another reader counts, and as many as were written where that is known; all of them are
 * accounted for, in the report, in the list of files, in events and in quarantine; and nothing is
 * new when the same files come again.
 */
final class FuzzRun {

  static final int FILES_A_ROUND = 10_000;

  private static final String DATA = "data";

  private final Path folder;
  private final int filesARound;
  private final long seed;
  private final List<Kind> kinds;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Specimen> specimens = new HashMap<>();
  private long files;
  private long notRead;
  private long rows;
  private long quarantined;

  /**
   * @param filesARound mutated files of a round, at most {@link #FILES_A_ROUND}: the first of those
   */
  FuzzRun(Path folder, long seed, List<Kind> kinds, int filesARound) {
    this.filesARound = filesARound;
    this.folder = folder;
    this.seed = seed;
    this.kinds = kinds;
  }

  /** Mutated files so far. */
  long files() {
    return files;
  }

  /** Files, entries of archives and sheets that were not read so far. */
  long notRead() {
    return notRead;
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

  /** Tries so many files, and all of them again. */
  void round(int round) throws IOException {
    String where = ", seed " + seed + ", round " + round;
    Path home = Files.createDirectories(folder.resolve("round-" + round));
    Set<Feed> feeds = kinds.stream().map(Kind::feed).collect(Collectors.toSet());
    write(home.resolve(DATA), round);
    try (FuzzLake lake = new FuzzLake(home)) {
      IngestReport report = ingest(lake, feeds, home);
      requireCounted(report, home);
      requireNamed(report, home);
      requireInLake(report, lake, where);
      count(report);
      IngestReport again = ingest(lake, feeds, home);
      assertThat(again.read()).as("rows read again" + where).isZero();
      assertThat(again.notRead()).containsExactlyInAnyOrderElementsOf(report.notRead());
    }
    files += filesARound;
    specimens.clear();
    delete(home);
  }

  private static void requireInLake(IngestReport report, FuzzLake lake, String where) {
    Map<String, Long> kept = new TreeMap<>();
    Map<String, Long> bad = new TreeMap<>();
    Map<String, Long> read = new TreeMap<>();
    for (FileOutcome file : report.files()) {
      add(kept, file.source(), file.kept());
      add(bad, file.file(), file.quarantined());
      add(read, file.file(), file.read());
    }
    assertThat(lake.numbers(Tables.EVENTS, "t.source", "count(*)"))
        .as("events in the lake by source" + where)
        .isEqualTo(kept);
    assertThat(lake.numbers(Tables.QUARANTINE, "t.file", "count(*)"))
        .as("rows in quarantine by file" + where)
        .isEqualTo(bad);
    Map<String, Long> listed = lake.numbers(Tables.INGESTED_FILES, "t.file", "sum(t.rows_read)");
    listed.values().removeIf(rows -> rows == 0);
    assertThat(listed).as("rows in the list of files" + where).isEqualTo(read);
  }

  private static void add(Map<String, Long> to, String key, long rows) {
    if (rows > 0) {
      to.merge(key, rows, Long::sum);
    }
  }

  private void count(IngestReport report) {
    notRead += report.notRead().size();
    report.notRead().forEach(file -> reasons.merge(words(file.why(), file.file()), 1L, Long::sum));
    rows += report.read();
    quarantined += report.quarantined();
  }

  private static String words(String why, String file) {
    String general =
        why.replace(file, "F").replaceAll("[^ ]*data/[^ ]*", "F").replaceAll("[0-9]+", "0");
    return general.substring(0, Math.min(70, general.length()));
  }

  private void write(Path data, long number) throws IOException {
    for (int i = 0; i < filesARound; i++) {
      Kind kind = kinds.get(i % kinds.size());
      SplittableRandom random = random(number, i);
      Specimen made = kind.mutated(random, new Mutator(random));
      write(data, kind, Integer.toString(i), made);
    }
    for (Kind kind : kinds) {
      // a source is never without a file that can be read
      write(data, kind, "right", kind.right(random(number, -1)));
    }
  }

  private void write(Path data, Kind kind, String nth, Specimen made) throws IOException {
    Path folder = Files.createDirectories(data.resolve(kind.feed().word()));
    Path file = folder.resolve(kind.word() + "-" + nth + made.ending());
    Files.write(file, made.bytes());
    specimens.put(data.getParent().relativize(file).toString(), made);
  }

  private SplittableRandom random(long number, int file) {
    return new SplittableRandom((seed * 31 + number) * 1_000_003 + file);
  }

  private static SourceConfig source(Feed feed, String data) {
    return feed.source(data + "/" + feed.word() + "/*");
  }

  private IngestReport ingest(FuzzLake lake, Set<Feed> feeds, Path home) {
    SourceConfig[] sources =
        feeds.stream().sorted().map(feed -> source(feed, DATA)).toArray(SourceConfig[]::new);
    try {
      return lake.ingest(sources);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "Ingest broke, seed " + seed + ": " + e + "; " + culprits(feeds, home), e);
    }
  }

  /** Which of the files break ingest alone, found by halves. */
  private String culprits(Set<Feed> feeds, Path home) {
    List<String> culprits = new ArrayList<>();
    for (Feed feed : feeds) {
      try (Stream<Path> all = Files.list(home.resolve(DATA).resolve(feed.word()))) {
        blame(feed, home, all.sorted().toList(), culprits);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return String.join("\n", culprits);
  }

  private void blame(Feed feed, Path home, List<Path> files, List<String> to) throws IOException {
    Optional<String> broken = breaks(feed, files);
    if (broken.isEmpty()) {
      return;
    }
    if (files.size() == 1) {
      to.add(saved(home, home.relativize(files.get(0)).toString(), broken.get()));
      return;
    }
    int before = to.size();
    int half = files.size() / 2;
    blame(feed, home, files.subList(0, half), to);
    blame(feed, home, files.subList(half, files.size()), to);
    if (to.size() == before) {
      to.add("only together: " + files.get(0) + " and " + (files.size() - 1) + " more");
    }
  }

  private Optional<String> breaks(Feed feed, List<Path> files) throws IOException {
    Path alone = Files.createTempDirectory(folder, "alone");
    Path data = Files.createDirectories(alone.resolve(DATA).resolve(feed.word()));
    for (Path file : files) {
      Files.copy(file, data.resolve(file.getFileName()));
    }
    try (FuzzLake lake = new FuzzLake(alone)) {
      lake.ingest(source(feed, DATA));
    } catch (IngestException expected) {
      // told, not broken
    } catch (RuntimeException | Error e) {
      return Optional.of(e.toString());
    } finally {
      delete(alone);
    }
    return Optional.empty();
  }

  /** Keeps a file that shows something wrong, and says where and what. */
  private String saved(Path home, String name, String why) {
    try {
      Path kept =
          Files.createDirectories(Path.of("target/fuzz"))
              .resolve(seed + "-" + home.getFileName() + "-" + name.replace('/', '-'));
      Files.write(kept, Files.readAllBytes(home.resolve(name)));
      Specimen specimen = specimens.get(name);
      return kept + " (" + (specimen == null ? "" : specimen.done()) + "): " + why;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every piece that was read has as many rows as others count. */
  private void requireCounted(IngestReport report, Path home) throws IOException {
    Map<String, Map<String, Long>> counts = new HashMap<>();
    Map<String, Long> read = new HashMap<>();
    Path scratch = Files.createDirectories(home.resolve("scratch"));
    List<String> wrong = new ArrayList<>();
    for (FileOutcome outcome : report.files()) {
      String name = file(outcome.file());
      Map<String, Long> count = counts.get(name);
      if (count == null) {
        Feed feed = Feed.valueOf(outcome.source().toUpperCase(java.util.Locale.ROOT));
        count = PieceCount.of(home.resolve(name), name, feed.reading(), scratch);
        counts.put(name, count);
      }
      read.merge(name, outcome.read(), Long::sum);
      Long rows = count.get(outcome.file());
      if (rows == null || rows != outcome.read()) {
        wrong.add(saved(home, name, outcome + " where another reader counts " + count));
      }
    }
    report.notRead().forEach(piece -> read.remove(file(piece.file())));
    read.forEach(
        (name, found) -> {
          Specimen made = specimens.get(name);
          if (made != null && made.rows().isPresent() && made.rows().getAsLong() != found) {
            wrong.add(
                saved(home, name, found + " rows of " + made.rows().getAsLong() + " written"));
          }
        });
    assertThat(wrong).as("files that are not accounted for").isEmpty();
    delete(scratch);
  }

  /** The file of a piece: what stands before its entry or sheet. */
  private static String file(String piece) {
    int within = piece.indexOf('!');
    return within < 0 ? piece : piece.substring(0, within);
  }

  /** Every file is either read or named with a reason, as a whole or by its pieces. */
  private static void requireNamed(IngestReport report, Path home) throws IOException {
    Set<String> told = new HashSet<>();
    List<String> pieces = new ArrayList<>();
    report.files().forEach(outcome -> pieces.add(outcome.file()));
    for (IngestReport.NotRead piece : report.notRead()) {
      assertThat(piece.why()).as(piece.file()).isNotBlank();
      pieces.add(piece.file());
    }
    assertThat(pieces).doesNotHaveDuplicates();
    pieces.forEach(piece -> told.add(file(piece)));
    try (Stream<Path> files = Files.walk(home.resolve(DATA))) {
      assertThat(told)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> home.relativize(file).toString())
                  .toList());
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
