// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The one Spark context of this process, which Spark shares between all sessions: started by the
 * first engine, stopped by the last, and left alone when somebody else started it.
 */
final class SparkContexts {

  private static @Nullable SparkSession root;
  private static int engines;

  private SparkContexts() {}

  /** A session of its own views; to be released once. */
  static synchronized SparkSession open(SparkConfig config) {
    if (root == null || root.sparkContext().isStopped()) {
      root = start(config);
      engines = 0;
    }
    SparkSession session = root.newSession();
    required().forEach((name, value) -> session.conf().set(name, value));
    session.conf().set("spark.sql.shuffle.partitions", config.shufflePartitions());
    config.properties().entrySet().stream()
        .filter(property -> property.getKey().startsWith("spark.sql."))
        .filter(property -> session.conf().isModifiable(property.getKey()))
        .forEach(property -> session.conf().set(property.getKey(), property.getValue()));
    engines++;
    return session;
  }

  /** Gives a session back. */
  static synchronized void release() {
    engines--;
    if (engines == 0 && root != null) {
      root.stop();
      root = null;
    }
  }

  private static SparkSession start(SparkConfig config) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("spark.app.name", "perennial");
    properties.put("spark.master", config.master());
    properties.put("spark.ui.enabled", "false");
    properties.put("spark.log.level", "ERROR");
    if (config.master().startsWith("local")) {
      // whatever fails here is thrown to the caller, so Spark need not say it too
      properties.put("spark.log.level", "OFF");
      properties.put("spark.driver.bindAddress", "127.0.0.1");
      properties.put("spark.driver.host", "127.0.0.1");
      properties.put("spark.local.dir", config.workFolder().toAbsolutePath().toString());
    } else {
      properties.put("spark.executor.memory", (config.memoryBytes() >> 20) + "m");
    }
    properties.putAll(required());
    properties.putAll(config.properties());
    SparkSession.Builder builder = SparkSession.builder();
    properties.forEach(builder::config);
    return builder.getOrCreate();
  }

  /** What our SQL and our files need, whatever else is configured. */
  private static Map<String, String> required() {
    return Map.ofEntries(
        Map.entry("spark.sql.session.timeZone", "UTC"),
        Map.entry("spark.sql.ansi.enabled", "true"),
        Map.entry("spark.sql.timestampType", "TIMESTAMP_NTZ"),
        Map.entry("spark.sql.datetime.java8API.enabled", "true"),
        Map.entry("spark.sql.variable.substitute", "false"),
        Map.entry("spark.sql.parquet.inferTimestampNTZ.enabled", "true"),
        Map.entry("spark.sql.parquet.fieldId.read.enabled", "true"),
        Map.entry("spark.sql.parquet.fieldId.write.enabled", "true"),
        // what it infers from long CASE expressions doubles with each level of them
        Map.entry("spark.sql.constraintPropagation.enabled", "false"),
        Map.entry("spark.sql.parquet.compression.codec", "zstd"));
  }
}
