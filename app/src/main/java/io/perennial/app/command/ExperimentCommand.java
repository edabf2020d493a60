// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.TableFile;
import io.perennial.decide.experiment.Comparison;
import io.perennial.decide.experiment.Effect;
import io.perennial.decide.experiment.Relative;
import io.perennial.decide.experiment.Untested;
import io.perennial.decide.study.ExperimentStudy;
import io.perennial.decide.study.ExperimentTable;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what an experiment did. */
@Command(
    name = "experiment",
    header = "What an experiment did, and whether choosing for each customer pays.",
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
      "  perennial experiment mails.csv --arm mail --shares 0.2,0.4,0.4 --costs 0,0.1,0.1"
    })
final class ExperimentCommand implements Callable<Integer> {

  private static final double ALPHA = 0.05;
  private static final long SEED = 1;

  private final Perennial perennial;

  @Parameters(paramLabel = "FILE", description = "CSV, TSV, JSON Lines or Parquet; also .gz.")
  private Path file = Path.of("");

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

  ExperimentCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Path here = perennial.surroundings().folder();
    Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
    ExperimentTable table;
    ExperimentStudy study;
    try (ProgressLine progress = perennial.progress();
        LooseEngine loose = LooseEngine.open(spill, perennial.surroundings());
        ProcessFolder copies = ProcessFolder.below(loose.folder(), "copies")) {
      progress.begin("reading " + file, 0, "rows");
      TableFile read = TableFile.read(loose.engine(), here.resolve(file), file.toString(), copies);
      table =
          ExperimentTable.of(
              read.table(), new ExperimentTable.Columns(arm, control, outcomes, ignored));
      progress.begin("learning who is moved by what", table.arm().size(), "customers");
      study = ExperimentStudy.of(table, shares, costs, ALPHA, SEED);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()));
    }
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain(table, study)));
    } else {
      tell(table, study);
    }
    return ExitCode.DONE.number();
  }

  // ---- for people

  private void tell(ExperimentTable table, ExperimentStudy study) throws IOException {
    PrintStream out = perennial.surroundings().out();
    TextTable arms = TextTable.of("arm", ">customers", ">share");
    long all = table.arm().size();
    for (int k = 0; k < table.arms().size(); k++) {
      long count = study.counts().get(k);
      arms.row(
          table.arms().get(k) + (k == 0 ? " (control)" : ""),
          number("%,.0f", (double) count),
          number("%.1f %%", 100.0 * count / all));
    }
    arms.write(out);
    out.println();
    out.println(study.ratio().inWords());
    if (study.ratio().mismatch() && shares.isEmpty()) {
      out.println("If other than equal shares were planned, say --shares.");
    }
    study
        .answers()
        .forEach(
            (name, answer) -> {
              out.println();
              out.println(
                  name
                      + ": "
                      + number("%.5g", answer.control())
                      + " on the mean of the control"
                      + number(
                          "; %.0f %% of its variance was known before", 100 * answer.explained()));
              effects(answer, out);
              out.println();
              out.println(
                  answer
                      .verdict()
                      .map(verdict -> verdict.words())
                      .orElse(
                          "Too little is known of too few customers to choose for each: the same for"
                              + " all."));
            });
    table.notes().forEach(note -> out.println("\nNote: " + note));
    out.flush();
  }

  private static void effects(ExperimentStudy.Answer answer, PrintStream out) {
    TextTable rows =
        TextTable.of(
            "arm",
            ">effect",
            ">95 %",
            ">in percent",
            ">p (of all)",
            ">Qini",
            ">effect in top 30 %");
    for (ExperimentStudy.ArmAnswer each : answer.arms()) {
      Optional<Effect> effect = each.adjusted().effect();
      if (effect.isEmpty()) {
        rows.row(each.arm(), why(each.adjusted()), "", "", "", "", "");
        continue;
      }
      Effect known = effect.get();
      rows.row(
          each.arm(),
          number("%+.4g", known.difference()),
          number("%+.3g", known.interval().low()) + number(" to %+.3g", known.interval().high()),
          known.relative().map(r -> number("%+.1f %%", 100 * r.change())).orElse("–"),
          number("%.2g", each.chance()),
          each.qini().map(q -> number("%.3f", q)).orElse("–"),
          each.top().map(t -> number("%+.4g", t)).orElse("–"));
    }
    try {
      rows.write(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String why(Comparison comparison) {
    return comparison instanceof Untested untested ? untested.reason() : "–";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  // ---- for programs

  private static Map<String, Object> plain(ExperimentTable table, ExperimentStudy study) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("arms", table.arms());
    plain.put("customers", study.counts());
    plain.put("sample_ratio_p", study.ratio().pValue());
    plain.put("sample_ratio_mismatch", study.ratio().mismatch());
    Map<String, Object> outcomes = new LinkedHashMap<>();
    study
        .answers()
        .forEach(
            (name, answer) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("control", answer.control());
              one.put("variance_known_before", answer.explained());
              one.put("arms", answer.arms().stream().map(ExperimentCommand::plain).toList());
              answer
                  .verdict()
                  .ifPresent(
                      verdict -> {
                        one.put("choose_for_each", verdict.personal());
                        one.put("best_arm", verdict.bestArmName());
                        one.put("value_chosen", verdict.personalValue());
                        one.put("value_best_arm", verdict.bestArmValue());
                        one.put("gain", verdict.gain().amount());
                        one.put("gain_error", verdict.gain().error());
                        one.put("verdict", verdict.words());
                      });
              outcomes.put(name, one);
            });
    plain.put("outcomes", outcomes);
    plain.put("notes", table.notes());
    return plain;
  }

  private static Map<String, Object> plain(ExperimentStudy.ArmAnswer each) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("arm", each.arm());
    each.plain().effect().ifPresent(effect -> row.put("difference_of_means", effect.difference()));
    each.adjusted()
        .effect()
        .ifPresent(
            effect -> {
              row.put("effect", effect.difference());
              row.put("effect_lower", effect.interval().low());
              row.put("effect_upper", effect.interval().high());
              effect.relative().map(Relative::change).ifPresent(r -> row.put("relative", r));
              row.put("p", effect.pValue());
            });
    row.put("p_adjusted", each.chance());
    each.qini().ifPresent(qini -> row.put("qini", qini));
    each.top().ifPresent(top -> row.put("effect_top_30", top));
    return row;
  }
}
