// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcquisitionConfigTest {

  private static final SectionSpec ROOT = SectionSpec.root("", ValueSettings.SECTION);

  private static AcquisitionConfig read(String yaml) {
    Section root = Configuration.parse(yaml, Path.of("perennial.yaml"), ROOT, Map.of());
    return ValueSettings.config(
            root.section(ValueSettings.SECTION),
            new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()),
            1)
        .acquisition();
  }

  @Test
  void what_is_not_said_is_the_default() {
    assertThat(read("value: {}")).isEqualTo(AcquisitionConfig.defaults());
    assertThat(AcquisitionConfig.defaults().events())
        .containsExactly(EventType.AD_IMPRESSION, EventType.AD_CLICK);
  }

  @Test
  void every_setting_is_read() {
    assertThat(
            read(
                """
                value:
                  acquisition:
                    each: 12.50
                    campaigns: {spring: 25000 total}
                    channels: {web: 8, store: 0}
                    sources: {till: 3}
                    events: [ad_click, email-sent]
                """))
        .isEqualTo(
            new AcquisitionConfig(
                Optional.of(new AcquisitionCost(12.5, false)),
                Map.of("spring", new AcquisitionCost(25_000, true)),
                Map.of(
                    "web", new AcquisitionCost(8, false), "store", new AcquisitionCost(0, false)),
                Map.of("till", new AcquisitionCost(3, false)),
                List.of(EventType.AD_CLICK, EventType.EMAIL_SENT)));
    assertThat(read("value: {acquisition: {events: []}}").events()).isEmpty();
  }

  @Test
  void configurations_that_differ_have_other_texts() {
    assertThat(read("value: {acquisition: {each: 1}}").canonical())
        .isNotEqualTo(read("value: {acquisition: {each: 1 total}}").canonical())
        .isNotEqualTo(read("value: {}").canonical());
    assertThat(read("value: {acquisition: {channels: {a: 1, b: 2}}}").canonical())
        .isEqualTo(read("value: {acquisition: {channels: {b: 2, a: 1.0}}}").canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "each: -5",
        "each: cheap",
        "each: NaN",
        "channels: {web: -1}",
        "campaigns: {spring: total}",
        "sources: {till: Infinity total}",
        "events: [advertisement]"
      })
  void what_is_no_cost_is_refused_with_its_line(String wrong) {
    assertThatThrownBy(() -> read("value:\n  acquisition:\n    " + wrong + "\n"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("must be");
  }

  @Test
  void a_cost_is_read_as_it_is_written() {
    assertThat(AcquisitionCost.parse(" 25000 total ")).isEqualTo(new AcquisitionCost(25_000, true));
    assertThat(AcquisitionCost.parse("1e3").toString()).isEqualTo("1000.0");
    assertThat(AcquisitionCost.parse(new AcquisitionCost(0.1, true).toString()))
        .isEqualTo(new AcquisitionCost(0.1, true));
    assertThatThrownBy(() -> AcquisitionCost.parse("-1"))
        .hasMessage("Invalid cost: -1 (must be a number >= 0, or one such as 25000 total)");
  }
}
