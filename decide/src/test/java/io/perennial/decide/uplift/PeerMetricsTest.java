// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.decide.uplift.EffectRanking.Bin;
import io.perennial.decide.uplift.EffectRanking.Point;
import io.perennial.decide.uplift.EffectRanking.Strategy;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Oracle: what scikit-uplift 0.5.1 and causalml 0.18.0 (functions of metrics/visualize.py) answer
 * of 40 customers, with scores of 11 values and with distinct ones. causalml leaves the order of
 * equal scores to an unstable sort: for those it was given scores less a millionth of the row.
 */
class PeerMetricsTest {

  private static final Offset<Double> NINE_DIGITS = within(1e-9);
  private static final int N = 40;
  private static final int[] TREATED = {
    0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0,
    0, 1, 1, 0, 1, 1, 0, 0
  };
  private static final int[] YES = {
    0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1,
    0, 0, 0, 1, 1, 1, 0, 0
  };

  private static boolean[] treated() {
    boolean[] treated = new boolean[N];
    for (int i = 0; i < N; i++) {
      treated[i] = TREATED[i] == 1;
    }
    return treated;
  }

  private static double[] yes() {
    return IntStream.of(YES).asDoubleStream().toArray();
  }

  private static double[] money() {
    return IntStream.rangeClosed(1, N)
        .mapToDouble(i -> i * 17 % 23 * 1.5 * YES[i - 1] + (i % 5 == 0 ? 2.25 : 0))
        .toArray();
  }

  private static double[] tied() {
    return IntStream.rangeClosed(1, N).mapToDouble(i -> i * 7 % 11 / 10.0 - 0.4).toArray();
  }

  private static double[] distinct() {
    return IntStream.rangeClosed(1, N)
        .mapToDouble(i -> i * 7 % 11 / 10.0 - 0.4 + i * 1e-3)
        .toArray();
  }

  private static EffectRanking ranking(double[] score) {
    return EffectRanking.of(yes(), treated(), score);
  }

  @Nested
  class Of_scikit_uplift {

    @Test
    void areas_of_scores_with_ties() {
      EffectRanking ranking = ranking(tied());

      assertThat(ranking.qini()).isEqualTo(-0.12309016501983135, NINE_DIGITS);
      assertThat(ranking.qiniWithoutNegativeEffects()).isEqualTo(-0.5658972533684647, NINE_DIGITS);
      assertThat(ranking.upliftArea()).isEqualTo(-0.12796735522541974, NINE_DIGITS);
    }

    @Test
    void areas_of_distinct_scores() {
      EffectRanking ranking = ranking(distinct());

      assertThat(ranking.qini()).isEqualTo(-0.11882822065750509, NINE_DIGITS);
      assertThat(ranking.qiniWithoutNegativeEffects()).isEqualTo(-0.5463033028017312, NINE_DIGITS);
      assertThat(ranking.upliftArea()).isEqualTo(-0.1266065910275784, NINE_DIGITS);
    }

    @Test
    void curves_have_a_point_for_each_distinct_score() {
      List<Point> uplift = ranking(tied()).upliftCurve();
      List<Point> qini = ranking(tied()).qiniCurve();

      assertThat(uplift.stream().limit(6).map(Point::customers))
          .containsExactly(0, 4, 8, 11, 15, 19);
      assertThat(uplift.get(2).gain()).isEqualTo(-0.5333333333333332, NINE_DIGITS);
      assertThat(uplift.get(5).gain()).isEqualTo(3.8863636363636362, NINE_DIGITS);
      assertThat(qini.get(3).gain()).isEqualTo(-2.333333333333333, NINE_DIGITS);
      assertThat(qini.get(11).gain()).isEqualTo(2.8888888888888884, NINE_DIGITS);
      assertThat(ranking(distinct()).upliftCurve().get(5).gain())
          .isEqualTo(1.666666666666667, NINE_DIGITS);
    }

    @Test
    void uplift_at_k_takes_ties_from_the_last_row() {
      EffectRanking ranking = ranking(tied());

      assertThat(ranking.upliftAt(0.1, Strategy.OVERALL)).isEqualTo(0, NINE_DIGITS);
      assertThat(ranking.upliftAt(0.3, Strategy.OVERALL))
          .isEqualTo(-0.3333333333333333, NINE_DIGITS);
      assertThat(ranking.upliftAt(0.3, Strategy.BY_GROUP))
          .isEqualTo(0.09999999999999998, NINE_DIGITS);
      assertThat(ranking.upliftAt(0.5, Strategy.OVERALL))
          .isEqualTo(0.23232323232323232, NINE_DIGITS);
    }

    @Test
    void percentiles() {
      List<Bin> overall = ranking(tied()).byPercentile(6, Strategy.OVERALL);
      List<Bin> byGroup = ranking(tied()).byPercentile(6, Strategy.BY_GROUP);

      assertThat(overall.stream().map(Bin::treated)).containsExactly(4, 6, 1, 5, 5, 1);
      assertThat(overall.stream().map(Bin::control)).containsExactly(3, 1, 6, 2, 1, 5);
      assertThat(overall.get(0).uplift()).isEqualTo(0.08333333333333337, NINE_DIGITS);
      assertThat(overall.get(3).deviation()).isEqualTo(0.17888543819998318, NINE_DIGITS);
      assertThat(byGroup.stream().map(Bin::treated)).containsExactly(4, 4, 4, 4, 3, 3);
      assertThat(byGroup.get(4).uplift()).isEqualTo(0.6666666666666667, NINE_DIGITS);
      assertThat(byGroup.get(4).deviation()).isEqualTo(0.2721655269759087, NINE_DIGITS);
      assertThat(ranking(tied()).weightedAverageUplift(6, Strategy.OVERALL))
          .isEqualTo(-0.16666666666666666, NINE_DIGITS);
      assertThat(ranking(tied()).weightedAverageUplift(6, Strategy.BY_GROUP))
          .isEqualTo(0.12121212121212123, NINE_DIGITS);
    }
  }

  @Nested
  class Of_causalml {

    @Test
    void curves_of_yes_and_no() {
      CumulativeGain gain = CumulativeGain.of(yes(), treated(), distinct());

      assertThat(gain.lift()[5]).isEqualTo(0.33333333333333337, NINE_DIGITS);
      assertThat(gain.gain()[20]).isEqualTo(4.646464646464646, NINE_DIGITS);
      assertThat(gain.gain()[40]).isEqualTo(5.252525252525253, NINE_DIGITS);
      assertThat(gain.qiniCurve()[20]).isEqualTo(2.5555555555555554, NINE_DIGITS);
      assertThat(gain.areaUnderGain()).isEqualTo(0.2658689576125929, NINE_DIGITS);
      assertThat(gain.meanGain()).isEqualTo(1.3964834137227102, NINE_DIGITS);
      assertThat(gain.qiniScore()).isEqualTo(-0.24724295817856132, NINE_DIGITS);
      assertThat(gain.meanQini()).isEqualTo(-0.7142574347380661, NINE_DIGITS);
    }

    @Test
    void curves_of_money() {
      CumulativeGain gain = CumulativeGain.of(money(), treated(), distinct());

      assertThat(gain.lift()[2]).isEqualTo(-5.25, NINE_DIGITS);
      assertThat(gain.gain()[5]).isEqualTo(-17.5, NINE_DIGITS);
      assertThat(gain.areaUnderGain()).isEqualTo(-4.014962334077631, NINE_DIGITS);
      assertThat(gain.qiniScore()).isEqualTo(-5.1343950824402755, NINE_DIGITS);
      assertThat(gain.meanQini()).isEqualTo(-20.537580329761102, NINE_DIGITS);
    }

    @Test
    void ties_are_taken_from_the_first_row() {
      CumulativeGain gain = CumulativeGain.of(yes(), treated(), tied());

      assertThat(gain.lift()[5]).isEqualTo(-0.33333333333333337, NINE_DIGITS);
      assertThat(gain.areaUnderGain()).isEqualTo(0.22693383377422188, NINE_DIGITS);
      assertThat(gain.qiniScore()).isEqualTo(-0.2785195615001928, NINE_DIGITS);
    }

    @Test
    void counts_before_there_is_one_of_each_arm_are_filled_in() {
      double[] score = distinct();
      for (int i = 0; i < N; i++) {
        score[i] += 2 * TREATED[i];
      }
      CumulativeGain gain = CumulativeGain.of(yes(), treated(), score);

      assertThat(gain.lift()[20]).isEqualTo(-0.5138339920948616, NINE_DIGITS);
      assertThat(gain.areaUnderGain()).isEqualTo(-0.3940594934394597, NINE_DIGITS);
      assertThat(gain.qiniScore()).isEqualTo(-1.7184332594345284, NINE_DIGITS);
    }
  }

  @Nested
  class Of_what_cannot_be_ranked {

    @Test
    void one_arm_is_refused() {
      assertThatThrownBy(
              () -> EffectRanking.of(new double[2], new boolean[] {true, true}, new double[2]))
          .hasMessage("Cannot rank effects: 2 of 2 are treated (must be some of each)");
    }

    @Test
    void a_score_that_is_no_number_is_named() {
      assertThatThrownBy(
              () ->
                  EffectRanking.of(
                      new double[2], new boolean[] {true, false}, new double[] {1, Double.NaN}))
          .hasMessage("Row 1: Invalid ranking: outcome 0.0, score NaN (must be finite)");
    }

    @Test
    void outcomes_that_are_all_the_same_have_no_order_and_no_area() {
      EffectRanking ranking =
          EffectRanking.of(
              new double[4], new boolean[] {true, false, true, false}, new double[] {4, 3, 2, 1});

      assertThat(ranking.qini()).isZero();
      assertThat(ranking.qiniWithoutNegativeEffects()).isZero();
      assertThat(CumulativeGain.of(new double[2], new boolean[] {true, false}, new double[2]))
          .satisfies(gain -> assertThat(gain.areaUnderGain()).isZero())
          .satisfies(gain -> assertThat(gain.qiniScore()).isZero());
    }

    @Test
    void money_has_a_qini_but_no_perfect_uplift_curve() {
      EffectRanking ranking = EffectRanking.of(money(), treated(), tied());

      assertThat(ranking.qini()).isBetween(-1.0, 1.0);
      assertThatThrownBy(ranking::upliftArea)
          .hasMessageStartingWith("Cannot take the normalised area under the uplift curve");
    }
  }
}
