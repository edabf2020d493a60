// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * CSV to a lake that is mapped, committed and cleaned, beside DuckDB's bare copy of the same file
 * and beside the same steps on Spark.
 */
final class CollectBenchmark implements Benchmark {

  private static final String BARE = "DuckDB: bare typed, sorted COPY to one Parquet file";
  private static final String DUCKDB = "ingest with mapping, then clean";
  private static final String SMALL = "the same, a fifth of the rows";
  private static final String SPARK = "the same on Spark local, a fifth of the rows";

  /** What the engine may take; with the heap and the rest it stays below 4 GiB. */
  private static final String MEMORY = "2560";

  private static final int HEAP = 1_024;
  private static final int SPARK_HEAP = 6_144;

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public String question() {
    return "CSV to a mapped, committed and cleaned lake (aim at 10M: < 90 s, < 4 GiB)";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    Path scratch = session.scratch("collect");
    Arguments memory =
        session.options().memoryMebibytes() < Integer.parseInt(MEMORY)
            ? session.engine()
            : session.engine().with("memory", MEMORY);
    Arguments all = memory.with("csv", session.data().csv(rows));
    Arguments fifth = memory.with("csv", session.data().csv(rows / 5));
    Arguments work = all.with("folder", scratch.resolve("workspace")).with("engine", "duckdb");
    Map<String, Series> series =
        session.interleave(
            List.of(
                new Trial(BARE, WorkName.BARE_COPY, all.with("folder", scratch.resolve("bare")))
                    .withHeap(HEAP),
                new Trial(DUCKDB, WorkName.COLLECT, work).withHeap(HEAP),
                new Trial(
                        SMALL,
                        WorkName.COLLECT,
                        fifth.with("folder", scratch.resolve("small")).with("engine", "duckdb"))
                    .withHeap(HEAP),
                new Trial(
                        SPARK,
                        WorkName.COLLECT,
                        fifth.with("folder", scratch.resolve("spark")).with("engine", "spark"))
                    .withHeap(SPARK_HEAP)));
    Series bare = series.get(BARE);
    Series ours = series.get(DUCKDB);
    Series small = series.get(SMALL);
    Series spark = series.get(SPARK);
    Agreement.same("rows", bare.any(), ours.any());
    for (String fact : List.of("rows", "cents", "claims", "flagged")) {
      Agreement.same(fact, small.any(), spark.any());
    }
    double read = bare.any().number("rows");
    double few = small.any().number("rows");
    Table table =
        Table.ofWorks("rows/s", "ratio")
            .work(BARE, bare, read, "1.00")
            .work(DUCKDB, ours, read, Table.ratio(bare.wall() / ours.wall()) + " of bare")
            .work(SMALL, small, few, "1.00")
            .work(SPARK, spark, few, Table.ratio(spark.wall() / small.wall()) + " × the time");
    Sample any = ours.any();
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d rows of %,.0f MB: %,d kept, %,d claims, %,d flags. Of the time ingest takes"
                + " %.1f s, clean the rest. Mapped by an expression, a value map, rates of exchange"
                + " and two cleaned claims a row. Rows, amounts, claims and flags of DuckDB and Spark"
                + " agree. Engine memory here %s MiB, heap %,d MiB.%n",
            any.count("read"),
            session.data().csv(rows).toFile().length() / 1e6,
            any.count("kept"),
            any.count("claims"),
            any.count("flagged"),
            ours.median(sample -> sample.number("ingest.ms")) / 1e3,
            memory.text("memory"),
            HEAP);
  }
}
