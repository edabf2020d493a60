// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists segments. */
@Command(
    name = "list",
    header = "The segments: how many customers, what they spent, how stable, what to do.",
    description = {
      "Without a scheme all of them. Stability is how alike a segment stays when other customers are",
      "drawn: the mean Jaccard similarity, 1 is the same; segments by rules have none. Confidence is the",
      "share of methods, seeds and samples that agree on a member, on the mean. Of what to do the first",
      "sentence is shown; perennial segment show has all of it, and so has --json."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment list",
      "  perennial segment list behaviour --json"
    })
final class SegmentListCommand implements Callable<Integer> {

  private static final String VIEW = "listed_segments";

  private final Perennial perennial;

  @Parameters(
      arity = "0..1",
      paramLabel = "SCHEME",
      description = "Only this way of segmenting, such as lifecycle.")
  private Optional<String> scheme = Optional.empty();

  SegmentListCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      SegmentNames names = new SegmentNames(open.lake(), open.engine());
      scheme.ifPresent(names::requireScheme);
      open.engine().view(VIEW, open.lake().table(Tables.SEGMENTS).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT scheme, segment, customers, share, spend_share, stability, confidence, play FROM "
                  + VIEW
                  + scheme.map(s -> " WHERE scheme = " + SegmentNames.quoted(s)).orElse("")
                  + " ORDER BY scheme, customers DESC, segment",
              List.of(
                  new Column("scheme", Look.TEXT),
                  new Column("segment", Look.TEXT),
                  new Column("customers", Look.COUNT),
                  new Column("share", Look.PERCENT),
                  new Column("of spend", Look.PERCENT),
                  new Column("stability", Look.TWO_DIGITS),
                  new Column("confidence", Look.TWO_DIGITS),
                  new Column("what to do", Look.FIRST_SENTENCE)),
              SegmentNames.NONE);
    }
  }
}
