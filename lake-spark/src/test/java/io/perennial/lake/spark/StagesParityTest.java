// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.features.pipeline.TrainingStep;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.pipeline.ResolveStep;
import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.pipeline.CleanStep;
import io.perennial.ingest.pipeline.QualityStep;
import io.perennial.ingest.quality.QualityConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.duckdb.DuckDbEngine;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.Step;
import io.perennial.segment.CategoryConfig;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.segment.pipeline.SegmentStep;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stages behind ingest write the same tables on both engines, to the last bit. All of them are
 * interpreted by Spark; what resolves by evidence runs with the code that Spark makes.
 */
@Tag("slow")
class StagesParityTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;

  @Test
  void the_stages_write_the_same_on_both_engines() {
    Map<String, List<String>> embedded;
    try (DuckDbEngine duckDb =
        DuckDbEngine.open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()))) {
      embedded = tables("duckdb", duckDb);
    }

    try (SparkEngine spark = SharedSpark.ofSmallRows(folder.resolve("work"))) {
      assertThat(tables("spark", spark)).isEqualTo(embedded);
    }
    assertThat(embedded.get("features")).hasSizeGreaterThan(30);
    assertThat(embedded.get("memberships")).anyMatch(row -> row.contains("rfm-category"));
    assertThat(embedded.get("flags")).anyMatch(row -> row.contains("test"));
    assertThat(embedded.get("quality")).isNotEmpty();
    assertThat(embedded.get("links")).anyMatch(row -> row.contains("same email as"));
  }

  @Test
  void records_are_resolved_by_evidence_to_the_same_customers_on_both_engines() {
    List<String> embedded;
    try (DuckDbEngine duckDb =
        DuckDbEngine.open(new EngineSettings(1L << 29, 2, folder.resolve("spill2"), Map.of()))) {
      embedded = resolved("duckdb-evidence", duckDb);
    }

    assertThat(resolved("spark-evidence", SharedSpark.engine())).isEqualTo(embedded);
    assertThat(embedded).anyMatch(row -> row.contains("as another record"));
  }

  private List<String> resolved(String name, Engine engine) {
    try (Lake lake =
        IcebergLake.open(folder.resolve(name + "-lake"), folder.resolve(name), Clock.systemUTC())) {
      FilledLake filled = new FilledLake(lake, engine);
      new PersonRecords(60, 3)
          .each(record -> record.values().forEach((a, v) -> filled.claim(record.key(), a, v)));
      ResolveStep step =
          new ResolveStep(
              IdentityConfig.defaults()
                  .withBlocking(List.of("email", "family_name:start", "postcode"), 8));
      filled.run(step);
      filled.claim("late", "family_name", "Latecomer").claim("late", "email", "late@x.org");
      filled.run(step);
      List<String> rows =
          new ArrayList<>(filled.rows(Tables.LINKS, "SELECT * FROM links ORDER BY record_id"));
      rows.addAll(
          filled.rows(
              Tables.IDENTITY_SCORES, "SELECT * FROM identity_scores ORDER BY record_a, record_b"));
      rows.addAll(filled.rows(Tables.CUSTOMERS, "SELECT * FROM customers ORDER BY customer_id"));
      return rows;
    }
  }

  private Map<String, List<String>> tables(String name, Engine engine) {
    try (Lake lake =
        IcebergLake.open(folder.resolve(name + "-lake"), folder.resolve(name), Clock.systemUTC())) {
      FilledLake filled = new FilledLake(lake, engine);
      fill(filled);
      for (Step step :
          List.of(
              new CleanStep(CleanConfig.defaults()),
              new QualityStep(
                  QualityConfig.defaults(),
                  List.of("shop"),
                  BERLIN,
                  Optional.empty(),
                  Clock.fixed(Instant.parse("2025-12-01T00:00:00Z"), ZoneOffset.UTC)),
              new ResolveStep(IdentityConfig.defaults()),
              new FeaturesStep(new FeatureConfig(PurchaseRule.byDay(BERLIN), Optional.empty())),
              new TrainingStep(
                  new FeatureConfig(PurchaseRule.byDay(BERLIN), Optional.empty()),
                  new Rolling(1, 30, 30)),
              new SegmentStep(
                  SegmentConfig.defaults(
                          FeatureSet.of(
                                  new FeatureConfig(PurchaseRule.byDay(BERLIN), Optional.empty()))
                              .dictionary(),
                          Currency.getInstance("EUR"))
                      .with(new CategoryConfig(3, PurchaseRule.byDay(BERLIN), false))))) {
        filled.run(step);
        if (!(step instanceof FeaturesStep
            || step instanceof TrainingStep
            || step instanceof SegmentStep)) {
          filled.run(step); // these are as slow as all others, and rebuild alike
        }
      }
      Map<String, List<String>> rows = new LinkedHashMap<>();
      for (TableSpec table :
          List.of(
              Tables.FLAGS,
              Tables.QUALITY,
              Tables.LINKS,
              Tables.CUSTOMERS,
              Tables.FEATURES,
              Tables.TRAINING_SETS,
              Tables.MEMBERSHIPS,
              Tables.MIGRATIONS)) {
        List<String> all = filled.rows(table, "SELECT * FROM " + table.name());
        rows.put(table.name(), all.stream().sorted().toList());
      }
      return rows;
    }
  }

  private static void fill(FilledLake lake) {
    Random random = new Random(7);
    for (int i = 0; i < 600; i++) {
      String who = "k" + random.nextInt(60);
      String day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(300)).toString();
      String order = random.nextBoolean() ? "o" + random.nextInt(50) : "";
      String type = random.nextInt(6) == 0 ? "return" : random.nextInt(9) == 0 ? "cart" : "order";
      lake.event(
          who,
          type,
          day + "T2" + random.nextInt(4) + ":30:00Z",
          order,
          random.nextInt(9999) / 100.0);
      lake.category("category " + i % 5);
    }
    for (int i = 0; i < 60; i++) {
      lake.claim("k" + i, "email", "Person" + random.nextInt(40) + "@x.org");
      lake.claim("k" + i, "name", i == 7 ? "Test Test" : "Ada Nr. " + i);
    }
  }
}
