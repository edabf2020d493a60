// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section {@code clean} of the configuration. */
public final class CleanSettings {

  private static final Setting<List<String>> OFF =
      Setting.textOrList("off")
          .doc("rules that do nothing; perennial clean --rules lists them all")
          .check(words -> CleanRule.words().containsAll(words), "names of rules of cleaning")
          .example(List.of("outlier", "name-order"))
          .defaultValue(List.of());

  private static final Setting<Optional<String>> COUNTRY =
      Setting.text("country")
          .doc("of telephone numbers, postcodes and birthdays whose record does not say one")
          .check(code -> code.matches("[A-Z]{2}"), "a country's ISO code")
          .example("DE")
          .optional();

  private static final Setting<Duration> REPEATED =
      Setting.duration("repeated-within")
          .doc("the same thing of the same customer is told twice when it is less than this apart")
          .defaultValue(Duration.ofMinutes(2));

  private static final Setting<Duration> REVERSED =
      Setting.duration("reversed-within")
          .doc("an order that is wholly cancelled within this time was none")
          .defaultValue(Duration.ofDays(30));

  private static final Setting<Double> OUTLIER =
      Setting.number("outlier-score")
          .doc("robust deviations, on a scale of logarithms, from which a number is an outlier")
          .above(0.0)
          .defaultValue(6.0);

  private static final Setting<List<String>> TEST_CODES =
      codes("test-codes", "product codes of tests, beside TEST*").example(List.of("DUMMY*"));
  private static final Setting<List<String>> CHARGE_CODES =
      codes("charge-codes", "product codes of postage and fees, beside POST, DOT, BANK CHARGES …")
          .example(List.of("SHIP*"));
  private static final Setting<List<String>> ADJUSTMENT_CODES =
      codes("adjustment-codes", "product codes of corrections, beside M, D, B, S, ADJUST* …")
          .example(List.of("KORR*"));
  private static final Setting<List<String>> PRODUCT_CODES =
      codes("product-codes", "codes that are products, whatever they look like")
          .example(List.of("M", "S"));

  /** What may stand under {@code clean}. */
  public static final SectionSpec SPEC =
      SectionSpec.of(
          "clean",
          "How what came in is cleaned: repaired, doubted, flagged; nothing is thrown away.",
          OFF,
          COUNTRY,
          REPEATED,
          REVERSED,
          OUTLIER,
          TEST_CODES,
          CHARGE_CODES,
          ADJUSTMENT_CODES,
          PRODUCT_CODES);

  private CleanSettings() {}

  /** What a section says. */
  public static CleanConfig config(Section section) {
    Set<CleanRule> off = EnumSet.noneOf(CleanRule.class);
    section.value(OFF).forEach(word -> CleanRule.of(word).ifPresent(off::add));
    return new CleanConfig(
        off,
        section.value(COUNTRY),
        section.value(REPEATED),
        section.value(REVERSED),
        section.value(OUTLIER),
        new CleanConfig.Codes(
            section.value(TEST_CODES),
            section.value(CHARGE_CODES),
            section.value(ADJUSTMENT_CODES),
            section.value(PRODUCT_CODES)));
  }

  private static Setting<List<String>> codes(String name, String doc) {
    return Setting.textOrList(name).doc(doc + "; * stands for any end").defaultValue(List.of());
  }
}
