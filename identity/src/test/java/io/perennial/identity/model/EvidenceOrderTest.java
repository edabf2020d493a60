// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same pairs give the same bits; each step of learning climbs; the cost is bounded. */
class EvidenceOrderTest {

  private static final SimulatedPairs PAIRS =
      Persons.households().shares(1e-4, 5e-5).missing(.2).draw(20_000, 1e6, 11);

  @Test
  void the_order_of_attributes_and_pairs_changes_no_bit() {
    MatchModel model = MatchModelFit.fit(PAIRS.fitting(20_000));
    for (int seed = 0; seed < 5; seed++) {
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
      Collections.shuffle(order, new Random(seed));
      List<Levels> levels = order.stream().map(PAIRS.levels::get).toList();
      MatchModel other =
          MatchModelFit.fit(
              Fitting.of(
                      levels,
                      20_000,
                      permuted(PAIRS.random, levels, order, seed),
                      permuted(PAIRS.candidates, levels, order, seed))
                  .withTotalPairs((long) PAIRS.pairs)
                  .withEnumerated(Set.of("birth_date", "email", "postcode", "family_name")));

      assertThat(other.summary()).isEqualTo(model.summary());
      for (byte[] pattern : PAIRS.patterns) {
        assertThat(other.logOdds(permuted(pattern, order), none()))
            .isEqualTo(model.logOdds(pattern, none()));
      }
    }
  }

  @Test
  void the_likelihood_never_falls() {
    Layout layout = new Layout(PAIRS.levels);
    Fitting input = PAIRS.fitting(20_000);
    PairTables candidates = PairTables.of(layout, input.candidates());
    Background background = new Background(input, layout, candidates);
    Priors priors = new Priors(input, layout, background, candidates);
    int postcode = layout.find("postcode");
    int place = layout.find("place");
    int[] none = new int[layout.size()];
    Arrays.fill(none, Shape.NONE);
    int[] tree = none.clone();
    tree[postcode] = place;
    boolean[] nobody = new boolean[layout.size()];
    boolean[] household = new boolean[layout.size()];
    for (int j = 0; j < layout.size(); j++) {
      household[j] = layout.attribute(j).household();
    }
    double[][][] centres = new double[Shape.CLASSES][layout.size()][];
    for (double[][] ofClass : centres) {
      for (int j = 0; j < layout.size(); j++) {
        ofClass[j] = new double[layout.levels(j)];
        Arrays.fill(ofClass[j], 1, layout.levels(j), 1.0 / (layout.levels(j) - 1));
      }
    }
    for (Shape shape :
        List.of(
            new Shape(layout, none, none, nobody),
            new Shape(layout, none, none, household),
            new Shape(layout, tree, tree, household))) {
      Mixture mixture =
          new Mixture(shape, new Patterns(input, layout), priors.fixed(shape, true, centres));
      for (int seed = 0; seed < 20; seed++) {
        double[] start = new double[shape.size()];
        Random random = new Random(seed);
        double[] tallies = random.doubles(shape.size(), .05, 1).toArray();
        tallies[Shape.OTHER] = 1000;
        shape.normalise(tallies, start);
        double[] trace = mixture.climb(start, 1e-10, 500).trace();
        for (int step = 1; step < trace.length; step++) {
          double noise = 1e-9 * (1 + Math.abs(trace[step - 1]));
          assertThat(trace[step]).isGreaterThanOrEqualTo(trace[step - 1] - noise);
        }
      }
    }
  }

  @Test
  void a_fit_costs_no_more_than_some_hundred_looks_at_each_pattern() {
    FitSummary summary = MatchModelFit.fit(PAIRS.fitting(20_000)).summary();

    assertThat(summary.converged()).isTrue();
    assertThat(summary.evaluations()).isLessThan(2_000L * summary.patterns());
  }

  private static PatternCounts permuted(
      PatternCounts counts, List<Levels> levels, List<Integer> order, long seed) {
    List<byte[]> patterns = new ArrayList<>();
    counts.forEach((pattern, count) -> patterns.add(pattern.clone()));
    Collections.shuffle(patterns, new Random(seed));
    PatternCounts permuted = new PatternCounts(levels);
    for (byte[] pattern : patterns) {
      permuted.add(permuted(pattern, order), counts.count(pattern));
    }
    return permuted;
  }

  private static byte[] permuted(byte[] pattern, List<Integer> order) {
    byte[] permuted = new byte[pattern.length];
    for (int a = 0; a < pattern.length; a++) {
      permuted[a] = pattern[order.get(a)];
    }
    return permuted;
  }

  private static long[] none() {
    long[] hashes = new long[6];
    Arrays.fill(hashes, -1);
    return hashes;
  }
}
