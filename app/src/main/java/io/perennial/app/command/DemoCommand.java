// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.DemoData;
import io.perennial.app.work.DemoStory;
import io.perennial.app.work.ReportFile;
import io.perennial.app.work.Steps;
import io.perennial.lake.step.Pipeline;
import io.perennial.lake.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all of it at once. */
@Command(
    name = "demo",
    header = "Show all of it at once, on the real customers of a shop for CDs.",
    description = {
      "Makes a workspace with the purchases of 2,357 customers of CDNOW, runs the whole pipeline, and",
      "tells what came out, beside what others have published. The folder must be new, or that of an",
      "earlier demo. With --serve it ends with the dashboard."
    },
    footer = {"", "Examples", "  perennial demo", "  perennial demo /tmp/cdnow --serve"})
final class DemoCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "To be made (default: perennial-demo).")
  private Path folder = Path.of("perennial-demo");

  @Option(names = "--serve", description = "End with the dashboard, until Ctrl-C.")
  private boolean serve;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Of the dashboard; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  DemoCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    Path where = perennial.surroundings().folder().resolve(folder);
    Workspace workspace = workspace(where);
    int code = run(workspace);
    if (serve && code == ExitCode.DONE.number()) {
      perennial.say("");
      return new Serving(perennial).run(workspace, config -> config.withPort(port));
    }
    return code;
  }

  private int run(Workspace workspace) {
    try (OpenWorkspace open =
        OpenWorkspace.forWriting(workspace, perennial.surroundings(), "perennial demo")) {
      List<Pipeline.Result> results;
      try (ProgressLine progress = perennial.progress()) {
        results =
            new Steps(open, perennial.surroundings().clock(), Version.text(), progress).run(false);
        progress.rest();
      }
      int code = new RunReport(results, List.of()).tell(perennial);
      Path report = ReportFile.of(open);
      ReportFile.write(open, report);
      for (DemoStory.Chapter chapter : new DemoStory(open.lake(), open.engine()).chapters()) {
        perennial.say("");
        perennial.say(chapter.title());
        chapter.table().ifPresent(this::print);
        chapter.words().forEach(perennial::say);
      }
      perennial.say("");
      perennial.say("The report: " + report);
      perennial.say("Next: cd " + folder + " && perennial sql \"SELECT * FROM customer_values\"");
      return code;
    }
  }

  private static Workspace workspace(Path where) {
    Path configuration = where.resolve(Workspace.CONFIGURATION);
    if (Files.exists(configuration)) {
      if (!DemoData.isDemo(where)) {
        throw new UsageException(
            "Cannot make the demo in "
                + where
                + ": it is another workspace; name a new folder: perennial demo FOLDER");
      }
      DemoData.copyTo(where);
      return Workspace.open(where);
    }
    Workspace made = Workspace.init(where, DemoData.configuration());
    DemoData.copyTo(where);
    return made;
  }

  private void print(TextTable table) {
    if (perennial.json()) {
      return;
    }
    try {
      table.write(perennial.surroundings().out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
