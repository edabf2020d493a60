// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.settings;

import io.perennial.config.ByteSize;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import io.perennial.lake.EngineSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which engine does the work, and what it may use.
 *
 * @param name duckdb or spark
 * @param settings memory, threads, spill folder
 */
public record EngineChoice(String name, EngineSettings settings) {

  /** The engines there are. */
  public enum Kind {
    DUCKDB,
    SPARK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Setting<Kind> NAME =
      Setting.choice("name", Kind.values())
          .doc("duckdb runs within Perennial; spark runs on this machine or on a cluster")
          .defaultValue(Kind.DUCKDB);

  private static final Setting<ByteSize> MEMORY =
      Setting.bytes("memory")
          .doc("Memory that the engine fills before it spills to disk; a share is of the machine's")
          .defaultValue(ByteSize.parse("50%"));

  private static final Setting<Optional<Integer>> THREADS =
      Setting.integer("threads")
          .doc("Threads that it works with; as many as the machine has, if not set")
          .example(4)
          .atLeast(1)
          .optional();

  private static final Setting<Path> SPILL =
      Setting.path("spill")
          .doc("Folder that it spills to; put it on a fast disk with room")
          .defaultValue(Path.of("state/spill"));

  private static final Setting<String> MASTER =
      Setting.text("master")
          .doc("Where Spark runs: local[*], or a cluster such as spark://host:7077, yarn, k8s://…")
          .defaultValue("local[*]");

  private static final Setting<Map<String, String>> CONF =
      Setting.textMap("conf")
          .doc("More of Spark's own configuration")
          .defaultValue(Map.of())
          .example(Map.of("spark.executor.memory", "8g"));

  /** The section of the file about the engine. */
  public static final SectionSpec SECTION =
      SectionSpec.of("engine", "What runs SQL and folds.", NAME, MEMORY, THREADS, SPILL);

  /** The section of the file about Spark. */
  public static final SectionSpec SPARK =
      SectionSpec.of("spark", "Only for the engine spark.", MASTER, CONF);

  /** The memory of the machine, or of the container that this process is in, in bytes. */
  public static long machineMemory() {
    return MachineMemory.bytes();
  }

  static EngineChoice of(Section engine, Section spark, Map<String, String> environment) {
    String name =
        Optional.ofNullable(environment.get("PERENNIAL_ENGINE"))
            .filter(value -> !value.isBlank())
            .orElse(engine.value(NAME).word());
    Map<String, String> extra = new HashMap<>();
    if (name.equals(Kind.SPARK.word())) {
      extra.putAll(spark.value(CONF));
      extra.put("spark.master", spark.value(MASTER));
    }
    Runtime machine = Runtime.getRuntime();
    long memory = engine.value(MEMORY).bytesOf(machineMemory());
    if (memory < EngineSettings.LEAST_MEMORY_BYTES) {
      throw engine.invalid(
          MEMORY, "must be at least " + ByteSize.ofBytes(EngineSettings.LEAST_MEMORY_BYTES));
    }
    return new EngineChoice(
        name,
        new EngineSettings(
            memory,
            engine.value(THREADS).orElse(machine.availableProcessors()),
            engine.path(SPILL),
            extra));
  }
}
