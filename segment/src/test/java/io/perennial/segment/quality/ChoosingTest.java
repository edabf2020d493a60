// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.math.neighbour.Points;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Lloyd;
import io.perennial.segment.Mixture;
import io.perennial.segment.Partition;
import io.perennial.segment.cluster.Clusterer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ChoosingTest {

  private static final RandomSource RANDOM = RandomSource.seeded(11);
  private static final ChoiceSettings QUICK =
      ChoiceSettings.defaults().withMost(7).withWork(500, 300, 8);

  /** Looks at one coordinate alone. */
  private record Along(String name, int dimension) implements Clusterer {
    @Override
    public Partition cluster(Points points, int clusters, RandomSource random) {
      double[] line = new double[points.count()];
      Arrays.setAll(line, i -> points.at(i, dimension));
      return new Lloyd(3).cluster(new Points(line, 1), clusters, random);
    }
  }

  @Test
  void four_kinds_of_customers_that_spend_differently_are_four_segments() {
    Choice choice =
        new Choosing(QUICK, List.of(new Lloyd(3))).choose(square(1).points(), windows(1), RANDOM);

    QualityRow chosen = choice.chosen().orElseThrow();
    assertThat(chosen.clusters()).isEqualTo(4);
    assertThat(chosen.usefulness().orElseThrow().mean()).isGreaterThan(0.4);
    assertThat(chosen.usefulness().orElseThrow().byWindow()).hasSize(2);
    assertThat(chosen.reason()).startsWith("tells ");
    assertThat(choice.rows()).hasSize(6).filteredOn(QualityRow::chosen).hasSize(1);
    assertThat(choice.rows())
        .allSatisfy(
            row -> {
              assertThat(row.reason()).isNotBlank();
              assertThat(row.gap()).isPresent();
              assertThat(row.silhouette()).isPresent();
            });
    assertThat(choice.rows().get(5).reason()).startsWith("not stable: resamples agree by 0.");
    assertThat(choice.rows().get(5).usefulness()).isEmpty();
    assertThat(choice.rows().get(5).score()).isEmpty();
    assertThat(choice.rows().get(2).stability().resamples()).isEqualTo(8);
  }

  @Test
  void the_useful_is_preferred_to_the_compact() {
    // the first coordinate falls into two heaps that mean nothing, the second tells the spend
    RandomStream random = RandomSource.seeded(5).stream(0);
    double[] values = new double[1_200];
    double[] spend = new double[600];
    for (int i = 0; i < 600; i++) {
      values[2 * i] = 20 * (i % 2) + random.nextDouble();
      values[2 * i + 1] = 3 * (i / 2 % 2) + 2 * random.nextDouble();
      spend[i] = values[2 * i + 1] > 2.5 ? 50 * random.nextDouble() : 5 * random.nextDouble();
    }
    Points points = new Points(values, 2);
    Choosing choosing =
        new Choosing(QUICK.withMost(3), List.of(new Along("compact", 0), new Along("useful", 1)));

    QualityRow chosen =
        choosing.choose(points, List.of(new Window(points, spend)), RANDOM).chosen().orElseThrow();
    QualityRow blind = choosing.choose(points, List.of(), RANDOM).chosen().orElseThrow();

    assertThat(chosen.algorithm()).isEqualTo("useful");
    assertThat(blind.algorithm()).isEqualTo("compact");
    assertThat(blind.reason()).startsWith("silhouette 0.9");
  }

  @Test
  void of_what_is_as_useful_the_more_stable_is_taken() {
    // the same clusters of all, but in resamples a fiftieth of the points go where they like
    Clusterer wavering =
        new Clusterer() {
          @Override
          public String name() {
            return "wavering";
          }

          @Override
          public Partition cluster(Points points, int clusters, RandomSource random) {
            int[] labels = new Lloyd(3).cluster(points, clusters, random).labels().clone();
            RandomStream lots = random.derive("lots").stream(0);
            for (int i = 0; i < labels.length; i++) {
              labels[i] =
                  labels.length < 500 && lots.chance(0.02) ? lots.nextInt(clusters) : labels[i];
            }
            return Partition.of(labels);
          }
        };

    for (List<Clusterer> order :
        List.of(List.of(wavering, new Lloyd(3)), List.of(new Lloyd(3), wavering))) {
      QualityRow chosen =
          new Choosing(QUICK.withMost(4), order)
              .choose(square(1).points(), windows(1), RANDOM)
              .chosen()
              .orElseThrow();
      assertThat(chosen.algorithm()).isEqualTo("lloyd");
      assertThat(chosen.clusters()).isEqualTo(4);
    }
  }

  @Test
  void whales_do_not_choose() {
    List<Window> calm = windows(1_000);
    List<Window> whales = new ArrayList<>();
    for (Window window : calm) {
      double[] spend = window.target().clone();
      double[] sorted = spend.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < spend.length; i++) {
        spend[i] *= spend[i] > sorted[spend.length - 1 - (spend.length + 999) / 1_000] ? 1_000 : 1;
      }
      assertThat(spend).isNotEqualTo(window.target());
      whales.add(new Window(window.points(), spend));
    }
    Choosing choosing = new Choosing(QUICK, List.of(new Lloyd(2), new Along("along", 0)));

    assertThat(choosing.choose(square(1).points(), whales, RANDOM).rows())
        .isEqualTo(choosing.choose(square(1).points(), calm, RANDOM).rows());
  }

  @Test
  void of_the_unstable_the_most_stable_is_taken() {
    Points cloud = Mixture.square(300, 0, RandomSource.seeded(3)).points();
    Choice choice =
        new Choosing(QUICK.withMost(5).withLeast(1, 1, 0.01), List.of(new Lloyd(1)))
            .choose(cloud, List.of(), RANDOM);

    QualityRow chosen = choice.chosen().orElseThrow();
    assertThat(chosen.reason()).startsWith("the most stable, for none is good enough: not stable");
    assertThat(choice.rows())
        .allSatisfy(
            row ->
                assertThat(row.stability().adjustedRand())
                    .isLessThanOrEqualTo(chosen.stability().adjustedRand()));
  }

  @Test
  void a_segment_that_is_too_small_is_refused_unless_it_is_wanted() {
    Mixture mixture =
        Mixture.of(
            500,
            new double[][] {{0, 0}, {6, 0}, {60, 60}},
            new double[] {1, 1, 1},
            new double[] {0.5, 0.494, 0.006},
            RandomSource.seeded(8));
    double[] spend = new double[500];
    Arrays.setAll(spend, i -> 1 + 10.0 * mixture.truth().labels()[i]);
    List<Window> windows = List.of(new Window(mixture.points(), spend));
    List<Clusterer> lloyd = List.of(new Lloyd(5));

    Choice without =
        new Choosing(QUICK.withMost(3).withLeast(0, 0, 0.01), lloyd)
            .choose(mixture.points(), windows, RANDOM);
    Choice with =
        new Choosing(QUICK.withMost(3).withLeast(0, 0, 0).withPricePerSegment(0), lloyd)
            .choose(mixture.points(), windows, RANDOM);

    assertThat(without.rows().get(1).reason())
        .matches("a cluster has only 0\\.\\d+ % of customers.*");
    assertThat(with.chosen().orElseThrow().clusters()).isEqualTo(3);
  }

  @Test
  void segments_that_do_not_earn_their_price_are_not_taken() {
    Choosing dear =
        new Choosing(
            QUICK.withLeast(0, 0, 0).withWantedAgreement(0).withPricePerSegment(1),
            List.of(new Lloyd(3)));

    assertThat(
            dear.choose(square(1).points(), windows(1), RANDOM).chosen().orElseThrow().clusters())
        .isEqualTo(2);
  }

  @Test
  void of_stable_ones_that_which_wavers_over_all_points_gives_way() {
    ChoiceSettings settings = QUICK.withMost(6).withLeast(0, 0, 0).withPricePerSegment(0);
    List<Clusterer> lloyd = List.of(new Lloyd(1));

    Choice any =
        new Choosing(settings.withWantedAgreement(0), lloyd)
            .choose(square(1).points(), windows(1), RANDOM);
    Choice steady =
        new Choosing(settings.withWantedAgreement(.9), lloyd)
            .choose(square(1).points(), windows(1), RANDOM);

    assertThat(steady.chosen().orElseThrow().stability().adjustedRand()).isGreaterThanOrEqualTo(.9);
    assertThat(steady.rows())
        .filteredOn(row -> row.reason().startsWith("stable, but less than the one chosen"))
        .allSatisfy(row -> assertThat(row.stability().adjustedRand()).isLessThan(.9));
    assertThat(any.rows())
        .noneMatch(row -> row.reason().startsWith("stable, but less than the one chosen"));
  }

  @Test
  void the_same_bits_on_any_number_of_threads() {
    Choosing choosing = new Choosing(QUICK.withMost(4), List.of(new Lloyd(1)));
    Choice alone = choosing.choose(square(1).points(), windows(1), RANDOM);
    ForkJoinPool pool = new ForkJoinPool(3);
    try {
      assertThat(pool.submit(() -> choosing.choose(square(1).points(), windows(1), RANDOM)).join())
          .isEqualTo(alone);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void few_equal_or_far_points_are_no_error() {
    Choosing choosing =
        new Choosing(QUICK.withMost(12), List.of(new Lloyd(1), new Along("along", 0)));
    for (int n = 1; n <= 10; n++) {
      double[] equal = new double[2 * n];
      Arrays.fill(equal, 0.1);
      double[] ascending = new double[2 * n];
      Arrays.setAll(ascending, i -> i);
      ascending[0] = 1e12;
      for (double[] values : List.of(equal, ascending)) {
        Points points = new Points(values, 2);
        List<Window> windows = List.of(new Window(points, Arrays.copyOf(values, n)));

        Choice choice = choosing.choose(points, windows, RANDOM);

        assertThat(choice.rows()).hasSize(2 * (n - 1));
        assertThat(choice.rows())
            .allSatisfy(row -> row.score().ifPresent(score -> assertThat(score).isFinite()))
            .allSatisfy(row -> assertThat(row.stability().adjustedRand()).isBetween(-1.0, 1.0));
        assertThat(choice.chosen().isPresent()).isEqualTo(values == ascending && n > 1);
      }
    }
  }

  @Test
  void settings_are_within_bounds() {
    assertThatThrownBy(() -> ChoiceSettings.defaults().withMost(1))
        .hasMessage("Invalid most: 1 (must be >= 2)");
    assertThatThrownBy(() -> new Choosing(QUICK, List.of()))
        .hasMessage("Invalid algorithms: none (must be at least one)");
    assertThatThrownBy(() -> new Choosing(QUICK, List.of(new Lloyd(1), new Lloyd(2))))
        .hasMessage("Invalid algorithms: two are called lloyd (must differ)");
    ChoiceSettings settings = ChoiceSettings.defaults();
    assertThat(settings.leastAgreement()).isEqualTo(0.8);
    assertThat(settings.leastShare()).isEqualTo(0.01);
    assertThat(settings.sample()).isEqualTo(10_000);
  }

  private static Mixture square(long seed) {
    return Mixture.square(500, 7, RandomSource.seeded(seed));
  }

  /**
   * Two earlier instants; spend is exponential about a mean of each cloud, and many buy nothing.
   */
  private static List<Window> windows(double scale) {
    List<Window> windows = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      Mixture then = square(100 + w);
      RandomStream random = RandomSource.seeded(200 + w).stream(0);
      double[] spend = new double[500];
      for (int i = 0; i < 500; i++) {
        double mean = scale * Math.pow(6, then.truth().labels()[i]);
        spend[i] = random.chance(0.2) ? 0 : -mean * Math.log(random.nextOpenDouble());
      }
      windows.add(new Window(then.points(), spend));
    }
    return windows;
  }
}
