// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import static io.perennial.segment.rule.Features.DICTIONARY;
import static io.perennial.segment.rule.Features.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.config.ConfigException;
import io.perennial.config.Configuration;
import io.perennial.config.JsonSchema;
import io.perennial.config.SectionSpec;
import io.perennial.segment.pipeline.SegmentSettings;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemesTest {

  private static final SectionSpec ROOT = SectionSpec.root("A workspace.", SegmentSettings.SPEC);
  private static final UnitText UNITS = new UnitText(Currency.getInstance("EUR"));

  private static RuleBook book(String rules) {
    String text = "segment:\n  rules:\n" + rules.indent(4);
    return SegmentSettings.rules(
        Configuration.parse(text, Path.of("perennial.yaml"), ROOT, Map.of())
            .section(SegmentSettings.SPEC),
        DICTIONARY);
  }

  private static RuleBook builtIn() {
    return book("none: {off: true, when: 'true'}");
  }

  private static List<RuleMembership> of(RuleBook book, String scheme, Map<String, ?> known) {
    return book.of(row(known), UNITS).stream().filter(m -> m.scheme().equals(scheme)).toList();
  }

  private static List<String> segments(RuleBook book, String scheme, Map<String, ?> known) {
    return of(book, scheme, known).stream().map(RuleMembership::segment).toList();
  }

  private static void refuses(String rules, String... messages) {
    assertThatThrownBy(() -> book(rules))
        .isInstanceOf(ConfigException.class)
        .hasMessage(String.join("\n", messages));
  }

  @Nested
  class BuiltIn {

    @Test
    void six_schemes_come_with_us_and_every_segment_says_why() {
      RuleBook book = builtIn();

      assertThat(book.schemes())
          .extracting(Scheme::name)
          .containsExactly("lifecycle", "value", "category", "channel", "price", "engagement");
      for (Scheme scheme : book.schemes()) {
        assertThat(scheme.meaning()).as(scheme.name()).isNotBlank();
        for (Rule rule : scheme.rules()) {
          assertThat(SchemeDeclarations.builtInText())
              .as("a reason is said for %s", rule.segment())
              .contains(rule.segment() + ": \"" + rule.reason().toString());
        }
      }
    }

    @ParameterizedTest
    @CsvSource({
      // first order, silence, usual pause, spread of pauses
      "90, 0, 5, 0, New",
      "91, 60, 40, 0, Active",
      "91, 61, 40, 0, Dormant",
      "400, 120, 40, 0, Dormant",
      "400, 121, 40, 0, Lapsed",
      "400, 121, 40, 20, Dormant",
      "400, 121, 365, 0, Active",
      "400, 10, 1, 0, Active",
      "400, 11, 1, 0, Dormant"
    })
    void lifecycle_goes_by_the_customers_own_rhythm(
        int first, int silence, double pause, double spread, String segment) {
      Map<String, ?> known =
          Map.of(
              "purchases", 3,
              "days_since_first_order", first,
              "days_since_order", silence,
              "order_gap_median_days", pause,
              "order_gap_spread_days", spread);

      assertThat(segments(builtIn(), "lifecycle", known)).containsExactly(segment);
    }

    @Test
    void who_bought_once_is_judged_by_the_rhythm_of_others() {
      Map<String, ?> known =
          Map.of("purchases", 1, "days_since_first_order", 100, "days_since_order", 100);
      RuleBook rare = builtIn().with(new Population(Map.of("order_gap_median_days", 80.0)));
      RuleBook often = builtIn().with(new Population(Map.of("order_gap_median_days", 10.0)));

      assertThat(segments(rare, "lifecycle", known)).containsExactly("Active");
      assertThat(segments(often, "lifecycle", known)).containsExactly("Lapsed");
      assertThat(segments(builtIn(), "lifecycle", known))
          .as("nobody has a rhythm: 90 days")
          .containsExactly("Active");
      assertThat(of(often, "lifecycle", known).get(0).reason())
          .isEqualTo("bought once, last 100 days ago (others every 10 days)");
    }

    @ParameterizedTest
    @CsvSource({
      // pauses of one's own: 10 days; of others: 100 days
      "2, 82, Active",
      "2, 83, Dormant",
      "11, 27, Active",
      "11, 28, Dormant"
    })
    void few_pauses_are_no_rhythm_and_many_are(int purchases, int silence, String segment) {
      Map<String, ?> known =
          Map.of(
              "purchases",
              purchases,
              "days_since_first_order",
              400,
              "days_since_order",
              silence,
              "order_gap_median_days",
              10);
      RuleBook book = builtIn().with(new Population(Map.of("order_gap_median_days", 100.0)));

      assertThat(segments(book, "lifecycle", known)).containsExactly(segment);
    }

    @Test
    void who_never_bought_is_told_as_such() {
      Map<String, ?> known = Map.of("purchases", 0, "days_since_first_event", 1);

      assertThat(of(builtIn(), "lifecycle", known))
          .containsExactly(
              new RuleMembership(
                  "lifecycle", "Never bought", "no purchase that was kept, known for 1 day"));
      assertThat(of(builtIn(), "value", known)).isEmpty();
    }

    @Test
    void a_reason_says_what_is_known_in_words() {
      Map<String, ?> known =
          Map.of(
              "purchases", 3,
              "days_since_first_order", 700,
              "days_since_order", 214,
              "order_gap_median_days", 40,
              "order_gap_spread_days", 2);

      assertThat(of(builtIn(), "lifecycle", known))
          .containsExactly(
              new RuleMembership(
                  "lifecycle",
                  "Lapsed",
                  "bought 3 times, last 214 days ago, usually every 40 days"));
    }

    @ParameterizedTest
    @CsvSource({"0.95, Top", "0.9499, High", "0.8, High", "0.79, Middle", "0.2, Low"})
    void value_goes_by_rank(double rank, String segment) {
      Map<String, ?> known = Map.of("purchases", 2, "spend_rank", rank, "spend_total", 1204.4);

      assertThat(segments(builtIn(), "value", known)).containsExactly(segment);
    }

    @Test
    void other_schemes_tell_who_is_meant() {
      assertThat(
              of(
                  builtIn(),
                  "category",
                  Map.of(
                      "category_top_share_365d",
                      0.9,
                      "order_lines_365d",
                      10,
                      "favourite_category",
                      "tea",
                      "favourite_brand",
                      "own",
                      "brand_top_share_365d",
                      0.8)))
          .containsExactly(
              new RuleMembership("category", "Specialist", "90 % of 10 lines in one category: tea"),
              new RuleMembership("category", "Brand loyal", "80 % of 10 lines of one brand: own"));
      assertThat(
              segments(
                  book("category: {values: {own_brands: 'own, house'}}"),
                  "category",
                  Map.of(
                      "favourite_brand",
                      "own",
                      "brand_top_share_365d",
                      0.8,
                      "order_lines_365d",
                      10)))
          .containsExactly("Private label");
      assertThat(
              segments(
                  builtIn(),
                  "channel",
                  Map.of("channels_365d", 2, "web_share_365d", 0.5, "store_share_365d", 0.5)))
          .containsExactly("Omnichannel");
      assertThat(
              segments(
                  builtIn(),
                  "channel",
                  Map.of(
                      "researched_store_order_share", 0.5,
                      "favourite_device", "Desktop",
                      "store_share_365d", 1.0)))
          .containsExactly("Desktop researcher");
      assertThat(
              segments(
                  builtIn(), "price", Map.of("discounted_share_365d", 0.6, "order_lines_365d", 3)))
          .containsExactly("Discount dependent");
      assertThat(
              segments(
                  builtIn(),
                  "engagement",
                  Map.of(
                      "active_days_90d", 0,
                      "unsubscribes", 0,
                      "emails_sent_90d", 5,
                      "email_opens_90d", 0,
                      "email_clicks_90d", 0)))
          .containsExactly("Unreachable");
      assertThat(segments(builtIn(), "engagement", Map.of("active_days_30d", 2)))
          .containsExactly("Engaged");
    }
  }

  @Nested
  class Own {

    @Test
    void a_condition_alone_is_a_segment_of_its_own() {
      RuleBook book = book("big-spenders: {when: spend_365d > 1000 and orders_365d >= 3}");

      assertThat(of(book, "big-spenders", Map.of("spend_365d", 1204.4, "orders_365d", 3)))
          .containsExactly(
              new RuleMembership(
                  "big-spenders", "big-spenders", "spend_365d 1,204 EUR, orders_365d 3"));
      assertThat(of(book, "big-spenders", Map.of("orders_365d", 3))).isEmpty();
    }

    @Test
    void the_first_match_decides_and_others_have_a_segment() {
      RuleBook book =
          book(
              """
              tiers:
                first-match: {Gold: spend_total >= 1000, Silver: spend_total >= 200}
                otherwise: Bronze
                because: {Gold: 'spent {spend_total}'}
              """);

      assertThat(of(book, "tiers", Map.of("spend_total", 1000)))
          .containsExactly(new RuleMembership("tiers", "Gold", "spent 1,000 EUR"));
      assertThat(segments(book, "tiers", Map.of("spend_total", 999))).containsExactly("Silver");
      assertThat(of(book, "tiers", Map.of()))
          .containsExactly(new RuleMembership("tiers", "Bronze", "no other segment of tiers"));
    }

    @Test
    void overlapping_segments_are_each_told() {
      RuleBook book = book("flags: {overlapping: {Many: purchases > 2, Much: spend_total > 100}}");

      assertThat(segments(book, "flags", Map.of("purchases", 3, "spend_total", 200)))
          .containsExactly("Many", "Much");
    }

    @Test
    void a_built_in_scheme_is_changed_value_by_value_or_switched_off() {
      RuleBook book =
          book(
              """
              lifecycle:
                values: {new_days: 30}
                because: {New: "new here"}
              price: {off: true}
              """);

      assertThat(book.schemes()).extracting(Scheme::name).doesNotContain("price");
      Map<String, ?> known =
          Map.of("purchases", 1, "days_since_first_order", 30, "days_since_order", 30);
      assertThat(of(book, "lifecycle", known))
          .containsExactly(new RuleMembership("lifecycle", "New", "new here"));
      assertThat(book.canonical()).isNotEqualTo(builtIn().canonical());
      assertThat(book("lifecycle: {values: {new_days: 90}}").canonical())
          .as("what says the same is the same")
          .isEqualTo(builtIn().canonical());
    }

    @Test
    void editors_know_the_grammar() {
      assertThat(JsonSchema.of(ROOT)).contains("\"first-match\"", "\"overlapping\"", "\"because\"");
    }
  }

  @Nested
  class Mistakes {

    @Test
    void all_are_told_at_once_each_with_its_place() {
      refuses(
          """
          one:
            when: spend_totl > 1
          two:
            first-match:
              A: favourite_channel > 1
              B: spend_total
          """,
          "perennial.yaml line 4: Invalid segment.rules.one.when: Invalid expression: spend_totl >"
              + " 1 (unknown feature spend_totl; did you mean spend_total?, at character 1)",
          "perennial.yaml line 7: Invalid segment.rules.two.first-match.A: Invalid expression:"
              + " favourite_channel > 1 (favourite_channel is a word, and is read as a number;"
              + " compare it with a text in quotes)",
          "perennial.yaml line 7: Invalid segment.rules.two.first-match.B: Invalid expression:"
              + " spend_total (a condition is needed, and this is a text; compare it)");
    }

    @Test
    void a_scheme_has_conditions_of_one_kind() {
      refuses(
          "one: {meaning: nothing}",
          "perennial.yaml line 3: Invalid segment.rules.one: no conditions (say when, first-match"
              + " or overlapping)");
      refuses(
          "one: {when: 'true', overlapping: {A: 'true'}}",
          "perennial.yaml line 3: Invalid segment.rules.one.overlapping: {\"A\": \"true\"} (a"
              + " scheme has one of when, first-match and overlapping)");
    }

    @Test
    void names_are_free_and_said_right() {
      refuses(
          "rfm: {when: 'true'}",
          "perennial.yaml line 3: Invalid name of a scheme: rfm (there is a scheme of that name"
              + " that is not made of rules; choose another)");
      refuses(
          "Big_One: {when: 'true'}",
          "perennial.yaml line 3: Invalid name of a scheme: Big_One (must be lower case words with"
              + " dashes, such as big-spenders)");
      refuses(
          "one: {when: 'true', values: {purchases: 3}}",
          "perennial.yaml line 3: Invalid segment.rules.one.values.purchases: there is a feature of"
              + " that name; choose another");
      refuses(
          "one: {when: 'true', because: {two: x}}",
          "perennial.yaml line 3: Invalid segment.rules.one.because.two: there is no segment of"
              + " that name");
    }

    @Test
    void a_reason_names_features_that_there_are() {
      refuses(
          "one: {when: 'true', because: {one: 'spent {spend_totl}'}}",
          "perennial.yaml line 3: Invalid segment.rules.one.because.one: Invalid reason: spent"
              + " {spend_totl} (unknown feature spend_totl; did you mean spend_total?)");
      refuses(
          "one: {when: 'true', because: {one: 'spent [{spend_total}'}}",
          "perennial.yaml line 3: Invalid segment.rules.one.because.one: Invalid reason: spent"
              + " [{spend_total} (a bracket is not closed)");
    }
  }
}
