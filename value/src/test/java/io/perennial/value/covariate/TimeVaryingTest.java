// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.quadrature.GaussLegendre;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.GammaFunctions;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.SimulatedBase;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimeVaryingTest {

  /** A promotion every fifth week and a season, 80 weeks back and 60 ahead. */
  private static final CovariatePath PATH = path();

  private static CovariatePath path() {
    double[][] z = new double[2][140];
    for (int week = 0; week < 140; week++) {
      z[0][week] = week % 5 == 0 ? 1 : 0;
      z[1][week] = Math.cos(2 * Math.PI * week / 52);
    }
    return CovariatePath.of(List.of("promotion", "season"), -80, 1, z);
  }

  private static TimeVaryingModel model(double promotion, double season, double leaving) {
    double[] parameters = {
      0.8, 7, 0.9, 20, Math.exp(promotion), Math.exp(season), Math.exp(leaving)
    };
    return new TimeVaryingModel(PATH, new int[] {0, 1}, new int[] {1}, parameters);
  }

  @Nested
  class WithoutEffects {

    @Test
    void every_answer_is_that_of_the_pareto_nbd_model() {
      TimeVaryingModel flat = model(0, 0, 0);
      ParetoNbdModel plain = new ParetoNbdModel(0.8, 7, 0.9, 20);
      for (PurchaseHistory history :
          List.of(
              PurchaseHistory.boughtOnce(0),
              PurchaseHistory.boughtOnce(40.3),
              new PurchaseHistory(3, 20.2, 77),
              new PurchaseHistory(40, 60, 95), // before the path begins
              new PurchaseHistory(2, 30, 30))) {
        assertThat(flat.logLikelihood(history))
            .isCloseTo(plain.logLikelihood(history), within(1e-10));
        assertThat(flat.logProbabilityAlive(history))
            .isCloseTo(plain.logProbabilityAlive(history), within(1e-10));
        assertThat(flat.expectedPurchases(history, 100))
            .isCloseTo(plain.expectedPurchases(history, 100), withPercentage(1e-9));
        assertThat(flat.discountedPurchases(history, 0.003, Double.POSITIVE_INFINITY))
            .isCloseTo(
                plain.discountedPurchases(history, 0.003, Double.POSITIVE_INFINITY),
                withPercentage(1e-8));
      }
      assertThat(flat.expectedRepeats(52)).isCloseTo(plain.expectedRepeats(52), within(1e-10));
    }
  }

  @Nested
  class Oracle {

    /** By brute force: both rates on a grid, the rate of buying walked in small steps. */
    @Test
    void a_history_has_the_plain_triple_integral() {
      TimeVaryingModel model = model(0.7, 0.4, -0.5);
      PurchaseHistory history = new PurchaseHistory(2, 12.5, 31);
      GaussLegendre rule = GaussLegendre.of(80);
      double birth = -31;
      double likelihood =
          rule.integrate(
              u -> {
                double lambda = u / (1 - u);
                double ofLambda = gamma(lambda, 0.8, 7) * lambda * lambda / ((1 - u) * (1 - u));
                return ofLambda
                    * rule.integrate(
                        v -> {
                          double mu = v * v / (1 - v); // finer near 0, where its density is steep
                          double jacobian = v * (2 - v) / ((1 - v) * (1 - v));
                          return gamma(mu, 0.9, 20)
                              * jacobian
                              * silent(lambda, mu, birth, birth + 12.5);
                        },
                        0,
                        1);
              },
              0,
              1);
      // x of the model's formula comes with rising factorials: lambda^2 is in the integrand
      assertThat(Math.exp(model.logLikelihood(history))).isCloseTo(likelihood, withPercentage(0.1));
    }

    private static double gamma(double value, double shape, double rate) {
      return Math.exp(
          shape * Math.log(rate)
              - GammaFunctions.logGamma(shape)
              + (shape - 1) * Math.log(value)
              - rate * value);
    }

    /** exp(-lambda A) of who is there at 0, and of who left in silence, in steps of a week. */
    private static double silent(double lambda, double mu, double birth, double last) {
      double buying = 0;
      double leaving = 0;
      double gone = 0;
      for (double start = birth; start < 0; ) {
        double end = Math.min(0, Math.floor(start + 1e-9) + 1);
        if (start < last && last < end) {
          end = last;
        }
        double[] z = PATH.at(0.5 * (start + end));
        double a = lambda * Math.exp(0.7 * z[0] + 0.4 * z[1]);
        double b = mu * Math.exp(-0.5 * z[1]);
        if (start >= last) {
          gone += b / (a + b) * Math.exp(-buying - leaving) * -Math.expm1(-(a + b) * (end - start));
        }
        buying += a * (end - start);
        leaving += b * (end - start);
        start = end;
      }
      return Math.exp(-buying - leaving) + gone;
    }

    @Test
    void draws_have_the_expectation_and_the_chance_of_a_purchase() {
      TimeVaryingModel model = model(0.9, 0.6, 0.4);
      PurchaseHistory history = new PurchaseHistory(4, 25, 31);
      double alive = model.probabilityAlive(history);
      RandomStream random = RandomSource.seeded(1).stream(1);
      int n = 40_000;
      double sum = 0;
      int active = 0;
      for (int d = 0; d < n; d++) {
        int purchases = model.drawPurchases(history, alive, 30, random);
        sum += purchases;
        active += purchases > 0 ? 1 : 0;
      }
      assertThat(sum / n).isCloseTo(model.expectedPurchases(history, 30), withPercentage(2));
      assertThat(active / (double) n)
          .isCloseTo(model.probabilityActive(history, 30), within(0.008));
      assertThat(model.discountedPurchases(history, 1e-9, 30))
          .isCloseTo(model.expectedPurchases(history, 30), withPercentage(1e-4));
    }

    @Test
    void the_gradient_is_the_slope() {
      Base base = base(80, 0.5, 0.4, 1);
      TimeVaryingLikelihood likelihood =
          new TimeVaryingLikelihood(base.timed(), new int[] {0, 1}, new int[] {1, 0}, 0.3);
      double[] at = {0.7, 9, 0.8, 11, 1.4, 0.8, 1.6, 0.7};
      double[] gradient = new double[8];
      likelihood.at(at, gradient);
      for (int k = 0; k < 8; k++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[k] *= 1 + 1e-5;
        down[k] *= 1 - 1e-5;
        double slope = (likelihood.at(up) - likelihood.at(down)) / (2e-5 * at[k]);
        assertThat(gradient[k]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
      }
    }
  }

  /** Simulated customers on {@link #PATH} and their purchases of the 26 weeks after. */
  record Base(TimedHistories timed, List<Integer> future) {}

  /** Walks from purchase to purchase by thinning, which shares no code with the clocks. */
  static Base base(int customers, double promotion, double season, long seed) {
    RandomSource source = RandomSource.seeded(seed).derive("time-varying base");
    List<PurchaseHistory> histories = new ArrayList<>();
    List<Integer> future = new ArrayList<>();
    List<Double> moments = new ArrayList<>();
    int[] starts = new int[customers + 1];
    double fastest = Math.exp(Math.abs(promotion) + Math.abs(season));
    for (int i = 0; i < customers; i++) {
      RandomStream random = source.stream(i);
      double birth = -5 - 70 * random.nextDouble();
      double lambda = Gamma.standard(random, 0.8) / 7;
      double leaves = birth + Gamma.standard(random, 1) / (Gamma.standard(random, 0.9) / 20);
      double last = birth;
      int repeats = 0;
      int later = 0;
      for (double now = birth; now < Math.min(leaves, 26); ) {
        now -= StrictMath.log(random.nextOpenDouble()) / (lambda * fastest);
        double[] z = PATH.at(now);
        if (now < Math.min(leaves, 26)
            && random.chance(Math.exp(promotion * z[0] + season * z[1]) / fastest)) {
          later += now > 0 ? 1 : 0;
          if (now <= 0) {
            repeats++;
            last = now;
            moments.add(-now);
          }
        }
      }
      histories.add(new PurchaseHistory(repeats, last - birth, -birth));
      future.add(later);
      starts[i + 1] = moments.size();
    }
    double[] before = moments.stream().mapToDouble(Double::doubleValue).toArray();
    return new Base(
        TimedHistories.of(GroupedHistories.of(histories), starts, before, PATH), future);
  }

  @Nested
  class Truth {

    @Test
    void a_promotion_and_a_season_are_recovered_and_forecast() {
      Base base = base(800, 0.6, 0.5, 2);
      TimeVaryingFit fit =
          TimeVaryingTrainer.ofBuying(List.of("promotion", "season")).train(base.timed());

      Effect promotion = fit.effects().get(0);
      Effect season = fit.effects().get(1);
      assertThat(promotion.perUnit()).isCloseTo(0.6, within(3 * promotion.standardError()));
      assertThat(season.perUnit()).isCloseTo(0.5, within(3 * season.standardError()));
      assertThat(promotion.standardError()).isLessThan(0.09);
      assertThat(fit.gain()).isGreaterThan(60);
      assertThat(fit.summary()).contains("buying promotion +0.");
      double expected = 0;
      GroupedHistories histories = base.timed().histories();
      for (int i = 0; i < 800; i++) {
        expected += fit.model().expectedPurchases(histories.history(histories.groupOf(i)), 26);
      }
      double actual = base.future().stream().mapToInt(Integer::intValue).sum();
      assertThat(expected).isCloseTo(actual, withPercentage(18));
    }

    @Test
    void where_there_is_no_effect_none_is_found() {
      Base base = base(300, 0, 0, 4);
      TimeVaryingFit fit =
          new TimeVaryingTrainer(
                  List.of("promotion"), List.of("season"), CovariateConfig.defaults())
              .train(base.timed());
      for (Effect effect : fit.effects()) {
        assertThat(Math.abs(effect.z())).isLessThan(3);
      }
      assertThat(fit.gain()).isLessThan(6);
    }
  }

  @Nested
  class Faults {

    @Test
    void moments_that_do_not_fit_the_histories_are_refused() {
      GroupedHistories histories = SimulatedBase.paretoNbd(3, 1, 2, 1, 20, 1).grouped();
      assertThatThrownBy(() -> TimedHistories.of(histories, new int[4], new double[0], PATH))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Invalid moments of row");
      assertThatThrownBy(() -> CovariatePath.of(List.of("a"), 0, 0, new double[1][3]))
          .hasMessageContaining("in steps > 0");
      assertThatThrownBy(
              () -> TimeVaryingTrainer.ofBuying(List.of("b")).train(base(100, 0, 0, 1).timed()))
          .hasMessage("Unknown covariate: b (there are [promotion, season])");
    }

    @Test
    void a_path_without_steps_or_an_enormous_covariate_keeps_answers_finite() {
      CovariatePath none = CovariatePath.of(List.of("a"), 0, 1, new double[1][0]);
      TimeVaryingModel empty =
          new TimeVaryingModel(none, new int[] {0}, new int[0], new double[] {1, 5, 1, 9, 2});
      PurchaseHistory history = new PurchaseHistory(2, 5, 20);
      assertThat(empty.expectedPurchases(history, 10))
          .isCloseTo(new ParetoNbdModel(1, 5, 1, 9).expectedPurchases(history, 10), within(1e-10));
      double[] steps = new double[50];
      Arrays.fill(steps, 20, 25, 1e9);
      CovariatePath wild = CovariatePath.of(List.of("a"), -40, 1, new double[][] {steps});
      TimeVaryingModel model =
          new TimeVaryingModel(wild, new int[] {0}, new int[] {0}, new double[] {1, 5, 1, 9, 2, 3});
      assertThat(model.expectedPurchases(history, 10)).isFinite().isNotNegative();
      assertThat(model.logProbabilityAlive(history)).isLessThanOrEqualTo(0);
    }
  }
}
