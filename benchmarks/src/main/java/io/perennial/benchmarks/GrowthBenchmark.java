// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the time and the memory of ingest grow with the file. */
final class GrowthBenchmark implements Benchmark {

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String question() {
    return "Ingest of ever larger files: time per doubling (aim: <= 2.2) and peak memory";
  }

  @Override
  public String run(Session session) {
    Path folder = session.scratch("growth").resolve("workspace");
    List<Trial> trials = new ArrayList<>();
    for (long rows : session.options().growthSizes()) {
      trials.add(
          new Trial(
              String.format(Locale.ROOT, "ingest of %,d rows", rows),
              WorkName.INGEST,
              session
                  .engine()
                  .with("csv", session.data().csv(rows))
                  .with("folder", folder)
                  .with("file", "events.csv")
                  .with("fresh", true)));
    }
    Map<String, Series> series = session.interleave(trials);
    Table table = Table.ofWorks("rows/s", "× per doubling");
    double before = 0;
    double rowsBefore = 0;
    for (Map.Entry<String, Series> entry : series.entrySet()) {
      Series each = entry.getValue();
      double rows = each.any().number("kept");
      String factor = "–";
      if (rowsBefore > 0) {
        double doublings = Math.log(rows / rowsBefore) / Math.log(2);
        factor = Table.ratio(Math.pow(each.wall() / before, 1 / doublings));
      }
      table.work(entry.getKey(), each, rows, factor);
      before = each.wall();
      rowsBefore = rows;
    }
    return table.toString();
  }
}
