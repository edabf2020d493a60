// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Lloyd;
import io.perennial.segment.Mixture;
import io.perennial.segment.Partition;
import io.perennial.segment.quality.Contingency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsensusTest {

  private static final RandomSource RANDOM = RandomSource.seeded(21);

  @Nested
  class Truth {

    @ParameterizedTest
    @ValueSource(strings = {"same k", "mixed k", "two coordinates", "half of the points"})
    void the_consensus_is_better_than_the_median_member(String kind) {
      double consensus = 0;
      double median = 0;
      for (int round = 0; round < 5; round++) {
        Mixture mixture = mixture(round);
        List<Partition> members = new ArrayList<>();
        for (int m = 0; m < 15; m++) {
          members.add(member(kind, mixture, m, RANDOM.derive(round).derive(m)));
        }
        double[] of =
            members.stream()
                .mapToDouble(member -> recovered(mixture.truth(), member))
                .sorted()
                .toArray();
        double found = recovered(mixture.truth(), Consensus.of(members, 5, RANDOM).partition());

        assertThat(found).isGreaterThan(of[7] - 0.03);
        consensus += found / 5;
        median += of[7] / 5;
      }

      assertThat(consensus).isGreaterThan(median + 0.02);
    }

    @Test
    void customers_on_whom_members_agree_are_placed_better() {
      Mixture mixture = mixture(2);
      List<Partition> members = new ArrayList<>();
      for (int m = 0; m < 20; m++) {
        members.add(member("half of the points", mixture, m, RANDOM.derive(m)));
      }
      Consensus consensus = Consensus.of(members, 5, RANDOM);
      double[][] table = Contingency.of(consensus.partition(), mixture.truth()).table();
      double[] right = new double[2];
      double[] all = new double[2];
      for (int i = 0; i < 500; i++) {
        int c = consensus.partition().labels()[i];
        int sure = consensus.agreement()[i] > 0.9 ? 1 : 0;
        all[sure]++;
        right[sure] +=
            table[c][mixture.truth().labels()[i]] == Arrays.stream(table[c]).max().orElseThrow()
                ? 1
                : 0;
      }

      assertThat(all[1]).isGreaterThan(250);
      assertThat(all[0]).isGreaterThan(20);
      assertThat(right[1] / all[1]).isGreaterThan(right[0] / all[0] + 0.2);
    }

    private Mixture mixture(int round) {
      RandomStream random = RANDOM.derive("centres").stream(round);
      double[][] centres = new double[5][4];
      for (double[] centre : centres) {
        Arrays.setAll(centre, j -> 7 * random.nextDouble());
      }
      return Mixture.of(
          500,
          centres,
          new double[] {1, 0.7, 1.2, 0.8, 1},
          new double[] {0.3, 0.25, 0.2, 0.15, 0.1},
          RANDOM.derive("points").derive(round));
    }

    private Partition member(String kind, Mixture mixture, int m, RandomSource random) {
      Points points = mixture.points();
      int n = points.count();
      RandomStream lots = random.stream(99);
      return switch (kind) {
        case "mixed k" -> new Lloyd(1).cluster(points, 3 + m % 6, random);
        case "two coordinates" -> {
          int[] which = {lots.nextInt(4), lots.nextInt(4)};
          double[] some = new double[2 * n];
          Arrays.setAll(some, at -> points.at(at / 2, which[at % 2]));
          yield new Lloyd(1).cluster(new Points(some, 2), 5, random);
        }
        case "half of the points" -> half(points, lots, random);
        default -> new Lloyd(1).cluster(points, 5, random);
      };
    }

    private Partition half(Points points, RandomStream lots, RandomSource random) {
      int[] drawn = new int[points.count() / 2];
      Arrays.setAll(drawn, i -> 2 * i + lots.nextInt(2));
      int[] labels = new int[points.count()];
      Arrays.fill(labels, Partition.NOISE);
      Partition half = new Lloyd(1).cluster(points.subset(drawn), 5, random);
      for (int i = 0; i < drawn.length; i++) {
        labels[drawn[i]] = half.labels()[i];
      }
      return Partition.of(labels);
    }

    /** Of the points that are in a cluster. */
    private double recovered(Partition truth, Partition found) {
      List<Integer> placed = new ArrayList<>();
      for (int i = 0; i < found.count(); i++) {
        if (found.labels()[i] >= 0) {
          placed.add(i);
        }
      }
      return Contingency.of(
              Partition.of(placed.stream().mapToInt(i -> truth.labels()[i]).toArray()),
              Partition.of(placed.stream().mapToInt(i -> found.labels()[i]).toArray()))
          .adjustedRand();
    }
  }

  @Property(tries = 40)
  void how_members_number_their_clusters_and_in_which_order_they_come_changes_nothing(
      @ForAll @IntRange(min = 1, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 6) int k,
      @ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    List<Partition> members = new ArrayList<>();
    List<Partition> turned = new ArrayList<>();
    for (int m = 0; m < 5; m++) {
      int[] labels = new int[n];
      Arrays.setAll(labels, i -> i * k / n);
      for (int changed = 0; changed < n / 5; changed++) {
        labels[random.nextInt(n)] = random.nextInt(k + 1) - 1;
      }
      Partition member = Partition.of(labels);
      members.add(member);
      int last = member.clusters() - 1;
      turned.add(
          new Partition(
              Arrays.stream(member.labels()).map(l -> l < 0 ? l : last - l).toArray(), last + 1));
    }
    Collections.reverse(turned);
    Consensus one = Consensus.of(members, k, RANDOM);
    Consensus other = Consensus.of(turned, k, RANDOM);

    assertThat(other.partition()).isEqualTo(one.partition());
    assertThat(other.agreement()).containsExactly(one.agreement(), within(1e-12));
    assertThat(Arrays.stream(one.agreement()).allMatch(a -> a >= 0 && a <= 1)).isTrue();
  }

  @Test
  void of_one_opinion_all_agree() {
    Partition partition = Partition.of(new int[] {0, 0, 1, 2, 2, 2});
    Consensus consensus = Consensus.of(List.of(partition, partition), 3, RANDOM);

    assertThat(consensus.partition()).isEqualTo(partition);
    assertThat(consensus.agreement()).containsOnly(1);
  }

  @Test
  void one_of_three_is_outvoted_and_the_customer_is_less_sure() {
    Partition usual = Partition.of(new int[] {0, 0, 0, 0, 1, 1, 1, 1});
    Partition other = Partition.of(new int[] {0, 0, 0, 1, 1, 1, 1, 1});
    Consensus consensus = Consensus.of(List.of(usual, usual, other), 2, RANDOM);

    assertThat(consensus.partition()).isEqualTo(usual);
    assertThat(consensus.agreement())
        .containsExactly(new double[] {1, 1, 1, 2 / 3.0, 1, 1, 1, 1}, within(1e-12));
  }

  @Test
  void whom_nobody_places_is_in_no_cluster() {
    Consensus consensus =
        Consensus.of(
            List.of(Partition.of(new int[] {0, -1, -1, 1}), Partition.of(new int[] {0, 0, -1, 1})),
            2,
            RANDOM);

    assertThat(consensus.partition().labels()).containsExactly(0, 0, Partition.NOISE, 1);
    assertThat(consensus.agreement()).containsExactly(1, 1, 0, 1);
    assertThat(
            Consensus.of(List.of(Partition.of(new int[] {-1, -1})), 3, RANDOM)
                .partition()
                .clusters())
        .isZero();
    assertThat(Consensus.of(List.of(Partition.of(new int[0])), 3, RANDOM).agreement()).isEmpty();
  }

  @Test
  void more_clusters_than_members_tell_apart_are_not_made_up() {
    Partition two = Partition.of(new int[] {0, 0, 0, 1, 1});

    assertThat(Consensus.of(List.of(two, two), 7, RANDOM).partition()).isEqualTo(two);
    assertThat(Consensus.of(List.of(two, two), 1, RANDOM).partition().clusters()).isEqualTo(1);
  }

  @Test
  void points_that_are_labelled_in_more_ways_than_are_learned_from_are_placed_by_those() {
    List<Partition> members = new ArrayList<>();
    int[] truth = new int[30_000];
    Arrays.setAll(truth, i -> i % 4);
    for (int m = 0; m < 12; m++) {
      RandomStream random = RANDOM.derive("many").stream(m);
      members.add(
          Partition.of(
              Arrays.stream(truth).map(t -> random.chance(0.4) ? random.nextInt(4) : t).toArray()));
    }

    Partition found = Consensus.of(members, 4, RANDOM).partition();

    assertThat(Contingency.of(Partition.of(truth), found).adjustedRand()).isGreaterThan(0.97);
    assertThat(members.get(0)).isNotEqualTo(members.get(1));
  }

  @Test
  void members_are_of_the_same_points() {
    assertThatThrownBy(() -> Consensus.of(List.of(), 3, RANDOM))
        .hasMessage("Invalid consensus: 0 members, 3 clusters (must be >= 1)");
    assertThatThrownBy(
            () ->
                Consensus.of(
                    List.of(Partition.of(new int[2]), Partition.of(new int[3])), 3, RANDOM))
        .hasMessage("Invalid member: 3 points (must be 2, as the first)");
  }
}
