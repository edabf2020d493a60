// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.app.chart.DataTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs that made what the page shows. */
final class RunsSection {

  private final ReportQueries queries;

  RunsSection(ReportQueries queries) {
    this.queries = queries;
  }

  List<Block> blocks() {
    List<List<String>> rows = new ArrayList<>();
    queries.each(
        "SELECT step, run_id, started_at, seconds, seed, code_version, settings, rows_written,"
            + " message FROM last_runs ORDER BY started_at, step",
        (batch, i) ->
            rows.add(
                List.of(
                    batch.texts(0)[i],
                    batch.texts(1)[i],
                    Instant.EPOCH
                        .plus(batch.longs(2)[i], ChronoUnit.MICROS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString(),
                    String.format(Locale.ROOT, "%.1f s", batch.doubles(3)[i]),
                    String.valueOf(batch.longs(4)[i]),
                    batch.texts(5)[i],
                    batch.texts(6)[i].substring(0, Math.min(12, batch.texts(6)[i].length())),
                    ReportQueries.text(batch, 8, i))));
    return List.of(
        new Block.Rows(
            "The runs that made what you see",
            new DataTable(
                List.of("Step", "Run", "Began", "Took", "Seed", "Version", "Settings", "Result"),
                rows)));
  }
}
