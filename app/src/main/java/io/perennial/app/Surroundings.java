// SPDX-License-Identifier: Apache-2.0
package io.perennial.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command is run in; the only way in which it touches the outside but for the workspace.
 *
 * @param in the keyboard
 * @param out results
 * @param err progress, questions, errors
 * @param folder the one that the user stands in; absolute
 * @param environment variables by name
 * @param clock the time
 * @param terminal whether a person watches {@code err}, so that lines may be drawn over
 */
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Path folder,
    Map<String, String> environment,
    Clock clock,
    boolean terminal) {

  /** The system property in which the launcher, who can tell, says that this is a terminal. */
  private static final String TERMINAL = "perennial.terminal";

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new Surroundings(
        System.in,
        out,
        err,
        Path.of("").toAbsolutePath(),
        System.getenv(),
        Clock.systemUTC(),
        Boolean.getBoolean(TERMINAL) && !"dumb".equals(System.getenv("TERM")));
  }
}
