// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.pipeline.IngestStep;
import io.perennial.lake.step.StepContext;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A CSV file into a committed lake, by the step that {@code perennial ingest} runs.
 *
 * <p>Reads {@code csv}, {@code folder} of the workspace, {@code file} to call it there; {@code
 * fresh} true empties the workspace first; {@code more} is a second CSV whose rows are added to the
 * first; {@code contacts} false leaves e-mail and country out. None of the preparation is timed.
 */
final class IngestWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    if (arguments.is("fresh", "true")) {
      Folders.renew(folder);
    }
    Path file = folder.resolve(arguments.text("file"));
    if (!Files.exists(file)) {
      Files.createLink(file, arguments.path("csv").toRealPath());
    }
    if (arguments.has("more")) {
      grow(file, arguments.path("more"));
    }
    IngestStep step =
        new IngestStep(
            IngestConfig.of(
                ShopSource.of(
                    List.of(file.getFileName().toString()), !arguments.is("contacts", "false"))),
            folder);
    try (Workspace workspace = Workspace.forWriting(folder, arguments)) {
      StepContext context = workspace.context();
      IngestReport report = timing.round(() -> step.ingest(context));
      timing.fact("read", report.read());
      timing.fact("kept", report.kept());
      timing.fact("duplicate", report.duplicate());
      timing.fact("quarantined", report.quarantined());
      timing.fact("claims", report.claims());
      workspace.viewEvents();
      timing.fact("rows", workspace.number("SELECT count(*) AS n FROM events"));
      timing.fact(
          "cents",
          workspace.number("SELECT CAST(round(sum(amount) * 100) AS BIGINT) AS n FROM events"));
    }
    timing.fact("bytes", Folders.bytes(folder.resolve("lake"), ".parquet"));
  }

  /** Replaces the link by a file of its own with the rows of both, safe on the disk. */
  private static void grow(Path file, Path more) throws IOException {
    Path grown = file.resolveSibling("grown.part");
    Files.copy(file, grown, StandardCopyOption.REPLACE_EXISTING);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(more));
        OutputStream out = Files.newOutputStream(grown, StandardOpenOption.APPEND)) {
      int header = in.read();
      while (header >= 0 && header != '\n') {
        header = in.read();
      }
      in.transferTo(out);
    }
    try (FileChannel channel = FileChannel.open(grown, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(grown, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
