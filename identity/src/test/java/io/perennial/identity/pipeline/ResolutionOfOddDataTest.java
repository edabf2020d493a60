// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.block.BlockingReport;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.StepReport;
import io.perennial.testkit.contract.FilledLake;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolutionOfOddDataTest {

  @TempDir Path folder;
  private ResolvedLake lake;

  @BeforeEach
  void open() {
    lake = new ResolvedLake(folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void one_record_is_one_customer() {
    lake.record("a", Map.of("name", "Ada Lovelace", "email", "ada@x.org"));

    assertThat(lake.resolve().message()).startsWith("1 record in, 1 customer out");
    assertThat(lake.resolve().message()).startsWith("1 record in, 1 customer out");
    assertThat(lake.customer("a")).isEqualTo(FilledLake.record("a").value());
  }

  @Test
  void a_rule_of_what_nobody_says_is_told_with_the_nearest_name() {
    lake.with(IdentityConfig.defaults().withBlocking(List.of("email", "famly_name:sounds"), 200));
    for (int i = 0; i < 30; i++) {
      String name = "Name" + (char) ('a' + i % 26);
      lake.record("k" + i, Map.of("family_name", name, "email", "k" + i / 2 + "@x.org"));
    }

    assertThat(lake.saidWhileResolving())
        .containsOnlyOnce(
            "Rule famly_name:sounds of identity.block-on finds nothing: no claim that is compared"
                + " is called famly_name (did you mean family_name?)");
  }

  @Test
  void no_record_is_no_customer() {
    assertThat(lake.resolve().message()).startsWith("0 records in, 0 customers out");
    assertThat(lake.resolve().message()).startsWith("0 records in, 0 customers out");
    lake.say("must-link", "a", "b", false);
    assertThat(lake.resolve().message()).startsWith("0 records in, 0 customers out");
  }

  @Tag("slow")
  @Test
  void a_value_of_two_hundred_thousand_records_links_nobody_and_costs_little() {
    // of a million: -Dperennial.test.records=1000000
    int n = Integer.getInteger("perennial.test.records", 200_000);
    for (int i = 0; i < n; i++) {
      lake.filled().claim("k" + i, "phone", "+43 1 5550000");
      if (i % 10 == 0) {
        lake.filled().claim("k" + i, "name", "Ada " + (char) ('a' + i / 10 % 26) + "x" + i);
      }
    }
    for (int i = 0; i < 100; i++) {
      lake.filled().claim("other" + i, "phone", "+43 1 " + (7_770_000 + i));
    }
    lake.with(IdentityConfig.defaults().withLinkBy("phone").withBlocking(List.of("phone"), 50));
    StepReport report = lake.resolve();

    assertThat(report.figures()).containsEntry("block_biggest", (double) n);
    assertThat(report.figures().get("pairs_compared")).isLessThan(60.0 * n);
    assertThat(report.figures().get("customers")).isGreaterThan(0.99 * n);
  }

  @Test
  void claims_that_say_nothing_link_nobody() {
    for (int i = 0; i < 40; i++) {
      lake.record("k" + i, Map.of("name", "n/a", "email", " ", "phone", "-", "city", "null"));
    }

    assertThat(lake.resolve().figures()).containsEntry("customers", 40.0);
    lake.with(IdentityConfig.defaults().withOnePerPerson("email"));
    assertThat(lake.resolve().figures()).containsEntry("customers", 40.0);
  }

  @Test
  void a_telephone_of_everybody_neither_links_nor_explodes_nor_is_lost() {
    int n = 3000;
    for (int i = 0; i < n; i++) {
      String name = "Name" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26);
      lake.record(
          "k" + i,
          Map.of(
              "given_name", name + "x" + i % 7,
              "family_name", "Fam" + (char) ('a' + i / 7 % 26) + (i * 31 % 997),
              "phone", i % 10 == 0 ? "+43 664 " + (1_000_000 + i) : "+43 1 5550000"));
    }
    lake.with(
        IdentityConfig.defaults()
            .withLinkBy("phone")
            .withBlocking(List.of("phone", "family_name+given_name"), 100));
    StepReport report = lake.resolve();

    assertThat(report.figures()).containsEntry("block_biggest", 2700.0);
    assertThat(report.figures().get("blocks_cut")).isGreaterThanOrEqualTo(1.0);
    assertThat(report.figures().get("pairs_left_out")).isGreaterThan(1e6);
    assertThat(report.figures().get("pairs_compared")).isLessThan(100.0 * n);
    assertThat(report.figures().get("customers")).isGreaterThan(0.9 * n);
    assertThat(report.message())
        .contains("too many records compared in pieces, the largest of 2,700");
  }

  @Test
  void of_forty_attributes_those_that_most_records_say_are_compared() {
    for (int i = 0; i < 60; i++) {
      Map<String, String> says = new java.util.TreeMap<>();
      for (int j = 0; j < 40; j++) {
        if (j < 5 || i % 3 != 0) {
          says.put("trait" + j, "word" + (i / 2 * 7 + j) % 29 + " thing" + i / 2);
        }
      }
      lake.record("k" + i, says);
    }

    assertThat(lake.resolve().figures()).containsEntry("customers", 30.0);
  }

  @Test
  void a_value_that_became_common_after_the_model_was_fitted_links_nobody() {
    for (int i = 0; i < 300; i++) {
      lake.record("k" + i, Map.of("name", "Name " + (i * 7919 % 1009), "email", i + "@x.org"));
    }
    lake.resolve();
    for (int i = 300; i < 400; i++) {
      lake.record("k" + i, Map.of("name", "Name " + (i * 7919 % 1009), "email", "info@shop.org"));
    }

    StepReport report = lake.resolve();

    assertThat(report.figures()).as("a third more records").containsEntry("model_fitted", 1.0);
    assertThat(report.figures().get("customers")).isGreaterThan(390);
  }

  @Test
  void a_word_of_a_person_does_not_make_other_evidence_count_where_keys_decide() {
    for (int i = 0; i < 30; i++) {
      lake.record("k" + i, Map.of("name", "Ada Lovelace", "email", "k" + i % 15 + "@x.org"));
    }
    lake.with(IdentityConfig.defaults().withMethod(IdentityConfig.Method.KEYS));
    lake.resolve();
    lake.say("cannot-link", "k0", "k15", false);

    lake.resolve();

    assertThat(lake.customers().values().stream().distinct()).hasSize(16);
  }

  @Test
  void what_is_not_to_be_compared_is_not() {
    for (int i = 0; i < 30; i++) {
      lake.record("k" + i, Map.of("shoe_size", "4" + i % 3, "email", "k" + i % 15 + "@x.org"));
    }
    lake.with(IdentityConfig.defaults().withCompare("shoe_size", Optional.empty()));

    assertThat(lake.resolve().figures())
        .as("e-mail alone is left, and keys decide")
        .containsEntry("customers", 15.0)
        .doesNotContainKey("pairs_compared");
  }

  @Test
  void a_model_is_fitted_anew_when_asked_when_settings_change_and_when_records_grew() {
    for (int i = 0; i < 30; i++) {
      lake.record("k" + i, Map.of("name", "Name " + (char) ('a' + i) + i, "email", i + "@x.org"));
    }
    assertThat(lake.resolve().figures()).containsEntry("model_fitted", 1.0);
    assertThat(lake.resolve().figures()).containsEntry("model_fitted", 0.0);
    assertThat(lake.refit().figures()).containsEntry("model_fitted", 1.0);
    lake.with(IdentityConfig.defaults().withMaxRecordsPerValue(7));
    assertThat(lake.resolve().figures()).containsEntry("model_fitted", 1.0);
    for (int i = 30; i < 50; i++) {
      lake.record("k" + i, Map.of("name", "Name " + (char) ('a' + i) + i, "email", i + "@x.org"));
    }
    assertThat(lake.resolve().figures()).containsEntry("model_fitted", 1.0);
    assertThat(lake.filled().rows(Tables.IDENTITY_MODELS, "SELECT count(*) FROM identity_models"))
        .as("only the one in force is kept")
        .containsExactly("1");
  }

  @Test
  void no_value_is_in_any_table_of_identity_or_in_a_report() {
    for (int i = 0; i < 6; i++) {
      lake.record(
          "k" + i,
          Map.of("name", "Ada Secret", "email", "ada@secret.org", "birth_date", "1815-12-10"));
    }
    String told = lake.resolve().toString() + lake.links() + lake.scores();
    told += lake.filled().rows(Tables.IDENTITY_MODELS, "SELECT rules, model FROM identity_models");

    assertThat(told).doesNotContainIgnoringCase("secret").doesNotContain("1815");
    assertThat(lake.scores()).isNotEmpty();
  }

  @Test
  void what_would_be_compared_can_be_asked_before() {
    for (int i = 0; i < 30; i++) {
      lake.record("k" + i, Map.of("name", "Name " + (char) ('a' + i) + i, "email", i + "@x.org"));
    }
    lake.customers();
    BlockingReport report =
        BlockingExplanation.of(
                lake.lake(),
                lake.engine(),
                lake.config().withBlocking(List.of("email", "name:word"), 50),
                Clock.systemUTC(),
                1,
                Progress.silent())
            .report();

    assertThat(report.records()).isEqualTo(30);
    assertThat(report.rules())
        .extracting(rule -> rule.rule())
        .containsExactly("email", "name:word");
    assertThat(report.rules()).extracting(rule -> rule.why()).containsOnly("configured");
    assertThat(report.covered()).isBetween(0.0, 1.0);
  }
}
