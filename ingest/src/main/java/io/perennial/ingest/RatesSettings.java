// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** The section {@code rates} of the configuration. */
public final class RatesSettings {

  private static final Setting<Optional<Path>> FILE =
      Setting.path("file")
          .doc(
              "CSV with the columns date, currency and rate: what 1 of the currency is in the base"
                  + " currency")
          .example(Path.of("rates.csv"))
          .optional();

  private static final Setting<Integer> MAX_AGE_DAYS =
      Setting.integer("max-age-days")
          .doc("how many days after its own a rate holds; rows without a rate go to quarantine")
          .atLeast(0)
          .atMost(36_500)
          .defaultValue(Currencies.DEFAULT_MAX_AGE_DAYS);

  /** What may stand under {@code rates}. */
  public static final SectionSpec SPEC =
      SectionSpec.of(
          "rates", "How money in other currencies becomes the base currency.", FILE, MAX_AGE_DAYS);

  private RatesSettings() {}

  /**
   * What the section says.
   *
   * @param base ISO 4217 code of the base currency
   */
  public static Currencies currencies(Section section, String base) {
    return new Currencies(base, section.value(FILE), section.value(MAX_AGE_DAYS));
  }
}
