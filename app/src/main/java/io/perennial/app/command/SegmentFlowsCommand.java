// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who moved from which segment to which. */
@Command(
    name = "flows",
    header = "Who moved between segments from one instant to the next.",
    description = {
      "Segments of earlier instants are told by the features of then, and by the segments of now.",
      "Expected is how many there would be if all who move moved alike; z how many standard errors",
      "more there are. Chance is adjusted for the number of tests (Benjamini-Hochberg)."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment flows lifecycle",
      "  perennial segment flows behaviour --all"
    })
final class SegmentFlowsCommand implements Callable<Integer> {

  private static final String VIEW = "listed_flows";

  private final Perennial perennial;

  @Parameters(paramLabel = "SCHEME", description = "The way of segmenting, such as lifecycle.")
  private String scheme = "";

  @Option(names = "--all", description = "Those who stayed, and every instant, too.")
  private boolean all;

  SegmentFlowsCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      new SegmentNames(open.lake(), open.engine()).requireScheme(scheme);
      open.engine().view(VIEW, open.lake().table(Tables.MIGRATIONS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT from_as_of, to_as_of,"
                  + " coalesce(from_segment, '(in none)') AS from_segment, to_segment,"
                  + " customers, rate, expected, z, chance FROM "
                  + VIEW
                  + " WHERE scheme = "
                  + SegmentNames.quoted(scheme)
                  + (all
                      ? ""
                      : " AND from_segment <> to_segment AND to_as_of = (SELECT max(to_as_of) FROM "
                          + VIEW
                          + ")")
                  + " ORDER BY from_as_of, customers DESC, from_segment, to_segment",
              List.of(
                  new Column("from", Look.TEXT),
                  new Column("to", Look.TEXT),
                  new Column("was", Look.TEXT),
                  new Column("is", Look.TEXT),
                  new Column("customers", Look.COUNT),
                  new Column("rate", Look.PERCENT),
                  new Column("expected", Look.COUNT),
                  new Column("z", Look.TWO_DIGITS),
                  new Column("chance", Look.THREE_DIGITS)),
              "No moves: there is no earlier instant at which customers were known.");
    }
  }
}
