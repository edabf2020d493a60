// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.Components;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CorrelationClusteringTest {

  private static final ClusterSettings DEFAULTS = ClusterSettings.defaults();

  private static Clustering solve(Edges edges, Constraints constraints) {
    return CorrelationClustering.solve(edges, constraints, PairScore.UNKNOWN, DEFAULTS);
  }

  private static Clustering solve(Edges edges) {
    return solve(edges, Constraints.none(edges.nodes()));
  }

  @Nested
  class Examples {

    @Test
    void nothing_and_one_record_are_as_they_are() {
      assertThat(solve(new Edges(0)).clusters()).isEmpty();
      assertThat(solve(new Edges(1)).clusters()).containsExactly(0);
      assertThat(solve(new Edges(1)).confidence(0)).isEqualTo(1);
    }

    @Test
    void a_probable_pair_is_one_customer_and_an_improbable_one_is_not() {
      RandomPairs pairs = new RandomPairs(5).add(0, 1, 3).add(2, 3, -0.1).add(3, 4, 0);

      Clustering found = solve(pairs.edges());

      assertThat(found.clusters()).containsExactly(0, 0, 2, 3, 4);
      assertThat(found.confidence(0)).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
      assertThat(found.clusterConfidence(1)).isEqualTo(found.confidence(0));
      assertThat(found.closest(1)).isZero();
      assertThat(found.closest(4)).isEqualTo(-1);
      assertThat(found.expectedFalsePairs()).isCloseTo(1 / (1 + Math.exp(3)), within(1e-6));
      assertThat(found.expectedMissedPairs())
          .isCloseTo(1 / (1 + Math.exp(0.1)) + 0.5, within(1e-6));
    }

    @Test
    void a_bridge_between_two_persons_is_cut() {
      RandomPairs pairs = new RandomPairs(6);
      for (int person = 0; person < 6; person += 3) {
        pairs.add(person, person + 1, 6).add(person, person + 2, 6).add(person + 1, person + 2, 6);
      }
      pairs.add(2, 3, 4).add(0, 3, -3).add(1, 3, -3);

      assertThat(solve(pairs.edges()).clusters()).containsExactly(0, 0, 0, 3, 3, 3);
    }

    @Test
    void a_pair_that_blocking_missed_is_asked_for() {
      RandomPairs pairs = new RandomPairs(3).add(0, 1, 2).add(1, 2, 2);

      int[] apart =
          CorrelationClustering.cluster(
              3,
              new int[] {0, 1},
              new int[] {1, 2},
              new double[] {2, 2.5},
              Constraints.none(3),
              (a, b) -> a == 0 && b == 2 ? -7 : Double.NaN);

      assertThat(apart).as("0 and 2 cannot be one").containsExactly(0, 1, 1);
      assertThat(solve(pairs.edges()).clusters()).containsExactly(0, 0, 0);
    }

    @Test
    void an_improbable_pair_brings_in_a_record_for_which_others_speak() {
      Edges edges = new RandomPairs(3).add(0, 1, 4).add(1, 2, -1).edges();

      assertThat(solve(edges).clusters()).containsExactly(0, 0, 2);
      assertThat(
              CorrelationClustering.solve(edges, Constraints.none(3), (a, b) -> 3, DEFAULTS)
                  .clusters())
          .containsExactly(0, 0, 0);
    }

    @Test
    void who_links_a_record_of_each_of_two_customers_links_the_customers() {
      RandomPairs pairs = new RandomPairs(8);
      for (int a = 0; a < 8; a++) {
        for (int b = a + 1; b < 8; b++) {
          pairs.add(a, b, a / 4 == b / 4 ? 3 : -9);
        }
      }
      Constraints said = new ConstraintsBuilder(8).mustLink(1, 6, 0).build();

      assertThat(solve(pairs.edges()).clusters()).containsExactly(0, 0, 0, 0, 4, 4, 4, 4);
      assertThat(solve(pairs.edges(), said).clusters()).containsOnly(0);
    }

    @Test
    void what_is_merely_not_known_to_be_the_same_keeps_nobody_apart_if_the_prior_is_given() {
      // 0 has the e-mail of 1 and 2; 3 has the telephone of 2; of 3 with 0 and 1 nothing is known
      RandomPairs pairs = new RandomPairs(4).add(0, 1, 6).add(0, 2, 6).add(1, 2, 6).add(2, 3, 5);
      PairScore nothing = (a, b) -> -9;
      PairScore different = (a, b) -> -18;
      ClusterSettings given = DEFAULTS.withPrior(-9);
      Constraints none = Constraints.none(4);

      assertThat(CorrelationClustering.solve(pairs.edges(), none, nothing, DEFAULTS).clusters())
          .containsExactly(0, 0, 0, 3);
      assertThat(CorrelationClustering.solve(pairs.edges(), none, nothing, given).clusters())
          .containsOnly(0);
      assertThat(CorrelationClustering.solve(pairs.edges(), none, different, given).clusters())
          .containsExactly(0, 0, 0, 3);
    }

    @Test
    void no_pair_outweighs_all_others() {
      RandomPairs pairs =
          new RandomPairs(3).add(0, 1, 1e9).add(0, 2, -15).add(1, 2, -15).add(0, 1, 1e9);
      Edges edges = pairs.edges();
      edges.add(1, 0, Double.POSITIVE_INFINITY);

      assertThat(solve(edges).clusters()).containsExactly(0, 0, 2);
      assertThat(solve(new RandomPairs(3).add(0, 1, 500).add(1, 2, 500).add(0, 2, -500).edges()))
          .extracting(Clustering::value)
          .as("one pair at the cap")
          .isEqualTo(20.0);
    }

    @Test
    void what_is_no_pair_is_refused() {
      assertThatThrownBy(() -> new Edges(3).add(1, 1, 2))
          .hasMessage("Invalid pair: 1, 1 (must be two different nodes below 3)");
      assertThatThrownBy(() -> new Edges(3).add(0, 3, 2)).hasMessageContaining("below 3");
      assertThatThrownBy(() -> new Edges(3).add(0, 1, Double.NaN))
          .hasMessage("Invalid log-odds of 0, 1: NaN (must be a number)");
      assertThatThrownBy(() -> solve(new Edges(3), Constraints.none(2)))
          .hasMessage("Invalid constraints: of 2 nodes (must be of 3, as pairs are)");
      assertThatThrownBy(() -> DEFAULTS.withMissing(1))
          .hasMessage("Invalid missing: 1.0 (must be within -cap and 0)");
    }
  }

  /** All partitions are tried. */
  @Nested
  class Oracle {

    @Test
    void small_components_are_solved_best_under_constraints() {
      Random random = new Random(5);
      for (int round = 0; round < 300; round++) {
        int n = 2 + random.nextInt(6);
        RandomPairs pairs = RandomPairs.of(random, n, 0.3 + 0.7 * random.nextDouble(), 5);
        Constraints constraints = randomConstraints(random, n);

        Clustering found = solve(pairs.edges(), constraints);

        assertThat(RandomPairs.obeys(found.clusters(), constraints)).isTrue();
        RandomPairs raised = pairs.raised(-1, constraints);
        assertThat(raised.value(found.clusters(), -1))
            .as("round %d of %d nodes", round, n)
            .isCloseTo(raised.best(-1, constraints), within(1e-9));
      }
    }

    @Test
    void nine_nodes_too() {
      Random random = new Random(6);
      for (int round = 0; round < 20; round++) {
        RandomPairs pairs = RandomPairs.of(random, 9, 1, 3);
        Clustering found = solve(pairs.edges());

        assertThat(found.value()).isCloseTo(pairs.best(-1, Constraints.none(9)), within(1e-9));
        assertThat(found.bound()).isEqualTo(found.value());
      }
    }

    @Test
    void the_greedy_way_loses_less_than_two_thousandths_of_the_best() {
      Random random = new Random(7);
      double sum = 0;
      double best = 0;
      int missed = 0;
      for (int round = 0; round < 400; round++) {
        int n = 8 + random.nextInt(5);
        RandomPairs pairs = RandomPairs.of(random, n, 1, 3);
        Edges edges = pairs.edges();
        double exact =
            CorrelationClustering.solve(
                    edges, Constraints.none(n), PairScore.UNKNOWN, DEFAULTS.withExactUpTo(13))
                .value();
        double greedy =
            CorrelationClustering.solve(
                    edges, Constraints.none(n), PairScore.UNKNOWN, DEFAULTS.withExactUpTo(2))
                .value();
        sum += greedy;
        best += exact;
        missed += greedy < exact - 1e-9 ? 1 : 0;
      }

      assertThat(sum).isLessThanOrEqualTo(best).isGreaterThan(0.998 * best);
      assertThat(missed).as("of 400 random graphs, harder than any of records").isLessThan(40);
    }
  }

  private static Constraints randomConstraints(Random random, int n) {
    ConstraintsBuilder builder = new ConstraintsBuilder(n);
    for (int i = random.nextInt(4); i > 0; i--) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      if (a != b) {
        builder.add(
            new Constraint(
                random.nextBoolean() ? Constraint.Kind.CANNOT_LINK : Constraint.Kind.MUST_LINK,
                a,
                b,
                random.nextInt(5)));
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.exclusive("email", random.nextInt(n), random.nextInt(3));
    }
    return builder.build();
  }

  @Nested
  class Large {

    private final ClusterSettings few = DEFAULTS.withScoredUpTo(5);

    @Test
    void a_star_of_a_hundred_thousand_does_not_explode_whatever_the_score_says() {
      int n = 100_000;
      Edges star = new Edges(n);
      for (int i = 1; i < n; i++) {
        star.add(0, i, 5);
      }
      for (double said : new double[] {-8, -0.01, 0, 4}) {
        Clustering found =
            CorrelationClustering.solve(star, Constraints.none(n), (a, b) -> said, DEFAULTS);
        long size = Arrays.stream(found.clusters()).filter(name -> name == 0).count();

        if (said < -1) {
          assertThat(size).as("the centre and one").isEqualTo(2);
        } else if (said >= 0) {
          assertThat(size).isEqualTo(n);
          assertThat(found.largestUnscored()).isEqualTo(n);
        }
      }
    }

    @Test
    void a_chain_of_a_hundred_thousand_falls_into_pieces() {
      int n = 100_000;
      Edges chain = new Edges(n);
      for (int i = 1; i < n; i++) {
        chain.add(i - 1, i, 5);
      }
      Clustering found = solve(chain);

      assertThat(Arrays.stream(found.clusters()).distinct().count()).isBetween(10_000L, 50_000L);
    }

    @Test
    void a_thousand_records_that_are_all_told_to_be_one_are_one() {
      int n = 1_000;
      Edges edges = new Edges(n + 1);
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          edges.add(a, b, 2);
        }
      }
      edges.add(0, n, 4);
      Clustering found =
          CorrelationClustering.solve(edges, Constraints.none(n + 1), (a, b) -> -6, DEFAULTS);

      assertThat(Arrays.stream(found.clusters(), 0, n)).containsOnly(0);
      assertThat(found.clusters()[n]).as("drawn to one, and far from all others").isEqualTo(n);
    }

    @Test
    void a_person_of_many_records_stays_whole() {
      int n = 400;
      Random random = new Random(1);
      Edges edges = new Edges(n);
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          if (random.nextInt(10) == 0) {
            edges.add(a, b, 2 + random.nextInt(9));
          }
        }
      }
      Clustering found =
          CorrelationClustering.solve(edges, Constraints.none(n), (a, b) -> 3, DEFAULTS);

      assertThat(Arrays.stream(found.clusters()).distinct()).hasSize(1);
      assertThat(found.clusterConfidence(7)).isBetween(0.85, 1.0);
    }

    @Test
    void constraints_hold_there_too() {
      Random random = new Random(9);
      for (int round = 0; round < 200; round++) {
        int n = 6 + random.nextInt(20);
        RandomPairs pairs = RandomPairs.of(random, n, 0.4, 6);
        Constraints constraints = randomConstraints(random, n);

        int[] found =
            CorrelationClustering.solve(pairs.edges(), constraints, (a, b) -> 1, few).clusters();

        assertThat(RandomPairs.obeys(found, constraints)).as("round %d", round).isTrue();
      }
    }

    @Test
    @Timeout(60)
    void two_million_pairs_take_seconds() {
      int n = 1_500_000;
      Random random = new Random(3);
      int[] person = new int[n];
      Edges edges = new Edges(n);
      for (int i = 1; i < n; i++) {
        person[i] = random.nextInt(3) == 0 ? i : person[i - 1];
        for (int back = 1; back <= 3; back++) {
          if (i - back >= 0 && person[i - back] == person[i]) {
            edges.add(i, i - back, 3 + random.nextInt(9));
          }
        }
      }
      while (edges.size() < 2_000_000) {
        int a = random.nextInt(n);
        int b = random.nextInt(n);
        if (a != b) {
          edges.add(a, b, -1 - random.nextInt(6));
        }
      }
      Clustering found =
          CorrelationClustering.solve(
              edges, Constraints.none(n), (a, b) -> person[a] == person[b] ? 6 : -12, DEFAULTS);

      int wrong = 0;
      for (int i = 0; i < n; i++) {
        wrong += found.clusters()[i] == person[i] ? 0 : 1;
      }
      assertThat(wrong).isZero();
    }
  }

  @Property(tries = 200)
  void neither_the_order_of_pairs_nor_the_numbers_of_nodes_matter(
      @ForAll @IntRange(min = 2, max = 24) int n, @ForAll long seed) {
    Random random = new Random(seed);
    // all pairs are told: those that are not count the same, and of equal choices numbers decide
    RandomPairs pairs = RandomPairs.of(random, n, 1, 4);
    int[] number = RandomPairs.numbers(random, n);

    int[] found = solve(pairs.edges()).clusters();

    assertThat(solve(pairs.shuffled(random)).clusters()).isEqualTo(found);
    int[] other = solve(pairs.renumbered(number)).clusters();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        assertThat(other[number[a]] == other[number[b]]).isEqualTo(found[a] == found[b]);
      }
    }
  }

  @Property(tries = 200)
  void the_order_of_pairs_never_matters(
      @ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
    Random random = new Random(seed);
    RandomPairs pairs = RandomPairs.of(random, n, 0.3, 4);
    ClusterSettings settings = DEFAULTS.withScoredUpTo(12);
    PairScore score = (a, b) -> (a + b) % 7 - 4;

    Clustering told =
        CorrelationClustering.solve(pairs.edges(), Constraints.none(n), score, settings);
    Clustering shuffled =
        CorrelationClustering.solve(pairs.shuffled(random), Constraints.none(n), score, settings);

    assertThat(shuffled.clusters()).isEqualTo(told.clusters());
    for (int i = 0; i < n; i++) {
      assertThat(shuffled.confidence(i)).isEqualTo(told.confidence(i));
    }
  }

  @Property(tries = 200)
  void constraints_always_hold(@ForAll @IntRange(min = 2, max = 30) int n, @ForAll long seed) {
    Random random = new Random(seed);
    Constraints constraints = randomConstraints(random, n);

    int[] found = solve(RandomPairs.of(random, n, 0.5, 4).edges(), constraints).clusters();

    assertThat(RandomPairs.obeys(found, constraints)).isTrue();
  }

  @Property(tries = 100)
  void other_components_and_records_alone_change_nothing(
      @ForAll @IntRange(min = 2, max = 12) int n, @ForAll long seed) {
    Random random = new Random(seed);
    RandomPairs one = RandomPairs.of(random, n, 0.6, 4);
    RandomPairs other = RandomPairs.of(random, n, 0.6, 4);
    Edges both = one.edges(2 * n + 1);
    for (int i = 0; i < other.pairs.size(); i++) {
      both.add(other.pairs.get(i)[0] + n, other.pairs.get(i)[1] + n, other.logOdds.get(i));
    }

    Clustering alone = solve(one.edges());
    Clustering found = solve(both);

    assertThat(Arrays.copyOf(found.clusters(), n)).isEqualTo(alone.clusters());
    assertThat(found.clusters()[2 * n]).isEqualTo(2 * n);
    for (int i = 0; i < n; i++) {
      assertThat(found.confidence(i)).isEqualTo(alone.confidence(i));
      assertThat(found.clusterConfidence(i)).isEqualTo(alone.clusterConfidence(i));
      assertThat(found.confidence(i)).isBetween(found.clusterConfidence(i), 1.0);
    }
  }

  /** So a resolution may look at the components alone to which something was added. */
  @Property(tries = 100)
  void a_component_that_is_solved_alone_is_solved_as_among_all(
      @ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
    Random random = new Random(seed);
    RandomPairs all = RandomPairs.of(random, n, 1.5 / n, 5);
    ClusterSettings settings = DEFAULTS.withScoredUpTo(8).withPrior(-4);
    PairScore score = (a, b) -> new Random(seed ^ (1000L * a + b)).nextGaussian() * 4 - 1;
    Components components = new Components(n);
    for (int[] pair : all.pairs) {
      components.join(pair[0], pair[1]);
    }
    Edges edges = all.edges();
    Clustering found = CorrelationClustering.solve(edges, Constraints.none(n), score, settings);

    for (int name = 0; name < n; name++) {
      Edges own = new Edges(n);
      for (int i = 0; i < edges.size(); i++) {
        if (components.of(edges.a(i)) == name) {
          own.add(edges.a(i), edges.b(i), edges.logOdds(i));
        }
      }
      Clustering alone = CorrelationClustering.solve(own, Constraints.none(n), score, settings);
      for (int node = 0; node < n; node++) {
        if (components.of(node) == name) {
          assertThat(alone.clusters()[node]).isEqualTo(found.clusters()[node]);
          assertThat(alone.confidence(node)).isEqualTo(found.confidence(node));
        }
      }
    }
  }
}
