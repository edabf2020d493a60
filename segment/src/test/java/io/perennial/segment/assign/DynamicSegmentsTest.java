// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.segment.Partition;
import io.perennial.segment.assign.Population.Customers;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DynamicSegmentsTest {

  private static final long DAY = 86_400_000_000L;
  private static final Population POPULATION = Population.overlapping(3, 3.5, 0.5, 0.3, 0.2);
  private static final SegmentModel MODEL = fitted();
  private static final DynamicConfig CONFIG = DynamicConfig.defaults();

  private static SegmentModel fitted() {
    Customers customers = POPULATION.customers(4_000, 1);
    return new SegmentModelTrainer(SegmentModelConfig.defaults(), RandomSource.seeded(2))
        .train(customers.points(), customers.nearest(POPULATION.means()));
  }

  private static DynamicSegments start(DynamicConfig config) {
    return new DynamicSegments(MODEL, config, 0);
  }

  /** Customers seen at once or over days, each once. */
  private static void see(
      DynamicSegments segments, Population population, int n, int days, long seed) {
    Customers customers = population.customers(n, seed);
    for (int i = 0; i < n; i++) {
      segments.observe(Standing.unseen(), i * DAY * days / n, customers.point(i));
    }
  }

  @Nested
  class Means {

    @Test
    void stay_where_they_are_while_nothing_changes() {
      DynamicSegments segments = start(CONFIG);
      see(segments, POPULATION, 30_000, 150, 3);
      for (int s = 0; s < 3; s++) {
        assertThat(segments.model().share(s)).isCloseTo(POPULATION.shares()[s], within(0.03));
        for (int j = 0; j < 3; j++) {
          assertThat(segments.model().centroid(s)[j])
              .isCloseTo(POPULATION.means()[s][j], within(0.15));
          assertThat(segments.model().spread(s)[j])
              .isCloseTo(POPULATION.spreads()[s], within(0.12));
        }
      }
    }

    @Test
    void and_shares_follow_behaviour_and_ids_stay() {
      DynamicSegments segments = start(CONFIG);
      Population later = POPULATION.moved(1, 2, 1.5).withShares(0.3, 0.3, 0.4);
      see(segments, later, 30_000, 180, 4);

      assertThat(segments.model().ids()).isEqualTo(MODEL.ids());
      assertThat(segments.model().centroid(1)[2]).isCloseTo(later.means()[1][2], within(0.2));
      assertThat(segments.model().share(2)).isCloseTo(0.4, within(0.03));
    }

    @Test
    void are_halfway_after_a_half_life() {
      // One segment, so that only decay decides: old behaviour at day 0, new behaviour at day 30.
      SegmentModel one =
          new SegmentModelTrainer(SegmentModelConfig.defaults(), RandomSource.seeded(2))
              .train(POPULATION.customers(500, 5).points(), Partition.of(new int[500]));
      double[] centre = one.centroid(0);
      double[] other = centre.clone();
      other[0] += one.spread(0)[0];
      DynamicSegments segments = new DynamicSegments(one, new DynamicConfig(30, 3, 0, 0), 0);
      for (int i = 0; i < 640; i++) {
        segments.observe(Standing.unseen(), 0, centre);
      }
      for (int i = 0; i < 640; i++) {
        segments.observe(Standing.unseen(), 30 * DAY, other);
      }

      assertThat(segments.model().centroid(0)[0])
          .isCloseTo(centre[0] + 2 / 3.0 * one.spread(0)[0], within(1e-9));
    }

    @Test
    void heed_a_customer_seen_often_no_more_than_one_seen_seldom() {
      SegmentModel one =
          new SegmentModelTrainer(SegmentModelConfig.defaults(), RandomSource.seeded(2))
              .train(POPULATION.customers(500, 5).points(), Partition.of(new int[500]));
      double[] low = one.centroid(0);
      double[] high = low.clone();
      high[0] += one.spread(0)[0];
      DynamicSegments segments = new DynamicSegments(one, new DynamicConfig(30, 3, 0, 0), 0);
      Standing busy = Standing.unseen();
      for (int i = 0; i <= 639; i++) {
        busy = segments.observe(busy, 90 * DAY * i / 639, high);
      }
      for (int i = 0; i < 64; i++) {
        segments.observe(Standing.unseen(), 90 * DAY, low);
      }

      // 64 customers were low once, one was high 640 times.
      assertThat(segments.model().centroid(0)[0])
          .isCloseTo(low[0] + one.spread(0)[0] / 65, within(1e-6));
    }

    @Test
    void are_not_dragged_off_by_outliers() {
      DynamicSegments segments = start(CONFIG);
      for (int i = 0; i < 1_000; i++) {
        segments.observe(Standing.unseen(), DAY, new double[] {1e12, -1e12, Double.NaN});
      }

      assertThat(segments.model().centroid(0)).isEqualTo(MODEL.centroid(0));
    }
  }

  @Nested
  class State {

    @Test
    void goes_through_bytes_at_any_cut_with_the_same_bits() {
      DynamicSegments whole = start(CONFIG);
      DynamicSegments cut = start(CONFIG);
      Customers customers = POPULATION.customers(1_000, 6);
      for (int i = 0; i < 1_000; i++) {
        whole.observe(Standing.unseen(), i * DAY / 5, customers.point(i));
        cut.observe(Standing.unseen(), i * DAY / 5, customers.point(i));
        if (i % 7 == 0) {
          cut = DynamicSegments.parse(MODEL, CONFIG, cut.bytes());
        }
      }

      assertThat(cut.bytes()).isEqualTo(whole.bytes());
      assertThat(cut.model()).isEqualTo(whole.model());
    }

    @Test
    void of_two_halves_merges_to_nearly_that_of_the_whole() {
      DynamicSegments whole = start(CONFIG);
      DynamicSegments left = start(CONFIG);
      DynamicSegments right = start(CONFIG);
      Customers customers = POPULATION.moved(0, 0, -0.5).customers(8_000, 7);
      for (int i = 0; i < 8_000; i++) {
        long at = i * DAY / 100;
        whole.observe(Standing.unseen(), at, customers.point(i));
        (i % 2 == 0 ? left : right).observe(Standing.unseen(), at, customers.point(i));
      }
      left.merge(right);

      assertThat(left.events()).isEqualTo(8_000);
      for (int s = 0; s < 3; s++) {
        assertThat(left.model().share(s)).isCloseTo(whole.model().share(s), within(0.005));
        assertThat(left.model().centroid(s)[0])
            .isCloseTo(whole.model().centroid(s)[0], within(0.02));
      }
    }

    @Test
    void of_another_model_is_refused() {
      byte[] bytes = start(CONFIG).bytes();
      assertThatThrownBy(() -> DynamicSegments.parse(MODEL, CONFIG.withOdds(2), bytes))
          .hasMessage(
              "Cannot read state of dynamic segments: it is of another model or other settings");
      assertThatThrownBy(
              () -> DynamicSegments.parse(MODEL, CONFIG, Arrays.copyOf(bytes, bytes.length - 8)))
          .hasMessageContaining("must be whole");
      assertThatThrownBy(() -> start(CONFIG).merge(start(CONFIG.withOdds(2))))
          .hasMessage("Cannot merge dynamic segments: model, settings or start differ");
    }

    @Test
    void survives_years_without_an_event() {
      DynamicSegments segments = start(CONFIG);
      see(segments, POPULATION, 500, 10, 8);
      Standing standing =
          segments.observe(Standing.unseen(), 200 * 365 * DAY, POPULATION.means()[2]);

      assertThat(standing.segment()).isEqualTo(2);
      assertThat(segments.model().text()).doesNotContain("NaN").doesNotContain("Infinity");
    }
  }

  @Nested
  class Changes {

    /** 1,500 customers who waver a little about where they are, each seen 20 times. */
    private long changes(double odds) {
      DynamicSegments segments = start(CONFIG.withOdds(odds));
      Customers customers = POPULATION.customers(1_500, 9);
      RandomStream random = RandomSource.seeded(10).stream(0);
      Standing[] standings = new Standing[1_500];
      Arrays.fill(standings, Standing.unseen());
      for (int visit = 0; visit < 20; visit++) {
        for (int i = 0; i < 1_500; i++) {
          double[] point = customers.point(i);
          for (int j = 0; j < 3; j++) {
            point[j] += 0.2 * Normal.standard(random);
          }
          standings[i] = segments.observe(standings[i], visit * DAY, point);
        }
      }
      return segments.changes();
    }

    @Test
    void of_customers_at_a_border_are_few_when_odds_are_asked_for() {
      long plain = changes(1);

      assertThat(plain).isGreaterThan(300);
      assertThat(changes(3)).isLessThan(plain / 6);
    }

    @Test
    void come_when_a_customer_truly_changes() {
      DynamicSegments segments = start(CONFIG);
      Standing first = segments.observe(Standing.unseen(), DAY, POPULATION.means()[0]);
      Standing second = segments.observe(first, 2 * DAY, POPULATION.means()[1]);

      assertThat(first).isEqualTo(new Standing(0, DAY, DAY));
      assertThat(second).isEqualTo(new Standing(1, 2 * DAY, 2 * DAY));
      assertThat(segments.changes()).isOne();
    }

    @Test
    void do_not_come_of_events_that_arrive_late() {
      DynamicSegments segments = start(CONFIG);
      Standing standing = segments.observe(Standing.unseen(), 2 * DAY, POPULATION.means()[0]);

      assertThat(segments.observe(standing, DAY, POPULATION.means()[1])).isSameAs(standing);
    }
  }
}
