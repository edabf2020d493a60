// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.CustomerQuery;
import io.perennial.app.query.Moment;
import io.perennial.domain.CustomerId;
import io.perennial.lake.step.StepContext;
import io.perennial.serve.answer.Candidate;
import io.perennial.value.explain.Sensitivities;
import io.perennial.value.explain.Vocabulary;
import io.perennial.value.explain.Wording;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.pipeline.LakeWhatIf;
import io.perennial.value.pipeline.NearReasons;
import io.perennial.value.pipeline.ValueConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a customer is worth what he is. */
@Command(
    name = "explain",
    header = "Why a customer is worth what is said, and what one step more would change.",
    description = {
      "The value of value.forecast-weeks, split into what the customer's repeats, silence, age and mean",
      "spend add to the mean of the cohort: exact Shapley values, which sum to the value. Below it what",
      "one more purchase, and one more week of silence, would change. Then the near time: what each",
      "feature adds to purchases and spend by all models together, by their weights, and what is not of",
      "a feature. That is what one would expect of such customers, not what makes them so. Fits the",
      "models that have a say anew, which takes some seconds, or minutes where they are many."
    },
    footer = {
      "",
      "Examples",
      "  perennial value explain 13085",
      "  perennial value explain 13085 --json"
    })
final class ValueExplainCommand implements Callable<Integer> {

  /** Features that are named; the others are one line. */
  private static final int MOST = 8;

  private final Perennial perennial;

  @Parameters(paramLabel = "KEY", description = "The customer's key, or the id of a record.")
  private String key = "";

  ValueExplainCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      LakeWhatIf base;
      int row;
      try (ProgressLine progress = perennial.progress()) {
        progress.begin("fitting models", 0, "customers");
        base =
            LakeWhatIf.open(
                open.lake(),
                open.engine(),
                open.settings().value(),
                perennial.surroundings().clock());
        row = row(key, base, open);
      }
      LakeWhatIf.Reasons reasons = base.reasons(row);
      String currency = open.settings().workspace().currency().getCurrencyCode();
      NearReasons near;
      try (ProgressLine progress = perennial.progress()) {
        progress.begin("fitting models of the near time", 0, "customers");
        near =
            NearReasons.of(
                new StepContext(
                    open.lake(),
                    open.engine(),
                    perennial.surroundings().clock(),
                    open.settings().workspace().seed(),
                    "explain",
                    progress),
                open.settings().value(),
                base.customer(row));
      }
      if (perennial.json()) {
        Map<String, Object> plain = plain(reasons, base);
        plain.put("near", plain(near));
        perennial.surroundings().out().println(JsonText.of(plain));
      } else {
        tell(reasons, base, currency);
        tell(near, open.settings().value(), currency);
      }
    }
    return ExitCode.DONE.number();
  }

  /**
   * The row of a customer by a key.
   *
   * @throws UsageException where the customer never bought
   */
  static int row(String key, LakeWhatIf base, OpenWorkspace open) {
    CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), Moment.now());
    List<Candidate> found = CustomerCommand.find(key, query, open);
    for (CustomerId id : query.customers(found.stream().map(Candidate::record).toList())) {
      int row = base.row(id.value());
      if (row >= 0) {
        return row;
      }
    }
    throw new UsageException("Nothing to tell: " + key + " never bought");
  }

  private void tell(LakeWhatIf.Reasons reasons, LakeWhatIf base, String currency)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    Explanation because = reasons.because();
    out.printf(
        Locale.ROOT,
        "As of %s, worth %,.2f %s; %,.2f on the mean of the cohort.%n%n",
        base.asOf(),
        because.total(),
        currency,
        because.base());
    TextTable table = TextTable.of("because of", ">is", ">adds, " + currency);
    for (Explanation.Contribution part : because.contributions()) {
      table.row(
          part.feature().replaceFirst("^history\\.", "").replace('_', ' '),
          Double.isNaN(part.value()) ? "–" : String.format(Locale.ROOT, "%,.1f", part.value()),
          String.format(Locale.ROOT, "%+,.2f", part.amount()));
    }
    table.write(out);
    Sensitivities steps = reasons.steps();
    out.printf(
        Locale.ROOT,
        "%nOne more purchase now: %+,.2f %s. One more week of silence: %+,.2f %s%s.%n",
        steps.onePurchase(),
        currency,
        steps.oneSilentWeek(),
        currency,
        steps.halvingWeeks().isPresent()
            ? String.format(
                Locale.ROOT, "; half is left after %,.0f", steps.halvingWeeks().getAsDouble())
            : "");
  }

  private void tell(NearReasons near, ValueConfig config, String currency) throws IOException {
    PrintStream out = perennial.surroundings().out();
    if (!near.note().isEmpty()) {
      out.printf("%n%s%n", near.note());
    }
    for (NearReasons.Part part : near.parts()) {
      Vocabulary words = NearReasons.words(config, part.target(), currency);
      out.printf(
          Locale.ROOT,
          "%nIn the next %.0f weeks: %s (%s to %s), %s of nobody in particular, by %s.%n%n",
          near.weeks(),
          words.forecast(part.because().total()),
          words.number(part.interval().lower()),
          words.number(part.interval().upper()),
          words.number(part.because().base()),
          part.weights().entrySet().stream()
              .map(each -> String.format(Locale.ROOT, "%s %.2f", each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ")));
      TextTable table = TextTable.of("because of", ">is", ">adds, " + words.unit());
      List<Explanation.Contribution> features =
          part.because().contributions().stream()
              .filter(each -> !each.feature().equals(Explanation.CALIBRATION))
              .toList();
      for (Explanation.Contribution each : features.subList(0, Math.min(MOST, features.size()))) {
        Wording wording = words.of(each.feature());
        table.row(wording.label(), wording.value(each.value()), words.signed(each.amount()));
      }
      if (features.size() > MOST) {
        double rest =
            features.stream().skip(MOST).mapToDouble(Explanation.Contribution::amount).sum();
        table.row((features.size() - MOST) + " other features together", "", words.signed(rest));
      }
      part.because().contributions().stream()
          .filter(each -> each.feature().equals(Explanation.CALIBRATION))
          .forEach(
              each ->
                  table.row(
                      "no feature: put right by what came before",
                      "",
                      words.signed(each.amount())));
      table.write(out);
    }
  }

  private static Map<String, Object> plain(NearReasons near) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("weeks", near.weeks());
    plain.put("note", near.note());
    for (NearReasons.Part part : near.parts()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("forecast", part.because().total());
      told.put("lower", part.interval().lower());
      told.put("upper", part.interval().upper());
      told.put("base", part.because().base());
      told.put("method", part.because().method());
      told.put("weights", part.weights());
      told.put("contributions", contributions(part.because()));
      plain.put(part.target().name().toLowerCase(Locale.ROOT), told);
    }
    return plain;
  }

  private static List<Map<String, Object>> contributions(Explanation because) {
    return because.contributions().stream()
        .map(
            part -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("fact", part.feature());
              told.put("is", part.value());
              told.put("adds", part.amount());
              return told;
            })
        .toList();
  }

  private static Map<String, Object> plain(LakeWhatIf.Reasons reasons, LakeWhatIf base) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("as_of", base.asOf().instant());
    plain.put("value", reasons.because().total());
    plain.put("base", reasons.because().base());
    plain.put("method", reasons.because().method());
    plain.put("contributions", contributions(reasons.because()));
    plain.put("one_purchase", reasons.steps().onePurchase());
    plain.put("one_silent_week", reasons.steps().oneSilentWeek());
    return plain;
  }
}
