// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;

/**
 * The same CSV file into one sorted Parquet file by DuckDB alone, with types given: no ids, no
 * check, no quarantine, no duplicates, no months, no commit. What ingest is compared with.
 */
final class BareCopyWork implements Work {

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    Folders.renew(folder);
    Path parquet = folder.resolve("bare.parquet");
    String copy =
        "COPY (SELECT * FROM read_csv("
            + BareDuckDb.text(arguments.path("csv"))
            + ", header = true, auto_detect = false, delim = ',', quote = '\"', columns = "
            + ShopSource.DUCKDB_COLUMNS
            + ") ORDER BY customer_id, occurred_at) TO "
            + BareDuckDb.text(parquet)
            + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)";
    try (BareDuckDb database = BareDuckDb.open(arguments)) {
      timing.round(
          () -> {
            database.execute(copy);
            return true;
          });
      String from = " FROM read_parquet(" + BareDuckDb.text(parquet) + ")";
      timing.fact("rows", database.number("SELECT count(*)" + from));
      timing.fact("cents", database.number("SELECT CAST(sum(amount) * 100 AS BIGINT)" + from));
    }
    timing.fact("bytes", Folders.bytes(folder, ".parquet"));
  }
}
