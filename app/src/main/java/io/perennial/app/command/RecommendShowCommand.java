// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.CustomerQuery;
import io.perennial.domain.CustomerId;
import io.perennial.domain.RecordId;
import io.perennial.serve.answer.Candidate;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what one customer is recommended. */
@Command(
    name = "show",
    header = "What a customer is recommended, the best first, and why.",
    description = {
      "CUSTOMER is what a source calls the customer, or the id of a record, as for perennial customer.",
      "new was not bought before, again was; due is the day by which it is to be bought again."
    },
    footer = {
      "",
      "Examples",
      "  perennial recommend show 13085",
      "  perennial recommend show 13085 --json"
    })
final class RecommendShowCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(paramLabel = "CUSTOMER", description = "The customer's key, or the id of a record.")
  private String key = "";

  @Mixin private final AsOfOption at = new AsOfOption();

  RecommendShowCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      CustomerQuery query = new CustomerQuery(open.lake(), open.engine(), at.moment(open));
      Set<RecordId> records =
          CustomerCommand.find(key, query, open).stream()
              .map(Candidate::record)
              .collect(Collectors.toSet());
      Set<CustomerId> customers = query.customers(records);
      query.products(customers).close();
      return new Listing(perennial, open.engine())
          .print(
              "SELECT p.place, p.product_id, p.product_name, p.kind, p.due_on, p.reason, p.as_of"
                  + " FROM customer_products p ORDER BY p.customer_id, p.place",
              List.of(
                  new Column("", Look.COUNT),
                  new Column("product", Look.TEXT),
                  new Column("name", Look.TEXT),
                  new Column("", Look.TEXT),
                  new Column("due", Look.TEXT),
                  new Column("why", Look.TEXT),
                  new Column("as of", Look.TEXT)),
              "Nothing is recommended: the customer bought no product that is known, or not lately"
                  + " (recommend.recent-days), or perennial recommend was not run yet.");
    }
  }
}
