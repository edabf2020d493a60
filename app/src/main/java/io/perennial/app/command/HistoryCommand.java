// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.app.query.CustomerHistory;
import io.perennial.app.query.IdentityQuery;
import io.perennial.app.query.Parties;
import io.perennial.app.query.Party;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how a customer came about. */
@Command(
    name = "history",
    header = "The merges and splits of a customer, with the evidence of each.",
    description = {
      "Evidence is the pair of records that tells most of why, with the probability that the pair"
          + " is one",
      "customer; perennial identity explain shows what it is made of."
    },
    footer = {"", "Example", "  perennial identity history shop:13085"})
final class HistoryCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(paramLabel = "CUSTOMER", description = "A customer's id, or a record's SYSTEM:KEY.")
  private String who = "";

  HistoryCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      Party party = new Parties(open.lake(), open.engine(), open.settings().systems()).find(who);
      IdentityQuery query = new IdentityQuery(open.lake(), open.engine());
      List<IdentityQuery.Link> links = query.linksOf(List.of(party.customer()));
      List<CustomerHistory.Step> steps = CustomerHistory.steps(query.changesOf(party.customer()));
      if (perennial.json()) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("customer_id", party.customer().value());
        plain.put("records", links.size());
        plain.put("changes", steps.stream().map(HistoryCommand::plain).toList());
        perennial.surroundings().out().println(JsonText.of(plain));
        return ExitCode.DONE.number();
      }
      perennial.say("Customer " + party.customer() + ", " + Amounts.count(links.size(), "record"));
      if (steps.isEmpty()) {
        perennial.say("No merge and no split of it was noted.");
        return ExitCode.DONE.number();
      }
      TextTable table = TextTable.of("at", "what", ">records", "from", "to", "evidence", "run");
      for (CustomerHistory.Step step : steps) {
        IdentityQuery.Change change = step.first();
        table.row(
            change.at().toString(),
            change.kind(),
            Amounts.count(step.records()),
            change.from().toString(),
            change.to().toString(),
            evidence(change),
            change.run());
      }
      table.write(perennial.surroundings().out());
    }
    return ExitCode.DONE.number();
  }

  private static String evidence(IdentityQuery.Change change) {
    if (change.a().isEmpty() || change.b().isEmpty()) {
      return "";
    }
    String pair = "records " + change.a().get() + " and " + change.b().get();
    return change.probability().isEmpty()
        ? pair
        : pair
            + String.format(Locale.ROOT, ", probability %.4f", change.probability().getAsDouble());
  }

  /** {@code 2026-01-01T00:00:00Z merge: 2 records of customer 12 to customer 34 (…)}. */
  static String words(CustomerHistory.Step step) {
    IdentityQuery.Change change = step.first();
    String evidence = evidence(change);
    return change.at()
        + " "
        + change.kind()
        + ": "
        + Amounts.count(step.records(), "record")
        + " of customer "
        + change.from()
        + " to customer "
        + change.to()
        + (evidence.isEmpty() ? "" : " (" + evidence + ")");
  }

  static Map<String, Object> plain(CustomerHistory.Step step) {
    IdentityQuery.Change change = step.first();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("at", change.at());
    plain.put("run", change.run());
    plain.put("kind", change.kind());
    plain.put("records", step.records());
    plain.put("from_customer", change.from().value());
    plain.put("to_customer", change.to().value());
    change.a().ifPresent(record -> plain.put("record_a", record.value()));
    change.b().ifPresent(record -> plain.put("record_b", record.value()));
    change.probability().ifPresent(probability -> plain.put("probability", probability));
    return plain;
  }
}
