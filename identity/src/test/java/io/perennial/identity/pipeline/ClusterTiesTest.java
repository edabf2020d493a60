// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Tables;
import io.perennial.testkit.contract.FilledLake;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of one customer that were not proposed as a pair: why they are together. */
class ClusterTiesTest {

  private static final Map<String, String> ADA =
      Map.of(
          "given_name",
          "Ada",
          "family_name",
          "Lovelace",
          "birth_date",
          "1985-12-10",
          "street",
          "12 St James Square",
          "city",
          "London",
          "email",
          "ada@x.org");

  @TempDir Path folder;
  private ResolvedLake lake;

  @BeforeEach
  void fill() {
    lake = new ResolvedLake(folder).with(sure(IdentityConfig.defaults()));
    new PersonRecords(120, 3).each(person -> lake.record(person.key(), person.values()));
    // a and c share no telephone, but each has one with b, a twin
    lake.record("a", ADA).record("a", Map.of("phone", "+44 20 7946 0111"));
    lake.record("c", ADA).record("c", Map.of("phone", "+44 20 7946 0222"));
    lake.record("b", Map.of("phone", "+44 20 7946 0111", "street", "12 St James Square"));
    lake.record("b", Map.of("phone", "+44 20 7946 0222", "city", "London"));
    lake.record("b", Map.of("given_name", "Byron", "family_name", "Lovelace"));
    lake.record("b", Map.of("birth_date", "1985-12-21", "email", "byron@y.org"));
  }

  /** Pairs by telephone; between the probabilities of twins (.9993) and of Ada (.9995). */
  private static IdentityConfig sure(IdentityConfig usual) {
    return new IdentityConfig(
        usual.method(),
        usual.linkBy(),
        usual.onePerPerson(),
        usual.maxRecordsPerValue(),
        usual.compare(),
        List.of("phone"),
        usual.maxBlock(),
        .9994,
        usual.households(),
        usual.survivorship(),
        usual.labels());
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private String reason(String key) {
    return lake.filled()
        .rows(
            Tables.LINKS,
            "SELECT reason FROM links WHERE record_id = " + ResolvedLake.id(key).value())
        .get(0);
  }

  private long pairs(String one, String other) {
    long a = FilledLake.record(one).value();
    long b = FilledLake.record(other).value();
    return lake.filled()
        .rows(
            Tables.IDENTITY_SCORES,
            "SELECT log_odds FROM identity_scores WHERE record_a = "
                + Math.min(a, b)
                + " AND record_b = "
                + Math.max(a, b))
        .size();
  }

  @Test
  void they_are_one_by_how_they_agree_and_nobody_is_said_to_have_said_so() {
    lake.resolve();

    assertThat(lake.customer("a")).isEqualTo(lake.customer("c")).isNotEqualTo(lake.customer("b"));
    assertThat(reason("a"))
        .isEqualTo(reason("c"))
        .isEqualTo("same birth date, same city, same email as another record");
    assertThat(pairs("a", "c")).as("a pair that explains").isEqualTo(1);
  }

  @Test
  void the_next_run_says_the_same() {
    lake.resolve();
    List<String> links = lake.links();
    List<String> scores = lake.scores();

    lake.resolve();

    assertThat(lake.links()).isEqualTo(links);
    assertThat(lake.scores()).isEqualTo(scores);
  }

  @Test
  void who_was_said_to_be_the_same_is_together_for_that_reason() {
    lake.record("x", Map.of("given_name", "Grace", "family_name", "Hopper"));
    lake.record("y", Map.of("given_name", "Annie", "family_name", "Easley"));
    lake.say("must-link", "x", "y", false);
    lake.resolve();

    assertThat(lake.customer("x")).isEqualTo(lake.customer("y"));
    assertThat(reason("x")).isEqualTo(reason("y")).isEqualTo("said to be the same");
    assertThat(reason("a")).isEqualTo("same birth date, same city, same email as another record");
    assertThat(pairs("x", "y")).isZero();
  }
}
