// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of benchmarks: the options, where works run, and the data they share. */
final class Session {

  private final Options options;
  private final Runner runner;
  private final SharedData data;

  Session(Options options, Runner runner) {
    this.options = options;
    this.runner = runner;
    this.data = new SharedData(options.data(), runner, engine(), options.rows());
  }

  Options options() {
    return options;
  }

  SharedData data() {
    return data;
  }

  /** What every engine is given: memory, threads and a folder to spill into. */
  Arguments engine() {
    return Arguments.none()
        .with("memory", options.memoryMebibytes())
        .with("threads", options.threads())
        .with("spill", options.data().toAbsolutePath().resolve("spill"));
  }

  /** A folder for one benchmark's scratch files; works empty it themselves. */
  Path scratch(String name) {
    Path folder = options.data().toAbsolutePath().resolve("scratch").resolve(name);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + folder, e);
    }
    return folder;
  }

  Sample once(Trial trial) {
    return runner.run(trial.work(), trial.arguments(), trial.heapMebibytes());
  }

  /**
   * Runs all trials in turn, then all again, so that a slow minute of the machine hits them all.
   */
  Map<String, Series> interleave(List<Trial> trials) {
    Map<String, Series> series = new LinkedHashMap<>();
    Set<String> failed = new HashSet<>();
    for (int i = 1; i <= options.repeats(); i++) {
      for (Trial trial : trials) {
        if (failed.contains(trial.name())) {
          continue;
        }
        System.err.printf("  %s, %d of %d%n", trial.name(), i, options.repeats());
        try {
          series.computeIfAbsent(trial.name(), name -> new Series()).add(once(trial));
        } catch (RuntimeException e) {
          if (trial.required()) {
            throw e;
          }
          System.err.println("  did not finish: " + e.getMessage());
          failed.add(trial.name());
          series.remove(trial.name());
        }
      }
    }
    return series;
  }
}
