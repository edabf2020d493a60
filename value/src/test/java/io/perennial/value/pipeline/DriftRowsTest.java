// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DriftRowsTest {

  private static final long WEEK = 7 * 86_400_000_000L;

  /**
   * Customers with a feature that stays, one that moves, one that always does, one of one value.
   */
  private static FeatureMatrix features(int customers, int time, double moved) {
    double[][] columns = new double[4][customers];
    RandomStream random = RandomSource.seeded(1).stream(time);
    for (int i = 0; i < customers; i++) {
      columns[0][i] = random.nextDouble();
      columns[1][i] = random.nextDouble() + moved;
      columns[2][i] = random.nextDouble() + time;
      columns[3][i] = i % 7 == 0 ? Double.NaN : 5;
    }
    return new FeatureMatrix(
        LongStream.range(0, customers).toArray(),
        List.of("same", "moved", "older", "constant"),
        columns);
  }

  @Nested
  class OfFeatures {

    private List<String> alarms(double moved) {
      List<FeatureMove> moves =
          FeatureMove.of(
              List.of(features(800, 2, 0), features(700, 1, 0)),
              features(4_000, 3, moved),
              900,
              0.01);
      assertThat(moves).as("a row for each feature").hasSize(4);
      assertThat(moves).allMatch(move -> Double.isFinite(move.threshold()));
      return moves.stream().filter(FeatureMove::isAlarm).map(move -> move.index().name()).toList();
    }

    @Test
    void what_moves_as_it_did_before_is_no_alarm_and_what_never_did_is() {
      assertThat(alarms(0)).isEmpty();
      assertThat(alarms(0.5)).containsExactly("moved");
    }

    @Test
    void a_few_customers_and_no_past_tell_nothing() {
      assertThat(FeatureMove.of(List.of(features(10, 1, 0)), features(10, 2, 0), 100, 0.01))
          .isEmpty();
      assertThat(FeatureMove.of(List.of(), features(100, 2, 0), 100, 0.01)).isEmpty();
    }

    @Test
    void words_tell_a_usual_move_from_a_new_one() {
      List<FeatureMove> moves =
          FeatureMove.of(
              List.of(features(800, 2, 0), features(700, 1, 0)), features(800, 3, 1), 900, 0.01);

      assertThat(moves.stream().map(FeatureMove::words))
          .satisfiesExactly(
              same -> assertThat(same).startsWith("has not moved"),
              moved -> assertThat(moved).startsWith("has moved:"),
              older -> assertThat(older).startsWith("has moved, as it did before"),
              constant -> assertThat(constant).startsWith("has not moved"));
    }
  }

  @Nested
  class OfForecasts {

    /** Forecasts of so many weeks, each so many weeks after the one before. */
    private List<Long> apart(double horizon, int every, int count, long now) {
      Map<Long, Double> horizons = new TreeMap<>();
      for (int k = 0; k < count; k++) {
        horizons.put((long) k * every * WEEK, horizon);
      }
      return ForecastDrift.apart(horizons, new AsOf(now * WEEK)).stream()
          .map(at -> at / WEEK)
          .toList();
    }

    @Test
    void those_that_overlap_are_looked_at_once() {
      assertThat(apart(13, 1, 60, 60)).containsExactly(0L, 16L, 32L);
      assertThat(apart(13, 1, 60, 61)).containsExactly(0L, 16L, 32L, 48L);
    }

    @Test
    void letting_the_oldest_go_changes_nothing_of_the_others() {
      Map<Long, Double> horizons = new TreeMap<>();
      for (long week = 3; week < 60; week++) {
        horizons.put(week * WEEK, 13.0);
      }

      assertThat(ForecastDrift.apart(horizons, new AsOf(61 * WEEK))).endsWith(32 * WEEK, 48 * WEEK);
    }

    @Test
    void none_is_over_at_first_and_of_another_horizon_none_counts() {
      assertThat(apart(13, 1, 10, 10)).isEmpty();
      assertThat(ForecastDrift.apart(Map.of(), new AsOf(0))).isEmpty();
      assertThat(ForecastDrift.apart(Map.of(0L, 4.0, 30 * WEEK, 13.0), new AsOf(100 * WEEK)))
          .containsExactly(30 * WEEK);
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused_by_name() {
    for (double wrong : new double[] {0, 1, -1, Double.NaN}) {
      assertThatThrownBy(() -> new DriftConfig(wrong, 0, 0))
          .hasMessageContaining("Invalid value.drift.false-alarms");
    }
    assertThatThrownBy(() -> new DriftConfig(0.01, 2, 0))
        .hasMessageContaining("Invalid value.drift.worth");
    assertThatThrownBy(() -> new DriftConfig(0.01, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("Invalid value.drift.retrain-cost");
    assertThat(Arrays.asList(DriftConfig.defaults().canonical().split(" "))).hasSize(4);
  }
}
