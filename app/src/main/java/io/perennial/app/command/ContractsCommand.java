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
import io.perennial.value.forecast.Interval;
import io.perennial.value.survival.ContractConfig;
import io.perennial.value.survival.ContractStudy;
import io.perennial.value.survival.ContractValue;
import io.perennial.value.survival.KaplanMeier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns from a table of subscriptions how many stay, and what those who run are worth. */
@Command(
    name = "contracts",
    header = "How many subscriptions stay, and what those that run are worth.",
    description = {
      "Of a table with a start and an end for each (empty while it runs): the share that stays, with",
      "interval (Kaplan-Meier), a model of renewals (shifted beta-geometric, or beta-discrete-Weibull",
      "where chances change with time), how many of those that run still will, what they are worth,",
      "and whether groups differ (log-rank, Cox). Nothing is written but what --out names. For tables",
      "that say who left but not when see perennial churn."
    },
    footer = {
      "",
      "Examples",
      "  perennial contracts plans.csv --start begun --end cancelled",
      "  perennial contracts plans.csv --start begun --end cancelled --price fee --group plan",
      "  perennial contracts plans.csv --start begun --end cancelled --id key --out worth.csv"
    })
final class ContractsCommand implements Callable<Integer> {

  private static final int[] TIMES = {
    1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60, 84, 120, 240, 365, 730
  };
  private static final double LEVEL = 0.9;
  private static final double LEVEL_OF_TEST = 0.05;
  private static final int AHEAD = 12;
  private static final double DAYS_OF_YEAR = 365.25;
  private static final double YEARLY_RATE = 0.15;
  private static final int YEARS = 5;
  private static final int LEAST_PERIODS = 20;
  private static final int DRAWS = 400;

  private final Perennial perennial;

  /** How long a period is, after which a subscription is renewed. */
  enum Period {
    DAY(1),
    WEEK(7),
    MONTH(DAYS_OF_YEAR / 12),
    QUARTER(DAYS_OF_YEAR / 4),
    YEAR(DAYS_OF_YEAR);

    private final double days;

    Period(double days) {
      this.days = days;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Period of(String word) {
      return Arrays.stream(values())
          .filter(period -> period.word().equals(word.strip().toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new UsageException(
                      "Unknown --period: "
                          + word
                          + " (there are day, week, month, quarter, year)"));
    }
  }

  @Parameters(paramLabel = "FILE", description = "CSV, TSV, JSON Lines or Parquet; also .gz.")
  private Path file = Path.of("");

  @Option(
      names = "--start",
      paramLabel = "COLUMN",
      required = true,
      description = "The column with the first day.")
  private String start = "";

  @Option(
      names = "--end",
      paramLabel = "COLUMN",
      required = true,
      description = "The column with the last day; empty, or a day to come, while it runs.")
  private String end = "";

  @Option(
      names = "--price",
      paramLabel = "COLUMN",
      description = "The column with the price of one period; without it nothing is valued.")
  private Optional<String> price = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description = "The column by which groups are compared, such as the plan.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The column that names the customer in what --out writes; else the row number.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--period",
      paramLabel = "WORD",
      description = "After what they are renewed: day, week, month, quarter or year; else month.")
  private String period = "month";

  @Option(
      names = "--until",
      paramLabel = "DAY",
      description =
          "The day as of which the table is; else the last day in it that is not to come.")
  private Optional<LocalDate> until = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "DAY",
      description = "Those that ended before it are missing in the table.")
  private Optional<LocalDate> since = Optional.empty();

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "The share of the price that is kept, above 0; else all of it.")
  private double margin = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write each subscription's chance of renewal and value to this CSV file.")
  private Optional<Path> out = Optional.empty();

  ContractsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    Path here = perennial.surroundings().folder();
    Period each = Period.of(period);
    ContractConfig config = config(each);
    Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
    TableFile read;
    ContractRows rows;
    ContractStudy study;
    try (ProgressLine progress = perennial.progress();
        LooseEngine loose = LooseEngine.open(spill, perennial.surroundings());
        ProcessFolder copies = ProcessFolder.below(loose.folder(), "copies")) {
      progress.begin("reading " + file, 0, "rows");
      read = TableFile.read(loose.engine(), here.resolve(file), file.toString(), copies);
      rows =
          ContractRows.of(
              read.table(),
              new ContractRows.Columns(start, end, price, group, id),
              until,
              since,
              perennial.surroundings().clock(),
              each.days);
      progress.begin("fitting models", rows.size(), "subscriptions");
      study = study(rows, config);
    }
    if (out.isPresent()) {
      WholeFile.write(here.resolve(out.get()), lines(study, rows));
    }
    List<String> notes = new ArrayList<>(rows.notes());
    notes.addAll(study.notes());
    if (study.groups().map(groups -> groups.pValue() < LEVEL_OF_TEST).orElse(false)) {
      notes.add(
          "Forecast and value are by one model for all groups; give one group's rows for its own");
    }
    if (!read.broken().isEmpty()) {
      notes.add(
          read.broken().size()
              + " lines could not be split into columns, and are left out; the first is line "
              + read.broken().get(0).line());
    }
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain(study, rows, notes, each)));
    } else {
      tell(study, rows, notes, each);
    }
    return ExitCode.DONE.number();
  }

  private ContractConfig config(Period each) {
    int horizon = Math.max(LEAST_PERIODS, (int) Math.round(YEARS * DAYS_OF_YEAR / each.days));
    try {
      return new ContractConfig(
          horizon, Math.pow(1 + YEARLY_RATE, each.days / DAYS_OF_YEAR) - 1, margin, DRAWS, 1);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Invalid --margin: " + margin + " (must be above 0, at most 1)");
    }
  }

  private static ContractStudy study(ContractRows rows, ContractConfig config) {
    try {
      return ContractStudy.of(rows.subscriptions(), rows.groups(), config);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  // ---- for people

  private void tell(ContractStudy study, ContractRows rows, List<String> notes, Period each)
      throws IOException {
    PrintStream print = perennial.surroundings().out();
    print.printf(
        Locale.ROOT,
        "%,d subscriptions as of %s, of which %,d run and %,d ended.%n",
        study.table().size(),
        rows.today(),
        study.running(),
        study.table().size() - study.running());
    study.choice().ifPresent(choice -> print.printf("By %s.%n", choice.reason()));
    study.hazard(each.word()).ifPresent(words -> print.printf("%s%n", words));
    OptionalDouble median = study.curve().median();
    print.printf(
        Locale.ROOT,
        "Half of them stay for %s.%n%n",
        median.isPresent()
            ? String.format(Locale.ROOT, "%.0f %ss", median.getAsDouble(), each.word())
            : "longer than was seen");
    TextTable curve = TextTable.of(">" + each.word() + "s", ">stay", ">90 % within", ">by model");
    for (int t : times(study.curve())) {
      Interval interval = study.curve().interval(t, LEVEL);
      curve.row(
          String.valueOf(t),
          percent(study.curve().survival(t)),
          percent(interval.lower()) + " to " + percent(interval.upper()),
          study.choice().map(choice -> percent(choice.model().survival(t))).orElse("–"));
    }
    curve.write(print);
    forecast(study, print, each);
    groups(study, print, each);
    notes.forEach(note -> print.printf("%nNote: %s%n", note));
    if (out.isEmpty() && !perennial.quiet()) {
      print.printf("%n--out FILE writes each subscription's chance of renewal and value.%n");
    }
    print.flush();
  }

  private void forecast(ContractStudy study, PrintStream print, Period each) throws IOException {
    List<double[]> forecast = study.forecast(AHEAD);
    if (forecast.isEmpty()) {
      return;
    }
    print.printf("%nOf those that run, so many still do:%n%n");
    TextTable table = TextTable.of(">after " + each.word() + "s", ">run", ">90 % within");
    for (int k : new int[] {1, 2, 3, 6, 12}) {
      double[] row = forecast.get(k);
      table.row(
          String.valueOf(k),
          number("%,.0f", row[0]),
          number("%,.0f", row[1]) + " to " + number("%,.0f", row[2]));
    }
    table.write(print);
    if (price.isPresent()) {
      ContractValue value = study.value().orElseThrow();
      Interval total = Interval.of(value.totals(), LEVEL);
      print.printf(
          Locale.ROOT,
          "%nThey are worth %s (90 %% within %s to %s): payments from the next renewal on, for %d"
              + " %ss, at %.0f %% a year and a margin of %s.%n",
          number("%,.0f", mean(study)),
          number("%,.0f", total.lower()),
          number("%,.0f", total.upper()),
          config(each).horizonPeriods(),
          each.word(),
          100 * YEARLY_RATE,
          percent(margin));
    }
  }

  private static double mean(ContractStudy study) {
    ContractValue value = study.value().orElseThrow();
    double sum = 0;
    for (int i = 0; i < value.customers(); i++) {
      sum += value.mean(i);
    }
    return sum;
  }

  private void groups(ContractStudy study, PrintStream print, Period each) throws IOException {
    if (study.groups().isEmpty()) {
      return;
    }
    ContractStudy.Groups groups = study.groups().get();
    print.printf(
        Locale.ROOT,
        "%nBy %s: %s (log-rank, p %.2g).%n%n",
        group.orElse("group"),
        groups.pValue() < LEVEL_OF_TEST
            ? "they differ by more than chance"
            : "no difference beyond chance",
        groups.pValue());
    int year = (int) Math.max(1, Math.min(12, study.curve().longest()));
    TextTable table =
        TextTable.of(
            group.orElse("group"),
            ">subscriptions",
            ">ended",
            ">if all alike",
            ">stay " + year + " " + each.word() + "s",
            ">hazard",
            ">90 % within");
    for (ContractStudy.Group row : groups.rows()) {
      table.row(
          row.name(),
          number("%,.0f", row.size()),
          number("%,.0f", row.ends()),
          number("%,.0f", row.expected()),
          row.curve().longest() < year ? "–" : percent(row.curve().survival(year)),
          row.ratio().map(ratio -> number("× %.2f", ratio.value())).orElse("–"),
          row.ratio()
              .map(
                  ratio ->
                      number("%.2f", ratio.interval().lower())
                          + " to "
                          + number("%.2f", ratio.interval().upper()))
              .orElse("–"));
    }
    table.write(print);
  }

  private static int[] times(KaplanMeier curve) {
    return Arrays.stream(TIMES).filter(t -> t <= Math.max(1, curve.longest())).toArray();
  }

  private static String percent(double share) {
    return number("%.1f %%", 100 * share);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  // ---- for programs

  private Map<String, Object> plain(
      ContractStudy study, ContractRows rows, List<String> notes, Period each) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("as_of", rows.today().toString());
    plain.put("period", each.word());
    plain.put("subscriptions", study.table().size());
    plain.put("running", study.running());
    study
        .choice()
        .ifPresent(
            choice -> {
              plain.put("model", choice.model().name());
              plain.put("reason", choice.reason());
              Map<String, Object> parameters = new LinkedHashMap<>();
              for (int k = 0; k < choice.model().parameters().length; k++) {
                parameters.put(
                    choice.model().parameterNames().get(k), choice.model().parameters()[k]);
              }
              plain.put("parameters", parameters);
            });
    study.hazard(each.word()).ifPresent(words -> plain.put("hazard", words));
    plain.put(
        "retention",
        Arrays.stream(times(study.curve()))
            .mapToObj(
                t -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("periods", t);
                  row.put("stay", study.curve().survival(t));
                  row.put("lower", study.curve().interval(t, LEVEL).lower());
                  row.put("upper", study.curve().interval(t, LEVEL).upper());
                  study.choice().ifPresent(c -> row.put("model", c.model().survival(t)));
                  return row;
                })
            .toList());
    List<Map<String, Object>> ahead = new ArrayList<>();
    List<double[]> forecast = study.forecast(AHEAD);
    for (int k = 0; k < forecast.size(); k++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("periods", k);
      row.put("run", forecast.get(k)[0]);
      row.put("lower", forecast.get(k)[1]);
      row.put("upper", forecast.get(k)[2]);
      ahead.add(row);
    }
    plain.put("forecast", ahead);
    if (price.isPresent() && study.value().isPresent()) {
      Interval total = Interval.of(study.value().get().totals(), LEVEL);
      plain.put("value", mean(study));
      plain.put("value_lower", total.lower());
      plain.put("value_upper", total.upper());
    }
    study.groups().ifPresent(groups -> plain.put("groups", plain(groups)));
    plain.put("notes", notes);
    return plain;
  }

  private static Map<String, Object> plain(ContractStudy.Groups groups) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("p", groups.pValue());
    plain.put(
        "rows",
        groups.rows().stream()
            .map(
                group -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("group", group.name());
                  row.put("subscriptions", group.size());
                  row.put("ended", group.ends());
                  row.put("expected", group.expected());
                  group
                      .ratio()
                      .ifPresent(
                          ratio -> {
                            row.put("hazard_ratio", ratio.value());
                            row.put("lower", ratio.interval().lower());
                            row.put("upper", ratio.interval().upper());
                          });
                  return row;
                })
            .toList());
    return plain;
  }

  private List<String> lines(ContractStudy study, ContractRows rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        people(id.orElse("row"))
            + ",runs,periods"
            + (study.value().isPresent() ? ",renewal" : "")
            + (hasValue(study) ? ",value,value_lower,value_upper" : ""));
    for (int i = 0; i < study.table().size(); i++) {
      StringBuilder line = new StringBuilder(people(rows.id(i)));
      line.append(study.table().isRunning(i) ? ",true," : ",false,");
      line.append(study.table().periods(i));
      if (study.value().isPresent()) {
        ContractValue value = study.value().get();
        line.append(number(",%.6f", value.renewal(i)));
        if (hasValue(study)) {
          Interval interval = value.interval(i, LEVEL);
          line.append(number(",%.2f", value.mean(i)))
              .append(number(",%.2f", interval.lower()))
              .append(number(",%.2f", interval.upper()));
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private boolean hasValue(ContractStudy study) {
    return price.isPresent() && study.value().isPresent();
  }

  /** A cell of a file that people open. */
  private static String people(String text) {
    return CsvRows.cell(SpreadsheetText.of(text));
  }
}
