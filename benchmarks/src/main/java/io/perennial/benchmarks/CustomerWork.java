// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.lake.Batches;
import io.perennial.lake.Filter;
import java.util.List;
import java.util.Set;

/** One customer's whole history after another, planning included. */
final class CustomerWork implements Work {

  private static final int CUSTOMERS = 200;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    try (Workspace workspace = Workspace.forReading(arguments.path("lake"), arguments)) {
      workspace.viewEvents();
      timing.fact("events", workspace.number("SELECT count(*) AS n FROM events"));
      List<Long> records = new RecordSample(workspace.engine()).records(CUSTOMERS);
      Latencies latencies = new Latencies();
      long rows =
          timing.round(
              () -> {
                long sum = 0;
                for (long record : records) {
                  sum += latencies.time(() -> history(workspace, record));
                }
                return sum;
              });
      timing.fact("customers", records.size());
      timing.fact("rows", rows);
      latencies.note(timing);
    }
  }

  private static long history(Workspace workspace, long record) {
    workspace
        .engine()
        .view("history", workspace.events().scan(new Filter.In("record_id", Set.of(record))));
    long rows = 0;
    try (Batches history =
        workspace.engine().query("SELECT * FROM history ORDER BY occurred_at, event_id")) {
      while (history.next()) {
        rows += history.batch().rows();
      }
    }
    return rows;
  }
}
