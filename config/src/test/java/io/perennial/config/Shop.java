// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration with every kind of setting, as a module would declare it. */
final class Shop {

  enum EngineKind {
    DUCKDB,
    SPARK,
    HAND_MADE
  }

  static final Setting<List<String>> FILES =
      Setting.textOrList("files")
          .doc("the files to read; * and ** are taken as globs")
          .check(files -> !files.isEmpty(), "with at least one file")
          .example(List.of("data/*.csv"));
  static final Setting<String> DELIMITER =
      Setting.text("delimiter")
          .defaultValue("auto")
          .doc("column separator; auto looks at the file");
  static final Setting<Optional<String>> DATE_FORMAT =
      Setting.text("date-format").doc("how dates are written").example("yyyy-MM-dd").optional();
  static final Setting<Map<String, String>> COLUMNS =
      Setting.textMap("columns").defaultValue(Map.of()).doc("our column for each of the file's");
  static final Setting<Integer> SKIP =
      Setting.integer("skip-lines").defaultValue(0).atLeast(0).doc("lines before the header");
  static final SectionSpec SOURCE =
      SectionSpec.named(
          "sources", "where the data comes from", FILES, DELIMITER, DATE_FORMAT, COLUMNS, SKIP);

  static final Setting<EngineKind> KIND =
      Setting.choice("kind", EngineKind.values())
          .defaultValue(EngineKind.DUCKDB)
          .doc("what runs the SQL");
  static final Setting<ByteSize> MEMORY =
      Setting.bytes("memory").defaultValue(ByteSize.parse("50%")).doc("what it may use");
  static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout")
          .defaultValue(Duration.ofMinutes(90))
          .above(Duration.ZERO)
          .doc("how long a statement may take");
  static final Setting<Path> SPILL =
      Setting.path("spill").defaultValue(Path.of("state/spill")).doc("where it spills to");
  static final Setting<List<String>> EXTENSIONS =
      Setting.textList("extensions").defaultValue(List.of()).doc("what it loads");
  static final SectionSpec ENGINE =
      SectionSpec.of("engine", "how SQL is run", KIND, MEMORY, TIMEOUT, SPILL, EXTENSIONS);

  static final Setting<Double> TOLERANCE =
      Setting.share("tolerance").defaultValue(0.05).doc("share of rows that may be bad");
  static final Setting<Double> RATE =
      Setting.number("rate").defaultValue(0.1).above(-1.0).atMost(10.0).doc("discount per year");
  static final Setting<Long> SEED = Setting.longInteger("seed").defaultValue(42L).doc("of chance");
  static final Setting<Boolean> DRY =
      Setting.flag("dry-run").defaultValue(false).doc("whether to write nothing");
  static final Setting<ZoneId> ZONE =
      Setting.parsed("zone", "a time zone such as Europe/Berlin", ZoneId::of)
          .defaultValue(ZoneId.of("UTC"))
          .doc("decides what a day is");
  static final Setting<Optional<String>> PASSWORD =
      Setting.text("password").secret().doc("of the database").optional();
  static final Setting<Integer> PORT =
      Setting.integer("port").defaultValue(8080).atLeast(1).atMost(65_535).doc("where it listens");
  static final SectionSpec LIMITS =
      SectionSpec.of("limits", "what a run may do", TOLERANCE, RATE, SEED, DRY);
  static final SectionSpec SERVE =
      SectionSpec.of("serve", "answers over HTTP", PORT, PASSWORD, LIMITS);

  static final SectionSpec ROOT =
      SectionSpec.root("A shop's workspace.", ZONE, SOURCE, ENGINE, SERVE);

  static final Path FILE = Path.of("perennial.yaml");

  private Shop() {}

  static Section parse(String text) {
    return parse(text, Map.of());
  }

  static Section parse(String text, Map<String, String> environment) {
    return Configuration.parse(text, FILE, ROOT, environment);
  }
}
