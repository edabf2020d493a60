// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.IngestReport;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.testkit.contract.EngineParity;
import io.perennial.testkit.contract.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The same files taken in by both engines, and once more when they have grown: by the same engine
 * and by the other one.
 */
class IngestParityTest {

  static final List<TableSpec> TABLES =
      List.of(Tables.EVENTS, Tables.CLAIMS, Tables.QUARANTINE, Tables.INGESTED_FILES);

  @TempDir static Path folder;
  private static final List<ParityLake> LAKES = new ArrayList<>();
  private static DuckDbEngine duckDb;
  private static SparkEngine spark;
  private static Passes byDuckDb;
  private static Passes duckDbThenSpark;
  private static Passes sparkThenDuckDb;

  /** A lake, and what was reported of the files when they were new and when they had grown. */
  private record Passes(ParityLake lake, IngestReport first, IngestReport again) {}

  @BeforeAll
  static void ingest() throws IOException, SQLException {
    duckDb = DuckDbEngine.open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    spark = SharedSpark.ofSmallRows(folder.resolve("work"));
    ParitySources sources = ParitySources.write(folder.resolve("sources"));
    ParityLake one = open("duckdb");
    ParityLake two = open("duckdb-spark");
    ParityLake three = open("spark-duckdb");
    IngestReport first = ingest(one, duckDb, sources);
    IngestReport second = ingest(two, duckDb, sources);
    IngestReport third = ingest(three, spark, sources);
    sources.grow();
    byDuckDb = new Passes(one, first, ingest(one, duckDb, sources));
    duckDbThenSpark = new Passes(two, second, ingest(two, spark, sources));
    sparkThenDuckDb = new Passes(three, third, ingest(three, duckDb, sources));
  }

  private static ParityLake open(String name) {
    ParityLake lake = ParityLake.open(folder.resolve(name));
    LAKES.add(lake);
    return lake;
  }

  private static IngestReport ingest(ParityLake lake, Engine engine, ParitySources sources) {
    return lake.ingest(engine, sources.config(), sources.folder());
  }

  @AfterAll
  static void close() {
    LAKES.forEach(ParityLake::close);
    spark.close();
    duckDb.close();
  }

  @Test
  void the_files_hold_every_kind_of_trouble() {
    byDuckDb.lake().show(duckDb, Tables.QUARANTINE, "troubles");
    assertThat(
            Result.of(duckDb.query("SELECT DISTINCT field FROM troubles ORDER BY field"))
                .column("field"))
        .containsExactly(
            "amount",
            "cost",
            "currency",
            "customer",
            "discount",
            "event_id",
            "quantity",
            "row",
            "score",
            "time",
            "type",
            "unit_price",
            "zone");
    assertThat(
            Result.of(
                    duckDb.query(
                        "SELECT DISTINCT line, reason FROM troubles WHERE file = 'till.csv'"
                            + " AND (field = 'row' OR line > 34) ORDER BY line"))
                .rows())
        .as("broken lines of till.csv, and a row behind a blank line")
        .startsWith(
            List.of(25L, "4 fields where 12 are expected"),
            List.of(26L, "14 fields where 12 are expected"),
            List.of(32L, "a quoted field is not closed"),
            List.of(34L, "a quoted field is not closed"),
            List.of(37L, "this is not a number, or could be two"));
    assertThat(byDuckDb.first().kept()).as("rows kept").isGreaterThan(1_000);
    assertThat(byDuckDb.first().duplicate()).as("rows told twice").isGreaterThan(500);
    assertThat(byDuckDb.again().kept()).as("rows that came later").isPositive();
    assertThat(byDuckDb.again().claims()).as("claims that came later").isPositive();
  }

  @Test
  void both_engines_report_the_same_of_new_files() {
    assertThat(sparkThenDuckDb.first().lines()).isEqualTo(byDuckDb.first().lines());
    assertThat(sparkThenDuckDb.first()).isEqualTo(byDuckDb.first());
  }

  @Test
  void both_engines_report_the_same_of_files_that_grew() {
    for (Passes passes : List.of(duckDbThenSpark, sparkThenDuckDb)) {
      assertThat(passes.again().lines()).isEqualTo(byDuckDb.again().lines());
      assertThat(passes.again()).isEqualTo(byDuckDb.again());
    }
  }

  @Test
  void personal_data_are_out_of_texts_and_properties() {
    byDuckDb.lake().show(duckDb, Tables.EVENTS, "redacted");
    assertThat(
            Result.of(
                    duckDb.query(
                        "SELECT coalesce(text, properties) AS said FROM redacted WHERE text LIKE '%[%'"
                            + " OR properties LIKE '%[email]%' OR properties LIKE '%[phone]%'"
                            + " ORDER BY source, occurred_at"))
                .column("said"))
        .hasSize(5);
  }

  /** Ingest only adds: what the first pass wrote is among the rows, under its batch ids. */
  @ParameterizedTest(name = "table {index}")
  @FieldSource("TABLES")
  void whoever_ingests_the_rows_are_the_same(TableSpec table) {
    byDuckDb.lake().show(spark, table, "parity_table");
    for (Passes passes : List.of(byDuckDb, duckDbThenSpark, sparkThenDuckDb)) {
      passes.lake().show(duckDb, table, "parity_table");

      new EngineParity(duckDb, spark).table("parity_table");
    }
  }
}
