// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.TooLittleDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Curves, tests and Cox's model against printed figures. Remission in acute myelogenous leukemia,
 * weeks: Miller, Survival Analysis (1981), page 49; the figures as R's survival and lifelines 0.30
 * print them. The smaller sets are Therneau's, with figures that can be found by hand.
 */
class CurvesTest {

  private static final double[] WEEKS = {
    9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45
  };
  private static final int[] RELAPSED = {
    1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1
  };

  private static Durations leukemia(int from, int to) {
    boolean[] ended = new boolean[to - from];
    for (int i = from; i < to; i++) {
      ended[i - from] = RELAPSED[i] == 1;
    }
    return Durations.of(IntStream.range(from, to).mapToDouble(i -> WEEKS[i]).toArray(), ended);
  }

  /** Sixty lives with ties, censoring and late entry. */
  private static Durations made(boolean late) {
    double[] time = new double[60];
    double[] entry = new double[60];
    boolean[] ended = new boolean[60];
    for (int i = 0; i < 60; i++) {
      time[i] = 1 + (i * 13) % 17 + i % 4;
      entry[i] = Math.min((i * 3) % 5 * 0.5, time[i] - 0.5);
      ended[i] = (i * 11) % 7 != 0;
    }
    return late ? Durations.of(entry, time, ended) : Durations.of(time, ended);
  }

  private static double[][] covariates() {
    double[][] rows = new double[60][];
    for (int i = 0; i < 60; i++) {
      rows[i] = new double[] {(i * 7) % 11 / 10.0, (i * 5) % 3 == 0 ? 1 : 0};
    }
    return rows;
  }

  @Nested
  class KaplanMeierCurve {

    private final KaplanMeier curve = KaplanMeier.of(leukemia(0, 11));

    @ParameterizedTest
    @CsvSource({
      "8.9, 1, 0, 1, 1",
      "9, 0.909091, 0.0867, 0.508080, 0.986674",
      "17.9, 0.818182, 0.1163, 0.447429, 0.951162",
      "23, 0.613636, 0.1526, 0.265752, 0.835299",
      "31, 0.490909, 0.1642, 0.167331, 0.753400",
      "47, 0.368182, 0.1627, 0.092830, 0.657041",
      "500, 0.184091, 0.1535, 0.011738, 0.525015"
    })
    void is_the_printed_one(double t, double s, double error, double lower, double upper) {
      assertThat(curve.survival(t)).isCloseTo(s, within(1e-6));
      assertThat(curve.standardError(t)).isCloseTo(error, within(6e-5));
      assertThat(curve.interval(t, 0.95).lower()).isCloseTo(lower, within(1e-6));
      assertThat(curve.interval(t, 0.95).upper()).isCloseTo(upper, within(1e-6));
    }

    @Test
    void has_the_printed_medians_and_areas() {
      assertThat(curve.median()).hasValue(31);
      assertThat(KaplanMeier.of(leukemia(11, 23)).median()).hasValue(23);
      assertThat(curve.quantile(0.95)).isEmpty();
      assertThat(curve.meanWithin(161)).isCloseTo(52.6, within(0.05));
      assertThat(curve.longest()).isEqualTo(161);
    }

    @Test
    void counts_late_comers_from_when_they_came() {
      assertThat(KaplanMeier.of(made(true)).survival(8)).isCloseTo(0.646771, within(1e-6));
    }

    @Test
    void that_comes_to_nothing_has_an_interval_still() {
      KaplanMeier all = KaplanMeier.of(leukemia(11, 23));
      assertThat(all.survival(45)).isZero();
      assertThat(all.standardError(45)).isZero();
      assertThat(all.interval(45, 0.95).lower()).isZero();
      assertThat(all.interval(45, 0.95).upper()).isBetween(0.1, 0.5);
      KaplanMeier one = KaplanMeier.of(Durations.of(new double[] {0}, new boolean[] {true}));
      assertThat(one.survival(0)).isZero();
      assertThat(one.interval(0, 0.9).upper()).isOne();
    }
  }

  @Test
  void nelson_aalen_is_the_printed_one() {
    NelsonAalen curve = NelsonAalen.of(leukemia(11, 23));
    assertThat(curve.hazard(4)).isZero();
    assertThat(curve.hazard(5)).isCloseTo(0.166667, within(1e-6));
    assertThat(curve.hazard(30.5)).isCloseTo(1.108333, within(1e-6));
    // Aalen's variance: 2/12^2 + 2/10^2 + 1/8^2 + 1/6^2 + 1/5^2 + 1/4^2
    assertThat(curve.interval(30.5, 0.95).lower()).isCloseTo(0.523628, within(1e-5));
    assertThat(curve.interval(30.5, 0.95).upper()).isCloseTo(2.345944, within(1e-5));
    assertThat(curve.interval(1, 0.95).upper()).isZero();
  }

  @Nested
  class LogRankTest {

    @Test
    void of_two_groups_is_the_printed_one() {
      int[] group = IntStream.range(0, 23).map(i -> i < 11 ? 0 : 1).toArray();
      LogRank test = LogRank.test(leukemia(0, 23), group, 2);
      assertThat(test.statistic()).isCloseTo(3.3963886989776, within(1e-10));
      assertThat(test.pValue()).isCloseTo(0.0653393220405, within(1e-10));
      assertThat(test.degrees()).isOne();
      assertThat(test.groups().get(0).expected()).isCloseTo(10.69, within(0.005));
      assertThat(test.groups().get(1).ends()).isEqualTo(11);
    }

    @Test
    void of_three_groups_is_that_of_lifelines_and_an_empty_one_changes_nothing() {
      int[] group = IntStream.range(0, 60).map(i -> i % 3).toArray();
      LogRank test = LogRank.test(made(false), group, 3);
      assertThat(test.statistic()).isCloseTo(0.12769696400308816, within(1e-10));
      assertThat(test.degrees()).isEqualTo(2);
      LogRank more = LogRank.test(made(false), group, 4);
      assertThat(more.degrees()).isEqualTo(2);
      assertThat(more.statistic()).isCloseTo(test.statistic(), within(1e-9));
    }

    @Test
    void of_one_group_alone_is_refused() {
      assertThatThrownBy(() -> LogRank.test(made(false), new int[60], 2))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot compare groups by log-rank");
    }
  }

  @Nested
  class Cox {

    private double[][] group() {
      return IntStream.range(0, 23)
          .mapToObj(i -> new double[] {i < 11 ? 0 : 1})
          .toArray(double[][]::new);
    }

    @Test
    void has_the_printed_ratio_of_leukemia() {
      CoxModel model = new CoxTrainer().train(leukemia(0, 23), List.of("maintained"), group());
      assertThat(model.coefficient(0)).isCloseTo(0.91553258, within(1e-7));
      assertThat(model.standardError(0).orElseThrow()).isCloseTo(0.51193428, within(1e-7));
      assertThat(model.logLikelihood()).isCloseTo(-41.03261559645838, within(1e-9));
      assertThat(model.likelihoodRatio()).isCloseTo(3.384447332603699, within(1e-8));
      assertThat(model.pValue()).isCloseTo(0.0658, within(1e-4));
      assertThat(model.warnings()).isEmpty();
      assertThat(model.toString()).contains("maintained: ratio 2.498, coefficient 0.9155 ± 0.5119");
    }

    /** By hand: 2 b - log(3 r + 3) - log(r + 3) - log((r + 5) / 2), r = e^b. */
    @Test
    void has_the_efron_ratio_that_is_found_by_hand() {
      CoxModel model =
          new CoxTrainer()
              .train(
                  Durations.of(
                      new double[] {1, 1, 6, 6, 8, 9},
                      new boolean[] {true, false, true, true, false, true}),
                  List.of("x"),
                  new double[][] {{1}, {1}, {1}, {0}, {0}, {0}});
      double r = Math.exp(model.coefficient(0));
      assertThat(model.coefficient(0)).isCloseTo(1.676857, within(1e-6));
      assertThat(model.logLikelihood())
          .isCloseTo(
              2 * Math.log(r) - Math.log(3 * r + 3) - Math.log(r + 3) - Math.log((r + 5) / 2),
              within(1e-12));
    }

    @Test
    void agrees_with_lifelines_on_ties_and_late_entry() {
      List<String> names = List.of("x1", "x2");
      CoxModel model = new CoxTrainer().train(made(false), names, covariates());
      assertThat(model.coefficient(0)).isCloseTo(-0.23595042, within(1e-7));
      assertThat(model.coefficient(1)).isCloseTo(0.09291395, within(1e-7));
      assertThat(model.standardError(1).orElseThrow()).isCloseTo(0.29951751, within(1e-7));
      assertThat(model.logLikelihood()).isCloseTo(-158.90153840765416, within(1e-9));
      CoxModel late = new CoxTrainer().train(made(true), names, covariates());
      assertThat(late.coefficient(0)).isCloseTo(-0.23316591, within(1e-7));
      assertThat(late.coefficient(1)).isCloseTo(0.09344974, within(1e-7));
      assertThat(late.logLikelihood()).isCloseTo(-158.44553578223704, within(1e-9));
    }

    @Test
    void predicts_curves_that_lie_about_kaplan_meiers() {
      CoxModel model = new CoxTrainer().train(made(false), List.of("x1", "x2"), covariates());
      KaplanMeier all = KaplanMeier.of(made(false));
      double[] typical = {0.5, 1 / 3.0};
      for (double t : new double[] {2, 5, 9, 14}) {
        assertThat(model.survival(typical, t)).isCloseTo(all.survival(t), within(0.03));
      }
      assertThat(model.survival(typical, 5, 4))
          .isCloseTo(model.survival(typical, 9) / model.survival(typical, 5), within(1e-12));
      assertThat(model.survival(new double[] {0, 1}, 9))
          .isLessThan(model.survival(new double[] {1, 0}, 9));
    }

    @Test
    void orders_lives_as_lifelines_measures_it() {
      double[] scores = Arrays.stream(covariates()).mapToDouble(row -> row[0]).toArray();
      assertThat(Concordance.of(made(false), scores).orElseThrow())
          .isCloseTo(0.4916317991631799, within(1e-12));
    }

    @Test
    void says_what_cannot_be_told() {
      double[][] rows = new double[23][];
      for (int i = 0; i < 23; i++) {
        rows[i] = new double[] {i < 11 ? 0 : 1, 7, RELAPSED[i]};
      }
      CoxModel model =
          new CoxTrainer().train(leukemia(0, 23), List.of("group", "constant", "label"), rows);
      assertThat(model.warnings()).hasSize(2);
      assertThat(model.warnings().get(0))
          .isEqualTo("constant is the same for all lives: it tells nothing");
      assertThat(model.warnings().get(1)).startsWith("label parts those who left from those who");
      assertThat(model.standardError(1)).isEmpty();
      assertThat(model.coefficient(1)).isZero();
      assertThat(model.survival(rows[0], 20)).isBetween(0.0, 1.0);
      assertThat(model.toString()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void refuses_what_cannot_be_fitted() {
      CoxTrainer trainer = new CoxTrainer();
      Durations none = Durations.of(new double[] {1, 2}, new boolean[2]);
      assertThatThrownBy(() -> trainer.train(none, List.of("x"), new double[][] {{1}, {2}}))
          .isInstanceOf(TooLittleDataException.class)
          .hasMessageStartingWith("Cannot fit Cox's model: 0 of 2 lives ended");
      assertThatThrownBy(
              () -> trainer.train(none, List.of("x"), new double[][] {{1}, {Double.NaN}}))
          .hasMessageStartingWith("Row 1: Invalid covariate 0: NaN");
      assertThatThrownBy(() -> Durations.of(new double[] {-1}, new boolean[1]))
          .hasMessage("Row 0: Invalid time: -1.0 (must be >= 0 and finite)");
      assertThatThrownBy(() -> KaplanMeier.of(Durations.of(new double[0], new boolean[0])))
          .isInstanceOf(TooLittleDataException.class);
    }
  }
}
