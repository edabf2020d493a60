// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import io.perennial.identity.LinkAttribute;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a model says of pairs. */
class MatchModelTest {

  private static final long[] NONE = {-1, -1, -1, -1, -1, -1};

  private static final SimulatedPairs PAIRS =
      Persons.households().shares(1e-4, 5e-5).missing(.1).draw(20_000, 1e6, 3);

  private static final MatchModel MODEL = MatchModelFit.fit(PAIRS.fitting(20_000));

  @Test
  void json_gives_back_the_same_bits() {
    TermShares shares =
        TermShares.builder().records("given_name", 1000).value("given_name", 77L, 40).build();
    MatchModel model =
        MatchModelFit.fit(
            PAIRS
                .fitting(20_000)
                .withTermShares(shares)
                .withLinks(List.of(new LinkAttribute("email")), 20));
    MatchModel read = MatchModel.fromJson(model.toJson());

    assertThat(read.toJson()).isEqualTo(model.toJson());
    assertThat(read.summary()).isEqualTo(model.summary());
    assertThat(read.levels()).isEqualTo(model.levels());
    for (byte[] pattern : PAIRS.patterns) {
      assertThat(read.logOdds(pattern, NONE)).isEqualTo(model.logOdds(pattern, NONE));
    }
    assertThat(model.toJson()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void refuses_json_that_is_no_model() {
    assertThatThrownBy(() -> MatchModel.fromJson("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read match model: its format is '' (must be 'perennial match model 1')");
    assertThatThrownBy(() -> MatchModel.fromJson("{\"format\":"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot read match model: ");
    assertThatThrownBy(
            () -> MatchModel.fromJson(MODEL.toJson().replace("\"total_pairs\"", "\"pairs\"")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_waterfall_sums_to_the_log_odds() {
    for (byte[] pattern : PAIRS.patterns) {
      Waterfall waterfall = MODEL.explain(pattern, NONE);
      double sum =
          waterfall.priorBits()
              + waterfall.evidence().stream().mapToDouble(Waterfall.Evidence::bits).sum();

      assertThat(sum).isCloseTo(waterfall.totalBits(), within(1e-9));
      assertThat(waterfall.totalBits() * Math.log(2))
          .isCloseTo(MODEL.logOdds(pattern, NONE), within(1e-9));
      assertThat(waterfall.probability())
          .isEqualTo(MatchModel.probability(MODEL.logOdds(pattern, NONE)));
    }
  }

  @Test
  void a_waterfall_names_attributes_as_listed_and_what_is_missing_adds_nothing() {
    Waterfall waterfall = MODEL.explain(new byte[] {3, 0, 1, 0, 0, 0}, NONE);

    assertThat(waterfall.evidence())
        .extracting(Waterfall.Evidence::attribute)
        .containsExactly("given_name", "family_name", "birth_date", "postcode", "place", "email");
    assertThat(waterfall.evidence())
        .extracting(Waterfall.Evidence::level)
        .containsExactly("equal", "missing", "different", "missing", "missing", "missing");
    assertThat(waterfall.evidence().get(0).bits()).isGreaterThan(5);
    assertThat(waterfall.evidence().get(1).bits()).isZero();
    assertThat(waterfall.evidence().get(2).bits()).isLessThan(-4);
  }

  @Test
  void of_records_that_say_nothing_the_prior_is_known() {
    assertThat(MatchModel.probability(MODEL.logOdds(new byte[6], NONE)))
        .isCloseTo(MODEL.matchShare(), within(1e-15));
  }

  @Test
  void an_unknown_level_is_refused() {
    assertThatThrownBy(() -> MODEL.logOdds(new byte[] {9, 0, 0, 0, 0, 0}, NONE))
        .hasMessage("Invalid level of given_name: 9 (must be within 0 and 3)");
  }

  @Test
  void persons_of_a_household_are_of_one_household_and_not_one_customer() {
    byte[] relatives = {1, 3, 1, 3, 3, 1};

    assertThat(MatchModel.probability(MODEL.logOdds(relatives, NONE))).isLessThan(.01);
    assertThat(MatchModel.probability(MODEL.householdLogOdds(relatives, NONE))).isGreaterThan(.7);
    assertThat(MatchModel.probability(MODEL.householdLogOdds(new byte[] {1, 1, 1, 1, 1, 1}, NONE)))
        .isLessThan(1e-4);
  }

  @Nested
  class Values {

    private final Levels given =
        new Levels(
            "given_name",
            AttributeKind.GIVEN_NAME,
            Persons.GIVEN.names(),
            Persons.GIVEN.defaultM(),
            true,
            false);
    private final SimulatedPairs pairs = Persons.independent().shares(1e-4, 0).draw(5_000, 1e6, 1);
    private final TermShares shares =
        TermShares.builder()
            .records("given_name", 5_000)
            .value("given_name", 1L, 250)
            .value("given_name", 2L, 5)
            .records("email", 5_000)
            .value("email", 3L, 21)
            .value("email", 4L, 20)
            .build();

    private MatchModel model() {
      return MatchModel.fromJson(
          MatchModelFit.fit(
                  pairs
                      .fitting(5_000)
                      .withTermShares(shares)
                      .withLinks(List.of(new LinkAttribute("email")), 20))
              .toJson()
              .replace(
                  "\"default_m\":[0.1,0.2,0.7],\"uses_term_shares\":false",
                  "\"default_m\":[0.1,0.2,0.7],\"uses_term_shares\":true"));
    }

    @Test
    void a_rare_value_says_more_than_a_frequent_one_by_their_shares() {
      MatchModel model = model();
      assertThat(model.levels()).contains(given);
      byte[] equal = {3, 0, 0, 0, 0, 0};
      double frequent = model.logOdds(equal, with(0, 1L));
      double rare = model.logOdds(equal, with(0, 2L));
      double unknown = model.logOdds(equal, with(0, 99L));
      double none = model.logOdds(equal, NONE);

      // of the records with a name those of the same customer say nothing of chance
      double own = 2 * model.expectedMatches() / 5_000 * model.m("given_name")[3];

      assertThat(own).isBetween(.3, .5);
      assertThat(rare - frequent).isCloseTo(Math.log((250 - own) / (5 - own)), within(1e-9));
      assertThat(unknown - rare).isCloseTo(Math.log((5 - own) / (2 - own)), within(1e-9));
      // a mean value says what all say on average
      double mean = (250 * (250 - own) + 5 * (5 - own) + (5_000 - 255) * (2 - own)) / 5_000;

      assertThat(none - frequent).isCloseTo(Math.log((250 - own) / mean), within(1e-9));
    }

    @Test
    void a_linking_value_of_too_many_records_says_nothing() {
      MatchModel model = model();
      byte[] equal = {0, 0, 0, 0, 0, 3};

      assertThat(model.logOdds(equal, with(5, 3L))).isEqualTo(model.logOdds(new byte[6], NONE));
      assertThat(MatchModel.probability(model.logOdds(equal, with(5, 4L))))
          .isGreaterThan(.98 - 1e-12);
    }

    private static long[] with(int place, long hash) {
      long[] hashes = NONE.clone();
      hashes[place] = hash;
      return hashes;
    }
  }

  @Nested
  class Few_data {

    private final List<LinkAttribute> byEmail = List.of(new LinkAttribute("email"));

    @Test
    void an_e_mail_alone_is_as_sure_as_it_is_taken_for_granted() {
      List<Levels> levels = List.of(Persons.EMAIL);
      for (long equal : new long[] {0, 1, 3, 500}) {
        PatternCounts random = new PatternCounts(levels);
        random.add(new byte[] {1}, 1000);
        PatternCounts candidates = new PatternCounts(levels);
        candidates.add(new byte[] {3}, equal);
        candidates.add(new byte[] {2}, 2);
        MatchModel model =
            MatchModelFit.fit(Fitting.of(levels, 1000, random, candidates).withLinks(byEmail, 20));

        assertThat(probability(model, 3)).isCloseTo(.98, within(1e-9));
        assertThat(probability(model, 1)).isLessThan(.01);
      }
    }

    @Test
    void an_e_mail_alone_among_attributes_that_are_never_said_is_as_sure() {
      List<Levels> levels = List.of(Persons.GIVEN, Persons.EMAIL);
      PatternCounts candidates = new PatternCounts(levels);
      candidates.add(new byte[] {0, 3}, 7);
      MatchModel model =
          MatchModelFit.fit(
              Fitting.of(levels, 100, new PatternCounts(levels), candidates)
                  .withLinks(byEmail, 20));

      assertThat(probability(model, 0, 3)).isCloseTo(.98, within(1e-9));
    }

    @Test
    void an_equal_e_mail_gives_at_least_its_confidence_whatever_was_learned() {
      MatchModel model = MatchModelFit.fit(PAIRS.fitting(20_000).withLinks(byEmail, 20));

      assertThat(probability(model, 0, 0, 0, 0, 0, 3)).isGreaterThanOrEqualTo(.98 - 1e-12);
      assertThat(probability(model, 1, 1, 1, 1, 1, 3)).isLessThan(.98);
    }

    @Test
    void no_one_or_two_records_have_a_model() {
      List<Levels> levels = List.of(Persons.GIVEN, Persons.FAMILY, Persons.BORN, Persons.EMAIL);
      for (long records = 0; records <= 2; records++) {
        PatternCounts candidates = new PatternCounts(levels);
        if (records == 2) {
          candidates.add(new byte[] {3, 3, 3, 0});
        }
        MatchModel model =
            MatchModelFit.fit(
                Fitting.of(levels, records, new PatternCounts(levels), candidates)
                    .withLinks(byEmail, 20));

        assertThat(probability(model, 3, 3, 3, 3)).isBetween(.99, 1.0);
        assertThat(probability(model, 3, 3, 3, 0)).isBetween(.98, 1.0);
        assertThat(probability(model, 1, 1, 1, 1)).isBetween(0.0, .01);
        assertThat(probability(model, 0, 0, 0, 0)).isBetween(0.0, .5);
        assertThat(MatchModel.fromJson(model.toJson()).toJson()).isEqualTo(model.toJson());
      }
    }

    @Test
    void records_that_are_all_one_customer_are_not_taken_for_chance() {
      List<Levels> levels = List.of(Persons.GIVEN, Persons.FAMILY, Persons.BORN, Persons.EMAIL);
      PatternCounts candidates = new PatternCounts(levels);
      candidates.add(new byte[] {3, 3, 3, 3}, 190);
      for (PatternCounts random : List.of(new PatternCounts(levels), candidates)) {
        MatchModel model = MatchModelFit.fit(Fitting.of(levels, 20, random, candidates));

        assertThat(probability(model, 3, 3, 3, 3)).isGreaterThan(.99);
        assertThat(probability(model, 1, 1, 1, 1)).isLessThan(.01);
      }
    }

    @Test
    void pairs_that_say_nothing_at_all_leave_what_is_usual() {
      List<Levels> levels = List.of(Persons.GIVEN, Persons.BORN);
      PatternCounts random = new PatternCounts(levels);
      random.add(new byte[2], 5_000);
      PatternCounts candidates = new PatternCounts(levels);
      candidates.add(new byte[2], 700);
      MatchModel model = MatchModelFit.fit(Fitting.of(levels, 1000, random, candidates));

      assertThat(probability(model, 0, 0)).isLessThan(.01);
      assertThat(model.m("given_name")[3]).isCloseTo(.7, within(1e-9));
      assertThat(model.logOdds(new byte[] {3, 3}, NONE))
          .isGreaterThan(model.logOdds(new byte[2], NONE));
    }

    private static double probability(MatchModel model, int... levels) {
      byte[] pattern = new byte[levels.length];
      for (int a = 0; a < levels.length; a++) {
        pattern[a] = (byte) levels[a];
      }
      long[] hashes = new long[levels.length];
      Arrays.fill(hashes, -1);
      return MatchModel.probability(model.logOdds(pattern, hashes));
    }
  }
}
