// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.DealtArms;
import io.perennial.app.work.TableFile;
import io.perennial.app.work.TrialWindow;
import io.perennial.config.Nearest;
import io.perennial.decide.action.Action;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.study.ExperimentStudy;
import io.perennial.decide.study.ExperimentTable;
import io.perennial.domain.AsOf;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures an experiment that was dealt, by what customers bought. */
@Command(
    name = "measure",
    header = "What an experiment that was dealt did, by what customers bought in its window.",
    description = {
      "Reads the file of perennial experiment deal and the lake: who bought and spend from --from for",
      "--days; what is known from before that day is taken out (CUPED), and nothing later is looked at.",
      "All who were dealt an arm count, whether it reached them or not. For one look, at the end."
    },
    footer = {
      "",
      "Examples",
      "  perennial experiment measure spring.csv --from 2027-03-01 --days 28",
      "  perennial experiment measure spring.csv --from 2027-03-01 --costs 0,0.1 --json"
    })
final class ExperimentMeasureCommand implements Callable<Integer> {

  /** Share of customers that may have been erased since. */
  private static final double MOST_UNKNOWN = 0.05;

  private final Perennial perennial;

  @Parameters(paramLabel = "FILE", description = "What perennial experiment deal wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "WHEN",
      required = true,
      description = "The day or instant at which the arms were given.")
  private String from = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "28",
      description = "In which what came of it is counted (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--control",
      paramLabel = "WORD",
      defaultValue = "",
      description = "The arm that others are compared with (default: control).")
  private String control = "";

  @Option(
      names = "--costs",
      paramLabel = "C,C,…",
      split = ",",
      description = "What an arm costs a customer, money, the control's first.")
  private List<Double> costs = new ArrayList<>();

  @Option(
      names = "--action",
      paramLabel = "NAME",
      description =
          "Says the settings that let decisions about this action start from what it told.")
  private Optional<String> action = Optional.empty();

  ExperimentMeasureCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    if (days < 1) {
      throw new UsageException("Invalid --days: " + days + " (must be >= 1)");
    }
    ExperimentTable table;
    ExperimentStudy study;
    Optional<ActionEvidence> evidence;
    try (OpenWorkspace open = perennial.openForReading();
        ProgressLine progress = perennial.progress();
        ProcessFolder copies =
            ProcessFolder.below(Path.of(System.getProperty("java.io.tmpdir", ".")), "copies")) {
      AsOf start = SaidInstant.of("--from", from, open);
      DecideConfig decide = open.settings().decide();
      Optional<Action> done = action.map(name -> action(name, decide));
      progress.begin("reading " + file, 0, "rows");
      TableFile read =
          TableFile.read(
              open.engine(),
              perennial.surroundings().folder().resolve(file),
              file.toString(),
              copies);
      for (BrokenLine line : read.broken()) {
        throw new UsageException(
            "Cannot read " + file + ", line " + line.line() + ": " + line.reason());
      }
      DealtArms dealt =
          DealtArms.of(read.table(), file.toString(), control).now(open.lake(), open.engine());
      progress.begin("reading what customers bought", 0, "customers");
      TrialWindow window =
          TrialWindow.read(
              open,
              perennial.surroundings().clock(),
              start,
              days,
              dealt.customers().stream().mapToLong(Long::longValue).toArray());
      ExperimentTable told = table(dealt, window, done);
      table = told;
      progress.begin("learning who is moved by what", table.arm().size(), "customers");
      study = ExperimentStudy.of(table, dealt.shares(), costs, ExperimentText.ALPHA, 1);
      ExperimentStudy learned = study;
      evidence = done.map(of -> ActionEvidence.of(of.name(), told, learned));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
    }
    new ExperimentText(perennial).tell(table, study, true, evidence);
    return ExitCode.DONE.number();
  }

  /** An action that decisions could start from: one that is done, measured for as long as they. */
  private Action action(String name, DecideConfig config) {
    List<String> names =
        config.actions().stream().filter(a -> !a.suppresses()).map(Action::name).toList();
    if (!names.contains(name)) {
      throw new UsageException(
          "Unknown action: "
              + name
              + Nearest.name(name, names).map(near -> " (did you mean " + near + "?)").orElse("")
              + "; there are "
              + String.join(", ", names));
    }
    if (days != config.windowDays()) {
      throw new UsageException(
          "Invalid --days: "
              + days
              + " (must be "
              + config.windowDays()
              + " with --action, as decide.window-days: decisions count what comes in that time)");
    }
    return config.actions().stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  private ExperimentTable table(DealtArms dealt, TrialWindow window, Optional<Action> done) {
    List<String> notes = new ArrayList<>();
    if (window.unknown() > MOST_UNKNOWN * window.size()) {
      throw new UsageException(
          "Cannot tell what came of it: %,d of the %,d customers of %s are not known (at most %.0f %% may be; was it dealt in this workspace?)"
              .formatted(window.unknown(), window.size(), file, 100 * MOST_UNKNOWN));
    }
    if (window.unknown() > 0) {
      notes.add(
          "%,d of the customers are not known any more; they count as having bought nothing."
              .formatted(window.unknown()));
    }
    Map<String, List<Double>> outcomes = new LinkedHashMap<>();
    double discount = done.map(Action::discount).orElse(0.0);
    if (done.isEmpty()) { // decisions start from money
      outcomes.put("bought", Arrays.stream(window.bought()).boxed().toList());
    }
    double[] spend = window.spend();
    int arm = dealt.arms().size() == 2 ? 1 : dealt.arms().indexOf(action.orElse(""));
    for (int i = 0; discount > 0 && i < spend.length; i++) {
      spend[i] /= dealt.arm().get(i) == arm ? 1 - discount : 1;
    }
    outcomes.put(
        discount > 0 ? "spend before the discount" : "spend",
        Arrays.stream(spend).boxed().toList());
    return new ExperimentTable(dealt.arms(), dealt.arm(), outcomes, window.known(), notes);
  }
}
