// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.Piece;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads all sources of one system again, and puts what they say now in the place of what they said
 * before: each table changes in one commit. Sources of one system are read together, since an event
 * that two of them tell is in the lake once.
 *
 * <p>First the readings in the list of files are marked, then events, claims and quarantine are
 * replaced, then the list of files. When the process dies in between, the mark is found and all is
 * done again.
 */
final class ReadAgain {

  private static final SqlStep FORMER = SqlStep.of(ReadAgain.class, "former_files");

  private record Former(String file, String content, long kept) {}

  private final StepContext context;
  private final IngestConfig config;
  private final Path folder;
  private final String system;
  private final List<SourceConfig> sources;
  private final boolean forgetsMissing;

  /**
   * @param folder the workspace, where relative paths start
   * @param system whose sources are read
   * @param forgetsMissing whether events are given up whose file is gone or another
   */
  ReadAgain(
      StepContext context,
      IngestConfig config,
      Path folder,
      String system,
      boolean forgetsMissing) {
    this.context = context;
    this.config = config;
    this.folder = folder;
    this.system = system;
    this.forgetsMissing = forgetsMissing;
    this.sources = config.sources().stream().filter(s -> s.system().equals(system)).toList();
  }

  /**
   * Reads, then replaces.
   *
   * @return what was done for each source
   * @throws IngestException when a file cannot be read, or one that events came from is gone and
   *     they are not given up; nothing is changed then
   */
  List<SourceIngest> run() {
    List<String> names = sources.stream().map(SourceConfig::name).toList();
    List<Former> former = new ArrayList<>();
    List<String> batches = findFormer(names, former);
    requireFiles(former);
    context
        .progress()
        .say("reading again, in the place of what they said before: " + String.join(", ", names));
    StagedLake staged = new StagedLake(context.lake(), context.engine(), system, names, batches);
    StepContext there =
        new StepContext(
            staged,
            context.engine(),
            context.clock(),
            context.seed(),
            context.runId(),
            context.progress());
    List<SourceIngest> done = new ArrayList<>();
    for (SourceConfig source : sources) {
      SourceIngest one = new SourceIngest(there, config, source, folder);
      one.run(PastReadings.none(source.name()));
      if (!one.notRead().isEmpty()) {
        throw new IngestException(
            "Cannot read source "
                + source.name()
                + " again, and nothing was changed: "
                + one.notRead().get(0));
      }
      done.add(one);
    }
    staged.commit();
    return done;
  }

  /** Fills {@code former}, and answers the batches in which the sources came. */
  private List<String> findFormer(List<String> names, List<Former> former) {
    Lake lake = context.lake();
    Engine engine = context.engine();
    engine.view("ingest_done", lake.table(Tables.INGESTED_FILES).scan());
    engine.view(
        "ingest_system_events", lake.table(Tables.EVENTS).scan(new Filter.Text("source", system)));
    engine.run(FORMER, Map.of("names", names));
    Set<String> batches = new LinkedHashSet<>();
    try (Batches rows =
        engine.query("SELECT file, fingerprint, rows_kept, batch_id FROM ingest_former")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int row = 0; row < batch.rows(); row++) {
          String stored = batch.texts(1)[row];
          String fingerprint = stored.substring(0, stored.lastIndexOf('-'));
          former.add(
              new Former(
                  batch.texts(0)[row], Fingerprint.content(fingerprint), batch.longs(2)[row]));
          batches.add(batch.texts(3)[row]);
        }
      }
    }
    List.of("ingest_former", "ingest_system_events", "ingest_done").forEach(engine::drop);
    return List.copyOf(batches);
  }

  /** A file that is gone would take its events along. */
  private void requireFiles(List<Former> former) {
    Set<String> files = new HashSet<>();
    List<Former> missing = former.stream().filter(reading -> reading.kept() > 0).toList();
    for (SourceConfig source : sources) {
      try (ProcessFolder copies = SourceReading.copies(folder);
          Origin origin = Origins.open(source, folder, config.zone(), copies::make)) {
        List<Piece> now = origin.pieces(List.of());
        Set<String> contents = new HashSet<>();
        for (Piece piece : now) {
          files.add(piece.name());
          contents.add(piece.fingerprint());
        }
        missing =
            missing.stream()
                .filter(reading -> !contents.contains(reading.content()))
                .filter(reading -> !origin.isWithin(now, reading.file(), reading.content()))
                .toList();
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    Former first = missing.get(0);
    String most = missing.stream().mapToLong(Former::kept).sum() + " at most";
    String what =
        first.file()
            + (files.contains(first.file())
                ? " is not the file that it was"
                : " is not among their files any more");
    if (forgetsMissing) {
      context.progress().say(what + ": events of such files are given up, " + most);
      return;
    }
    throw new IngestException(
        "Cannot read the sources of "
            + system
            + " again: "
            + what
            + ", and events that only such files told would be lost, "
            + most
            + " (put back what was there, under any name"
            + " that the sources' files cover; a file that is written over from time to time is to"
            + " be kept under another name each time; or give those events up: perennial ingest"
            + " --again "
            + sources.get(0).name()
            + " --forget-missing)");
  }
}
