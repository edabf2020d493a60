// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.segment.pipeline.SegmentSettings;
import io.perennial.testkit.contract.GoldenStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoryRfmTest {

  @TempDir Path folder;

  @Test
  void rows_are_of_customers_and_categories() throws IOException {
    EngineSettings settings = new EngineSettings(1L << 28, 1, folder.resolve("spill"), Map.of());
    try (Engine engine = EngineProvider.named("duckdb").open(settings);
        InputStream golden =
            Objects.requireNonNull(
                CategoryRfm.class.getResourceAsStream("category_customers.golden"))) {
      GoldenStep.of(
              CategoryRfm.CUSTOMERS, new String(golden.readAllBytes(), StandardCharsets.UTF_8))
          .check(engine);
    }
  }

  @Test
  void the_step_has_the_values_that_it_asks_for() {
    Map<String, Object> values =
        CategoryRfm.values(
            AsOf.of(Instant.parse("2026-02-01T00:00:00Z")),
            PurchaseRule.byDay(ZoneOffset.UTC),
            RfmConfig.Monetary.TOTAL,
            20,
            false);

    assertThat(values)
        .containsEntry("until", Instant.parse("2026-01-31T23:59:59.999999Z"))
        .containsEntry("purchase", "day")
        .containsEntry("monetary", "total")
        .containsEntry("most", 20L);
    assertThat(CategoryRfm.CUSTOMERS.bind(values, value -> "x")).doesNotContain(":as_of");
  }

  @Test
  void customers_are_scored_among_those_who_bought_of_the_category() {
    CategoryRfm scores =
        CategoryRfm.of(
            List.of("tea", "gold", "tea", "tea", "tea", "tea", "gold"),
            new double[] {1, 1, 2, 3, 4, 5, 2},
            new double[] {5, 1, 4, 3, 2, 1, 1},
            new double[] {50, 9000, 40, 30, 20, 10, 8000});

    assertThat(scores.categories()).containsExactly("gold", "tea");
    assertThat(scores.of("tea", 1, 5, 50)).contains(new Rfm(5, 5, 5));
    assertThat(scores.of("tea", 5, 1, 10)).contains(new Rfm(1, 1, 1));
    assertThat(scores.of("gold", 2, 1, 8000)).contains(new Rfm(1, 1, 1));
    assertThat(scores.of("soap", 1, 1, 1)).as("a category that is not scored").isEmpty();
    assertThat(CategoryRfm.of(List.of(), new double[0], new double[0], new double[0]).categories())
        .isEmpty();
    assertThat(CategoryRfm.segment("tea", "Champions")).isEqualTo("tea: Champions");
  }

  private static Section section(String rfm) {
    return Configuration.parse(
            "segment:\n  rfm: " + rfm,
            Path.of("perennial.yaml"),
            SectionSpec.root("A workspace.", SegmentSettings.SPEC),
            Map.of())
        .section(SegmentSettings.SPEC);
  }

  @Test
  void it_is_off_unless_asked_for_and_has_a_bound() {
    assertThat(SegmentSettings.categories(section("{monetary: mean}"))).isEmpty();
    assertThat(SegmentSettings.categories(section("{per-category: true}"))).hasValue(20);
    assertThat(SegmentSettings.categories(section("{per-category: true, most-categories: 3}")))
        .hasValue(3);
    assertThatThrownBy(() -> section("{per-category: true, most-categories: 0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be an integer, >= 1");
  }
}
