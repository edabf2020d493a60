// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of the configuration. */
@Command(
    name = "schema",
    header = "Print the JSON Schema of perennial.yaml, for completion and checks in an editor.",
    footer = {
      "",
      "Example",
      "  perennial schema > perennial.schema.json",
      "  and as the first line of perennial.yaml:",
      "  # yaml-language-server: $schema=perennial.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  private final Perennial perennial;

  SchemaCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    perennial.surroundings().out().println(Settings.jsonSchema().stripTrailing());
    return ExitCode.DONE.number();
  }
}
