// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.app.Surroundings;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.lake.workspace.Workspace;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What all commands share: the options that go everywhere, and how to get at a workspace. */
@Command(
    name = "perennial",
    versionProvider = Version.class,
    usageHelpWidth = 100,
    optionListHeading = "%nOptions%n",
    parameterListHeading = "%nArguments%n",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    separator = " ")
final class Perennial implements Runnable {

  private final Surroundings surroundings;

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "The workspace (default: this folder, or the nearest above that is one).")
  private @Nullable Path workspace;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer in JSON, for programs.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress: results and errors only.")
  private boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "This help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(names = "--version", versionHelp = true, description = "The version.")
  private boolean version;

  Perennial(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Called without a command: the manual. */
  @Override
  public void run() {
    surroundings.out().print(Manual.text());
  }

  Surroundings surroundings() {
    return surroundings;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  /** The workspace that is meant. */
  Workspace workspace() {
    return OpenWorkspace.find(Optional.ofNullable(workspace), surroundings);
  }

  /** The workspace that is meant, if one can be found; for errors. */
  Optional<Path> workspaceFolder() {
    return workspace == null
        ? Workspace.nearest(surroundings.folder())
        : Optional.of(surroundings.folder().resolve(workspace));
  }

  OpenWorkspace openForReading() {
    return OpenWorkspace.forReading(workspace(), surroundings);
  }

  /** Opens it for the command called {@code name}. */
  OpenWorkspace openForWriting(String name) {
    return OpenWorkspace.forWriting(workspace(), surroundings, "perennial " + name);
  }

  /** Tells people how far it is, unless they want quiet. */
  ProgressLine progress() {
    return new ProgressLine(
        quiet ? new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) : surroundings.err(),
        surroundings.terminal(),
        surroundings.clock());
  }

  /** Says something to people, on the side of results, unless they want quiet or JSON. */
  void say(String line) {
    if (!quiet && !json) {
      surroundings.out().println(line);
    }
  }
}
