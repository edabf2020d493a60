// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one segment. */
@Command(
    name = "show",
    header = "One segment: who they are, what sets them apart, what to do.",
    description = {
      "Members and others are medians, of shares means; the effect is Cliff's delta: how much oftener a",
      "member is above another customer than beneath, from -1 to 1."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment show \"At risk\"",
      "  perennial segment show Gold --scheme value"
    })
final class SegmentShowCommand implements Callable<Integer> {

  private static final String SEGMENTS = "shown_segments";
  private static final String FEATURES = "shown_segment_features";

  private final Perennial perennial;

  @Parameters(paramLabel = "SEGMENT", description = "Its name.")
  private String segment = "";

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      description = "The way of segmenting, where several have a segment of that name.")
  private Optional<String> scheme = Optional.empty();

  SegmentShowCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      Engine engine = open.engine();
      SegmentNames names = new SegmentNames(open.lake(), engine);
      String of = scheme.map(names::requireScheme).orElseGet(() -> names.schemeOf(segment));
      engine.view(SEGMENTS, open.lake().table(Tables.SEGMENTS).scan());
      engine.view(FEATURES, open.lake().table(Tables.SEGMENT_FEATURES).scan());
      String where =
          " WHERE scheme = "
              + SegmentNames.quoted(of)
              + " AND segment = "
              + SegmentNames.quoted(segment);
      if (!perennial.json()) {
        tell(engine, where);
      }
      return new Listing(perennial, engine)
          .print(
              "SELECT feature, members, others, effect, words FROM "
                  + FEATURES
                  + where
                  + " ORDER BY rank",
              List.of(
                  new Column("feature", Look.TEXT),
                  new Column("members", Look.TWO_DIGITS),
                  new Column("others", Look.TWO_DIGITS),
                  new Column("effect", Look.TWO_DIGITS),
                  new Column("in words", Look.TEXT)),
              "Nothing sets its members apart.");
    }
  }

  private void tell(Engine engine, String where) {
    PrintStream out = perennial.surroundings().out();
    try (Batches rows =
        engine.query(
            "SELECT scheme, customers, share, spend_share, profile, play FROM "
                + SEGMENTS
                + where)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        out.printf(
            Locale.ROOT,
            "%s (%s): %s customers, %.1f %% of all, %.1f %% of what all spent%n",
            segment,
            batch.texts(0)[0],
            Amounts.count(batch.longs(1)[0]),
            100 * batch.doubles(2)[0],
            100 * batch.doubles(3)[0]);
        if (!batch.isNull(4, 0)) {
          out.println(batch.texts(4)[0]);
        }
        if (!batch.isNull(5, 0)) {
          out.println("What to do: " + batch.texts(5)[0]);
        }
        out.println();
      }
    }
  }
}
