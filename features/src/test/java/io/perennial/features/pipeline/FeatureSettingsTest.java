// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.domain.AsOf;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeatureSettingsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final SectionSpec ROOT =
      SectionSpec.root("", FeatureSettings.ANALYSIS, FeatureSettings.FEATURES);

  private static FeatureConfig read(String yaml) {
    Section root = Configuration.parse(yaml, Path.of("perennial.yaml"), ROOT, Map.of());
    return FeatureSettings.config(
        root.section(FeatureSettings.ANALYSIS), root.section(FeatureSettings.FEATURES), BERLIN);
  }

  @Test
  void what_is_not_said_is_the_default() {
    assertThat(read("features: {}"))
        .isEqualTo(new FeatureConfig(PurchaseRule.byDay(BERLIN), Optional.empty()));
  }

  @Test
  void every_setting_is_read() {
    FeatureConfig config = read("analysis: {as-of: 2026-01-31}\nfeatures: {purchase: order}");

    assertThat(config)
        .isEqualTo(
            new FeatureConfig(
                PurchaseRule.byOrder(BERLIN),
                Optional.of(AsOf.of(Instant.parse("2026-01-30T23:00:00Z")))));
    assertThat(config.canonical())
        .isEqualTo("purchase order zone Europe/Berlin as-of 2026-01-30T23:00:00Z");
    assertThat(read("analysis: {as-of: '2026-01-31T12:00:00+02:00'}").asOf())
        .contains(AsOf.of(Instant.parse("2026-01-31T10:00:00Z")));
  }

  @Test
  void own_features_and_what_is_known_are_part_of_what_is_asked_for() {
    FeatureConfig config =
        read("analysis: {known: received}\nfeatures: {own: {mine: {meaning: m, windows: 7d}}}");

    assertThat(config.known()).isEqualTo(FeatureConfig.Known.RECEIVED);
    assertThat(FeatureSet.of(config).dictionary().get("mine_7d")).isPresent();
    assertThat(config.canonical())
        .contains("as-of after last event received")
        .contains("mine\n")
        .contains("windows = \"7d\"");
    assertThatThrownBy(() -> read("features: {own: {spend: {meaning: m, windows: 7d}}}"))
        .hasMessage(
            "perennial.yaml line 1: Invalid feature: spend_7d (there is one of that name; choose"
                + " another)");
    assertThatThrownBy(
            () ->
                read(
                    "features: {own: {mine: {meaning: m, numerator: spend_30d, denominator:"
                        + " household_spend}}}"))
        .hasMessage(
            "perennial.yaml line 1: Invalid feature: mine (household_spend is no number that is"
                + " told customer by customer)");
  }

  @Test
  void what_is_no_day_is_refused() {
    assertThatThrownBy(() -> read("analysis: {as-of: yesterday}"))
        .hasMessageContaining("analysis.as-of")
        .hasMessageContaining("a day such as 2026-01-31");
    assertThatThrownBy(() -> read("features: {purchase: basket}"))
        .hasMessageContaining("features.purchase");
  }
}
