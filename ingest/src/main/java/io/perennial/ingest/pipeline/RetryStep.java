// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.RetryReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what has open rows in quarantine again, under the configuration as it is now, whether or
 * not anything changed. Rows that are events are known by their ids and left alone, so that each
 * row comes in once however often this is done. Each file is a batch of its own: what a kill leaves
 * undone of one is done by doing it again, and the other files are as they were.
 */
public final class RetryStep implements Step {

  private final IngestConfig config;
  private final Path folder;
  private final Set<String> sources;

  /**
   * @param folder the workspace, where relative paths of the configuration start
   * @param sources by their names; none for all
   */
  public RetryStep(IngestConfig config, Path folder, Set<String> sources) {
    this.config = config;
    this.folder = folder;
    this.sources = Set.copyOf(sources);
  }

  @Override
  public String name() {
    return "retry";
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
    return new IngestStep(config, folder).settings();
  }

  @Override
  public String outside() {
    return "";
  }

  @Override
  public StepReport run(StepContext context) {
    RetryReport report = retry(context);
    report.lines().forEach(context.progress()::say);
    long read = report.read().stream().mapToLong(FileOutcome::read).sum();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rows_open", (double) report.open());
    figures.put("rows_taken", (double) report.taken());
    figures.put("rows_remaining", (double) report.remain());
    figures.put(
        IngestStep.FILES_NOT_READ, (double) (report.missing().size() + report.notRead().size()));
    return new StepReport(read, report.taken(), figures, report.summary());
  }

  /**
   * Reads again.
   *
   * @throws IngestException when events of a file are in the lake under another mapping; nothing of
   *     its source is changed then
   */
  public RetryReport retry(StepContext context) {
    Map<String, Map<String, Long>> open = open(context);
    List<RetryReport.Retried> files = new ArrayList<>();
    List<RetryReport.Retried> missing = new ArrayList<>();
    List<IngestReport.NotRead> notRead = new ArrayList<>();
    List<FileOutcome> read = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      Map<String, Long> rows = open.remove(source.name());
      if (rows == null || !isMeant(source.name())) {
        continue;
      }
      PastReadings past = PastReadings.of(context, source.name());
      SourceIngest one = new SourceIngest(context, config, source, folder);
      LoadedRates rates = new LoadedRates(context.engine(), config.currencies(), folder);
      try {
        one.retry(past, rows.keySet());
      } finally {
        rates.close();
      }
      read.addAll(one.outcomes());
      notRead.addAll(one.notRead());
      Map<String, FileOutcome> outcomes =
          one.outcomes().stream().collect(Collectors.toMap(FileOutcome::file, Function.identity()));
      rows.forEach(
          (file, before) -> {
            FileOutcome outcome = outcomes.get(file);
            if (outcome != null) {
              files.add(
                  new RetryReport.Retried(
                      source.name(),
                      file,
                      before,
                      source.mapping().saysProfiles()
                          ? Math.max(0, before - outcome.quarantined())
                          : outcome.kept(),
                      outcome.quarantined(),
                      one.changed().contains(file)));
            } else if (one.notRead().stream().noneMatch(n -> n.file().equals(file))) {
              missing.add(new RetryReport.Retried(source.name(), file, before, 0, before, false));
            }
          });
    }
    open.forEach(
        (source, rows) -> {
          if (isMeant(source)) {
            rows.forEach(
                (file, before) ->
                    missing.add(new RetryReport.Retried(source, file, before, 0, before, false)));
          }
        });
    return new RetryReport(files, missing, notRead, read);
  }

  private boolean isMeant(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  private static Map<String, Map<String, Long>> open(StepContext context) {
    try (OpenRows rows = new OpenRows(context.lake(), context.engine())) {
      return new TreeMap<>(rows.files());
    }
  }
}
