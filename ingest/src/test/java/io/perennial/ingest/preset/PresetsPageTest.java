// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.preset;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/presets.md is made of the presets, and is true: {@code mvn test -pl ingest -am
 * -Dtest=PresetsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dwrite.presets=true} writes it
 * anew.
 */
class PresetsPageTest {

  private static final String HEAD =
      """
      # Presets

      A preset is a mapping that is ready made for the exports of one vendor. A source names it, and says beside it what is to
      be otherwise: what you write changes it key by key, mappings such as `columns` are merged, and `none` takes a key away.

      ```yaml
      sources:
        shop:
          preset: shopify-orders
          files: exports/orders-*.json
          columns:
            product-id: line_items.sku   # instead of the variant
          only: none                     # test orders too
      ```

      `perennial presets` lists them; `perennial presets NAME` prints one with its settings, to be copied and changed. A preset
      with parts is several sources over the same files, called `<source>-<part>`; `parts: {closed: none}` leaves one out.
      A file that has one record a line instead of the vendor's document is read with `format: jsonl` and `records: none`.
      Sources that share a `system` share customers: two shops of one vendor need a `system` each.

      The tests hold, for each preset, documents of the published form and what they become:
      `ingest/src/test/resources/testdata`. The `SOURCE.md` beside them says with which published schema the preset was
      compared field by field, when, and what was not found.
      """;

  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    return (Files.exists(here.resolve("docs")) ? here : here.getParent()).resolve("docs");
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Preset preset : Preset.all()) {
      page.append("\n## ").append(preset.name()).append(": ").append(preset.title()).append("\n\n");
      preset
          .says()
          .forEach(
              (word, text) ->
                  page.append("- **").append(word).append("**: ").append(text).append('\n'));
      page.append("- **documents**: ");
      page.append(String.join(", ", preset.documents().stream().map(d -> "<" + d + ">").toList()));
      page.append('\n');
    }
    return page.toString();
  }

  @Test
  void the_page_is_what_the_presets_say() throws IOException {
    Path file = docs().resolve("presets.md");
    if (Boolean.getBoolean("write.presets")) {
      Files.writeString(file, page());
    }
    assertThat(file).content().as("write it anew as the Javadoc says").isEqualTo(page());
  }

  @Test
  void every_resource_is_in_the_list_and_says_what_there_is_to_know() throws IOException {
    Path folder = docs().resolveSibling("ingest/src/main/resources/io/perennial/ingest/preset");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList();
      assertThat(names).containsExactlyInAnyOrderElementsOf(Preset.names());
    }
    assertThat(Preset.all())
        .allSatisfy(
            preset -> {
              assertThat(preset.title()).isNotBlank().isNotEqualTo(preset.name());
              assertThat(preset.documents()).isNotEmpty().allMatch(d -> d.startsWith("https://"));
              assertThat(preset.says())
                  .as(preset.name())
                  .containsKeys("reads", "gives", "leaves out");
              assertThat(preset.body()).contains("system: ").doesNotContain("# title");
            });
    assertThat(Preset.of("nothing")).isEmpty();
  }
}
