// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.Levels;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs whose truth is known: it is found without labels. */
@DisplayName("Truth")
class TruthRecoveryTest {

  private static final double RANDOM_PAIRS = 1e6;

  static Supplier<SimulatedPairs> world(String name) {
    return switch (name) {
      case "independent" -> Persons::independent;
      case "dependent others" -> Persons::dependentOthers;
      case "movers" -> Persons::movers;
      case "households" -> Persons::households;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * World, records, share of matches, of households, missing; errors of the share, m, posterior.
   */
  @ParameterizedTest
  @CsvSource({
    "independent,      1000000, 1e-6, 0,    .02, .02, .01, .01",
    "independent,      1000000, 1e-6, 0,    .20, .06, .02, .02",
    "independent,        20000, 1e-4, 0,    .02, .02, .01, .01",
    "independent,        20000, 1e-4, 0,    .20, .05, .02, .01",
    "independent,         1000, 1e-2, 0,    .02, .03, .02, .03",
    "independent,         1000, 1e-2, 0,    .20, .03, .02, .02",
    "independent,         1000, 1e-2, 0,    .50, .03, .03, .02",
    "independent,        20000, 1e-2, 0,    .02, .01, .01, .01",
    "independent,        20000, 1e-2, 0,    .50, .01, .01, .01",
    "dependent others,   20000, 1e-5, 0,    .02, .03, .03, .01",
    "dependent others,   20000, 1e-5, 0,    .20, .05, .04, .02",
    "dependent others, 1000000, 1e-5, 0,    .02, .02, .01, .01",
    "dependent others, 1000000, 1e-5, 0,    .20, .05, .02, .02",
    "movers,             20000, 1e-5, 0,    .02, .03, .03, .01",
    "movers,             20000, 1e-5, 0,    .20, .05, .04, .02",
    "movers,           1000000, 1e-5, 0,    .02, .02, .01, .01",
    "movers,           1000000, 1e-5, 0,    .20, .05, .02, .02",
    "households,         20000, 1e-5, 2e-5, .02, .03, .03, .01",
    "households,         20000, 1e-4, 5e-5, .02, .02, .01, .01",
    "households,         20000, 1e-4, 5e-5, .20, .05, .02, .01",
    "households,       1000000, 1e-4, 5e-5, .02, .02, .01, .01",
    // half of everything missing: blocking by equality misses a seventh of the matches
    "independent,        20000, 1e-4, 0,    .50, .05, .03, .01",
    "dependent others, 1000000, 1e-5, 0,    .50, .05, .03, .01",
    "movers,           1000000, 1e-5, 0,    .50, .05, .03, .01",
    "households,       1000000, 1e-4, 5e-5, .50, .05, .03, .01",
  })
  void is_found_within_stated_errors_and_probabilities_are_calibrated(
      String world,
      long records,
      double matches,
      double households,
      double missing,
      double errorOfShare,
      double errorOfM,
      double errorOfPosterior) {
    SimulatedPairs pairs =
        world(world)
            .get()
            .shares(matches, households)
            .missing(missing)
            .draw(records, RANDOM_PAIRS, 7);
    MatchModel model = MatchModelFit.fit(pairs.fitting(records));

    assertThat(model.matchShare() / pairs.trueMatchShare()).isCloseTo(1, within(errorOfShare));
    for (Levels levels : pairs.levels) {
      double[] trueM = SimulatedPairs.marginal(pairs.match, levels.attribute());
      double[] trueU = SimulatedPairs.marginal(pairs.other, levels.attribute());
      double[] m = model.m(levels.attribute());
      double[] u = model.u(levels.attribute());
      for (int level = 1; level < levels.size(); level++) {
        String where = levels.attribute() + " " + levels.names().get(level);
        assertThat(m[level]).as("m of " + where).isCloseTo(trueM[level - 1], within(errorOfM));
        double seen = RANDOM_PAIRS * Math.pow(1 - missing, 2) * trueU[level - 1];
        if (seen > 1000) {
          // five standard errors of a count, and what missed matches add
          assertThat(u[level] / trueU[level - 1])
              .as("u of " + where)
              .isCloseTo(1, within(5 / Math.sqrt(seen) + 10 * matches));
        }
      }
    }
    assertThat(pairs.calibrationError(model, .01, .99))
        .as("calibration of the uncertain")
        .isLessThan(errorOfPosterior);
    assertThat(pairs.calibrationError(model, -1, 2)).as("calibration of all").isLessThan(.005);
    assertThat(model.summary().startsAgreeing()).isGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"50, 1e-2, .1", "200, 2e-3, .1", "1000, 1e-3, .3"})
  void of_few_records_probabilities_are_calibrated_over_many_companies(
      long records, double matches, double missing) {
    double said = 0;
    double true_ = 0;
    double pairs = 0;
    double error = 0;
    for (int seed = 0; seed < 60; seed++) {
      SimulatedPairs company = Persons.households().shares(matches, matches / 2).missing(missing);
      company.draw(records, Math.min(RANDOM_PAIRS, records * records / 2.0), seed);
      MatchModel model = MatchModelFit.fit(company.fitting(records));
      long[] hashes = new long[company.levels.size()];
      Arrays.fill(hashes, -1);
      for (int i = 0; i < company.patterns.size(); i++) {
        double p = MatchModel.probability(model.logOdds(company.patterns.get(i), hashes));
        double[] truth = company.probabilities.get(i);
        said += p * truth[2];
        true_ += truth[0] * truth[2];
        pairs += truth[2];
      }
      error += company.calibrationError(model, -1, 2) / 60;
    }

    assertThat(said / pairs).isCloseTo(true_ / pairs, within(.01));
    assertThat(error).isLessThan(.02);
  }

  @Test
  void dependence_is_found_where_it_is_and_only_there() {
    MatchModel independent = fit(Persons.independent().shares(1e-4, 0), 20_000);
    MatchModel others = fit(Persons.dependentOthers().shares(1e-4, 0), 20_000);
    MatchModel movers = fit(Persons.movers().shares(1e-4, 0), 20_000);
    for (Levels levels : independent.levels()) {
      String attribute = levels.attribute();
      boolean isPostcode = attribute.equals("postcode");

      assertThat(independent.otherParent(attribute)).isEmpty();
      assertThat(independent.matchParent(attribute)).isEmpty();
      assertThat(others.otherParent(attribute).isPresent()).isEqualTo(isPostcode);
      assertThat(others.matchParent(attribute)).isEmpty();
      assertThat(movers.otherParent(attribute).isPresent()).isEqualTo(isPostcode);
      assertThat(movers.matchParent(attribute).isPresent()).isEqualTo(isPostcode);
    }
    assertThat(movers.matchParent("postcode")).hasValue("place");
  }

  @Test
  void an_attribute_whose_frequent_values_blocking_left_out_is_learned_from_the_sample() {
    SimulatedPairs pairs = Persons.independent().shares(1e-4, 0);
    pairs.draw(20_000, RANDOM_PAIRS, 1);
    MatchModel model =
        MatchModelFit.fit(
            pairs.fitting(20_000).withEnumerated(Set.of("place", "birth_date", "email")));

    assertThat(model.u("place")[3]).isCloseTo(.05, within(.001));
    assertThat(model.u("birth_date")[3]).isCloseTo(5e-5, within(2e-6));
  }

  @Test
  void households_are_told_from_customers() {
    SimulatedPairs pairs = Persons.households().shares(1e-5, 3e-5).draw(50_000, RANDOM_PAIRS, 2);
    MatchModel model = MatchModelFit.fit(pairs.fitting(50_000));

    assertThat(model.matchShare() / pairs.trueMatchShare()).isCloseTo(1, within(.02));
    assertThat(model.householdShare()).isBetween(2e-5, 4e-5);
  }

  @ParameterizedTest
  @CsvSource({"5e-4, 0, .9", "5e-4, 1e-3, .7", "5e-4, 5e-3, .5"})
  void products_of_a_series_are_not_one_product(double matches, double siblings, double least) {
    SimulatedPairs pairs = Things.products().shares(matches, siblings).draw(2_000, RANDOM_PAIRS, 3);
    MatchModel model = MatchModelFit.fit(pairs.fitting(2_000));

    assertThat(model.matchShare() / pairs.trueMatchShare()).isBetween(least, 1.1);
    assertThat(pairs.calibrationError(model, -1, 2)).isLessThan(.001);
    assertThat(model.tellsHouseholds()).isFalse();
    assertThat(model.householdShare()).isZero();
    assertThat(MatchModel.fromJson(model.toJson()).toJson()).isEqualTo(model.toJson());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void wrong_starting_values_lead_to_the_same_optimum(SimulatedPairs pairs, long records) {
    MatchModel usual = MatchModelFit.fit(pairs.fitting(records).withStarts(1, 0));
    MatchModel many = MatchModelFit.fit(pairs.fitting(records).withStarts(24, 99));

    assertThat(many.summary().startsAgreeing()).isEqualTo(24);
    assertThat(many.matchShare() / usual.matchShare()).isCloseTo(1, within(1e-6));
    for (Levels levels : pairs.levels) {
      assertThat(many.m(levels.attribute()))
          .containsExactly(usual.m(levels.attribute()), within(1e-6));
    }
  }

  static Arguments[] worlds() {
    return new Arguments[] {
      Arguments.of(Persons.independent().shares(1e-3, 0).draw(3_000, RANDOM_PAIRS, 4), 3_000),
      Arguments.of(Persons.movers().shares(1e-4, 0).draw(20_000, RANDOM_PAIRS, 4), 20_000),
      Arguments.of(Persons.households().shares(1e-4, 5e-5).draw(20_000, RANDOM_PAIRS, 4), 20_000),
      Arguments.of(Persons.independent().shares(2e-3, 0).draw(500, 1e5, 4), 500)
    };
  }

  @Test
  void labels_improve_what_few_records_say() {
    double without = 0;
    double with = 0;
    for (int seed = 0; seed < 40; seed++) {
      SimulatedPairs pairs = Persons.knownByName().shares(1e-3, 0).draw(300, 3e4, seed);
      PatternCounts matches = new PatternCounts(pairs.levels);
      PatternCounts nonMatches = new PatternCounts(pairs.levels);
      pairs.candidates.forEach(
          (pattern, count) -> {
            long matched = pairs.matches.count(pattern);
            matches.add(pattern, (matched + 1) / 2);
            nonMatches.add(pattern, (count - matched) / 2);
          });
      MatchModel alone = MatchModelFit.fit(pairs.fitting(300));
      MatchModel labelled = MatchModelFit.fit(pairs.fitting(300).withLabels(matches, nonMatches));
      without += error(pairs, alone);
      with += error(pairs, labelled);
      assertThat(labelled.summary().labels()).isEqualTo(matches.total() + nonMatches.total());
    }

    assertThat(with).isLessThan(.75 * without);
  }

  private static MatchModel fit(SimulatedPairs pairs, long records) {
    return MatchModelFit.fit(pairs.draw(records, RANDOM_PAIRS, 1).fitting(records));
  }

  private static double error(SimulatedPairs pairs, MatchModel model) {
    double error = 0;
    for (Levels levels : pairs.levels) {
      double[] truth = SimulatedPairs.marginal(pairs.match, levels.attribute());
      double[] m = model.m(levels.attribute());
      for (int level = 1; level < levels.size(); level++) {
        error += Math.abs(m[level] - truth[level - 1]);
      }
    }
    return error;
  }
}
