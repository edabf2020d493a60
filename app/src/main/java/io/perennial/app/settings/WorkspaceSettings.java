// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.settings;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.ZoneId;
import java.util.Currency;

/**
 * What holds for the whole workspace.
 *
 * @param zone decides what a day is
 * @param currency of all amounts in the lake
 * @param seed of all chance
 */
public record WorkspaceSettings(ZoneId zone, Currency currency, long seed) {

  private static final Setting<ZoneId> ZONE =
      Setting.parsed("zone", "a time zone such as Europe/Berlin", ZoneId::of)
          .doc("The time zone that decides what a day is; instants are stored in UTC")
          .defaultValue(ZoneId.of("UTC"));

  private static final Setting<Currency> CURRENCY =
      Setting.parsed("currency", "an ISO 4217 code such as EUR", Currency::getInstance)
          .doc("The base currency: all amounts in the lake are in it")
          .defaultValue(Currency.getInstance("EUR"));

  private static final Setting<Long> SEED =
      Setting.longInteger("seed")
          .doc("Where all chance starts: the same seed gives the same results, bit by bit")
          .defaultValue(1L);

  /** The section of the file. */
  public static final SectionSpec SECTION =
      SectionSpec.of("workspace", "What holds for the whole workspace.", ZONE, CURRENCY, SEED);

  static WorkspaceSettings of(Section section) {
    return new WorkspaceSettings(section.value(ZONE), section.value(CURRENCY), section.value(SEED));
  }
}
