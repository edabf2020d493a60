// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CSV to committed lake, beside DuckDB's own sorted COPY of the same file. */
final class IngestBenchmark implements Benchmark {

  private static final String BARE = "DuckDB: bare typed, sorted COPY to one Parquet file";
  private static final String FIRST = "ingest: events, and claims of key, e-mail, country";
  private static final String UNCHANGED = "ingest again, file unchanged";
  private static final String GROWN = "ingest again, file grown by 1 %";
  private static final String EVENTS = "ingest: events, and claims of key alone";

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String question() {
    return "CSV file to committed lake, against DuckDB's bare sorted COPY (aim: ratio >= 0.6)";
  }

  @Override
  public String run(Session session) {
    Map<String, Series> series = measure(session);
    Series bare = series.get(BARE);
    Series first = series.get(FIRST);
    Series events = series.get(EVENTS);
    double rows = bare.any().number("rows");
    Table table =
        Table.ofWorks("rows/s", "ratio bare/this")
            .work(BARE, bare, rows, "1.00")
            .work(FIRST, first, rows, Table.ratio(bare.wall() / first.wall()))
            .work(EVENTS, events, rows, Table.ratio(bare.wall() / events.wall()))
            .work(UNCHANGED, series.get(UNCHANGED), rows, "–")
            .work(GROWN, series.get(GROWN), rows, "–");
    Sample grown = series.get(GROWN).any();
    return table
        + String.format(
            Locale.ROOT,
            "%nThe file: %,d rows, %,.0f MB. On disk: bare %,.0f MB, lake %,.0f MB with %,d claims"
                + " (%,.0f MB with claims of the key alone). Of the grown file's %,d rows %,d were"
                + " new. Rows and sums of amounts agree.%n",
            bare.any().count("rows"),
            session.data().csv(session.options().rows()).toFile().length() / 1e6,
            bare.any().number("bytes") / 1e6,
            first.any().number("bytes") / 1e6,
            first.any().count("claims"),
            events.any().number("bytes") / 1e6,
            grown.count("read"),
            grown.count("kept"));
  }

  /** Measures, and makes sure that both sides hold the same. */
  private static Map<String, Series> measure(Session session) {
    long rows = session.options().rows();
    Path csv = session.data().csv(rows);
    Path more = session.data().csv(Math.max(100, rows / 100), 2);
    Path scratch = session.scratch("ingest");
    Arguments engine = session.engine().with("csv", csv);
    Arguments again =
        engine.with("folder", scratch.resolve("workspace")).with("file", "events.csv");
    Arguments first = again.with("fresh", true);
    Map<String, Series> series =
        session.interleave(
            List.of(
                new Trial(BARE, WorkName.BARE_COPY, engine.with("folder", scratch.resolve("bare"))),
                new Trial(FIRST, WorkName.INGEST, first),
                new Trial(UNCHANGED, WorkName.INGEST, again),
                new Trial(GROWN, WorkName.INGEST, again.with("more", more)),
                new Trial(EVENTS, WorkName.INGEST, first.with("contacts", false))));
    for (String ours : List.of(FIRST, EVENTS)) {
      Agreement.same("rows", series.get(BARE).any(), series.get(ours).any());
      Agreement.same("cents", series.get(BARE).any(), series.get(ours).any());
    }
    for (Sample unchanged : series.get(UNCHANGED).samples()) {
      require(unchanged.count("read") == 0, "the unchanged file was read again", unchanged);
    }
    for (Sample grown : series.get(GROWN).samples()) {
      require(
          grown.count("duplicate") == bareRows(series) && grown.count("kept") > 0,
          "of the grown file not what is new was kept",
          grown);
    }
    return series;
  }

  private static long bareRows(Map<String, Series> series) {
    return series.get(BARE).any().count("rows");
  }

  private static void require(boolean holds, String otherwise, Sample sample) {
    if (!holds) {
      throw new IllegalStateException("Cannot compare: " + otherwise + " " + sample.facts());
    }
  }
}
