// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentitySettingsTest {

  private static final SectionSpec ROOT = SectionSpec.root("", IdentitySettings.SPEC);

  private static IdentityConfig read(String yaml) {
    Section root = Configuration.parse(yaml, Path.of("perennial.yaml"), ROOT, Map.of());
    return IdentitySettings.config(root.section(IdentitySettings.SPEC));
  }

  @Test
  void what_is_not_said_is_the_default() {
    assertThat(read("identity: {}")).isEqualTo(IdentityConfig.defaults());
  }

  @Test
  void every_setting_is_read() {
    assertThat(read("identity: {link-by: [loyalty_id, email], max-records-per-value: 3}"))
        .isEqualTo(
            IdentityConfig.defaults().withLinkBy("loyalty_id", "email").withMaxRecordsPerValue(3));
    assertThat(read("identity: {link-by: []}").linkBy()).isEmpty();
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> read("identity: {link-by: [email, E-Mail, email]}"))
        .hasMessageContaining("identity.link-by")
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> read("identity: {max-records-per-value: 1}"))
        .hasMessageContaining("identity.max-records-per-value");
    assertThatThrownBy(() -> IdentityConfig.defaults().withMaxRecordsPerValue(0))
        .hasMessage("Invalid identity.max-records-per-value: 0 (must be >= 2)");
  }
}
