// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.SourceFiles;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the files of all sources into the lake: events, claims, and what could not be taken. Files
 * that were read before are left alone; of a changed or grown file only what is new is added.
 */
public final class IngestStep implements Step {

  /** The figure of how many sources have more in quarantine than they allow. */
  public static final String TOO_MANY_QUARANTINED = "sources_above_allowed_quarantine";

  private final IngestConfig config;
  private final Path folder;

  /**
   * @param folder the workspace, where relative paths of the configuration start
   */
  public IngestStep(IngestConfig config, Path folder) {
    this.config = config;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<String> reads() {
    return List.of(Tables.ERASURES.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.CLAIMS.name(),
        Tables.QUARANTINE.name(),
        Tables.INGESTED_FILES.name());
  }

  @Override
  public String settings() {
    StringBuilder settings = new StringBuilder("zone " + config.zone());
    for (SourceConfig source : config.sources()) {
      settings.append('\n').append(source.name()).append(' ').append(source.files());
      settings.append('\n').append(source.canonical());
    }
    return settings.toString();
  }

  /** Names, sizes and times of the files; a missing file shows itself when the step runs. */
  @Override
  public String outside() {
    StringBuilder state = new StringBuilder();
    for (SourceConfig source : config.sources()) {
      SourceFiles.find(folder, source.files(), source.name())
          .forEach(
              (name, file) ->
                  state
                      .append(name)
                      .append(' ')
                      .append(file.toFile().length())
                      .append(' ')
                      .append(file.toFile().lastModified())
                      .append('\n'));
    }
    return hex(StableHash.of(state.toString()));
  }

  @Override
  public StepReport run(StepContext context) {
    IngestReport report = ingest(context);
    report.lines().forEach(context.progress()::say);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rows_kept", (double) report.kept());
    figures.put("rows_duplicate", (double) report.duplicate());
    figures.put("rows_quarantined", (double) report.quarantined());
    figures.put("rows_erased", (double) report.erased());
    figures.put("claims", (double) report.claims());
    figures.put(TOO_MANY_QUARANTINED, (double) report.complaints().size());
    List<String> lines = report.lines();
    return new StepReport(report.read(), report.kept(), figures, lines.get(lines.size() - 1));
  }

  /**
   * Reads what is new.
   *
   * @throws io.perennial.ingest.IngestException when a source cannot be read; the sources before it
   *     are in
   */
  public IngestReport ingest(StepContext context) {
    List<FileOutcome> outcomes = new ArrayList<>();
    List<IngestReport.Reason> reasons = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Map<String, Double> allowed = new LinkedHashMap<>();
    long claims = 0;
    for (SourceConfig source : config.sources()) {
      allowed.put(source.name(), source.rules().allowQuarantined());
      PastReadings past = PastReadings.of(context, source.name());
      ZoneId zone = source.mapping().zone().orElse(config.zone());
      try (SourceReading reading = new SourceReading(source, folder, zone)) {
        List<FileGroup> groups = reading.groups(past::holds, config.batchBytes());
        groups.forEach(group -> past.requireSameMapping(group, group.identity(source, zone)));
        Map<String, FileOutcome> byFile = new LinkedHashMap<>();
        reading
            .fingerprints()
            .keySet()
            .forEach(name -> byFile.put(name, FileOutcome.unchanged(source.name(), name)));
        for (FileGroup group : groups) {
          BatchIngest batch = batch(context, source, group, zone);
          long bytes = group.files().stream().mapToLong(InputFile::bytes).sum();
          context.progress().begin("reading " + names(group), bytes, "bytes");
          batch.run().forEach(outcome -> byFile.put(outcome.file(), outcome));
          context.progress().advance(bytes);
          reasons.addAll(batch.reasons());
          claims += batch.claims();
        }
        outcomes.addAll(byFile.values());
        notes.addAll(reading.notes());
      }
    }
    return new IngestReport(outcomes, reasons, allowed, claims, notes);
  }

  private BatchIngest batch(
      StepContext context, SourceConfig source, FileGroup group, ZoneId zone) {
    StringBuilder content = new StringBuilder(source.name());
    group.files().stream()
        .map(file -> '\n' + file.name() + ' ' + file.fingerprint())
        .sorted()
        .forEach(content::append);
    // twelve characters, 60 bits: engines keep texts of that length in place
    String batchId =
        String.format(
                Locale.ROOT, "%12s", Long.toString(StableHash.of(content.toString()) >>> 3, 32))
            .replace(' ', '0');
    return new BatchIngest(
        context.lake(),
        context.engine(),
        source,
        group,
        zone,
        config.erasureSalt(),
        batchId,
        context.clock().instant());
  }

  private static String names(FileGroup group) {
    int files = group.files().size();
    String first = group.files().get(0).name();
    return files == 1 ? first : first + " and " + (files - 1) + " more";
  }

  private static String hex(long value) {
    return String.format(Locale.ROOT, "%016x", value);
  }
}
