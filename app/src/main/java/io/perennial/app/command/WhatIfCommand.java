// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.domain.AsOf;
import io.perennial.value.pipeline.LakeWhatIf;
import io.perennial.value.pipeline.ValueConfig;
import io.perennial.value.whatif.Measure;
import io.perennial.value.whatif.Projection;
import io.perennial.value.whatif.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Projects scenarios. */
@Command(
    name = "what-if",
    header = "What customers would be worth if something were otherwise.",
    description = {
      "Each change is a line: price 0.05 elasticity assumed -1.5 | discount 0.1 taken 0.4 lift assumed",
      "0.08 | contacts 2 weekly 1 cost 0.02 elasticity assumed 0.05 | dropout assumed 0.9 | buying",
      "assumed 1.1 | margin 0.3 | interest 0.1 | newcomers 500 cost 12 in COHORT | buy now | silence 8.",
      "Instead of assumed stands observed or experiment with «X se S from A to B by SOURCE»: only then",
      "is the answer more than a prediction. Before and after share their chance, so that the",
      "difference is surer than either. --save keeps a scenario in the folder scenarios; without a",
      "change those that are kept are compared."
    },
    footer = {
      "",
      "Examples",
      "  perennial value what-if \"dropout assumed 0.9\"",
      "  perennial value what-if \"price 0.05 elasticity assumed -1.2\" --for \"group tier A\"",
      "  perennial value what-if \"dropout experiment 0.85 se 0.05 from 0.7 to 1 by save desk, spring\""
          + " --name \"save desk\" --save",
      "  perennial value what-if \"buy now\" --customer 13085",
      "  perennial value what-if"
    })
final class WhatIfCommand implements Callable<Integer> {

  private static final String FOLDER = "scenarios";
  private static final String ENDING = ".txt";

  private final Perennial perennial;

  @Parameters(arity = "0..*", paramLabel = "CHANGE", description = "What is otherwise.")
  private List<String> changes = List.of();

  @Option(
      names = "--for",
      paramLabel = "WHOM",
      description = "all, \"cohort NAME\" or \"group tier A\" (default: ${DEFAULT-VALUE}).",
      defaultValue = "all")
  private String scope = "all";

  @Option(names = "--customer", paramLabel = "KEY", description = "One customer.")
  private Optional<String> customer = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the scenario is called (default: its first change).")
  private Optional<String> name = Optional.empty();

  @Option(names = "--save", description = "Keep the scenario, to be compared with others.")
  private boolean save;

  @Mixin private final AnalysisOption analysis = new AnalysisOption();

  WhatIfCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (save && (customer.isPresent() || changes.isEmpty())) {
      throw new UsageException(
          "Invalid --save: "
              + (changes.isEmpty() ? "there is no change" : "of one customer nothing is kept")
              + " (must be a scenario for all, a cohort or a group)");
    }
    if (scope.strip().startsWith("customer")) {
      throw new UsageException("Invalid --for: " + scope + " (one customer is --customer KEY)");
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      Path folder = open.workspace().folder().resolve(FOLDER);
      List<Projection> projections = new ArrayList<>();
      AsOf asOf;
      try (ProgressLine progress = perennial.progress()) {
        progress.begin("fitting models", 0, "customers");
        LakeWhatIf base = base(open);
        asOf = base.asOf();
        for (Scenario scenario : scenarios(folder, base, open)) {
          progress.begin("projecting " + scenario.name(), 0, "customers");
          projections.add(project(base, scenario));
        }
      }
      if (save) {
        keep(folder, projections.get(0).scenario());
      }
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(projections, asOf)));
      } else {
        tell(projections, asOf, open);
      }
    }
    return ExitCode.DONE.number();
  }

  private LakeWhatIf base(OpenWorkspace open) {
    ValueConfig config = open.settings().value();
    Optional<AsOf> asOf = analysis.asOf(open);
    if (asOf.isPresent()) {
      config = config.withFeatures(config.features().withAsOf(asOf.get()));
    }
    return LakeWhatIf.open(open.lake(), open.engine(), config, perennial.surroundings().clock());
  }

  private static Projection project(LakeWhatIf base, Scenario scenario) {
    try {
      return base.whatIf().project(scenario);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private List<Scenario> scenarios(Path folder, LakeWhatIf base, OpenWorkspace open)
      throws IOException {
    if (changes.isEmpty()) {
      List<Scenario> kept = new ArrayList<>();
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
            kept.add(parse(Files.readString(file), file.toString()));
          }
        }
      }
      if (kept.isEmpty()) {
        throw new UsageException(
            "Nothing to project: name a change, or keep a scenario with --save (see --help)");
      }
      return kept;
    }
    String whom =
        customer.isPresent()
            ? "customer " + ValueExplainCommand.row(customer.get(), base, open)
            : scope;
    String text =
        "scenario "
            + name.orElse(changes.get(0))
            + "\nfor "
            + whom
            + "\n"
            + String.join("\n", changes)
            + "\n";
    return List.of(parse(text, "the scenario"));
  }

  private static Scenario parse(String text, String where) {
    try {
      return Scenario.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(where + ": " + e.getMessage());
    }
  }

  private static void keep(Path folder, Scenario scenario) throws IOException {
    Files.createDirectories(folder);
    String file =
        scenario.name().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-") + ENDING;
    Path there = folder.resolve(file);
    if (Files.exists(there)
        && !parse(Files.readString(there), there.toString()).name().equals(scenario.name())) {
      throw new UsageException(
          "Cannot keep "
              + scenario.name()
              + ": "
              + there
              + " has another scenario (give it another --name)");
    }
    Path part = folder.resolve(file + ".part");
    Files.writeString(part, scenario.text());
    Files.move(part, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  // ---- for people

  private void tell(List<Projection> projections, AsOf asOf, OpenWorkspace open)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    String currency = open.settings().workspace().currency().getCurrencyCode();
    out.printf("As of %s; %s; value in %s.%n%n", asOf, projections.get(0).settings(), currency);
    if (projections.size() > 1) {
      TextTable table =
          TextTable.of("scenario", ">before", ">after", ">change", ">from", ">to", "rests on");
      for (Projection projection : projections) {
        Measure value = projection.total().value();
        table.row(
            projection.scenario().name(),
            money(value.before()),
            money(value.after()),
            signed(value.difference()),
            signed(value.differenceInterval().lower()),
            signed(value.differenceInterval().upper()),
            word(projection));
      }
      table.write(out);
      return;
    }
    Projection projection = projections.get(0);
    TextTable table =
        TextTable.of(
            "", ">customers", ">purchases", ">change", ">value", ">change", ">from", ">to");
    for (Projection.Row row : projection.rows()) {
      table.row(
          row.name(),
          Amounts.count(row.customers()),
          money(row.purchases().before()),
          signed(row.purchases().difference()),
          money(row.value().before()),
          signed(row.value().difference()),
          signed(row.value().differenceInterval().lower()),
          signed(row.value().differenceInterval().upper()));
    }
    table.write(out);
    projection
        .grounds()
        .forEach(
            ground ->
                out.printf(
                    "%n%s: %s, %s%n",
                    ground.change(), ground.label().name().toLowerCase(Locale.ROOT), ground.why()));
  }

  private static String word(Projection projection) {
    return projection.label().name().toLowerCase(Locale.ROOT);
  }

  private static String money(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1_000 ? "%,.2f" : "%,.0f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1_000 ? "%+,.2f" : "%+,.0f", value + 0.0);
  }

  // ---- for programs

  private static Map<String, Object> plain(List<Projection> projections, AsOf asOf) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("as_of", asOf.instant());
    plain.put("settings", projections.get(0).settings());
    plain.put("scenarios", projections.stream().map(WhatIfCommand::plain).toList());
    return plain;
  }

  private static Map<String, Object> plain(Projection projection) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("scenario", projection.scenario().name());
    plain.put("text", projection.scenario().text());
    plain.put("label", word(projection));
    plain.put(
        "rows",
        projection.rows().stream()
            .map(
                row -> {
                  Map<String, Object> told = new LinkedHashMap<>();
                  told.put("name", row.name());
                  told.put("customers", row.customers());
                  told.put("purchases", plain(row.purchases()));
                  told.put("value", plain(row.value()));
                  return told;
                })
            .toList());
    plain.put(
        "grounds",
        projection.grounds().stream()
            .map(
                ground -> {
                  Map<String, Object> told = new LinkedHashMap<>();
                  told.put("change", String.valueOf(ground.change()));
                  told.put("label", ground.label().name().toLowerCase(Locale.ROOT));
                  told.put("why", ground.why());
                  return told;
                })
            .toList());
    return plain;
  }

  private static Map<String, Object> plain(Measure measure) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("before", measure.before());
    plain.put("after", measure.after());
    plain.put("difference", measure.difference());
    plain.put("difference_lower", measure.differenceInterval().lower());
    plain.put("difference_upper", measure.differenceInterval().upper());
    return plain;
  }
}
