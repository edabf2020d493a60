// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by name. Only the one that is called is loaded: reading annotations takes time. */
final class Commands {

  private static final Map<String, Function<Perennial, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("demo", DemoCommand::new);
    ALL.put("init", InitCommand::new);
    ALL.put("simulate", SimulateCommand::new);
    ALL.put("connect", ConnectCommand::new);
    ALL.put("presets", PresetsCommand::new);
    ALL.put("run", RunCommand::new);
    ALL.put("ingest", IngestCommand::new);
    ALL.put("quarantine", QuarantineCommand::new);
    ALL.put("clean", CleanCommand::new);
    ALL.put("quality", QualityCommand::new);
    ALL.put("resolve", ResolveCommand::new);
    ALL.put("identity", IdentityCommand::line);
    ALL.put("text", TextCommand::line);
    ALL.put("features", FeaturesCommand::new);
    ALL.put("segment", SegmentCommand::line);
    ALL.put("value", ValueCommand::line);
    ALL.put("recommend", RecommendCommand::line);
    ALL.put("decide", DecideCommand::line);
    ALL.put("scorecard", ScorecardCommand::line);
    ALL.put("attribution", AttributionCommand::new);
    ALL.put("churn", ChurnCommand::new);
    ALL.put("experiment", ExperimentCommand::line);
    ALL.put("contracts", ContractsCommand::new);
    ALL.put("prices", PricesCommand::new);
    ALL.put("serve", ServeCommand::line);
    ALL.put("report", ReportCommand::new);
    ALL.put("sql", SqlCommand::new);
    ALL.put("customer", CustomerCommand::new);
    ALL.put("export", ExportCommand::new);
    ALL.put("check", CheckCommand::new);
    ALL.put("erase", EraseCommand::new);
    ALL.put("upkeep", UpkeepCommand::new);
    ALL.put("schema", SchemaCommand::new);
  }

  private Commands() {}

  /** All of them, in the order in which one uses them. */
  static Set<String> names() {
    return Collections.unmodifiableSet(ALL.keySet());
  }

  /** Adds the command that {@code args} call, or all when they call none. */
  static void addTo(CommandLine line, String[] args, Perennial perennial) {
    Optional<String> called = Arrays.stream(args).filter(ALL::containsKey).findFirst();
    ALL.forEach(
        (name, command) -> {
          if (called.isEmpty() || called.get().equals(name)) {
            line.addSubcommand(name, command.apply(perennial));
          }
        });
  }
}
