// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A main class in a JVM of its own, with this JVM's class path. What it prints, line by line, is
 * what it acknowledges: a line counts when it is complete, however soon the process dies after it.
 */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final Thread reader;
  private final Path errors;
  private final List<String> lines = new ArrayList<>();

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(this::read, "child-jvm-output");
    this.reader.setDaemon(true);
  }

  /**
   * Starts {@code main}.
   *
   * @param flags of the JVM, such as -Xmx64m
   * @param arguments of the main method
   * @param errors the file that its standard error is written to
   */
  public static ChildJvm start(
      Class<?> main, List<String> flags, List<String> arguments, Path errors) throws IOException {
    return start(List.of(), main, flags, arguments, errors);
  }

  /**
   * Starts {@code main} by way of another command, such as a shell that sets a limit and then
   * replaces itself by its arguments.
   */
  public static ChildJvm start(
      List<String> wrapper, Class<?> main, List<String> flags, List<String> arguments, Path errors)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    File to = errors.toFile();
    ChildJvm child =
        new ChildJvm(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(to)).start(),
            errors);
    child.reader.start();
    return child;
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] bytes = new byte[4_096];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        for (int i = 0; i < n; i++) {
          if (bytes[i] == '\n') {
            add(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else {
            line.write(bytes[i]);
          }
        }
      }
    } catch (IOException e) {
      // a killed process takes its pipe with it: what was read before stands
      line.reset();
    }
  }

  private void add(String line) {
    synchronized (lines) {
      lines.add(line);
    }
  }

  /** The complete lines so far. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** How many complete lines begin with {@code prefix} so far. */
  public long count(String prefix) {
    return lines().stream().filter(line -> line.startsWith(prefix)).count();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process as a power cut would, without leave to tidy up, and reads its last lines. */
  public void kill() throws IOException {
    // by its handle: the process itself would close the pipe with what is still in it
    process.toHandle().destroyForcibly();
    await(Duration.ofMinutes(1));
  }

  /**
   * Waits for the end of the process and of its output.
   *
   * @return its exit code
   * @throws IOException when it does not end in time
   */
  public int await(Duration atMost) throws IOException {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("Cannot wait for a child process: it ran longer than " + atMost);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for a child process: interrupted", e);
    }
  }

  /** What it wrote to standard error. */
  public String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
