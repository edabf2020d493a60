// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.util.List;

/** The section {@code identity} of the configuration. */
public final class IdentitySettings {

  private static final Setting<List<String>> LINK_BY =
      Setting.textOrList("link-by")
          .doc(
              "claims whose equal values make records one customer, the most telling first; [] none")
          .check(IdentitySettings::areAttributes, "names of claims, each once")
          .example(List.of("loyalty_id", "email", "phone"))
          .defaultValue(List.of("email"));

  private static final Setting<Integer> MAX_RECORDS_PER_VALUE =
      Setting.integer("max-records-per-value")
          .doc("a value of more records links nobody: it is a shop's own address, not a person's")
          .atLeast(2)
          .defaultValue(20);

  /** What may stand under {@code identity}. */
  public static final SectionSpec SPEC =
      SectionSpec.of("identity", "Which records are one customer.", LINK_BY, MAX_RECORDS_PER_VALUE);

  private IdentitySettings() {}

  /** What a section says. */
  public static IdentityConfig config(Section section) {
    return new IdentityConfig(
        section.value(LINK_BY).stream().map(LinkAttribute::new).toList(),
        section.value(MAX_RECORDS_PER_VALUE));
  }

  private static boolean areAttributes(List<String> names) {
    try {
      return names.stream().map(LinkAttribute::new).distinct().count() == names.size();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
