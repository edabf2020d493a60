// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.print.CsvRows;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.SpreadsheetText;
import io.perennial.app.print.TextTable;
import io.perennial.app.work.TableFile;
import io.perennial.app.work.WholeFile;
import io.perennial.lake.workspace.ProcessFolder;
import io.perennial.value.churn.ChurnConfig;
import io.perennial.value.churn.ChurnReason;
import io.perennial.value.churn.ChurnStudy;
import io.perennial.value.churn.ColumnWeight;
import io.perennial.value.evaluate.Calibration;
import io.perennial.value.tabular.Label;
import io.perennial.value.tabular.learn.ModelScore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns from a table of customers who left or stayed. */
@Command(
    name = "churn",
    header = "Learn from a table of customers who left or stayed, such as contracts.",
    description = {
      "Looks at the columns (numbers, words, dates; ids, constants and what gives the answer away"
          + " are",
      "left out, and said), tries every model on customers that it did not see, calibrates, and"
          + " tells",
      "which is best, how sure that is, what moves it, and how likely each customer is to leave.",
      "Nothing is written but what --out and --card name. For customers known by their purchases"
          + " see",
      "perennial value alerts."
    },
    footer = {
      "",
      "Examples",
      "  perennial churn contracts.csv",
      "  perennial churn contracts.csv --label Churn --id customerID --out risk.csv",
      "  perennial churn contracts.csv --json"
    })
final class ChurnCommand implements Callable<Integer> {

  private static final int REASONS = 3;
  private static final int WEIGHTS = 10;
  private static final double DIGITS = 1e6;

  private final Perennial perennial;

  @Parameters(paramLabel = "FILE", description = "CSV, TSV, JSON Lines or Parquet; also .gz.")
  private Path file = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column that says who left; without it the likeliest by name and values.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The column that names the customer in what --out writes; else the row number.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write each customer's probability and reasons to this CSV file.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Write the model card to this Markdown file.")
  private Optional<Path> card = Optional.empty();

  ChurnCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Path here = perennial.surroundings().folder();
    Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
    TableFile read;
    ChurnStudy study;
    String column;
    try (ProgressLine progress = perennial.progress();
        LooseEngine loose = LooseEngine.open(spill, perennial.surroundings());
        ProcessFolder copies = ProcessFolder.below(loose.folder(), "copies")) {
      progress.begin("reading " + file, 0, "rows");
      read = TableFile.read(loose.engine(), here.resolve(file), file.toString(), copies);
      id.ifPresent(name -> require(read, "--id", name));
      label.ifPresent(name -> require(read, "--label", name));
      column =
          label
              .or(() -> Label.likely(read.table()))
              .orElseThrow(
                  () ->
                      new UsageException(
                          "Cannot tell which column says who left: name it with --label (there are "
                              + String.join(", ", read.table().names())
                              + ")"));
      progress.begin("comparing models", read.table().rows(), "customers");
      study = study(read, column);
    }
    if (out.isPresent()) {
      WholeFile.write(here.resolve(out.get()), lines(study, read));
    }
    if (card.isPresent()) {
      WholeFile.write(here.resolve(card.get()), study.card().lines().toList());
    }
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain(study, read)));
    } else {
      tell(study, read);
    }
    return ExitCode.DONE.number();
  }

  private static ChurnStudy study(TableFile read, String column) {
    try {
      return ChurnStudy.of(read.table(), column, ChurnConfig.defaults());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void require(TableFile read, String option, String name) {
    if (!read.table().has(name)) {
      throw new UsageException(
          "Unknown column of "
              + option
              + ": "
              + name
              + " (there are "
              + String.join(", ", read.table().names())
              + ")");
    }
  }

  // ---- for people

  private void tell(ChurnStudy study, TableFile read) throws IOException {
    PrintStream print = perennial.surroundings().out();
    print.printf(
        Locale.ROOT,
        "%,d customers, of whom %.1f %% left (%s is %s). %s%n%n",
        study.learned(),
        100 * study.shareLeft(),
        study.label().name(),
        study.label().leftWord(),
        study.comparison().reason());
    TextTable models =
        TextTable.of("model", ">AUC", ">±", ">Brier", ">log-loss", ">ECE", ">lift of top 10 %");
    for (ModelScore score : study.comparison().scores()) {
      models.row(
          score.name(),
          number("%.4f", score.mean().auc()),
          number("%.4f", score.error().auc()),
          number("%.4f", score.mean().brier()),
          number("%.4f", score.mean().logLoss()),
          number("%.4f", score.mean().calibrationError()),
          number("%.2f", score.mean().lift()));
    }
    models.write(print);
    print.printf("%nForecast beside what came, of customers that the model did not see:%n%n");
    TextTable tenths = TextTable.of(">tenth", ">customers", ">forecast", ">left");
    for (Calibration.Group group : study.calibration().groups()) {
      tenths.row(
          group.label(),
          number("%,.0f", group.customers()),
          number("%.1f %%", 100 * group.meanPredicted()),
          number("%.1f %%", 100 * group.meanActual()));
    }
    tenths.write(print);
    print.printf("%nWhat moves it:%n%n");
    TextTable weights = TextTable.of("column", ">share");
    study.importance().stream()
        .limit(WEIGHTS)
        .forEach(weight -> weights.row(weight.column(), number("%.0f %%", 100 * weight.share())));
    weights.write(print);
    study.warnings().forEach(warning -> print.printf("%nNote: %s%n", warning));
    if (!read.broken().isEmpty()) {
      print.printf(
          "%nNote: %d lines could not be split into columns, and are left out; the first is line"
              + " %d: %s%n",
          read.broken().size(), read.broken().get(0).line(), read.broken().get(0).reason());
    }
    if (out.isEmpty() && !perennial.quiet()) {
      print.printf("%n--out FILE writes each customer's probability and reasons.%n");
    }
    print.flush();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  // ---- for programs

  private static Map<String, Object> plain(ChurnStudy study, TableFile read) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("label", study.label().name());
    plain.put("left", study.label().leftWord());
    plain.put("customers", study.learned());
    plain.put("share_left", study.shareLeft());
    plain.put("chosen", study.comparison().chosen().name());
    plain.put("reason", study.comparison().reason());
    plain.put(
        "models",
        study.comparison().scores().stream()
            .map(
                score -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("model", score.name());
                  row.put("auc", score.mean().auc());
                  row.put("auc_error", score.error().auc());
                  row.put("brier", score.mean().brier());
                  row.put("log_loss", score.mean().logLoss());
                  row.put("calibration_error", score.mean().calibrationError());
                  row.put("lift", score.mean().lift());
                  row.put("calibration", score.calibration());
                  return row;
                })
            .toList());
    plain.put(
        "columns",
        study.columns().stream()
            .map(
                each -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("column", each.name());
                  row.put("role", each.role().name().toLowerCase(Locale.ROOT));
                  row.put("reason", each.reason());
                  return row;
                })
            .toList());
    plain.put(
        "weights",
        study.importance().stream()
            .sorted(Comparator.comparingDouble((ColumnWeight each) -> -each.share()))
            .map(
                each -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("column", each.column());
                  row.put("share", each.share());
                  return row;
                })
            .toList());
    plain.put("warnings", study.warnings());
    plain.put("broken_lines", read.broken().size());
    return plain;
  }

  private List<String> lines(ChurnStudy study, TableFile read) {
    int[] rows = IntStream.range(0, read.table().rows()).toArray();
    List<List<ChurnReason>> reasons = study.model().reasons(read.table(), rows, REASONS);
    double[] probabilities = study.probabilities();
    return IntStream.rangeClosed(-1, rows.length - 1)
        .mapToObj(
            i ->
                i < 0
                    ? people(id.orElse("row")) + ",probability,reasons"
                    : people(
                            id.map(name -> read.table().cell(i, name))
                                .orElse(String.valueOf(i + 1)))
                        + ","
                        + Math.round(probabilities[i] * DIGITS) / DIGITS
                        + ","
                        + people(
                            reasons.get(i).stream()
                                .map(ChurnReason::words)
                                .collect(Collectors.joining("; "))))
        .toList();
  }

  /** A cell of a file that people open. */
  private static String people(String text) {
    return CsvRows.cell(SpreadsheetText.of(text));
  }
}
