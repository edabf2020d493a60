// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, so that its time and memory are not those of who asks it. */
final class ServedProcess implements AutoCloseable {

  private final Process process;
  private final URI address;
  private final String key;

  private ServedProcess(Process process, URI address, String key) {
    this.process = process;
    this.address = address;
    this.key = key;
  }

  /** Starts one on the lake of {@code arguments}, and comes back when it takes requests. */
  static ServedProcess start(Arguments arguments, String heap) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServedMain.class.getName()));
    command.addAll(arguments.words());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String address = line(out);
    return new ServedProcess(process, URI.create(address), line(out));
  }

  private static String line(BufferedReader out) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("Cannot start the server: it ended without a word");
    }
    return line;
  }

  URI address() {
    return address;
  }

  String key() {
    return key;
  }

  /** Processor time so far. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory, mebibytes; 0 where the system does not tell. */
  long residentMebibytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      return !Files.exists(status)
          ? 0
          : Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server ends when nobody holds its input open. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
