// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Lloyd;
import io.perennial.segment.Mixture;
import io.perennial.segment.Partition;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QualityPropertiesTest {

  private static final RandomSource RANDOM = RandomSource.seeded(7);

  @Property(tries = 50)
  void how_clusters_are_numbered_changes_nothing(
      @ForAll @IntRange(min = 4, max = 60) int n,
      @ForAll @IntRange(min = 1, max = 5) int k,
      @ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    double[] values = new double[3 * n];
    Arrays.setAll(values, i -> random.nextDouble() * 10);
    Points points = new Points(values, 3);
    double[] target = new double[n];
    Arrays.setAll(target, i -> random.nextInt(5));
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> random.nextInt(k + 1) - 1);
    labels[0] = 0; // one cluster at least
    Partition partition = Partition.of(labels);
    int last = partition.clusters() - 1;
    Partition turned =
        new Partition(
            Arrays.stream(partition.labels()).map(l -> l < 0 ? l : last - l).toArray(), last + 1);

    assertThat(Separation.of(turned, target).raw())
        .isCloseTo(Separation.of(partition, target).raw(), within(1e-12));
    assertThat(SizeBalance.of(turned).evenness())
        .isCloseTo(SizeBalance.of(partition).evenness(), within(1e-12));
    assertThat(Contingency.of(partition, turned).adjustedRand()).isEqualTo(1);
    assertThat(Contingency.of(partition, turned).jaccard()).containsOnly(ones(last + 1));
    assertSame(
        CentroidIndices.of(points, partition).daviesBouldin(),
        CentroidIndices.of(points, turned).daviesBouldin());
    assertSame(
        CentroidIndices.of(points, partition).calinskiHarabasz(),
        CentroidIndices.of(points, turned).calinskiHarabasz());
    assertThat(Silhouette.of(points, turned, 20, RANDOM).map(Silhouette::mean).orElse(9.0))
        .isCloseTo(
            Silhouette.of(points, partition, 20, RANDOM).map(Silhouette::mean).orElse(9.0),
            within(1e-12));
  }

  @Property(tries = 100)
  void the_adjusted_rand_index_counts_pairs(
      @ForAll @IntRange(min = 2, max = 30) int n,
      @ForAll @IntRange(min = 1, max = 6) int k,
      @ForAll long seed) {
    RandomStream random = RandomSource.seeded(seed).stream(0);
    int[] a = new int[n];
    int[] b = new int[n];
    Arrays.setAll(a, i -> random.nextInt(k));
    Arrays.setAll(b, i -> random.nextInt(3));
    double[] pairs = new double[4];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        pairs[(a[i] == a[j] ? 2 : 0) + (b[i] == b[j] ? 1 : 0)]++;
      }
    }
    double above = 2 * (pairs[3] * pairs[0] - pairs[2] * pairs[1]);
    double below =
        (pairs[3] + pairs[2]) * (pairs[2] + pairs[0])
            + (pairs[3] + pairs[1]) * (pairs[1] + pairs[0]);

    assertThat(Contingency.of(Partition.of(a), Partition.of(b)).adjustedRand())
        .isCloseTo(below == 0 ? 1 : above / below, within(1e-12));
  }

  @Nested
  class Sampling {

    private final Mixture mixture =
        Mixture.of(
            3_000,
            new double[][] {{0, 0}, {4, 0}, {0, 5}, {9, 9}},
            new double[] {1, 1.5, 0.7, 1},
            new double[] {0.6, 0.25, 0.14, 0.01},
            RandomSource.seeded(3));

    @Test
    void the_silhouette_of_a_sample_is_as_near_as_its_error_says() {
      double exact =
          Silhouette.of(mixture.points(), mixture.truth(), 3_000, RANDOM).orElseThrow().mean();
      double squares = 0;
      double variances = 0;
      int rounds = 40;
      for (int r = 0; r < rounds; r++) {
        Silhouette sampled =
            Silhouette.of(mixture.points(), mixture.truth(), 300, RANDOM.derive(r)).orElseThrow();
        squares += (sampled.mean() - exact) * (sampled.mean() - exact);
        variances += sampled.standardError() * sampled.standardError();
        assertThat(sampled.evaluated()).isBetween(300, 340);
      }

      assertThat(Math.sqrt(squares / rounds)).isLessThan(0.02);
      assertThat(variances / squares).isBetween(0.6, 1.8);
    }

    @Test
    void a_sample_is_the_same_on_any_number_of_threads() {
      Silhouette alone =
          Silhouette.of(mixture.points(), mixture.truth(), 400, RANDOM).orElseThrow();
      ForkJoinPool pool = new ForkJoinPool(3);
      try {
        assertThat(
                pool.submit(
                        () ->
                            Silhouette.of(mixture.points(), mixture.truth(), 400, RANDOM)
                                .orElseThrow())
                    .join())
            .isEqualTo(alone);
      } finally {
        pool.shutdown();
      }
    }
  }

  @Nested
  class Stable {

    @Test
    void clusters_that_are_there_are_found_again_and_others_are_not() {
      Mixture mixture = Mixture.square(400, 8, RandomSource.seeded(5));
      Lloyd lloyd = new Lloyd(5);
      Stability true4 = stability(mixture.points(), lloyd, 4);
      Stability false6 = stability(mixture.points(), lloyd, 6);

      assertThat(true4.adjustedRand()).isGreaterThan(0.99);
      assertThat(true4.smallestJaccard()).isGreaterThan(0.98);
      assertThat(false6.adjustedRand()).isLessThan(0.9);
      assertThat(false6.smallestJaccard()).isLessThan(0.7);
      assertThat(false6.deviation()).isGreaterThan(true4.deviation());
    }

    @Test
    void a_partition_of_chance_is_not_stable() {
      Points points = Mixture.square(200, 0, RandomSource.seeded(5)).points();
      Partition chance = Partition.of(alternating());

      Stability stability = Stability.of(points, chance, new Lloyd(3), 4, 10, RANDOM);

      assertThat(stability.adjustedRand()).isBetween(-0.05, 0.05);
      assertThat(stability.jaccard()).hasSize(4);
    }

    private int[] alternating() {
      int[] labels = new int[200];
      Arrays.setAll(labels, i -> i % 4);
      return labels;
    }

    private Stability stability(Points points, Lloyd lloyd, int k) {
      return Stability.of(points, lloyd.cluster(points, k, RANDOM), lloyd, k, 10, RANDOM);
    }
  }

  @Nested
  class Gaps {

    @Test
    void three_clouds_are_three_and_one_is_one() {
      Mixture three =
          Mixture.of(
              240,
              new double[][] {{0, 0}, {7, 0}, {0, 7}},
              new double[] {1, 1, 1},
              new double[] {0.4, 0.3, 0.3},
              RandomSource.seeded(2));

      GapStatistic gaps = GapStatistic.of(three.points(), new Lloyd(5), 6, 10, RANDOM);

      assertThat(gaps.chosen()).hasValue(3);
      assertThat(gaps.values()).hasSize(6).allSatisfy(v -> assertThat(v.error()).isPositive());
      assertThat(
              GapStatistic.of(
                      Mixture.square(240, 0, RandomSource.seeded(2)).points(),
                      new Lloyd(5),
                      4,
                      10,
                      RANDOM)
                  .chosen())
          .hasValue(1);
    }

    @Test
    void the_dispersion_is_half_the_mean_squared_distance_of_pairs() {
      // the paper's W_k: sum over clusters of D_r / (2 n_r), D_r over ordered pairs
      Points points = Points.of(new double[][] {{0, 0}, {2, 0}, {0, 4}, {10, 10}, {12, 10}});
      double first = 2 * (4 + 16 + 20) / (2.0 * 3);
      double second = 2 * 4 / (2.0 * 2);

      assertThat(GapStatistic.dispersion(points, Partition.of(new int[] {0, 0, 0, 1, 1})))
          .isCloseTo(first + second, within(1e-12));
    }

    @Test
    void the_least_k_within_one_s_of_the_next_is_chosen() {
      GapStatistic gaps =
          new GapStatistic(
              List.of(
                  new GapStatistic.Value(1, 5, 0.1, 0.01),
                  new GapStatistic.Value(2, 4, 0.50, 0.01),
                  new GapStatistic.Value(3, 3, 0.52, 0.03),
                  new GapStatistic.Value(4, 3, 0.90, 0.03)));

      assertThat(gaps.chosen()).hasValue(2);
      assertThat(new GapStatistic(List.of()).chosen()).isEmpty();
    }
  }

  @Nested
  class Whales {

    @Test
    void the_robust_variants_do_not_hear_them() {
      RandomStream random = RandomSource.seeded(4).stream(0);
      double[] spend = new double[1_000];
      int[] labels = new int[1_000];
      Arrays.setAll(labels, i -> i % 3);
      Arrays.setAll(spend, i -> 10 * (1 + i % 3) * random.nextDouble());
      spend[10] = 100; // in cluster 1
      double[] whales = spend.clone();
      whales[10] *= 1_000;
      Separation before = Separation.of(Partition.of(labels), spend);
      Separation after = Separation.of(Partition.of(labels), whales);

      assertThat(after.robust()).isEqualTo(before.robust()).isGreaterThan(0.15);
      assertThat(after.winsorised()).isEqualTo(before.winsorised());
      assertThat(after.ranked()).isEqualTo(before.ranked());
      assertThat(before.raw()).isGreaterThan(0.15);
      assertThat(after.raw()).isLessThan(0.01);
    }

    @Test
    void what_chance_alone_would_explain_is_taken_off() {
      assertThat(Separation.adjusted(0.5, 101, 1)).isEqualTo(0.5);
      assertThat(Separation.adjusted(0.1, 101, 11)).isEqualTo(0);
      assertThat(Separation.adjusted(0.19, 101, 11)).isCloseTo(0.1, within(1e-12));
      assertThat(Separation.adjusted(1, 3, 3)).isZero();
    }
  }

  @Nested
  class BadInput {

    @Test
    void equal_points_and_single_points_have_no_index_that_is_not_a_number() {
      for (int n : new int[] {1, 2, 3, 10}) {
        Points same = new Points(new double[2 * n], 2);
        int[] labels = new int[n];
        Arrays.setAll(labels, i -> i % 3);
        Partition partition = Partition.of(labels);

        assertThat(CentroidIndices.of(same, partition).calinskiHarabasz()).isEmpty();
        assertThat(CentroidIndices.of(same, partition).daviesBouldin()).isEmpty();
        assertThat(Silhouette.of(same, partition, RANDOM).map(Silhouette::mean).orElse(0.0))
            .isZero();
        assertThat(Separation.of(partition, new double[n]))
            .isEqualTo(new Separation(0, 0, 0, 0, 0, 1));
        assertThat(GapStatistic.of(same, new Lloyd(1), 3, 2, RANDOM).chosen()).isEmpty();
        assertThat(Stability.of(same, partition, new Lloyd(1), 3, 3, RANDOM).adjustedRand())
            .isBetween(-1.0, 1.0);
      }
    }

    @Test
    void numbers_beyond_what_can_be_squared_give_no_index() {
      Points far = Points.of(new double[][] {{0}, {1}, {1e200}, {-1e200}});
      Partition partition = Partition.of(new int[] {0, 0, 1, 1});

      assertThat(CentroidIndices.of(far, partition).calinskiHarabasz()).isEmpty();
      assertThat(Silhouette.of(far, partition, RANDOM).orElseThrow().mean()).isBetween(-1.0, 1.0);
      assertThat(GapStatistic.of(far, new Lloyd(1), 2, 2, RANDOM).values()).isEmpty();
      assertThat(Separation.of(partition, new double[] {0, 0, 1e300, 1e300}).raw()).isEqualTo(1);
    }

    @Test
    void all_in_no_cluster_is_an_answer_too() {
      Partition none = Partition.of(new int[] {-1, -1, -1});

      assertThat(SizeBalance.of(none)).isEqualTo(new SizeBalance(0, 0, 0, 1));
      assertThat(Silhouette.of(new Points(new double[3], 1), none, RANDOM)).isEmpty();
      assertThat(Separation.of(none, new double[] {1, 2, 3}).robust()).isZero();
    }

    @Test
    void columns_must_fit() {
      Partition two = Partition.of(new int[] {0, 1});
      assertThatThrownBy(() -> CentroidIndices.of(new Points(new double[3], 1), two))
          .hasMessage("Invalid labels: 2 (must be as many as points, 3)");
      assertThatThrownBy(() -> Separation.of(two, new double[] {1, Double.NaN}))
          .hasMessage("Invalid target: NaN of point 1 (must be finite)");
      assertThatThrownBy(() -> Contingency.of(two, Partition.of(new int[3])))
          .hasMessage("Invalid labels: 3 (must be as many as points, 2)");
    }
  }

  private static void assertSame(OptionalDouble one, OptionalDouble other) {
    assertThat(one.isPresent()).isEqualTo(other.isPresent());
    one.ifPresent(
        value ->
            assertThat(other.orElseThrow())
                .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value)))));
  }

  private static double[] ones(int count) {
    double[] ones = new double[Math.max(1, count)];
    Arrays.fill(ones, 1);
    return ones;
  }
}
