// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.identity.block.KeyForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    assertThat(
            read(
                """
                identity:
                  method: keys
                  compare: {nickname: given-name, shoe_size: off}
                  block-on: "given_name+family_name:sounds"
                  max-block: 50
                  threshold: 90%
                  households: false
                  survivorship: {name: frequent}
                  trust: [crm, shop]
                  one-per-person: email
                  labels: who.csv
                  behaviour: [sessions, baskets]
                """))
        .isEqualTo(
            new IdentityConfig(
                    IdentityConfig.Method.KEYS,
                    List.of(new LinkAttribute("email")),
                    List.of(new LinkAttribute("email")),
                    20,
                    Map.of(
                        "nickname",
                        Optional.of(AttributeKind.GIVEN_NAME),
                        "shoe_size",
                        Optional.empty()),
                    List.of("given_name+family_name:sounds"),
                    50,
                    0.9,
                    false,
                    new Survivorship(
                        Map.of("name", Survivorship.Rule.FREQUENT), List.of("crm", "shop")),
                    Optional.of(Path.of("who.csv")))
                .withBehaviour(Set.of(Behaviour.BASKETS, Behaviour.SESSIONS)));
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> read("identity: {behaviour: [sessions, times]}"))
        .hasMessageContaining("identity.behaviour")
        .hasMessageContaining("sessions or baskets, each once");
    assertThatThrownBy(() -> read("identity: {link-by: [email, E-Mail, email]}"))
        .hasMessageContaining("identity.link-by")
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> read("identity: {max-records-per-value: 1}"))
        .hasMessageContaining("identity.max-records-per-value");
    assertThatThrownBy(() -> IdentityConfig.defaults().withMaxRecordsPerValue(0))
        .hasMessage("Invalid identity.max-records-per-value: 0 (must be >= 2)");
    assertThatThrownBy(() -> read("identity: {compare: {name: nmae}}"))
        .hasMessageContaining("identity.compare")
        .hasMessageContaining("a kind of value for each claim, or off");
    assertThatThrownBy(() -> read("identity: {one-per-person: card, compare: {card: off}}"))
        .hasMessageContaining("identity.one-per-person")
        .hasMessageContaining("card must be compared, but identity.compare says off");
    assertThatThrownBy(() -> read("identity: {one-per-person: card, method: keys}"))
        .hasMessageContaining("card must be in identity.link-by");
    assertThatThrownBy(
            () ->
                IdentityConfig.defaults()
                    .withMethod(IdentityConfig.Method.KEYS)
                    .withOnePerPerson("card"))
        .hasMessageStartingWith("Invalid identity.one-per-person: card (must be in");
    assertThatThrownBy(() -> read("identity: {threshold: 1}"))
        .hasMessageContaining("identity.threshold");
    assertThatThrownBy(() -> read("identity: {survivorship: {name: newest}}"))
        .hasMessageContaining("recent, frequent or source");
  }

  @Test
  void a_malformed_blocking_rule_is_refused_before_anything_is_read() {
    for (String rule :
        List.of("email:soundz", "a+b+c", "a+", ":sounds", "a:b:sounds", "''", "\"a:b\"c")) {
      assertThatThrownBy(() -> read("identity: {block-on: ['" + rule.replace("'", "") + "']}"))
          .as(rule)
          .hasMessageContaining("identity.block-on")
          .hasMessageContaining("a claim or two joined by +");
    }
    for (KeyForm form : KeyForm.values()) {
      String rule = form == KeyForm.EXACT ? "name" : "name:" + form.word();
      assertThat(read("identity: {block-on: ['" + rule + "+a b']}").blockOn())
          .containsExactly(rule + "+a b");
    }
    assertThat(IdentitySettings.FORMS).hasSize(KeyForm.values().length - 1);
  }

  @Test
  void what_is_what_after_survivorship() {
    assertThat(Survivorship.defaults().of("email")).isEqualTo(Survivorship.Rule.RECENT);
    assertThat(new Survivorship(Map.of(), List.of("crm")).of("email"))
        .isEqualTo(Survivorship.Rule.SOURCE);
  }
}
