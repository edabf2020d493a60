// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.time.Instant;
import java.util.List;

/**
 * One kind of reading over the files of a layout: {@code what} is customer (one history at a time),
 * recent (a scan of the last 30 days), fold (all events by ranges of keys) or buckets (the same,
 * bucket by bucket).
 */
final class LayoutReadWork implements Work {

  private static final int CUSTOMERS = 50;
  private static final Instant SINCE = Instant.parse("2024-12-02T00:00:00Z");

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Layout layout = Layout.valueOf(arguments.text("layout"));
    LaidOutFiles files = LaidOutFiles.read(arguments.path("folder"));
    try (Engine engine = Workspace.engine("duckdb", arguments)) {
      switch (arguments.text("what")) {
        case "customer" -> customers(engine, layout, files, timing);
        case "recent" -> recent(engine, files, timing);
        case "fold" -> {
          long rows = timing.round(() -> fold(engine, files, -1));
          timing.fact("found", rows);
        }
        default -> {
          long rows =
              timing.round(
                  () -> {
                    long sum = 0;
                    for (int bucket = 0; bucket < layout.buckets(); bucket++) {
                      sum += fold(engine, files, bucket);
                    }
                    return sum;
                  });
          timing.fact("found", rows);
        }
      }
    }
  }

  private static long fold(Engine engine, LaidOutFiles files, int bucket) {
    engine.view("events", files.scan(file -> bucket < 0 || file.bucket() == bucket));
    return Digest.of(engine.fold(new FoldQuestion(1).folding())).rows();
  }

  private static void recent(Engine engine, LaidOutFiles files, Timing timing) throws Exception {
    long since = SINCE.getEpochSecond() * 1_000_000;
    for (int round = 0; round < 3; round++) {
      timing.fact(
          "found",
          timing.round(
              () -> {
                engine.view("events", files.scan(file -> file.until() > since));
                return Digest.of(
                        engine.query(
                            "SELECT category, count(*) AS n, sum(amount) AS spend FROM events"
                                + " WHERE occurred_at >= TIMESTAMP '2024-12-02 00:00:00'"
                                + " GROUP BY category"))
                    .rows();
              }));
    }
  }

  private static void customers(Engine engine, Layout layout, LaidOutFiles files, Timing timing)
      throws Exception {
    engine.view("events", files.scan(file -> true));
    List<Long> records = new RecordSample(engine).records(CUSTOMERS + 1);
    long found = 0;
    Latencies latencies = new Latencies();
    for (long record : records) {
      found +=
          latencies.time(
              () -> {
                int bucket = layout.bucketOf(record);
                engine.view("one", files.scan(file -> file.bucket() == bucket));
                try (Batches history =
                    engine.query(
                        "SELECT * FROM one WHERE record_id = "
                            + record
                            + " ORDER BY occurred_at")) {
                  long rows = 0;
                  while (history.next()) {
                    rows += history.batch().rows();
                  }
                  return rows;
                }
              });
    }
    timing.fact("found", found);
    latencies.withoutFirst().note(timing);
  }
}
