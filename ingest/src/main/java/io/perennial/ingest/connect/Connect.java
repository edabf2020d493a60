// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Preview;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.SampleTrial;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.lake.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at files and proposes the sources that they could be. */
public final class Connect {

  private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  private final Engine engine;
  private final Path folder;
  private final Path copies;
  private final Map<String, FileShape> samples = new HashMap<>();
  private boolean listsAreRecords = true;
  private Set<String> leftOut = Set.of();

  /**
   * @param engine reads samples of Parquet files
   * @param folder the workspace; files within are named relative to it
   * @param copies a folder for what has to be written to be looked at; who gives it deletes it
   */
  public Connect(Engine engine, Path folder, Path copies) {
    this.engine = engine;
    this.folder = folder.toAbsolutePath().normalize();
    this.copies = copies;
  }

  /**
   * Says that lists of things, as products, are not what is to be resolved: there are events, and
   * the lists say what they are about.
   */
  public Connect besideEvents() {
    listsAreRecords = false;
    return this;
  }

  /**
   * Says which columns are to be no claims: what they say would give away who is who, or is known.
   */
  public Connect leavingOut(Set<String> columns) {
    leftOut = Set.copyOf(columns);
    return this;
  }

  /**
   * Proposes sources: one for files that have the same fields, perhaps under other names, else one
   * each. Costs a look at the beginning of each file and a few places further in.
   *
   * @throws IngestException when a file cannot be read
   */
  public Proposal propose(List<Path> files) {
    if (files.isEmpty()) {
      throw new IngestException("Cannot connect: no file is named");
    }
    List<List<Looked>> kinds = new ArrayList<>();
    for (Path file : files) {
      look(file).forEach(looked -> kindOf(looked, kinds).add(looked));
    }
    Set<String> names = new HashSet<>();
    List<Proposal.Source> sources = new ArrayList<>();
    // beside events, a list of things is what they are about, and not who did them
    boolean lists =
        listsAreRecords
            && kinds.stream()
                .noneMatch(kind -> KindGuess.of(kind.get(0)).kind() == FileKind.EVENTS);
    for (List<Looked> kind : OneList.split(apart(kinds))) {
      String name = name(kind, names);
      Optional<PresetSource> preset = preset(name, kind);
      Proposal.Source source =
          preset
              .map(PresetSource::source)
              .orElseGet(() -> new SourceGuess(name, kind, lists, leftOut).source());
      samples.put(name, preset.map(PresetSource::sample).orElse(kind.get(0).shape()));
      sources.add(source);
    }
    return new Proposal(sources);
  }

  /** Pieces of one archive that are of several kinds are named one by one. */
  private static List<List<Looked>> apart(List<List<Looked>> kinds) {
    Map<String, Long> kindsOf =
        kinds.stream()
            .flatMap(kind -> kind.stream().map(Looked::file).distinct())
            .collect(Collectors.groupingBy(file -> file, Collectors.counting()));
    return kinds.stream()
        .map(
            kind ->
                kind.stream()
                    .map(
                        looked ->
                            kindsOf.getOrDefault(looked.file(), 0L) > 1
                                    && looked.reading().sheet().isEmpty()
                                ? looked.alone()
                                : looked)
                    .toList())
        .toList();
  }

  /** The source that one line says, where these are a vendor's files and the preset reads them. */
  private Optional<PresetSource> preset(String name, List<Looked> kind) {
    Looked first = kind.get(0);
    if (!first.name().equals(first.file())) {
      return Optional.empty();
    }
    return PresetGuess.of(first.shape().fields())
        .flatMap(
            match ->
                PresetSource.of(
                    name,
                    kind,
                    match,
                    reading ->
                        new FileLook(engine, () -> copies)
                            .again(folder.resolve(first.file()), first, reading),
                    this::tried));
  }

  /**
   * What comes of the sampled rows of a proposed source when they are read as proposed; empty when
   * it cannot be read yet.
   *
   * @param source of the last proposal
   * @param zone of times without one
   * @param now after which times are too late to be true
   */
  public Optional<Preview> preview(Proposal.Source source, ZoneId zone, Instant now) {
    return source.config().map(config -> read(source, config, zone, now));
  }

  /** The same under the other reading, where there is one. */
  public Optional<Preview> previewOfOther(Proposal.Source source, ZoneId zone, Instant now) {
    return source.other().map(config -> read(source, config, zone, now));
  }

  private Preview read(Proposal.Source source, SourceConfig config, ZoneId zone, Instant now) {
    FileShape sample = samples.get(source.name());
    if (sample == null) {
      throw new IllegalArgumentException("Unknown source: " + source.name());
    }
    return new SampleTrial(engine, copies, config.mapping().zone().orElse(zone), now)
        .read(config, sample);
  }

  /** Whether a preset reads rows is tried with whatever time. */
  private Preview tried(SourceConfig config, FileShape sample) {
    ZoneId zone = config.mapping().zone().orElse(ZoneOffset.UTC);
    return new SampleTrial(engine, copies, zone, FAR).read(config, sample);
  }

  private List<Looked> look(Path file) {
    return new FileLook(engine, () -> copies).look(file.toAbsolutePath().normalize(), nameOf(file));
  }

  /** What the configuration calls a file. */
  String nameOf(Path file) {
    Path path = file.toAbsolutePath().normalize();
    return (path.startsWith(folder) ? folder.relativize(path) : path).toString().replace('\\', '/');
  }

  private static List<Looked> kindOf(Looked looked, List<List<Looked>> kinds) {
    for (List<Looked> kind : kinds) {
      if (alike(kind.get(0), looked)) {
        return kind;
      }
    }
    List<Looked> kind = new ArrayList<>();
    kinds.add(kind);
    return kind;
  }

  /** The same names; or as many columns, most names the same, and the same fields found. */
  private static boolean alike(Looked one, Looked other) {
    if (!one.reading().equals(other.reading())) {
      return false;
    }
    Set<String> names = new HashSet<>(one.shape().fields());
    Set<String> others = new HashSet<>(other.shape().fields());
    if (names.equals(others)) {
      return true;
    }
    int width = names.size();
    names.retainAll(others);
    return width == others.size()
        && names.size() * 2 >= width
        && one.roles().fields().keySet().equals(other.roles().fields().keySet())
        && one.roles().fields().containsKey(EventField.CUSTOMER);
  }

  private static String name(List<Looked> kind, Set<String> taken) {
    String common = stem(kind.get(0).name());
    for (Looked looked : kind) {
      String stem = stem(looked.name());
      int same = 0;
      while (same < Math.min(common.length(), stem.length())
          && common.charAt(same) == stem.charAt(same)) {
        same++;
      }
      common = common.substring(0, same);
    }
    if (kind.size() > 1) {
      // what differs begins within a number: orders-2024, orders-2025
      common = common.replaceFirst("(?<=\\p{L})[^\\p{L}]+$", "");
    }
    String kebab =
        ColumnWords.plain(common)
            .replace('_', '-')
            .replaceAll("[^a-z0-9-]", "")
            .replaceAll("^-+|-+$", "");
    if (kebab.length() < 2 || !Character.isLetter(kebab.charAt(0))) {
      kebab = kebab.isEmpty() ? "orders" : "source-" + kebab;
    }
    String name = kebab;
    for (int i = 2; !taken.add(name); i++) {
      name = kebab + "-" + i;
    }
    return name;
  }

  private static String stem(String name) {
    String file =
        name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1)
            .toLowerCase(Locale.ROOT);
    int dot = file.indexOf('.', 1);
    return dot < 0 ? file : file.substring(0, dot);
  }
}
