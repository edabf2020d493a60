// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.Rows;
import io.perennial.app.print.TableRows;
import io.perennial.app.query.CustomerQuery;
import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.LakeException;
import io.perennial.serve.answer.Candidate;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one customer, everything. */
@Command(
    name = "customer",
    header = "Show one customer: segment, features, totals, timeline, what sources say.",
    description = {
      "KEY is what a source calls the customer; it is looked for in every system that the",
      "configuration names. The id of a record, as in the tables, does too. All records of the same",
      "customer are shown together: how sure each is, the household, merges and splits; and what is",
      "believed of the customer, with whose word it is."
    },
    footer = {
      "",
      "Examples",
      "  perennial customer 13085",
      "  perennial customer 13085 --permit service",
      "  perennial customer 13085 --json --limit 0"
    })
final class CustomerCommand implements Callable<Integer> {

  /** So many decisions are shown; programs get all. */
  private static final long MOST_DECISIONS = 5;

  /** So many recommendations; perennial recommend show has all. */
  private static final long MOST_PRODUCTS = 3;

  private final Perennial perennial;

  @Parameters(paramLabel = "KEY", description = "The customer's key, or the id of a record.")
  private String key = "";

  @Option(
      names = "--limit",
      paramLabel = "EVENTS",
      defaultValue = "50",
      description = "Newest events to show; 0 for all (default: ${DEFAULT-VALUE}).")
  private long limit;

  @Mixin private final AsOfOption at = new AsOfOption();

  @Mixin private final PermitOption permission = new PermitOption();

  CustomerCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), at.moment(open));
      List<Candidate> known = find(key, query, open);
      Optional<Permit> permit = permission.permit(perennial.surroundings());
      Customer customer = Customer.of(known, query, permit.isEmpty(), open.identity().secret());
      permit.ifPresent(p -> audit(p, customer.records().size(), open));
      if (perennial.json()) {
        json(known, customer, open);
      } else {
        people(known, customer, open);
      }
    }
    return ExitCode.DONE.number();
  }

  /**
   * The records that a key means.
   *
   * @throws LakeException when there is none
   */
  static List<Candidate> find(String key, CustomerQuery query, OpenWorkspace open) {
    List<String> systems = open.settings().systems();
    List<Candidate> known = query.known(Candidate.of(key, systems));
    if (known.isEmpty()) {
      throw new LakeException(
          "Unknown customer: no record of that key in "
              + (systems.isEmpty() ? "any system (the configuration names none)" : systems)
              + "; keys are matched exactly, so mind zeros in front and capitals");
    }
    return known;
  }

  private void audit(Permit permit, int records, OpenWorkspace open) {
    PermitOption.audit(
        open.workspace(),
        permit,
        perennial.surroundings().clock().instant(),
        "read",
        Amounts.count(records, "record"));
  }

  /** The records of a key and those that are the same customer; no customers before resolving. */
  private record Customer(
      CustomerQuery query,
      Set<CustomerId> ids,
      List<RecordId> records,
      boolean masked,
      String secret) {

    static Customer of(List<Candidate> known, CustomerQuery query, boolean masked, String secret) {
      Set<RecordId> records = new LinkedHashSet<>();
      known.forEach(candidate -> records.add(candidate.record()));
      Set<CustomerId> ids = query.customers(records);
      records.addAll(query.recordIds(ids));
      return new Customer(query, ids, List.copyOf(records), masked, secret);
    }

    Batches golden() {
      return query.golden(ids, records, masked, secret);
    }

    Batches claims() {
      return query.claims(records, masked);
    }

    Batches totals() {
      return query.totals(records, masked);
    }

    Batches timeline() {
      return query.timeline(records, masked);
    }
  }

  /** Who lives with them, and how they came about. */
  private void identity(Customer customer, OpenWorkspace open) {
    PrintStream out = perennial.surroundings().out();
    CustomerMakeup makeup = CustomerMakeup.of(customer.ids(), open);
    if (!makeup.others().isEmpty()) {
      out.println(
          "One household with "
              + makeup.others().stream()
                  .map(other -> "customer " + other)
                  .collect(Collectors.joining(", ")));
    }
    makeup.steps().forEach(step -> out.println(HistoryCommand.words(step)));
  }

  private void people(List<Candidate> known, Customer customer, OpenWorkspace open)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    for (Candidate each : known) {
      out.println(
          "Record " + each.record() + (each.system().isEmpty() ? "" : " of " + each.system()));
    }
    out.println();
    if (customer.ids().isEmpty()) {
      out.println("Not resolved yet: perennial run finds out which customer this is");
    } else {
      out.println("Customer");
      table(customer.query().records(customer.ids()), 0);
      identity(customer, open);
      out.println();
      out.println("Golden record" + (customer.masked() ? " (masked)" : ""));
      table(customer.golden(), 0);
      out.println();
      out.println("Segment");
      table(customer.query().segments(customer.ids()), 0);
      out.println();
      out.println("Features");
      table(customer.query().features(customer.ids()), 0);
      out.println();
      out.println("Value");
      table(customer.query().worth(customer.ids()), 0);
      out.println();
      out.println("What is next, and what was before");
      table(customer.query().next(customer.ids()), MOST_DECISIONS);
      out.println();
      out.println("Products to offer");
      table(customer.query().products(customer.ids()), MOST_PRODUCTS);
    }
    out.println();
    out.println(
        "What sources say" + (customer.masked() ? " (masked; --permit PURPOSE shows it)" : ""));
    table(customer.claims(), 0);
    out.println();
    out.println("Totals");
    table(customer.totals(), 0);
    out.println();
    out.println("Timeline, newest first");
    if (table(customer.timeline(), limit).more()) {
      out.println("… and earlier events (--limit 0 shows all)");
    }
  }

  private Rows.Written table(Batches rows, long most) throws IOException {
    try (rows) {
      return Rows.write(rows, new TableRows(perennial.surroundings().out()), most);
    }
  }

  private void json(List<Candidate> known, Customer customer, OpenWorkspace open)
      throws IOException {
    PrintStream out = perennial.surroundings().out();
    out.print("{\"records\": ");
    out.print(JsonText.of(known.stream().map(CustomerCommand::plain).toList()));
    array(",\n\"customers\": ", customer.query().records(customer.ids()), 0);
    CustomerMakeup makeup = CustomerMakeup.of(customer.ids(), open);
    out.print(",\"household\": ");
    out.print(JsonText.of(makeup.others().stream().map(CustomerId::value).toList()));
    out.print(",\n\"changes\": ");
    out.print(JsonText.of(makeup.steps().stream().map(HistoryCommand::plain).toList()));
    array(",\n\"golden\": ", customer.golden(), 0);
    array(",\"segments\": ", customer.query().segments(customer.ids()), 0);
    array(",\"features\": ", customer.query().features(customer.ids()), 0);
    array(",\"values\": ", customer.query().worth(customer.ids()), 0);
    array(",\"decisions\": ", customer.query().next(customer.ids()), 0);
    array(",\"recommendations\": ", customer.query().products(customer.ids()), 0);
    array(",\"claims\": ", customer.claims(), 0);
    array(",\"totals\": ", customer.totals(), 0);
    array(",\"timeline\": ", customer.timeline(), limit);
    out.println("}");
  }

  private void array(String name, Batches rows, long most) throws IOException {
    try (rows) {
      perennial.surroundings().out().print(name);
      Rows.write(rows, JsonRows.array(perennial.surroundings().out()), most);
    }
  }

  private static Map<String, Object> plain(Candidate candidate) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("record_id", candidate.record().value());
    plain.put("system", candidate.system());
    return plain;
  }
}
