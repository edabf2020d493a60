// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.keep.Migration.Balance;
import io.perennial.segment.keep.Migration.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private static final long[][] TABLE = {
    {900, 30, 12, 8}, {25, 700, 40, 9}, {10, 22, 500, 31}, {6, 14, 45, 300}
  };

  private static List<Flow> flows(long[][] table) {
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table[i].length; j++) {
        if (table[i][j] > 0) {
          flows.add(new Flow(i + 1, j + 1, table[i][j]));
        }
      }
    }
    return flows;
  }

  private static Way way(Migration migration, long from, long to) {
    return migration.ways().stream()
        .filter(way -> way.from() == from && way.to() == to)
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class Significance {

    @Test
    void expected_and_residuals_are_those_of_the_log_linear_model() {
      // a Poisson regression on rows and columns without the diagonal, by IRLS in NumPy
      Migration migration = Migration.of(flows(TABLE));
      assertThat(way(migration, 1, 2).expected().orElseThrow())
          .isCloseTo(15.803038989745534, within(1e-6));
      assertThat(way(migration, 1, 2).z().orElseThrow()).isCloseTo(5.133891683700072, within(1e-6));
      assertThat(way(migration, 2, 3).expected().orElseThrow())
          .isCloseTo(41.16448582634669, within(1e-6));
      assertThat(way(migration, 2, 3).z().orElseThrow())
          .isCloseTo(-0.3742320596249025, within(1e-6));
      assertThat(way(migration, 4, 1).expected().orElseThrow())
          .isCloseTo(11.339716459548475, within(1e-6));
      assertThat(way(migration, 4, 1).z().orElseThrow())
          .isCloseTo(-2.0949283415276314, within(1e-6));
      assertThat(way(migration, 4, 3).expected().orElseThrow())
          .isCloseTo(32.173196511785555, within(1e-6));
      assertThat(way(migration, 4, 3).z().orElseThrow())
          .isCloseTo(4.1282377567849995, within(1e-6));
      assertThat(way(migration, 1, 1).expected()).isEmpty();
      assertThat(way(migration, 1, 1).z()).isEmpty();
      assertThat(way(migration, 1, 2).rate()).isCloseTo(30 / 950.0, within(1e-15));
      assertThat(way(migration, 1, 2).isMove()).isTrue();
      assertThat(way(migration, 1, 1).isMove()).isFalse();
    }

    @Test
    void where_all_move_alike_few_ways_look_busy_and_a_busy_way_is_found() {
      double[] leave = {0.10, 0.20, 0.15, 0.05, 0.12};
      double[] enter = {0.3, 0.1, 0.25, 0.15, 0.2};
      int false1 = 0;
      int tested = 0;
      int discoveries = 0;
      int found = 0;
      int rounds = 60;
      for (int round = 0; round < rounds; round++) {
        RandomStream random = RandomSource.seeded(5).stream(round);
        long[][] table = new long[5][5];
        for (int i = 0; i < 5_000; i++) {
          int from = i % 5;
          int to = from;
          if (random.chance(leave[from])) {
            while (to == from) {
              double lot = random.nextDouble();
              to = 0;
              while (to < 4 && lot >= enter[to]) {
                lot -= enter[to++];
              }
            }
          }
          table[from][to]++;
        }
        Migration alike = Migration.of(flows(table));
        boolean any = false;
        for (Way way : alike.ways()) {
          if (way.z().isPresent()) {
            tested++;
            false1 += Math.abs(way.z().getAsDouble()) > 1.959964 ? 1 : 0;
            any |= way.chance().orElseThrow() < 0.05;
          }
        }
        discoveries += any ? 1 : 0;
        table[0][3] += 40;
        found += way(Migration.of(flows(table)), 1, 4).chance().orElseThrow() < 0.05 ? 1 : 0;
      }

      assertThat(tested).isEqualTo(20 * rounds);
      assertThat(false1 / (double) tested).isBetween(0.03, 0.07);
      assertThat(discoveries / (double) rounds).isLessThan(0.12);
      assertThat(found).isGreaterThanOrEqualTo(57);
    }

    @Test
    void between_two_segments_nothing_is_to_be_compared() {
      Migration migration = Migration.of(flows(new long[][] {{50, 10}, {20, 60}}));

      assertThat(way(migration, 1, 2).expected().orElseThrow()).isCloseTo(10, within(1e-6));
      assertThat(way(migration, 1, 2).z()).isEmpty();
      assertThat(way(migration, 1, 2).chance()).isEmpty();
    }

    @Test
    void chances_are_adjusted_as_benjamini_and_hochberg_did() {
      // their table 1: of 15 tests 4 are rejected at .05
      double[] p = {
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0000
      };
      double[] adjusted = FalseDiscovery.adjusted(p);

      assertThat(Arrays.stream(adjusted).filter(q -> q <= 0.05)).hasSize(4);
      assertThat(adjusted[3]).isCloseTo(0.0095 * 15 / 4, within(1e-15));
      assertThat(adjusted[5]).isCloseTo(0.0298 * 15 / 7, within(1e-12));
      assertThat(FalseDiscovery.twoSided(-1.959963984540054)).isCloseTo(0.05, within(1e-12));
    }
  }

  @Nested
  class Balances {

    @Test
    void what_a_segment_gains_and_loses_adds_up() {
      List<Flow> flows = flows(TABLE);
      flows.add(new Flow(Membership.NONE, 1, 50));
      flows.add(new Flow(3, Membership.NONE, 7));
      Migration migration = Migration.of(flows);
      Balance third = migration.balances().get(2);

      assertThat(third.segment()).isEqualTo(3);
      assertThat(third.before()).isEqualTo(10 + 22 + 500 + 31 + 7);
      assertThat(third.after()).isEqualTo(12 + 40 + 500 + 45);
      assertThat(third.net()).isEqualTo(97 - 63);
      assertThat(third.leavers()).isEqualTo(7);
      assertThat(third.z().orElseThrow()).isCloseTo(34 / Math.sqrt(160), within(1e-12));
      assertThat(third.chance().orElseThrow()).isBetween(0.007, 0.03);
      assertThat(migration.balances().get(0).newcomers()).isEqualTo(50);
      assertThat(migration.balances()).hasSize(4);
      assertThat(way(migration, Membership.NONE, 1).expected()).isEmpty();
      assertThat(way(migration, 3, Membership.NONE).rate()).isCloseTo(7 / 570.0, within(1e-15));
      assertThat(migration.balances().stream().mapToLong(Balance::net).sum()).isZero();
    }

    @Test
    void segments_that_end_and_begin_have_their_rows() {
      Migration migration =
          Migration.of(List.of(new Flow(1, 3, 10), new Flow(2, 3, 5), new Flow(2, 2, 9)));

      assertThat(migration.balances().stream().map(Balance::after)).containsExactly(0L, 9L, 15L);
      assertThat(migration.balances().stream().map(Balance::before)).containsExactly(10L, 14L, 0L);
    }

    @Test
    void nobody_anywhere_is_an_answer_too() {
      assertThat(Migration.of(List.of())).isEqualTo(new Migration(List.of(), List.of()));
      Migration stayed = Migration.of(List.of(new Flow(4, 4, 9)));
      assertThat(stayed.balances().get(0).z()).isEmpty();
      assertThat(stayed.ways()).hasSize(1);
    }
  }

  @Nested
  class Flows {

    @Test
    void customers_are_followed_from_instant_to_instant() {
      Membership one = new Membership(new long[] {1, 2, 3, 5}, new long[] {7, 7, 8, 0});
      Membership two = new Membership(new long[] {2, 3, 4, 5}, new long[] {8, 8, 7, 0});
      Membership three = new Membership(LongStream.of(2, 6).toArray(), new long[] {7, 8});

      assertThat(Flow.over(List.of(one, two, three)))
          .containsExactly(
              List.of(new Flow(0, 7, 1), new Flow(7, 0, 1), new Flow(7, 8, 1), new Flow(8, 8, 1)),
              List.of(new Flow(0, 8, 1), new Flow(7, 0, 1), new Flow(8, 0, 1), new Flow(8, 7, 1)));
      assertThat(Migration.between(one, two)).isEqualTo(Migration.of(Flow.between(one, two)));
    }

    @Test
    void columns_must_fit() {
      assertThatThrownBy(() -> new Membership(new long[] {2, 1}, new long[2]))
          .hasMessage("Invalid customers: 1 (must be ascending and distinct)");
      assertThatThrownBy(() -> new Membership(new long[] {1}, new long[] {-4}))
          .hasMessage("Invalid segment id: -4 (must be >= 0)");
      assertThatThrownBy(() -> new Flow(1, 2, 0))
          .hasMessage("Invalid flow: 0 customers from 1 to 2 (must be >= 1, between ids >= 0)");
      assertThatThrownBy(() -> Migration.of(List.of(new Flow(1, 2, 3), new Flow(1, 2, 4))))
          .hasMessage("Invalid flows: from 1 to 2 twice (must be once)");
    }
  }
}
