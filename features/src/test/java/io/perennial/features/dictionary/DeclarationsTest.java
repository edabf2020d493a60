// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.perennial.config.ConfigException;
import io.perennial.domain.EventType;
import io.perennial.lake.ColumnType;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {

  private static List<FeatureDefinition> parse(String declarations) {
    return Declarations.parse("features:\n" + declarations.indent(2), Path.of("own.yaml"));
  }

  @Test
  void a_declaration_is_a_feature_for_each_of_its_windows() {
    List<FeatureDefinition> features =
        parse(
            """
            gifts:
              meaning: money spent on gifts
              events: [order, return]
              where: properties.gift = 'true'
              of: amount
              aggregate: sum
              windows: [30d, all]
            """);

    assertThat(features)
        .extracting(FeatureDefinition::name, FeatureDefinition::meaning, FeatureDefinition::unit)
        .containsExactly(
            tuple("gifts_30d", "money spent on gifts, in 30 days", Unit.MONEY),
            tuple("gifts", "money spent on gifts", Unit.MONEY));
    FeatureDefinition first = features.get(0);
    assertThat(first.type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(first.events()).containsExactlyInAnyOrder(EventType.ORDER, EventType.RETURN);
    assertThat(first.window()).contains(new Window(30));
    assertThat(first.whenNull()).isEqualTo(FeatureDefinition.NEVER);
    assertThat(first.kept()).isEqualTo(Kept.BOUNDED);
    assertThat(first.formula().words())
        .isEqualTo("the sum of amount of order, return events where properties.gift = 'true', 30d");
  }

  @Test
  void a_ratio_is_of_the_features_of_its_window() {
    assertThat(parse("r: {meaning: m, numerator: a, denominator: b, windows: [7d, all]}"))
        .extracting(feature -> feature.name() + " = " + feature.formula().words())
        .containsExactly("r_7d = a_7d / b_7d", "r = a / b");
  }

  @Test
  void a_decayed_sum_has_its_half_life_in_days() {
    FeatureDefinition feature = parse("d: {meaning: m, aggregate: decayed, half-life: 45d}").get(0);

    assertThat(((Formula.Aggregated) feature.formula()).aggregation().halfLifeDays())
        .isEqualTo(OptionalDouble.of(45));
  }

  @Test
  void what_is_kept_grows_with_keys_of_which_there_are_many() {
    assertThat(
            parse(
                """
                a: {meaning: m, aggregate: distinct, of: channel}
                b: {meaning: m, aggregate: distinct, of: product}
                """))
        .extracting(FeatureDefinition::kept)
        .containsExactly(Kept.BOUNDED, Kept.GROWING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "events: ordr | features.x.events: \"ordr\" (there is no type ordr: did you mean order?)",
        "where: chanel = 'web' | Unknown column: chanel in chanel = 'web' (did you mean 'channel'?)",
        "where: amount + 1 | a condition is needed, and this is a number",
        "windows: 30 | features.x.windows: \"30\" (must be days such as 30d, 1 to 1100, or all)",
        "windows: 2000d | must be days such as 30d, 1 to 1100, or all",
        "windows: [] | must be at least one, such as 30d or all",
        "aggregate: sum | sum needs it: a number such as amount",
        "aggregate: sum, of: amount > 1 | a number is needed, and this is true or false",
        "aggregate: entropy | entropy needs it: what is told from what, such as product",
        "aggregate: days, of: amount | days is of events, not of something of them",
        "aggregate: decayed | a decayed sum needs it, such as 30d",
        "half-life: 3d | has no meaning for count; leave it out",
        "aggregate: trend, windows: 30d | trend has no windows",
        "aggregate: share | a share needs it: which of the events",
        "among: amount > 1 | has no meaning for count; leave it out",
        "aggregate: entropy, of: brand, weight: score | must be made of amount, quantity, discount",
        "numerator: a | a ratio needs a numerator and a denominator",
        "numerator: a, denominator: b, events: order | a ratio is of two features",
        "windowz: 3d | Unknown key 'windowz' in features.x (did you mean 'windows'?)",
      })
  void what_cannot_be_is_refused_with_its_place_and_what_to_do(String said, String message) {
    String text = said.replaceAll(": ([a-z]+ [=>+] [^,]+)", ": \"$1\"");
    assertThatThrownBy(() -> parse("x: {meaning: m, " + text + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("own.yaml line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(
            () -> parse("A-b: {meaning: m}\ny: {meaning: m, windows: x}\nz: {meaning: m}"))
        .hasMessageContaining("line 2: Invalid name of a feature: A-b (must be lower case letters")
        .hasMessageContaining("line 3: Invalid features.y.windows");
  }

  @Test
  void ours_are_in_families_and_each_name_is_taken_once() {
    FeatureDictionary dictionary = new FeatureDictionary(Declarations.builtIn());

    assertThat(dictionary.families())
        .containsKeys("frequency", "monetary", "recency", "engagement", "intent", "service");
    assertThat(dictionary.get("spend_90d")).isPresent();
    assertThatThrownBy(
            () ->
                new FeatureDictionary(
                    parse("a: {meaning: m}\na_b: {meaning: m, numerator: c, denominator: a}")))
        .hasMessage("Invalid feature a_b: unknown feature c");
  }
}
