// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeatureSet;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.features.pipeline.TrainingStep;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.Tables;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.step.StepReport;
import io.perennial.segment.CategoryConfig;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStepTest {

  @TempDir Path folder;
  private Lake tables;
  private Engine engine;
  private FilledLake lake;

  @BeforeEach
  void open() {
    tables = IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()));
    lake = new FilledLake(tables, engine);
  }

  @AfterEach
  void close() {
    tables.close();
    engine.close();
  }

  private static final FeatureConfig FEATURES =
      new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty());
  private static final SegmentConfig USUAL =
      SegmentConfig.defaults(FeatureSet.of(FEATURES).dictionary(), Currency.getInstance("EUR"));

  private StepReport segment() {
    return segment(USUAL);
  }

  private StepReport segment(SegmentConfig config) {
    lake.run(new FeaturesStep(FEATURES));
    lake.run(new TrainingStep(FEATURES, new Rolling(2, 30, 30)));
    return lake.run(new SegmentStep(config));
  }

  private List<String> memberships() {
    return lake.rows(
        Tables.MEMBERSHIPS,
        "SELECT customer_id, as_of, scheme, segment, score, propensity, distance, reason, run_id"
            + " FROM memberships WHERE scheme = 'rfm' ORDER BY score DESC, reason");
  }

  @Test
  void who_bought_is_in_a_segment_and_who_did_not_is_in_none() {
    for (int i = 0; i < 4; i++) {
      lake.order("k" + i, "2025-01-0" + (i + 1), 10);
    }
    lake.order("ada", "2025-01-05", 500).order("ada", "2025-03-01", 700);
    lake.event("eve", "page_view", "2025-03-01", "", Double.NaN);

    StepReport report = segment();

    assertThat(report.figures()).containsEntry("members", 5.0).containsEntry("rfm_champions", 1.0);
    assertThat(report.message()).startsWith("5 customers in 5 segments, most of them ");
    assertThat(memberships())
        .hasSize(5)
        .contains(
            record("ada")
                + "|2025-03-02T00:00:00Z|rfm|Champions|5.0|-|-|R 5 F 5 M 5: bought on the last day, 2"
                + " times, 1,200 EUR|run-3");
  }

  @Test
  void equal_customers_are_in_the_same_segment() {
    for (int i = 0; i < 30; i++) {
      lake.order("k" + i, "2025-01-01", 10);
    }

    segment();

    assertThat(memberships().stream().map(row -> row.split("\\|", -1)[3]).distinct()).hasSize(1);
  }

  @Test
  void without_customers_there_is_no_membership() {
    assertThat(segment().message()).isEqualTo("0 customers in 0 segments");
    assertThat(memberships()).isEmpty();
  }

  @Test
  void who_bought_of_a_category_is_scored_among_those_who_did() {
    for (int i = 0; i < 4; i++) {
      lake.order("k" + i, "2025-01-0" + (i + 1), 10).category("tea");
    }
    lake.order("ada", "2025-01-05", 30).category("tea");
    lake.order("ada", "2025-03-01", 20).category("tea");
    lake.order("ada", "2025-03-01", 900).category("gold");
    lake.order("eve", "2025-02-01", 10);
    SegmentConfig config = USUAL.with(new CategoryConfig(5, FEATURES.purchase(), false));
    SegmentStep step = new SegmentStep(config);

    segment(config);

    assertThat(step.reads()).contains("features", "events", "flags", "links");
    assertThat(new SegmentStep(USUAL).reads()).doesNotContain("events");
    assertThat(step.settings()).isNotEqualTo(new SegmentStep(USUAL).settings());
    assertThat(
            lake.rows(
                Tables.MEMBERSHIPS,
                "SELECT customer_id, as_of, segment, score, reason FROM memberships"
                    + " WHERE scheme = 'rfm-category' ORDER BY segment, reason"))
        .hasSize(6)
        .contains(
            record("ada")
                + "|2025-03-02T00:00:00Z|tea: Champions|5.0|R 5 F 5 M 5: bought on the last day, 2"
                + " times, 50.00 EUR of tea")
        .anyMatch(row -> row.contains("|gold: "));
    assertThat(
            lake.rows(
                Tables.SEGMENTS, "SELECT customers FROM segments WHERE segment = 'tea: Champions'"))
        .containsExactly("1");
    assertThat(
            lake.rows(Tables.MIGRATIONS, "SELECT * FROM migrations WHERE scheme = 'rfm-category'"))
        .as("nobody moves between categories")
        .isEmpty();
  }
}
