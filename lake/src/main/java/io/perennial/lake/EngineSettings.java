// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an engine may use.
 *
 * @param memoryBytes that it may fill before it spills to disk
 * @param threads that it works with, at least 1
 * @param spillFolder where it spills; made when it is needed
 * @param extra settings of one kind of engine by name, such as {@code spark.master}; an engine
 *     refuses what it does not know
 */
public record EngineSettings(
    long memoryBytes, int threads, Path spillFolder, Map<String, String> extra) {

  /** The least that any engine works with: 128 MiB. */
  public static final long LEAST_MEMORY_BYTES = 128L << 20;

  public EngineSettings {
    extra = Map.copyOf(extra);
    if (memoryBytes < LEAST_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "Invalid engine memory: "
              + memoryBytes
              + " bytes (must be >= "
              + LEAST_MEMORY_BYTES
              + " bytes)");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("Invalid engine threads: " + threads + " (must be >= 1)");
    }
  }
}
