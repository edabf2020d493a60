// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.print.JsonText;
import io.perennial.app.settings.Settings;
import io.perennial.lake.workspace.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a workspace. */
@Command(
    name = "init",
    header = "Make a workspace: a folder for everything about one company.",
    description = {
      "The folder must be new or empty. Its perennial.yaml explains every setting; the defaults",
      "are good for a first look."
    },
    footer = {"", "Example", "  perennial init shop"})
final class InitCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "To be made (default: this folder).")
  private Path folder = Path.of("");

  InitCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    Path where = perennial.surroundings().folder().resolve(folder);
    Workspace made = Workspace.init(where, Settings.defaultFile());
    if (perennial.json()) {
      perennial
          .surroundings()
          .out()
          .println(JsonText.of(Map.of("workspace", made.folder().toString())));
    }
    perennial.say("Made workspace " + made.name() + " in " + made.folder());
    perennial.say("Next:");
    if (!folder.toString().isEmpty()) {
      perennial.say("  cd " + folder);
    }
    perennial.say("  perennial connect YOUR-FILES --write   propose how to read your files");
    perennial.say("  perennial run                          read them");
    return ExitCode.DONE.number();
  }
}
