// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static io.perennial.testkit.contract.FilledLake.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.RecordId;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Levels;
import io.perennial.identity.model.Waterfall;
import io.perennial.lake.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairJudgeTest {

  private static final List<String> GIVEN = List.of("Ada", "Bob", "Eve", "Max", "Ida", "Tom");
  private static final List<String> FAMILY =
      List.of("Lovelace", "Turing", "Hopper", "Noether", "Gauss", "Euler", "Curie");

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

  private void persons(int count, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      String given = GIVEN.get(random.nextInt(GIVEN.size()));
      String family = FAMILY.get(random.nextInt(FAMILY.size()));
      String born = "19" + (50 + random.nextInt(40)) + "-0" + (1 + random.nextInt(9)) + "-11";
      String city = "City" + random.nextInt(9);
      lake.record("a" + i, person(given, family, born, city));
      if (i % 2 == 0) {
        // the same one, spelt otherwise, with the names in one
        lake.record(
            "b" + i,
            Map.of("name", given + " " + family.replaceFirst("e", "a"), "birth_date", born));
      }
    }
  }

  private static Map<String, String> person(String given, String family, String born, String city) {
    return Map.of("first_name", given, "last_name", family, "birth_date", born, "city", city);
  }

  private PairJudge judge(Set<RecordId> records) {
    return PairJudge.of(records, lake.lake(), lake.engine(), IdentityConfig.defaults())
        .orElseThrow();
  }

  @Test
  void two_records_alone_are_judged_as_in_the_run_among_all() {
    persons(120, 7);
    lake.resolve();

    assertThatPairsAreJudgedAsInTheRun();
  }

  @Test
  void businesses_and_streets_alone_are_judged_as_among_all() {
    Things.businesses(150, 5).forEach(lake::record);
    lake.resolve();

    assertThatPairsAreJudgedAsInTheRun();
  }

  @Test
  void products_alone_are_judged_as_among_all_codes_and_words() {
    Things.products(150, 6).forEach(lake::record);
    lake.resolve();

    assertThat(lake.model().model().levels())
        .extracting(Levels::attribute)
        .contains("title", "title codes");
    assertThatPairsAreJudgedAsInTheRun();
  }

  @Test
  void of_several_values_that_both_have_the_same_counts_alone_as_among_all() {
    persons(120, 7);
    for (int i = 0; i < 120; i += 2) {
      lake.record("a" + i, Map.of("city", "Old" + i % 3));
      lake.record("b" + i, Map.of("city", "City" + i % 2));
      lake.record("b" + i, Map.of("city", "Old" + i % 3));
      lake.record("a" + i, Map.of("city", "City" + i % 2));
    }
    lake.resolve();

    assertThatPairsAreJudgedAsInTheRun();
  }

  @Test
  void dates_of_two_records_are_read_as_those_of_all() {
    Random random = new Random(4);
    for (int i = 0; i < 80; i++) {
      String given = GIVEN.get(random.nextInt(GIVEN.size()));
      String family = FAMILY.get(random.nextInt(FAMILY.size()));
      int month = 1 + random.nextInt(9);
      int day = i % 4 == 0 ? 1 + random.nextInt(9) : 13 + random.nextInt(9);
      int year = 1950 + random.nextInt(40);
      String city = "City" + random.nextInt(9);
      lake.record("a" + i, person(given, family, month + "/" + day + "/" + year, city));
      if (i % 2 == 0) {
        String iso = "%d-%02d-%02d".formatted(year, month, day);
        lake.record("b" + i, person(given, family, iso, "City" + random.nextInt(9)));
      }
    }
    lake.resolve();

    assertThatPairsAreJudgedAsInTheRun();
  }

  private void assertThatPairsAreJudgedAsInTheRun() {
    List<String> scores =
        lake.filled()
            .rows(
                Tables.IDENTITY_SCORES,
                "SELECT record_a, record_b, log_odds FROM identity_scores"
                    + " ORDER BY record_a, record_b LIMIT 12");

    assertThat(scores).hasSize(12);
    for (String score : scores) {
      String[] cells = score.split("\\|", -1);
      RecordId a = new RecordId(Long.parseLong(cells[0]));
      RecordId b = new RecordId(Long.parseLong(cells[1]));
      assertThat(judge(Set.of(a, b)).logOdds(a, b))
          .as("pair %s", score)
          .isEqualTo(Double.parseDouble(cells[2]));
    }
  }

  @Test
  void the_weights_sum_to_the_total_and_are_the_same_from_both_sides() {
    persons(60, 3);
    lake.resolve();
    RecordId a = record("a0");
    RecordId b = record("b0");
    PairJudge judge = judge(Set.of(a, b, record("a1")));

    Waterfall waterfall = judge.explain(a, b);

    double sum =
        waterfall.priorBits()
            + waterfall.evidence().stream().mapToDouble(Waterfall.Evidence::bits).sum();
    assertThat(sum).isCloseTo(waterfall.totalBits(), within(1e-9));
    assertThat(waterfall.totalBits() * Math.log(2)).isCloseTo(judge.logOdds(b, a), within(1e-9));
    assertThat(judge.explain(a, record("a1")).probability()).isLessThan(waterfall.probability());
  }

  @Test
  void records_that_were_not_chosen_are_refused() {
    persons(30, 1);
    lake.resolve();

    assertThatThrownBy(() -> judge(Set.of(record("a0"))).logOdds(record("a0"), record("a1")))
        .hasMessage("Unknown record: " + record("a1") + " (it was not chosen)");
  }

  @Test
  void where_keys_alone_decide_there_is_nobody_to_judge() {
    lake.record("a", Map.of("email", "ada@x.org")).record("b", Map.of("email", "ada@x.org"));
    lake.resolve();

    assertThat(
            PairJudge.of(
                Set.of(record("a"), record("b")),
                lake.lake(),
                lake.engine(),
                IdentityConfig.defaults()))
        .isEmpty();
  }
}
