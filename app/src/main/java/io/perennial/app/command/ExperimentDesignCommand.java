// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.work.TrialWindow;
import io.perennial.decide.experiment.Arm;
import io.perennial.decide.experiment.Design;
import io.perennial.decide.experiment.Experiment;
import io.perennial.decide.experiment.Traffic;
import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plans an experiment. */
@Command(
    name = "design",
    header = "How many customers an experiment needs, how long it takes, and what it can see.",
    description = {
      "With --base, of a share (who buys, who clicks); with --mean and --deviation, of an amount; with",
      "neither, of who buys and of spend within --days, as the customers of this workspace did in the",
      "last window of that length, less what the window before it tells (CUPED)."
    },
    footer = {
      "",
      "Examples",
      "  perennial experiment design --days 28 --lift 0.1",
      "  perennial experiment design --base 0.05 --lift 0.1 --per-day 900",
      "  perennial experiment design --mean 40 --deviation 120 --units 20000 --arms 3 --peeking"
    })
final class ExperimentDesignCommand implements Callable<Integer> {

  private static final int MOST_ARMS = 20;

  private final Perennial perennial;

  @Option(
      names = "--base",
      paramLabel = "SHARE",
      description = "Share of the control that does it.")
  private Optional<Double> base = Optional.empty();

  @Option(names = "--mean", paramLabel = "M", description = "Mean of an amount in the control.")
  private Optional<Double> mean = Optional.empty();

  @Option(names = "--deviation", paramLabel = "D", description = "Its standard deviation.")
  private Optional<Double> deviation = Optional.empty();

  @Option(
      names = "--explained",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of its variance that was known before (default: ${DEFAULT-VALUE}).")
  private double explained;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "28",
      description = "Window of the workspace's customers (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--lift",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description = "To be found, of the control's mean (default: ${DEFAULT-VALUE}).")
  private double lift;

  @Option(names = "--units", paramLabel = "N", description = "Customers that there are.")
  private Optional<Long> units = Optional.empty();

  @Option(names = "--per-day", paramLabel = "N", description = "New customers a day: how long.")
  private Optional<Double> perDay = Optional.empty();

  @Option(
      names = "--arms",
      paramLabel = "N",
      defaultValue = "2",
      description = "Equal arms, the control among them (default: ${DEFAULT-VALUE}).")
  private int arms;

  @Option(
      names = "--alpha",
      paramLabel = "P",
      defaultValue = "0.05",
      description = "Chance of any false alarm, two-sided (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--power",
      paramLabel = "P",
      defaultValue = "0.8",
      description = "Chance of finding what there is (default: ${DEFAULT-VALUE}).")
  private double power;

  @Option(
      names = "--peeking",
      description = "Looked at as often as one likes: always-valid intervals.")
  private boolean peeking;

  ExperimentDesignCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  /**
   * What an outcome is like, and what it takes.
   *
   * @param share whether it is one
   * @param left deviation that is left when what was known before is taken out
   */
  private record Question(
      String outcome, boolean share, double mean, double left, double explained, long known) {}

  @Override
  public Integer call() {
    Design design = design();
    List<Map<String, Object>> plain = new ArrayList<>();
    for (Question question : questions()) {
      plain.add(answer(design, question));
    }
    if (perennial.json()) {
      perennial.surroundings().out().println(JsonText.of(plain));
    }
    return ExitCode.DONE.number();
  }

  private Design design() {
    if (arms < 2 || arms > MOST_ARMS) {
      throw new UsageException("Invalid --arms: " + arms + " (must be 2 to " + MOST_ARMS + ")");
    }
    if (!(lift > 0 && lift <= 10)) {
      throw new UsageException("Invalid --lift: " + lift + " (must be above 0, to 10)");
    }
    List<Arm> all = new ArrayList<>();
    for (int a = 0; a < arms; a++) {
      all.add(new Arm("arm " + a, 1));
    }
    try {
      Design design = Design.of(Experiment.onAll("design", all), alpha, power);
      return peeking ? design.withPeeking() : design;
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private List<Question> questions() {
    if (base.isPresent()) {
      double share = base.get();
      if (!(share > 0 && share * (1 + lift) < 1)) {
        throw new UsageException(
            "Invalid --base: " + share + " (must be above 0, and below 1 with the lift)");
      }
      return List.of(new Question("share", true, share, 0, 0, units.orElse(0L)));
    }
    if (mean.isPresent() != deviation.isPresent()) {
      throw new UsageException("Missing: --mean and --deviation go together");
    }
    if (mean.isPresent()) {
      double wide = deviation.get();
      if (!(mean.get() > 0 && wide > 0 && explained >= 0 && explained < 1)) {
        throw new UsageException(
            "Invalid --mean, --deviation or --explained: %s, %s, %s (must be > 0, > 0, [0, 1))"
                .formatted(mean.get(), wide, explained));
      }
      double left = Design.deviationLeft(wide, explained);
      return List.of(new Question("amount", false, mean.get(), left, explained, units.orElse(0L)));
    }
    return ofWorkspace();
  }

  /** As customers did in the newest window that is over. */
  private List<Question> ofWorkspace() {
    if (days < 1) {
      throw new UsageException("Invalid --days: " + days + " (must be >= 1)");
    }
    try (OpenWorkspace open = perennial.openForReading();
        ProgressLine progress = perennial.progress()) {
      progress.begin("reading what customers bought", 0, "customers");
      AsOf end;
      try (PurchaseHistories histories =
          PurchaseHistories.open(open.lake(), open.engine(), open.settings().decide().purchase())) {
        end =
            histories
                .afterLastEvent(perennial.surroundings().clock())
                .orElseThrow(() -> new UsageException("No events yet: perennial run reads them."));
      }
      AsOf from = new AsOf(end.micros() - days * 86_400_000_000L);
      TrialWindow window =
          TrialWindow.read(open, perennial.surroundings().clock(), from, days, new long[0]);
      List<Question> questions = new ArrayList<>();
      double[] bought = window.bought();
      Moments who = Moments.of(bought, window.boughtBefore());
      if (who.mean > 0 && who.mean * (1 + lift) < 1) {
        questions.add(question("bought within " + days + " days", who, window.size()));
      }
      Moments money = Moments.of(window.spend(), window.spendBefore());
      if (money.mean > 0 && money.deviation > 0) {
        questions.add(question("spend within " + days + " days", money, window.size()));
      }
      if (questions.isEmpty()) {
        throw new UsageException(
            "Nobody bought within the last " + days + " days: say more --days, or --base");
      }
      return questions;
    }
  }

  private static Question question(String outcome, Moments of, long known) {
    double left = Design.deviationLeft(of.deviation, of.explained);
    return new Question(outcome, false, of.mean, left, of.explained, known);
  }

  private Map<String, Object> answer(Design design, Question question) {
    double difference = question.mean() * lift;
    OptionalLong needed =
        question.share()
            ? design.unitsForShare(question.mean(), difference)
            : design.unitsForMean(question.left(), difference);
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("outcome", question.outcome());
    plain.put("control", question.mean());
    plain.put("explained", question.explained());
    plain.put("difference", difference);
    plain.put("arms", arms);
    needed.ifPresent(n -> plain.put("units_needed", n));
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %.4g in the control%s. To find %+.1f %% (%+.3g) with a chance of %.0f %%: ",
            question.outcome(),
            question.mean(),
            question.explained() > 0
                ? String.format(
                    Locale.ROOT,
                    ", %.0f %% of its variance known before",
                    100 * question.explained())
                : "",
            100 * lift,
            difference,
            100 * power));
    text.append(
        needed.isEmpty()
            ? "more customers than there are people."
            : Amounts.count(needed.getAsLong(), "customer")
                + " in "
                + arms
                + " arms"
                + (peeking ? ", looked at as often as one likes." : ", looked at once."));
    if (needed.isPresent() && perDay.isPresent()) {
      OptionalInt time = Traffic.steady(perDay.get()).days(needed.getAsLong(), 1);
      time.ifPresent(n -> plain.put("days", n));
      text.append(
          time.isPresent()
              ? String.format(Locale.ROOT, " That takes %,d weeks.", time.getAsInt() / 7)
              : " That many never come.");
    }
    long there = units.orElse(question.known());
    if (there > 0) {
      OptionalDouble seen =
          question.share()
              ? design.detectableShare(question.mean(), there)
              : design.detectableMean(question.left(), there);
      plain.put("units", there);
      seen.ifPresent(d -> plain.put("detectable", d));
      text.append(
          seen.isPresent()
              ? String.format(
                  Locale.ROOT,
                  " With %,d customers %+.1f %% is found.",
                  there,
                  100 * seen.getAsDouble() / question.mean())
              : " With " + Amounts.count(there, "customer") + " nothing is found.");
    }
    if (!perennial.json()) {
      perennial.surroundings().out().println(text);
    }
    return plain;
  }

  /** Mean and deviation of an outcome, and how much of its variance the same before it explains. */
  private record Moments(double mean, double deviation, double explained) {

    static Moments of(double[] outcome, double[] before) {
      int n = outcome.length;
      double mean = 0;
      double past = 0;
      for (int i = 0; i < n; i++) {
        mean += outcome[i] / n;
        past += before[i] / n;
      }
      double own = 0;
      double other = 0;
      double both = 0;
      for (int i = 0; i < n; i++) {
        own += (outcome[i] - mean) * (outcome[i] - mean);
        other += (before[i] - past) * (before[i] - past);
        both += (outcome[i] - mean) * (before[i] - past);
      }
      double explained = own > 0 && other > 0 ? both * both / (own * other) : 0;
      return new Moments(mean, Math.sqrt(own / Math.max(1, n - 1)), Math.min(0.99, explained));
    }
  }
}
