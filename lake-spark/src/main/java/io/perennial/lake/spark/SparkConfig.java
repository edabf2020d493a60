// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.EngineSettings;
import io.perennial.lake.LakeException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to run Spark.
 *
 * @param master {@code local[n]} runs in this process; anything else is a cluster's address
 * @param memoryBytes of each executor; in local mode the heap of this process is the limit
 * @param shufflePartitions pieces that a shuffle cuts rows into, at least 1; small ones are merged
 * @param workFolder for tables, results and spilled rows; on a cluster every node must see it
 * @param properties further {@code spark.…} properties, which win over what this engine sets
 */
public record SparkConfig(
    String master,
    long memoryBytes,
    int shufflePartitions,
    Path workFolder,
    Map<String, String> properties) {

  public SparkConfig {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    if (shufflePartitions < 1) {
      throw new IllegalArgumentException(
          "Invalid spark.sql.shuffle.partitions: " + shufflePartitions + " (must be >= 1)");
    }
    for (String name : properties.keySet()) {
      if (!name.startsWith("spark.")) {
        throw new IllegalArgumentException(
            "Unknown setting of the engine spark: " + name + " (must start with 'spark.')");
      }
    }
  }

  /** Spark in this process with that many threads. */
  public static SparkConfig local(int threads, Path workFolder) {
    return new SparkConfig(
        "local[" + threads + "]",
        EngineSettings.LEAST_MEMORY_BYTES,
        4 * threads,
        workFolder,
        Map.of());
  }

  /**
   * What the settings of an engine mean for Spark: {@code spark.master} in the extra settings says
   * where it runs, and every other {@code spark.…} there is handed to Spark.
   *
   * @throws LakeException when an extra setting is not Spark's
   */
  static SparkConfig of(EngineSettings settings) {
    Map<String, String> properties = new TreeMap<>(settings.extra());
    String given = properties.remove("spark.master");
    String master = given == null ? "local[" + settings.threads() + "]" : given;
    try {
      return new SparkConfig(
          master,
          settings.memoryBytes(),
          master.startsWith("local") ? 4 * settings.threads() : 200,
          settings.spillFolder(),
          properties);
    } catch (IllegalArgumentException e) {
      throw new LakeException("Cannot open the engine spark: " + e.getMessage(), e);
    }
  }
}
