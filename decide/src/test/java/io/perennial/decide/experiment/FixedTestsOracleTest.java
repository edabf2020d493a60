// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against statsmodels 0.15.0, SciPy 1.17.1 and NumPy, on the same numbers. */
class FixedTestsOracleTest {

  private static final Offset<Double> CLOSE = within(1e-10);
  private static final double[] CONTROL = {3.1, 4.2, 5.9, 2.2, 7.7, 3.3, 1.0};
  private static final double[] TREATMENT = {6.5, 4.9, 8.8, 9.1, 3.6};

  @Test
  void the_difference_of_means_is_that_of_ttest_ind_with_unequal_variances() {
    Effect effect =
        Comparison.of(ArmSummary.of(CONTROL), ArmSummary.of(TREATMENT), 0.05)
            .effect()
            .orElseThrow();

    assertThat(effect.pValue()).isCloseTo(0.08610778231002816, CLOSE);
    assertThat(effect.interval().low()).isCloseTo(-0.47023804372698397, CLOSE);
    assertThat(effect.interval().high()).isCloseTo(5.801666615155557, CLOSE);
    assertThat(effect.difference() / effect.standardError()).isCloseTo(1.9424092953979089, CLOSE);
    assertThat(effect.significant()).isFalse();
  }

  @Test
  void a_difference_of_proportions_is_that_of_proportions_ztest_and_newcombs_interval() {
    Effect many = effect(new Proportion(100, 2010), new Proportion(130, 2000));
    Effect few = effect(new Proportion(0, 50), new Proportion(3, 40));

    assertThat(many.pValue()).isCloseTo(0.03785750315352034, CLOSE);
    assertThat(many.interval().low()).isCloseTo(0.0008307930926129449, CLOSE);
    assertThat(many.interval().high()).isCloseTo(0.02978259511885996, CLOSE);
    assertThat(few.pValue()).isCloseTo(0.048884633916181135, CLOSE);
    assertThat(few.interval().low()).isCloseTo(-0.011646270916476312, CLOSE);
    assertThat(few.interval().high()).isCloseTo(0.1986423352431055, CLOSE);
    assertThat(few.relative()).isEmpty();
  }

  @Test
  void a_proportions_interval_is_wilsons() {
    Interval interval = new Proportion(3, 17).interval(0.05);

    assertThat(interval.low()).isCloseTo(0.061911266376209945, CLOSE);
    assertThat(interval.high()).isCloseTo(0.4102945856883413, CLOSE);
    assertThat(new Proportion(0, 0).interval(0.05)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void students_t_is_that_of_scipy() {
    assertThat(new StudentT(1).exceededWith(0.025)).isCloseTo(12.706204736174698, CLOSE);
    assertThat(new StudentT(3.5).exceededWith(0.005)).isCloseTo(5.08570222, within(1e-8));
    assertThat(new StudentT(240.7).exceededWith(0.025)).isCloseTo(1.9698686, within(1e-7));
    assertThat(new StudentT(10).exceededWith(0.3)).isCloseTo(0.54152804, within(1e-8));
    assertThat(new StudentT(5).exceededWith(1e-8)).isCloseTo(62.40450611, within(1e-6));
    assertThat(new StudentT(2.5).upperTail(1)).isCloseTo(0.202030514, within(1e-9));
    assertThat(new StudentT(7).upperTail(-2)).isCloseTo(0.957190336, within(1e-9));
    assertThat(new StudentT(12).upperTail(40)).isCloseTo(1.92561479e-14, within(1e-22));
    assertThat(new StudentT(5000).upperTail(3.3)).isCloseTo(4.86810641e-4, within(1e-12));
  }

  @Test
  void the_percent_are_fiellers() {
    Estimate control = new Estimate(1000, 10, 0.8);
    Relative relative =
        Relative.of(control, new Estimate(1000, 11.5, 0.9), 1.959963984540054).orElseThrow();

    assertThat(relative.change()).isCloseTo(0.15, CLOSE);
    assertThat(relative.interval().low()).isCloseTo(-0.07806266019348518, CLOSE);
    assertThat(relative.interval().high()).isCloseTo(0.43603418343773326, CLOSE);
  }

  @Test
  void a_ratios_error_is_that_of_the_delta_method() {
    Estimate ratio =
        RatioSummary.of(new double[] {3, 0, 5, 2, 8, 1}, new double[] {1, 0, 2, 1, 3, 1})
            .estimate();

    assertThat(ratio.value()).isCloseTo(2.375, CLOSE);
    assertThat(ratio.standardError()).isCloseTo(0.24685522072664362, CLOSE);
  }

  @Test
  void the_sample_ratio_check_is_the_chi_squared_test() {
    SampleRatio wrong = SampleRatio.of(new long[] {821_588, 815_482}, new double[] {1, 1});
    SampleRatio right = SampleRatio.of(new long[] {510, 240, 250}, new double[] {2, 1, 1});

    assertThat(wrong.pValue()).isCloseTo(1.8217928726191858e-06, within(1e-15));
    assertThat(wrong.mismatch()).isTrue();
    assertThat(wrong.inWords())
        .isEqualTo(
            "The arms' sizes are wrong: 821,588 where 818,535 were due, 815,482 where 818,535 were"
                + " due (chance of as much by luck: below .0001).");
    assertThat(right.pValue()).isCloseTo(0.7408182206817179, CLOSE);
    assertThat(right.mismatch()).isFalse();
  }

  @Test
  void cuped_is_the_regression_on_arm_and_covariates() {
    int n = 60;
    int[] arm = new int[n];
    double[] y = new double[n];
    double[] first = new double[n];
    double[] second = new double[n];
    double[] constant = new double[n];
    for (int i = 0; i < n; i++) {
      arm[i] = i * 7 % 3;
      first[i] = StrictMath.sin(i) * 3 + i % 5;
      second[i] = StrictMath.cos(i * 1.7) * 2 + i % 4;
      constant[i] = 1e9;
      y[i] =
          1.5 * first[i]
              - 0.7 * second[i]
              + (arm[i] == 1 ? 0.4 : 0)
              + (arm[i] == 2 ? 0.9 : 0)
              + StrictMath.sin((double) i * i * 0.37);
    }

    Cuped two = Cuped.of(y, arm, 3, first, second);
    Cuped more = Cuped.of(y, arm, 3, first, constant);

    assertThat(two.arms().get(1).mean() - two.arms().get(0).mean())
        .as("statsmodels' OLS, coefficient of arm 1")
        .isCloseTo(0.41160375, within(1e-8));
    assertThat(two.arms().get(2).mean() - two.arms().get(0).mean())
        .isCloseTo(0.98223431, within(1e-8));
    assertThat(two.varianceReduction()).isCloseTo(0.9748572578145613, CLOSE);
    assertThat(more.weights()[1]).as("what does not vary").isZero();
    assertThat(more.varianceReduction()).isBetween(0.5, 0.97);
  }

  private static Effect effect(Proportion control, Proportion treatment) {
    return Proportion.compare(control, treatment, 0.05).effect().orElseThrow();
  }
}
