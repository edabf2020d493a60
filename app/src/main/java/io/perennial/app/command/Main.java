// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.Surroundings;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command line. */
public final class Main {

  private static final String MANUAL = "manual";
  private static final int HELP_WIDTH = 100;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, Surroundings.ofProcess()));
  }

  /** Runs one command; what {@link #main} does, without the process. */
  public static int run(String[] args, Surroundings surroundings) {
    Perennial perennial = new Perennial(surroundings);
    CommandLine line = new CommandLine(perennial);
    line.setHelpSectionKeys(List.of(MANUAL));
    line.getHelpSectionMap().put(MANUAL, help -> Manual.text());
    Commands.addTo(line, args, perennial);
    line.setUsageHelpWidth(HELP_WIDTH);
    Errors errors = new Errors(perennial, surroundings);
    line.setOut(printer(surroundings.out()));
    line.setErr(printer(surroundings.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(errors::failed);
    line.setParameterExceptionHandler(errors::misused);
    line.setExitCodeExceptionMapper(failure -> ExitCode.FAILED.number());
    int code = line.execute(args);
    surroundings.out().flush();
    surroundings.err().flush();
    return code;
  }

  private static PrintWriter printer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
