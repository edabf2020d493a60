// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.app.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A user at a keyboard: stands in a folder, types commands, and reads what comes. */
final class Shell {

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("USER", "tester"));
  private String input = "";
  private Clock clock = Clock.systemUTC();

  Shell(Path folder) {
    this.folder = folder;
  }

  /** What came of a command. */
  record Outcome(int code, String out, String err) {

    /** Both streams, for messages of assertions. */
    String all() {
      return "code " + code + "\n" + out + err;
    }
  }

  Path folder() {
    return folder;
  }

  /** The same user in another folder. */
  Shell in(String name) {
    Shell there = new Shell(folder.resolve(name));
    there.environment.putAll(environment);
    return there;
  }

  /** Types {@code text} when asked. */
  Shell typing(String text) {
    input = text;
    return this;
  }

  /** Later by so much: the clock on the wall says so. */
  Shell later(Duration by) {
    clock = Clock.offset(clock, by);
    return this;
  }

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs the real main. */
  Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new Surroundings(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8),
                folder,
                environment,
                clock,
                false));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
