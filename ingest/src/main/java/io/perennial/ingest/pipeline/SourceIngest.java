// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.ingest.CleanRule;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SchemaChange;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.clean.Cleaning;
import io.perennial.ingest.sniff.PieceColumns;
import io.perennial.lake.step.StepContext;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes the files of one source into the lake, and keeps account of each. A file that cannot be
 * read is left out of its group before anything of the group is committed.
 */
final class SourceIngest {

  private final StepContext context;
  private final IngestConfig config;
  private final SourceConfig source;
  private final Path folder;
  private final ZoneId zone;
  private final Map<String, FileOutcome> outcomes = new LinkedHashMap<>();
  private final Map<String, IngestException> notRead = new LinkedHashMap<>();
  private final List<IngestReport.Reason> reasons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<CleanRule, Long> cleaned = new EnumMap<>(CleanRule.class);
  private final Set<String> changed = new HashSet<>();
  private final List<PieceColumns> alongside = new ArrayList<>();
  private PastReadings history;
  private boolean retrying;
  private long claims;

  /**
   * @param folder the workspace, where relative paths start
   */
  SourceIngest(StepContext context, IngestConfig config, SourceConfig source, Path folder) {
    this.context = context;
    this.config = config;
    this.source = source;
    this.folder = folder;
    this.zone = source.mapping().zone().orElse(config.zone());
    this.history = PastReadings.none(source.name());
  }

  /**
   * Reads what is new.
   *
   * @throws IngestException when none of the files can be read, or one is in the lake under another
   *     mapping
   */
  void run(PastReadings past) {
    history = past;
    try (SourceReading reading = new SourceReading(source, folder, zone)) {
      List<FileGroup> groups = reading.groups(past, config.batchBytes());
      groups.forEach(
          group -> past.requireSameMapping(group, MappingIdentity.of(group, source, zone)));
      reading
          .fingerprints()
          .keySet()
          .forEach(name -> outcomes.put(name, FileOutcome.unchanged(source.name(), name)));
      notRead.putAll(reading.notRead());
      notes.addAll(reading.notes());
      groups.forEach(group -> group.files().forEach(file -> compareColumns(file, past)));
      groups.forEach(this::take);
    }
    notRead.keySet().forEach(outcomes::remove);
    if (outcomes.isEmpty() && !notRead.isEmpty()) {
      throw none();
    }
  }

  /**
   * Reads pieces again that were read before, each as a batch of its own; one that is gone is among
   * neither {@link #outcomes} nor {@link #notRead}.
   *
   * @throws IngestException when one is in the lake under another mapping, or the source was being
   *     read again and that was not finished
   */
  void retry(PastReadings past, Collection<String> names) {
    if (past.isUnfinished()) {
      throw new IngestException(
          "Cannot retry source "
              + source.name()
              + ": it was being read again, and that was not finished (perennial ingest does it)");
    }
    history = past;
    retrying = true;
    try (SourceReading reading = new SourceReading(source, folder, zone)) {
      List<FileGroup> groups = reading.again(names);
      groups.forEach(
          group -> past.requireSameMapping(group, MappingIdentity.of(group, source, zone)));
      notRead.putAll(reading.notRead());
      notes.addAll(reading.notes());
      reading
          .fingerprints()
          .forEach(
              (name, fingerprint) -> {
                if (!past.isAsRead(name, fingerprint)) {
                  changed.add(name);
                }
              });
      groups.forEach(this::take);
    }
  }

  /**
   * Says, before anything is written, what other columns a file has than those before it: of
   * earlier readings, and of the files that are read with it.
   */
  private void compareColumns(InputFile file, PastReadings past) {
    Set<String> named = new HashSet<>(source.mapping().properties());
    source
        .mapping()
        .columns()
        .values()
        .forEach(choice -> choice.in(file.shape().fields()).ifPresent(named::addAll));
    PieceColumns columns = PieceColumns.of(file.shape());
    List<PieceColumns> before = past.columns(file.name());
    List<String> changes = columns.changesSince(before, named);
    boolean isOther = !changes.isEmpty();
    if (!past.files().contains(file.name())) {
      List<PieceColumns> all = new ArrayList<>(before);
      all.addAll(alongside);
      alongside.add(columns);
      List<String> others = columns.changesSince(all, named);
      changes = before.isEmpty() || others.size() < changes.size() ? others : changes;
    }
    if (changes.isEmpty()) {
      return;
    }
    String what = String.join("; ", changes);
    if (isOther && config.onSchemaChange() == SchemaChange.FAIL) {
      throw new IngestException(
          "Cannot read source "
              + source.name()
              + ": the columns of "
              + file.name()
              + " are not those of the files before it: "
              + what
              + " (mend the file or the mapping, or set quality.on-schema-change: report)");
    }
    notes.add(file.name() + " has other columns than the files before it: " + what);
  }

  /** The pieces that are not, by their content, what they were when they were last read. */
  Set<String> changed() {
    return changed;
  }

  private IngestException none() {
    IngestException first = notRead.values().iterator().next();
    return notRead.size() == 1
        ? first
        : new IngestException(
            first.getMessage()
                + "; none of the "
                + notRead.size()
                + " files of source "
                + source.name()
                + " can be read",
            first);
  }

  private void take(FileGroup group) {
    BatchIngest batch = batch(group);
    long bytes = group.files().stream().mapToLong(InputFile::bytes).sum();
    context.progress().begin("reading " + names(group), bytes, "bytes");
    try {
      batch.prepare();
    } catch (IngestException e) {
      batch.forget();
      takeWithout(group, e);
      return;
    }
    batch.commit().forEach(outcome -> outcomes.put(outcome.file(), outcome));
    context.progress().advance(bytes);
    reasons.addAll(batch.reasons());
    batch.cleaned().forEach((rule, count) -> cleaned.merge(rule, count, Long::sum));
    claims += batch.claims();
  }

  /** Takes the files of a group that could not be read together, without those to blame. */
  private void takeWithout(FileGroup group, IngestException failure) {
    if (group.files().size() == 1) {
      InputFile file = group.files().get(0);
      notRead.put(file.name(), trouble(file, failure));
      return;
    }
    List<InputFile> good = new ArrayList<>();
    for (InputFile file : group.files()) {
      IngestException trouble = trouble(file, failure);
      if (trouble == failure) {
        good.add(file);
      } else {
        notRead.put(file.name(), trouble);
      }
    }
    if (good.size() < group.files().size()) {
      if (!good.isEmpty()) {
        take(group.withFiles(good));
      }
    } else {
      // by halves: one among hundreds is found without a commit for each of the others
      int half = good.size() / 2;
      take(group.withFiles(good.subList(0, half)));
      take(group.withFiles(good.subList(half, good.size())));
    }
  }

  /** What is wrong with a file by its own looks, or else {@code failure}. */
  private static IngestException trouble(InputFile file, IngestException failure) {
    try {
      file.requireReadable();
      return failure;
    } catch (IngestException own) {
      return own;
    }
  }

  private BatchIngest batch(FileGroup group) {
    StringBuilder content = new StringBuilder(source.name());
    group.files().stream()
        .map(file -> '\n' + file.name() + ' ' + file.fingerprint() + nth(file))
        .sorted()
        .forEach(content::append);
    // twelve characters, 60 bits: engines keep texts of that length in place
    String batchId =
        String.format(
                Locale.ROOT, "%12s", Long.toString(StableHash.of(content.toString()) >>> 3, 32))
            .replace(' ', '0');
    return new BatchIngest(
        new FileBatch(
            context.lake(),
            context.engine(),
            source,
            group,
            zone,
            batchId,
            cleaning(),
            config.currencies(),
            history.after(context.clock().instant())),
        config.erasureSalt());
  }

  private Cleaning cleaning() {
    Set<CleanRule> off = EnumSet.noneOf(CleanRule.class);
    off.addAll(config.clean().off());
    if (!source.rules().redact()) {
      off.add(CleanRule.TEXT_PERSONAL);
    }
    return new Cleaning(
        off,
        config.clean().country(),
        context.clock().instant().atZone(config.zone()).toLocalDate());
  }

  /** Tells a reading of what did not change from those before it. */
  private String nth(InputFile file) {
    return retrying && history.holds(file.fingerprint())
        ? " again " + history.readings(file.name())
        : "";
  }

  private static String names(FileGroup group) {
    int files = group.files().size();
    String first = group.files().get(0).name();
    return files == 1 ? first : first + " and " + (files - 1) + " more";
  }

  /** What became of each file that was read, in the order of reading. */
  List<FileOutcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  /** The files that could not be read, while others could. */
  List<IngestReport.NotRead> notRead() {
    return notRead.entrySet().stream()
        .map(file -> IngestReport.NotRead.of(source.name(), file.getKey(), file.getValue()))
        .toList();
  }

  /** Why rows were not taken. */
  List<IngestReport.Reason> reasons() {
    return reasons;
  }

  /** What people should know about the files. */
  List<String> notes() {
    return notes;
  }

  /** Claims that nobody had made before. */
  long claims() {
    return claims;
  }

  /** How many claims and texts each rule repaired or doubted. */
  Map<CleanRule, Long> cleaned() {
    return cleaned;
  }
}
