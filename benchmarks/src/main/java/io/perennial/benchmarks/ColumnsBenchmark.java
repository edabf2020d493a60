// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Columns out of the engine and into it, beside DuckDB's own ways. */
final class ColumnsBenchmark implements Benchmark {

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public String question() {
    return "Columns between Java and the engine, against rows through JDBC and DuckDB's appender";
  }

  @Override
  public String run(Session session) {
    return section(session, "out", WorkName.COLUMNS_OUT, "Engine.query, columns", "JDBC rows")
        + "\n"
        + section(session, "into", WorkName.COLUMNS_IN, "Engine.load, columns", "DuckDB appender")
        + "\nTimes are of the last round in each process, when Java has compiled the loops.\n";
  }

  private static String section(
      Session session, String way, WorkName work, String ours, String peer) {
    long rows = session.options().rows();
    List<Trial> trials = new ArrayList<>();
    for (Numbers numbers : Numbers.values()) {
      Arguments arguments = session.engine().with("rows", rows).with("kind", numbers.name());
      trials.add(new Trial(name(numbers, way, peer), work, arguments.with("how", "peer")));
      trials.add(new Trial(name(numbers, way, ours), work, arguments.with("how", "engine")));
    }
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table("work", "wall s", "CPU s", "peak MB", "rows/s", "values/s", "ratio peer/this");
    for (Numbers numbers : Numbers.values()) {
      Series theirs = series.get(name(numbers, way, peer));
      Series own = series.get(name(numbers, way, ours));
      Agreement.close("total", theirs.any(), own.any());
      row(table, name(numbers, way, peer), theirs, rows, numbers, "1.00");
      row(
          table,
          name(numbers, way, ours),
          own,
          rows,
          numbers,
          Table.ratio(theirs.wall() / own.wall()));
    }
    return table.toString();
  }

  private static void row(
      Table table, String name, Series series, long rows, Numbers numbers, String ratio) {
    table.row(
        name,
        series.wallText(),
        Series.seconds(series.cpu()),
        Table.count(series.peak()),
        Table.count(rows / series.wall()),
        Table.count(rows * (double) numbers.columns() / series.wall()),
        ratio);
  }

  private static String name(Numbers numbers, String way, String how) {
    return numbers.columns() + " " + numbers.word() + " " + way + ": " + how;
  }
}
