// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Months alone, or months and buckets of records: what each costs to write and to read. */
final class LayoutBenchmark implements Benchmark {

  private static final List<String> READS = List.of("customer", "recent", "fold", "buckets");

  @Override
  public String name() {
    return "layout";
  }

  @Override
  public String question() {
    return "Which files the events lie in: months alone, or buckets of records as well";
  }

  @Override
  public String run(Session session) {
    StringBuilder text = new StringBuilder(size(session, session.options().rows()));
    if (session.options().large() > 0) {
      text.append('\n').append(size(session, session.options().large()));
    }
    return text.toString();
  }

  private static String size(Session session, long rows) {
    Arguments lake = session.engine().with("lake", session.data().lake(rows));
    Path scratch = session.scratch("layout");
    List<Trial> trials = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      Arguments arguments =
          lake.with("layout", layout.name()).with("folder", scratch.resolve(layout.name()));
      trials.add(new Trial(name(layout, "write"), WorkName.LAYOUT_WRITE, arguments));
      for (String what : READS) {
        trials.add(
            new Trial(name(layout, what), WorkName.LAYOUT_READ, arguments.with("what", what)));
      }
    }
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table(
            "layout",
            "files",
            "MB",
            "write s",
            "write peak MB",
            "one customer ms, median (p95)",
            "last 30 days ms",
            "fold s",
            "fold peak MB",
            "fold by bucket s");
    for (Layout layout : Layout.values()) {
      row(table, layout, series);
      for (String what : READS) {
        Agreement.same(
            "found",
            series.get(name(Layout.MONTHS, what)).any(),
            series.get(name(layout, what)).any());
      }
    }
    return String.format(
            Locale.ROOT,
            "%,d events%n%n",
            series.get(name(Layout.MONTHS, "write")).any().count("rows"))
        + table;
  }

  private static void row(Table table, Layout layout, Map<String, Series> series) {
    Series write = series.get(name(layout, "write"));
    Series customer = series.get(name(layout, "customer"));
    Series fold = series.get(name(layout, "fold"));
    table.row(
        layout.words(),
        write.any().text("files"),
        Table.count(write.any().number("bytes") / 1e6),
        write.wallText(),
        Table.count(write.peak()),
        String.format(
            Locale.ROOT,
            "%.1f (%.1f)",
            customer.median(sample -> sample.number("median")),
            customer.median(sample -> sample.number("p95"))),
        Table.count(series.get(name(layout, "recent")).wall() * 1_000),
        fold.wallText(),
        Table.count(fold.peak()),
        layout.buckets() == 1 ? "–" : series.get(name(layout, "buckets")).wallText());
  }

  private static String name(Layout layout, String what) {
    return layout.words() + ": " + what;
  }
}
