// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.Preset;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsCommandTest {

  private static final SectionSpec ROOT = SectionSpec.root("x", SourceSettings.SPEC);

  @TempDir Path folder;

  static List<String> presets() {
    return Preset.names();
  }

  private Shell shell() {
    return new Shell(folder);
  }

  @Test
  void all_are_listed() {
    List<String> lines = shell().run("presets").out().lines().toList();

    assertThat(lines).hasSize(Preset.names().size() + 4);
    assertThat(lines.get(0)).isEqualTo("preset                    what it reads");
    assertThat(lines).contains("shopify-orders            Shopify orders");
    assertThat(shell().run("--json", "presets").out())
        .startsWith("[")
        .contains("\"name\": \"surveys\"", "\"leaves out\":", "\"yaml\":");
  }

  @ParameterizedTest
  @MethodSource("presets")
  void what_is_shown_can_be_copied_and_is_what_the_preset_is(String name) {
    String shown = shell().run("presets", name).out();

    assertThat(shown).startsWith("# title: ").contains("# document: https://");
    String named = "sources: {%s: {preset: %s, files: data/%s*}}".formatted(name, name, name);
    assertThat(sources(shown)).isEqualTo(sources(named));
  }

  private static List<SourceConfig> sources(String text) {
    Section root = Configuration.parse(text, Path.of("perennial.yaml"), ROOT, Map.of());
    return SourceSettings.sources(root);
  }

  @Test
  void an_unknown_one_is_wrong_usage_and_names_the_nearest() {
    Shell.Outcome outcome = shell().run("presets", "shopify-order");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.all())
        .contains(
            "Unknown preset: shopify-order (did you mean shopify-orders?);"
                + " perennial presets lists them");
  }
}
