// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.Surroundings;
import io.perennial.app.UsageException;
import io.perennial.config.ConfigException;
import io.perennial.lake.step.StepFailed;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One clear message for each failure; the stack trace goes to a file. */
final class Errors {

  private static final String OURS = "io.perennial.";

  private final Perennial perennial;
  private final Surroundings surroundings;

  Errors(Perennial perennial, Surroundings surroundings) {
    this.perennial = perennial;
    this.surroundings = surroundings;
  }

  /** A command threw. */
  int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    ExitCode code = code(failure);
    say(message(failure));
    if (perennial.debug()) {
      failure.printStackTrace(surroundings.err());
    } else if (code == ExitCode.FAILED && (failure.getCause() != null || !isOurs(failure))) {
      keep(failure).ifPresent(file -> say("Details are in " + file));
    }
    return code.number();
  }

  /** The arguments do not parse. */
  int misused(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    say(why(failure, command));
    say("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.MISUSED.number();
  }

  private static String why(ParameterException failure, CommandLine command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String nearest =
          unmatched.getSuggestions().stream()
              .findFirst()
              .map(suggestion -> " (did you mean " + suggestion + "?)")
              .orElse("");
      String first = unmatched.getUnmatched().get(0);
      if (command.getParent() == null && !unmatched.isUnknownOption()) {
        return "Unknown command: " + first + nearest;
      }
      return (unmatched.isUnknownOption() ? "Unknown option: " : "Unknown argument: ")
          + first
          + nearest;
    }
    return String.valueOf(failure.getMessage())
        .replaceFirst("^Missing required [a-z]+s?: ", "Missing argument: ");
  }

  private void say(String message) {
    surroundings.err().println("perennial: " + message);
  }

  private static ExitCode code(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UsageException || at instanceof ConfigException) {
        return ExitCode.MISUSED;
      }
    }
    return ExitCode.FAILED;
  }

  private static String message(Throwable failure) {
    Optional<String> trouble = FileTrouble.within(failure);
    String message = String.valueOf(failure.getMessage());
    if (isOurs(failure)) {
      return message;
    }
    if (trouble.isPresent()) {
      return "Cannot go on: " + trouble.get();
    }
    return "Cannot go on: an error that nobody expected ("
        + failure.getClass().getSimpleName()
        + "); please report it with the details";
  }

  private static boolean isOurs(Throwable failure) {
    if (failure instanceof StepFailed || failure.getClass().getName().startsWith(OURS)) {
      return true;
    }
    StackTraceElement[] stack = failure.getStackTrace();
    return failure instanceof IllegalArgumentException
        && stack.length > 0
        && stack[0].getClassName().startsWith(OURS);
  }

  private Optional<Path> keep(Throwable failure) {
    Optional<Path> state =
        perennial.workspaceFolder().map(f -> f.resolve("state")).filter(Files::isDirectory);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    StringWriter text = new StringWriter();
    text.append(surroundings.clock().instant().toString()).append(" Perennial ");
    text.append(Version.text()).append('\n');
    failure.printStackTrace(new PrintWriter(text, true));
    Path file = state.get().resolve("last-error.log");
    try {
      Files.writeString(file, text.toString());
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
