// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServeSettingsTest {

  private static final SectionSpec FILE = SectionSpec.root("", ServeSettings.SECTION);

  @Test
  void a_file_that_says_nothing_means_the_defaults() {
    assertThat(read("serve: {}")).isEqualTo(ServeConfig.defaults());
  }

  @Test
  void every_setting_arrives() {
    assertThat(
            read(
                """
                serve:
                  host: 0.0.0.0
                  port: 443
                  requests-per-second: 20
                  session: 30m
                  metrics: open
                  tls: {certificate: tls/cert.pem, private-key: tls/key.pem}
                  oidc:
                    keys: https://id.example/keys
                    issuer: https://id.example
                    audience: perennial
                    roles-claim: realm_access.roles
                """))
        .isEqualTo(
            new ServeConfig(
                "0.0.0.0",
                443,
                20,
                Duration.ofMinutes(30),
                ServeConfig.Metrics.OPEN,
                Optional.of(
                    new ServeConfig.Tls(Path.of("/w/tls/cert.pem"), Path.of("/w/tls/key.pem"))),
                Optional.of(
                    new ServeConfig.Oidc(
                        "https://id.example/keys",
                        "https://id.example",
                        "perennial",
                        "realm_access.roles"))));
    assertThat(
            read("serve: {oidc: {keys: id.pem, issuer: us, audience: us}}")
                .oidc()
                .orElseThrow()
                .keys())
        .isEqualTo("/w/id.pem");
  }

  @Test
  void half_of_tls_and_tokens_that_nobody_can_check_are_refused() {
    assertThatThrownBy(() -> read("serve: {tls: {certificate: a.pem}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("HTTPS takes both certificate and private-key");
    assertThatThrownBy(() -> read("serve: {oidc: {issuer: https://id.example}}"))
        .hasMessageContaining("without the provider's keys");
    assertThatThrownBy(() -> read("serve: {oidc: {keys: id.pem, audience: perennial}}"))
        .hasMessageContaining("name the issuer");
    assertThatThrownBy(() -> read("serve: {oidc: {keys: id.pem, issuer: https://id.example}}"))
        .hasMessageContaining("a token for another service would open this one");
    assertThatThrownBy(() -> read("serve: {port: 70000}")).hasMessageContaining("65535");
  }

  private static ServeConfig read(String text) {
    return ServeSettings.config(
        Configuration.parse(text, Path.of("/w/perennial.yaml"), FILE, Map.of())
            .section(ServeSettings.SECTION));
  }
}
