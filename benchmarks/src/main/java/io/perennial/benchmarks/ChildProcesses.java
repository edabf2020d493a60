// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs each work in a new Java process, so that its peak of memory is its own and no work finds
 * warm what another left.
 */
final class ChildProcesses implements Runner {

  /** What Spark opens on newer JDKs; the same for every work, so that all run alike. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  @Override
  public Sample run(WorkName work, Arguments arguments, int heapMebibytes) {
    List<String> command = command(heapMebibytes);
    command.add("child");
    command.add(work.word());
    command.addAll(arguments.words());
    List<String> lines = new ArrayList<>();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.add(line);
        }
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "Cannot measure " + work.word() + ": its process ended with " + code + ", see above");
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start a process for " + work.word(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot measure " + work.word() + ": interrupted", e);
    }
    return Sample.ofLines(lines);
  }

  private static List<String> command(int heapMebibytes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    return command;
  }
}
