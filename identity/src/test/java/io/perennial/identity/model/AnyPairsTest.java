// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import io.perennial.identity.LinkAttribute;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever pairs there are, however senseless: there is a model, and it says something. */
class AnyPairsTest {

  @Test
  void any_pairs_give_a_model_whose_every_answer_is_a_probability() {
    for (int seed = 0; seed < 150; seed++) {
      RandomStream random = RandomSource.seeded(seed).stream(0);
      List<Levels> levels = levels(random);
      PatternCounts candidates = counts(levels, random, 300, 1000);
      long records = 2 + (long) Math.sqrt(2.0 * candidates.total()) + random.nextInt(5_000);
      Fitting fitting =
          Fitting.of(levels, records, counts(levels, random, 200, 100_000), candidates)
              .withLabels(counts(levels, random, 3, 10), counts(levels, random, 3, 10))
              .withEnumerated(random.chance(.5) ? Set.of() : Set.of(levels.get(0).attribute()))
              .withLinks(List.of(new LinkAttribute("a0")), 20)
              .withStarts(1 + random.nextInt(4), seed);
      MatchModel model = MatchModelFit.fit(fitting);

      assertThat(model.matchShare()).as("seed " + seed).isBetween(0.0, 1.0);
      assertThat(MatchModel.fromJson(model.toJson()).toJson()).isEqualTo(model.toJson());
      long[] hashes = new long[levels.size()];
      Arrays.fill(hashes, -1);
      for (int i = 0; i < 50; i++) {
        byte[] pattern = pattern(levels, random);
        double logOdds = model.logOdds(pattern, hashes);

        assertThat(Double.isFinite(logOdds)).as("seed " + seed).isTrue();
        assertThat(Double.isFinite(model.householdLogOdds(pattern, hashes))).isTrue();
        assertThat(MatchModel.probability(logOdds)).isBetween(0.0, 1.0);
        assertThat(model.explain(pattern, hashes).probability())
            .isEqualTo(MatchModel.probability(logOdds));
      }
      for (Levels attribute : levels) {
        assertThat(Arrays.stream(model.m(attribute.attribute())).sum())
            .isBetween(.999999, 1.000001);
        assertThat(Arrays.stream(model.u(attribute.attribute())).sum())
            .isBetween(.999999, 1.000001);
      }
    }
  }

  private static List<Levels> levels(RandomStream random) {
    AttributeKind[] kinds = AttributeKind.values();
    List<Levels> levels = new ArrayList<>();
    int attributes = 1 + random.nextInt(9);
    for (int a = 0; a < attributes; a++) {
      double[] m = new double[2 + random.nextInt(5)];
      for (int level = 0; level < m.length; level++) {
        m[level] = random.nextOpenDouble();
      }
      double sum = Arrays.stream(m).sum();
      levels.add(
          SimulatedPairs.levels(
              "a" + a,
              kinds[random.nextInt(kinds.length)],
              random.chance(.4),
              Arrays.stream(m).map(share -> share / sum).toArray()));
    }
    return levels;
  }

  private static PatternCounts counts(
      List<Levels> levels, RandomStream random, int mostPatterns, int mostPairs) {
    PatternCounts counts = new PatternCounts(levels);
    int patterns = random.nextInt(mostPatterns + 1);
    for (int i = 0; i < patterns; i++) {
      counts.add(pattern(levels, random), random.nextInt(mostPairs));
    }
    return counts;
  }

  private static byte[] pattern(List<Levels> levels, RandomStream random) {
    byte[] pattern = new byte[levels.size()];
    for (int a = 0; a < pattern.length; a++) {
      pattern[a] = (byte) (random.chance(.2) ? 0 : random.nextInt(levels.get(a).size()));
    }
    return pattern;
  }
}
