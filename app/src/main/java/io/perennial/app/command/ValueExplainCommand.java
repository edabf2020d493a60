// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.Candidate;
import io.perennial.app.query.CustomerQuery;
import io.perennial.app.query.Moment;
import io.perennial.domain.CustomerId;
import io.perennial.value.explain.Sensitivities;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.pipeline.LakeWhatIf;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a customer is worth what he is. */
@Command(
    name = "explain",
    header = "Why a customer is worth what is said, and what one step more would change.",
    description = {
      "The value of value.forecast-weeks, split into what the customer's repeats, silence, age and mean",
      "spend add to the mean of the cohort: exact Shapley values, which sum to the value. Below it what",
      "one more purchase, and one more week of silence, would change. That is what one would expect of",
      "such customers, not what makes them so. Fits the models anew: some seconds."
    },
    footer = {
      "",
      "Examples",
      "  perennial value explain 13085",
      "  perennial value explain 13085 --json"
    })
final class ValueExplainCommand implements Callable<Integer> {

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
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(reasons, base)));
      } else {
        tell(reasons, base, currency);
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

  private static Map<String, Object> plain(LakeWhatIf.Reasons reasons, LakeWhatIf base) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("as_of", base.asOf().instant());
    plain.put("value", reasons.because().total());
    plain.put("base", reasons.because().base());
    plain.put("method", reasons.because().method());
    plain.put(
        "contributions",
        reasons.because().contributions().stream()
            .map(
                part -> {
                  Map<String, Object> told = new LinkedHashMap<>();
                  told.put("fact", part.feature());
                  told.put("is", part.value());
                  told.put("adds", part.amount());
                  return told;
                })
            .toList());
    plain.put("one_purchase", reasons.steps().onePurchase());
    plain.put("one_silent_week", reasons.steps().oneSilentWeek());
    return plain;
  }
}
