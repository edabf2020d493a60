// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.TableFile;
import io.perennial.decide.study.ExperimentStudy;
import io.perennial.decide.study.ExperimentTable;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what an experiment did. */
@Command(
    name = "experiment",
    header = "What an experiment did, and whether choosing for each customer pays.",
    commandListHeading = "%nWhat comes before%n",
    description = {
      "A row is a customer: the arm that was drawn, what came of it, what was known before. Tells",
      "whether customers were dealt out as planned, what each arm did to each outcome (with what was",
      "known before taken out), and whether the best arm for each customer is worth more than the best",
      "one for all: effects are learned from other customers, and choosing must win by more than chance.",
      "For one look at the end; nothing is written."
    },
    footer = {
      "",
      "Examples",
      "  perennial experiment hillstrom.csv",
      "  perennial experiment test.csv --arm variant --control A --outcome revenue --outcome orders",
      "  perennial experiment mails.csv --arm mail --shares 0.2,0.4,0.4 --costs 0,0.1,0.1",
      "  perennial experiment winback.csv --outcome spend --action win-back",
      "  perennial experiment design --days 28 --lift 0.1",
      "  perennial experiment deal spring --arms control,mail -o spring.csv"
    })
final class ExperimentCommand implements Callable<Integer> {

  private static final long SEED = 1;

  private final Perennial perennial;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "CSV, TSV, JSON Lines or Parquet; also .gz.")
  private @Nullable Path said;

  @Option(
      names = "--arm",
      paramLabel = "COLUMN",
      description = "The column that says the arm; without it the likeliest by name and values.")
  private Optional<String> arm = Optional.empty();

  @Option(
      names = "--control",
      paramLabel = "WORD",
      description = "The arm that others are compared with; without it the likeliest.")
  private Optional<String> control = Optional.empty();

  @Option(
      names = "--outcome",
      paramLabel = "COLUMN",
      description = "What came of it, a number; may be given more than once.")
  private List<String> outcomes = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      description = "A column that was not known before the arm was drawn; more than once.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--shares",
      paramLabel = "S,S,…",
      split = ",",
      description = "Planned shares of the arms, the control's first (default: equal ones).")
  private List<Double> shares = new ArrayList<>();

  @Option(
      names = "--costs",
      paramLabel = "C,C,…",
      split = ",",
      description = "What an arm costs a customer, in the outcome's unit, the control's first.")
  private List<Double> costs = new ArrayList<>();

  @Option(
      names = "--action",
      paramLabel = "NAME",
      description =
          "Says the settings that let decisions about this action start from what it told.")
  private Optional<String> action = Optional.empty();

  private ExperimentCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /** The command with those below it. */
  static CommandLine line(Perennial perennial) {
    return new CommandLine(new ExperimentCommand(perennial))
        .addSubcommand(new ExperimentDesignCommand(perennial))
        .addSubcommand(new ExperimentDealCommand(perennial))
        .addSubcommand(new ExperimentMeasureCommand(perennial));
  }

  @Override
  public Integer call() throws IOException {
    if (said == null) {
      throw new UsageException("Missing argument: 'FILE' (or design, deal, measure)");
    }
    Path file = said;
    Path here = perennial.surroundings().folder();
    Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
    ExperimentTable table;
    ExperimentStudy study;
    Optional<ActionEvidence> evidence;
    try (ProgressLine progress = perennial.progress();
        LooseEngine loose = LooseEngine.open(spill, perennial.surroundings());
        ProcessFolder copies = ProcessFolder.below(loose.folder(), "copies")) {
      progress.begin("reading " + file, 0, "rows");
      TableFile read = TableFile.read(loose.engine(), here.resolve(file), file.toString(), copies);
      table =
          ExperimentTable.of(
              read.table(), new ExperimentTable.Columns(arm, control, outcomes, ignored));
      progress.begin("learning who is moved by what", table.arm().size(), "customers");
      study = ExperimentStudy.of(table, shares, costs, ExperimentText.ALPHA, SEED);
      evidence = action.map(name -> ActionEvidence.of(name, table, study));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
    new ExperimentText(perennial).tell(table, study, !shares.isEmpty(), evidence);
    return ExitCode.DONE.number();
  }
}
