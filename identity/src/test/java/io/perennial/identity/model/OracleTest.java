// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.Levels;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Agrees with plain EM in another language: {@code benchmarks/peers/match_em.py}. */
class OracleTest {

  private static final double TOLERANCE = 1e-8;

  @Test
  void independent_levels_are_learned_as_by_plain_em() throws IOException {
    List<Levels> levels =
        List.of(
            personal(Persons.GIVEN),
            personal(Persons.FAMILY),
            personal(Persons.BORN),
            personal(Persons.POSTCODE),
            personal(Persons.EMAIL));
    PatternCounts candidates = new PatternCounts(levels);
    PatternCounts random = new PatternCounts(levels);
    long total = 0;
    for (String line : lines("oracle_patterns.csv")) {
      String[] fields = line.split(",", -1);
      long count = Long.parseLong(fields[fields.length - 1]);
      if (fields[0].equals("total")) {
        total = count;
        continue;
      }
      byte[] pattern = new byte[levels.size()];
      for (int a = 0; a < pattern.length; a++) {
        pattern[a] = Byte.parseByte(fields[a + 1]);
      }
      (fields[0].equals("random") ? random : candidates).add(pattern, count);
    }
    MatchModel model =
        MatchModelFit.ofCandidates(
            Fitting.of(levels, 5_000, random, candidates)
                .withTotalPairs(total)
                .withEnumerated(Set.of("family_name", "birth_date", "postcode", "email")));

    for (String line : lines("oracle.txt")) {
      String[] fields = line.split(",", -1);
      double expected = Double.parseDouble(fields[2]);
      double found =
          fields[0].equals("share")
              ? model.matchShare()
              : of(model, fields[0], Integer.parseInt(fields[1]));

      assertThat(found / expected).as(line).isCloseTo(1, within(TOLERANCE));
    }
    assertThat(levels).allMatch(l -> model.matchParent(l.attribute()).isEmpty());
  }

  private static double of(MatchModel model, String what, int level) {
    String attribute = what.substring(2);
    return what.startsWith("m ") ? model.m(attribute)[level] : model.u(attribute)[level];
  }

  private static Levels personal(Levels levels) {
    return new Levels(
        levels.attribute(), levels.kind(), levels.names(), levels.defaultM(), false, false);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = OracleTest.class.getResourceAsStream(name)) {
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      return lines.subList(1, lines.size());
    }
  }
}
