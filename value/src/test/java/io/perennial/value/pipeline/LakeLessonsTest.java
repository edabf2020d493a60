// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeaturesStep;
import io.perennial.features.pipeline.TrainingStep;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLessonsTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  @TempDir Path folder;

  @Test
  void days_are_days_and_models_of_spend_see_the_first_purchase_whatever_is_wanted() {
    try (Lake tables =
            IcebergLake.open(folder.resolve("lake"), folder.resolve("state"), Clock.systemUTC());
        Engine engine =
            EngineProvider.named("duckdb")
                .open(new EngineSettings(1L << 29, 2, folder.resolve("spill"), Map.of()))) {
      FilledLake lake = new FilledLake(tables, engine);
      for (int i = 0; i < 20; i++) {
        for (int day = i; day < 60; day += 5 + i % 3) {
          lake.order("c" + i, FIRST.plusDays(day).toString(), 10 + i);
        }
      }
      FeatureConfig config =
          new FeatureConfig(
              PurchaseRule.byDay(ZoneOffset.UTC), Optional.of(AsOf.startOf(FIRST.plusDays(60))));
      lake.run(new FeaturesStep(config));
      lake.run(new TrainingStep(config, new Rolling(2, 3, 3)));
      NearConfig usual = NearConfig.defaults();
      NearConfig near =
          new NearConfig(true, List.of("purchases", "no such"), 100, usual.effort(), 0);

      try (LakeLessons lessons = LakeLessons.open(lake.context(), config, near, 0, false)) {
        assertThat(lessons.current().horizonWeeks())
            .as("three days, in weeks")
            .isCloseTo(3 / 7.0, within(1e-9));
        assertThat(lessons.past()).as("instants of the past").hasSize(2);
        assertThat(lessons.current().features().names()).containsExactly("purchases", "spend_mean");
      }
    }
  }
}
