// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonRows;
import io.perennial.app.print.Rows;
import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
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
    header = "One segment: who they are, what sets them apart, what they are worth, what to do.",
    description = {
      "Members and others are medians, of shares means; the effect is Cliff's delta: how much oftener a",
      "member is above another customer than beneath, from -1 to 1. What members are worth is of the last",
      "perennial value; who came and went is since the instant before the last."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment show \"At risk\"",
      "  perennial segment show Gold --scheme value"
    })
final class SegmentShowCommand implements Callable<Integer> {

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
      String of =
          scheme
              .map(name -> names.requireSegment(name, segment))
              .orElseGet(() -> names.schemeOf(segment));
      OneSegment one = new OneSegment(open.lake(), engine, of, segment);
      if (perennial.json()) {
        json(one);
        return ExitCode.DONE.number();
      }
      tell(one);
      return new Listing(perennial, engine)
          .print(
              one.features(),
              List.of(
                  new Column("feature", Look.TEXT),
                  new Column("members", Look.TWO_DIGITS),
                  new Column("others", Look.TWO_DIGITS),
                  new Column("effect", Look.TWO_DIGITS),
                  new Column("in words", Look.TEXT)),
              "Nothing sets its members apart.");
    }
  }

  private void json(OneSegment one) throws IOException {
    PrintStream out = perennial.surroundings().out();
    array("{\"segments\": ", one.query(one.segment()));
    array(",\"worth\": ", one.query(one.worth()));
    array(",\"came\": ", one.query(one.came()));
    array(",\"went\": ", one.query(one.went()));
    array(",\"features\": ", one.query(one.features()));
    out.println("}");
  }

  private void array(String name, Batches rows) throws IOException {
    try (rows) {
      perennial.surroundings().out().print(name);
      Rows.write(rows, JsonRows.array(perennial.surroundings().out()), 0);
    }
  }

  private void tell(OneSegment one) {
    PrintStream out = perennial.surroundings().out();
    try (Batches rows = one.query(one.segment())) {
      while (rows.next()) {
        Batch batch = rows.batch();
        out.printf(
            Locale.ROOT,
            "%s (%s): %s, %.1f %% of all, %.1f %% of what all spent%n",
            segment,
            batch.texts(0)[0],
            Amounts.count(batch.longs(2)[0], "customer"),
            100 * batch.doubles(3)[0],
            100 * (batch.isNull(4, 0) ? 0 : batch.doubles(4)[0]));
        if (!batch.isNull(5, 0)) {
          out.println(batch.texts(5)[0]);
        }
        if (!batch.isNull(6, 0)) {
          out.println("What to do: " + batch.texts(6)[0]);
        }
      }
    }
    worth(one, out);
    moves("Came", one.query(one.came()), "from ", "who were in none", out);
    moves("Went", one.query(one.went()), "to ", "", out);
    out.println();
  }

  private static void worth(OneSegment one, PrintStream out) {
    try (Batches rows = one.query(one.worth())) {
      if (!rows.next() || rows.batch().longs(0)[0] == 0) {
        return;
      }
      Batch batch = rows.batch();
      out.print("Worth: ");
      if (!batch.isNull(1, 0)) {
        out.printf(
            Locale.ROOT,
            "%,.2f each in the next %,.0f weeks, on the mean; ",
            batch.doubles(1)[0],
            batch.doubles(3)[0]);
      }
      out.printf(
          Locale.ROOT,
          "still customers with a probability of %.2f (of %s members)%n",
          batch.doubles(2)[0],
          Amounts.count(batch.longs(0)[0]));
    }
  }

  private static void moves(
      String word, Batches ways, String preposition, String unknown, PrintStream out) {
    List<String> told = new ArrayList<>();
    String since = "";
    try (ways) {
      while (ways.next()) {
        Batch batch = ways.batch();
        for (int i = 0; i < batch.rows(); i++) {
          since = new AsOf(batch.longs(0)[i]).instant().toString().substring(0, 10);
          told.add(
              Amounts.count(batch.longs(2)[i])
                  + " "
                  + (batch.isNull(1, i) ? unknown : preposition + batch.texts(1)[i]));
        }
      }
    }
    if (!told.isEmpty()) {
      out.println(word + " since " + since + ": " + String.join(", ", told));
    }
  }
}
