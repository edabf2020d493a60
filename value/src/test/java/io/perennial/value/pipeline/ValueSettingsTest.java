// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.features.FeatureConfig;
import io.perennial.features.PurchaseRule;
import io.perennial.value.churn.Plays;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValueSettingsTest {

  private static ValueConfig config(String yaml) {
    Section root =
        Configuration.parse(
            yaml,
            Path.of("perennial.yaml"),
            SectionSpec.root("A test.", ValueSettings.SECTION),
            Map.of());
    return ValueSettings.config(
        root.section(ValueSettings.SECTION),
        new FeatureConfig(PurchaseRule.byDay(ZoneOffset.UTC), Optional.empty()),
        1);
  }

  @Test
  void nothing_said_is_what_comes_with_perennial() {
    ValueConfig none = config("{}");

    assertThat(none.plays().canonical()).isEqualTo(Plays.builtIn().canonical());
    assertThat(none.drift()).isEqualTo(DriftConfig.defaults());
    assertThat(none.near().canonical()).isEqualTo(NearConfig.defaults().canonical());
  }

  @Test
  void plays_of_ones_own_take_the_place_of_ours_in_their_order() {
    ValueConfig own =
        config(
            """
            value:
              drift: {false-alarms: 0.05, worth: 0.1, retrain-cost: 250}
              plays:
                call:
                  when: left >= 0.5 and value_rank >= 0.9
                  do: Call today.
                write:
                  when: left >= .3
                  do: "Write, by hand."
            """);

    assertThat(own.drift()).isEqualTo(new DriftConfig(0.05, 0.1, 250));
    assertThat(own.plays().of(Map.of("left", 0.6, "value_rank", 0.95)).words())
        .isEqualTo("Call today.");
    assertThat(own.plays().of(Map.of("left", 0.6, "value_rank", 0.5)).name()).isEqualTo("write");
    assertThat(own.plays().of(Map.of("left", 0.1)).name()).isEqualTo("none");
    assertThat(own.canonical()).isNotEqualTo(config("{}").canonical());
  }

  @Test
  void a_condition_that_means_nothing_is_refused_with_its_place() {
    for (String when : new String[] {"soon", "left >= much", "left >= 1.2.3", "tickets > 1", ""}) {
      assertThatThrownBy(
              () ->
                  config(
                      "value:\n  plays:\n    call:\n      do: x\n      when: \"" + when + "\"\n"))
          .as(when)
          .hasMessageContaining("value.plays.call.when")
          .hasMessageMatching("(?s).*(Invalid condition|Unknown figure: tickets|must).*");
    }
  }
}
