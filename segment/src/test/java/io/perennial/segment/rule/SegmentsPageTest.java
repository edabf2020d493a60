// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SegmentsPageTest {

  private static Path page() {
    Path here = Path.of("").toAbsolutePath();
    return (Files.exists(here.resolve("docs")) ? here : here.getParent())
        .resolve("docs")
        .resolve("segments.md");
  }

  @Test
  void the_page_shows_our_schemes_as_they_are() {
    assertThat(page())
        .content()
        .as("put rules.yaml into the last block of the page")
        .endsWith("```yaml\n" + SchemeDeclarations.builtInText() + "```\n");
  }
}
