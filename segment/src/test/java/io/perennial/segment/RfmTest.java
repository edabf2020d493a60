// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
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
import org.junit.jupiter.params.provider.ValueSource;

class RfmTest {

  @Nested
  class Rules {

    @Test
    void the_default_ones_cover_all_and_use_each() {
      assertThat(RfmRules.DEFAULT.texts()).hasSize(11);
      List<RfmRule> rules = RfmRules.DEFAULT.texts().stream().map(RfmRule::parse).toList();
      assertThat(RfmRules.uncovered(rules)).isEmpty();
      for (RfmRule rule : rules) {
        assertThat(anyScores(rule.segment())).as(rule.segment() + " is reached").isTrue();
      }
    }

    private static boolean anyScores(String segment) {
      for (int i = 0; i < 125; i++) {
        if (RfmRules.DEFAULT
            .segment(new Rfm(1 + i / 25, 1 + i / 5 % 5, 1 + i % 5))
            .equals(segment)) {
          return true;
        }
      }
      return false;
    }

    @ParameterizedTest
    @CsvSource({
      "5, 5, 5, Champions",
      "5, 5, 1, Loyal",
      "1, 5, 5, Cannot lose",
      "1, 5, 1, At risk",
      "5, 1, 5, New",
      "4, 1, 1, Promising",
      "3, 1, 1, About to sleep",
      "1, 1, 5, Lost"
    })
    void name_segments(int r, int f, int m, String segment) {
      assertThat(RfmRules.DEFAULT.segment(new Rfm(r, f, m))).isEqualTo(segment);
    }

    @Test
    void what_they_leave_out_is_told() {
      assertThatThrownBy(() -> RfmRules.parse(List.of("Best = R 5 F 2-5", "Rest = R 1-4")))
          .hasMessage(
              "Invalid rules: no rule for R 5 F 1 M 1, R 5 F 1 M 2, R 5 F 1 M 3 and 2 more (must"
                  + " cover all 125 combinations; a last rule such as Others = covers the rest)");
      assertThat(RfmRules.parse(List.of("Best = R 5", "Others =")).segment(new Rfm(4, 1, 1)))
          .isEqualTo("Others");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Best", "= R 5", "Best = R 6", "Best = R 5-4", "Best = R 5 R 4", "Best = X 1"})
    void what_is_no_rule_is_told(String text) {
      assertThatThrownBy(() -> RfmRule.parse(text))
          .hasMessage("Invalid rule: " + text + " (must be such as Champions = R 5 F 4-5 M 4-5)");
    }

    @Test
    void a_rule_reads_back() {
      for (String text : RfmRules.DEFAULT.texts()) {
        assertThat(RfmRule.parse(text)).hasToString(text);
      }
      assertThat(RfmRule.parse("a b=r5,f4-5 , m 1")).hasToString("a b = R 5 F 4-5 M 1");
    }
  }

  @Nested
  class Settings {

    private static final SectionSpec ROOT = SectionSpec.root("", SegmentSettings.SPEC);

    private static RfmConfig read(String yaml) {
      Section root = Configuration.parse(yaml, Path.of("perennial.yaml"), ROOT, Map.of());
      return SegmentSettings.rfm(root.section(SegmentSettings.SPEC));
    }

    @Test
    void what_is_not_said_is_the_default() {
      assertThat(read("segment: {}")).isEqualTo(RfmConfig.defaults());
    }

    @Test
    void every_setting_is_read() {
      RfmConfig config =
          read(
              """
              segment:
                rfm:
                  monetary: mean
                  recency-weight: 2
                  frequency-weight: 0.5
                  monetary-weight: 0
                  rules:
                    - Best = R 5
                    - Others =
              """);

      assertThat(config)
          .isEqualTo(
              new RfmConfig(
                  RfmConfig.Monetary.MEAN,
                  2,
                  0.5,
                  0,
                  RfmRules.parse(List.of("Best = R 5", "Others ="))));
      assertThat(config.score(new Rfm(5, 1, 1))).isCloseTo(4.2, within(1e-12));
    }

    @Test
    void the_order_of_rules_is_part_of_the_configuration() {
      assertThat(read("segment: {rfm: {rules: [A = R 5, B =]}}").canonical())
          .isNotEqualTo(read("segment: {rfm: {rules: [B =, A = R 5]}}").canonical());
    }

    @Test
    void what_cannot_be_is_refused() {
      assertThatThrownBy(() -> read("segment: {rfm: {rules: [Best = R 5]}}"))
          .hasMessageContaining("Invalid segment.rfm.rules")
          .hasMessageContaining("no rule for R 1 F 1 M 1");
      assertThatThrownBy(
              () ->
                  read(
                      "segment: {rfm: {recency-weight: 0, frequency-weight: 0, monetary-weight: 0}}"))
          .hasMessageContaining("all 0 (must be above 0 in sum)");
      assertThatThrownBy(() -> read("segment: {rfm: {recency-weight: -1}}"))
          .hasMessageContaining("segment.rfm.recency-weight");
    }
  }

  @Test
  void reasons_are_for_people() {
    RfmReason total = new RfmReason(Currency.getInstance("EUR"), RfmConfig.Monetary.TOTAL);
    RfmReason mean = new RfmReason(Currency.getInstance("USD"), RfmConfig.Monetary.MEAN);

    assertThat(total.of(new Rfm(5, 4, 5), 3, 12, 1204.4))
        .isEqualTo("R 5 F 4 M 5: bought 3 days ago, 12 times, 1,204 EUR");
    assertThat(total.of(new Rfm(5, 1, 1), 0, 1, 9.5))
        .isEqualTo("R 5 F 1 M 1: bought on the last day, once, 9.50 EUR");
    assertThat(mean.of(new Rfm(1, 2, 3), 1, 2, 100))
        .isEqualTo("R 1 F 2 M 3: bought 1 day ago, 2 times, 100 USD each");
    assertThat(total.of(new Rfm(1, 1, 1), 1_005, 1_234_567, -1_000_000.4))
        .isEqualTo("R 1 F 1 M 1: bought 1,005 days ago, 1,234,567 times, -1,000,000 EUR");
    assertThat(total.of(new Rfm(1, 1, 1), 2, 2, 0.05)).endsWith("2 times, 0.05 EUR");
    assertThat(total.of(new Rfm(1, 1, 1), 2, 2, 99.999)).endsWith("2 times, 100.00 EUR");
  }

  @Test
  void scores_are_of_all_customers_and_less_recency_is_better() {
    RfmScores scores =
        RfmScores.of(
            new double[] {0, 10, 20, 30, 40},
            new double[] {5, 4, 3, 2, 1},
            new double[] {10, 10, 10, 10, 50});

    assertThat(scores.of(0, 5, 10)).isEqualTo(new Rfm(5, 5, 1));
    assertThat(scores.of(40, 1, 50)).isEqualTo(new Rfm(1, 1, 5));
    assertThatThrownBy(() -> new Rfm(0, 1, 1))
        .hasMessage("Invalid recency: 0 (must be from 1 to 5)");
  }
}
