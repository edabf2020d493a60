// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.TextTable;
import io.perennial.segment.pipeline.SegmentLook;
import io.perennial.segment.profile.Overlap;
import io.perennial.segment.profile.Overlap.Cell;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how the segments of two schemes go together. */
@Command(
    name = "overlap",
    header = "How the segments of two schemes go together.",
    description = {
      "A row for each segment of the first scheme, a column for each of the second. A cell has the",
      "customers in both, the share of the row's members whom that is, and the lift: how many times as",
      "many as chance would put there."
    },
    footer = {
      "",
      "Examples",
      "  perennial segment overlap lifecycle value",
      "  perennial segment overlap behaviour rfm --json"
    })
final class SegmentOverlapCommand implements Callable<Integer> {

  private final Perennial perennial;

  @Parameters(
      index = "0",
      paramLabel = "SCHEME",
      description = "The way of segmenting whose segments are rows, such as lifecycle.")
  private String rows = "";

  @Parameters(
      index = "1",
      paramLabel = "SCHEME",
      description = "The one whose segments are columns, such as value.")
  private String columns = "";

  SegmentOverlapCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      SegmentNames names = new SegmentNames(open.lake(), open.engine());
      Overlap overlap =
          new SegmentLook(open.lake(), open.engine())
              .overlap(names.requireScheme(rows), names.requireScheme(columns));
      PrintStream out = perennial.surroundings().out();
      if (perennial.json()) {
        out.println(
            JsonText.of(overlap.cells().stream().map(SegmentOverlapCommand::plain).toList()));
      } else if (overlap.cells().isEmpty()) {
        perennial.say(SegmentNames.NONE);
      } else {
        table(overlap).write(out);
      }
      return ExitCode.DONE.number();
    }
  }

  private TextTable table(Overlap overlap) {
    Map<String, List<Cell>> lines =
        overlap.cells().stream()
            .collect(Collectors.groupingBy(Cell::segment, LinkedHashMap::new, Collectors.toList()));
    List<Cell> first = lines.values().iterator().next();
    TextTable table =
        TextTable.of(
            Stream.concat(
                    Stream.of(rows + " \\ " + columns, ">customers"),
                    first.stream().map(cell -> ">" + cell.other()))
                .toArray(String[]::new));
    lines.forEach(
        (segment, cells) -> {
          List<String> line = new ArrayList<>();
          line.add(segment);
          line.add(Amounts.count(cells.get(0).customers()));
          cells.forEach(cell -> line.add(text(cell)));
          table.row(line);
        });
    return table;
  }

  private static String text(Cell cell) {
    return cell.both() == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            "%,d  %.0f %%  ×%.1f",
            cell.both(),
            100 * cell.share().orElse(0),
            cell.lift().orElse(0));
  }

  private static Map<String, Object> plain(Cell cell) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("segment", cell.segment());
    plain.put("other", cell.other());
    plain.put("customers", cell.customers());
    plain.put("others", cell.others());
    plain.put("both", cell.both());
    plain.put("of", cell.of());
    put(plain, "share", cell.share());
    put(plain, "lift", cell.lift());
    put(plain, "jaccard", cell.jaccard());
    return plain;
  }

  private static void put(Map<String, Object> plain, String name, OptionalDouble value) {
    plain.put(name, value.stream().boxed().findFirst());
  }
}
