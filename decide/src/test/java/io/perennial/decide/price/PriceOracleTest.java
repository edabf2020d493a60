// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of others: statsmodels 0.15.0, and metafor's page of the BCG trials. */
class PriceOracleTest {

  private static final double[] UNITS = {12, 0, 7, 15, 22, 3, 9, 14, 6, 11, 18, 2};
  private static final double[] LOG_PRICE = {
    0.10, 0.35, 0.18, 0.02, -0.12, 0.30, 0.12, 0.05, 0.22, 0.08, -0.05, 0.33
  };
  private static final double[] OTHER = {0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 0};

  /** sm.GLM(y, X, family=Poisson(), offset=off).fit(scale='X2'). */
  @Test
  void poisson_regression_is_that_of_statsmodels() {
    double[][] rows = new double[12][];
    double[] offset = new double[12];
    for (int i = 0; i < 12; i++) {
      rows[i] = new double[] {1, LOG_PRICE[i], OTHER[i]};
      offset[i] = 0.1 * (i % 3);
    }

    PoissonRegression fit =
        PoissonRegression.of(rows, UNITS, offset, new double[3], new double[3], 0);

    assertThat(fit.weights())
        .containsExactly(new double[] {2.88804943, -5.95718495, -0.37546643}, within(1e-7));
    assertThat(fit.dispersion()).isCloseTo(0.7673260341597533, within(1e-8));
    assertThat(Math.sqrt(fit.variance(0))).isCloseTo(0.19091723, within(1e-7));
    assertThat(Math.sqrt(fit.variance(1))).isCloseTo(0.94281276, within(1e-7));
    assertThat(fit.freedom()).isEqualTo(9);
  }

  private static final double[][] TRIALS = {
    {4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {62, 13536, 248, 12619},
    {33, 5036, 47, 5761}, {180, 1361, 372, 1079}, {8, 2537, 10, 619}, {505, 87886, 499, 87892},
    {29, 7470, 45, 7232}, {17, 1699, 65, 1600}, {186, 50448, 141, 27197}, {5, 2493, 3, 2338},
    {27, 16886, 29, 17825}
  };

  /** rma(yi, vi, data = dat) of metafor: tau² 0.3132, mean -0.7145 with error 0.1798. */
  @Test
  void what_estimates_have_in_common_is_that_of_metafor() {
    double[] estimates = new double[TRIALS.length];
    double[] variances = new double[TRIALS.length];
    for (int i = 0; i < estimates.length; i++) {
      double[] trial = TRIALS[i];
      double treated = trial[0] + trial[1];
      double control = trial[2] + trial[3];
      estimates[i] = Math.log(trial[0] / treated / (trial[2] / control));
      variances[i] = 1 / trial[0] - 1 / treated + 1 / trial[2] - 1 / control;
    }

    PooledMean common = PooledMean.of(estimates, variances);

    assertThat(common.spread() * common.spread()).isCloseTo(0.31324325821827914, within(1e-7));
    assertThat(common.mean()).isCloseTo(-0.7145323421656229, within(1e-7));
    assertThat(common.error()).isCloseTo(0.17978151612410487, within(1e-7));
    // combine_effects(method_re='chi2') of statsmodels
    assertThat(PooledMean.momentVariance(estimates, variances))
        .isCloseTo(0.30876026286237634, within(1e-10));
  }

  @Test
  void one_estimate_stays_as_it_is() {
    PooledMean one = PooledMean.of(new double[] {-2}, new double[] {0.25});

    assertThat(one.mean()).isEqualTo(-2);
    assertThat(one.error()).isEqualTo(0.5);
    assertThat(one.spread()).isZero();
    assertThat(one.draw(-2, 0.25)).isEqualTo(new PooledMean.Drawn(-2, 0.5, 1));
    assertThatThrownBy(() -> PooledMean.of(new double[] {1}, new double[] {0}))
        .hasMessage("Invalid variance: 0.0 (must be > 0 and finite)");
  }

  @Test
  void the_share_that_is_left_unexplained_allows_for_how_many_columns_explain() {
    double[] price = {1, 2, 3, 4, 5, 6};
    double[] same = {2, 4, 6, 8, 10, 12};

    assertThat(Identification.unexplained(price, List.of(same))).isCloseTo(0, within(1e-12));
    assertThat(Identification.unexplained(price, List.of())).isEqualTo(1);
    // 1 - adjusted R² by hand: 13.5 of 17.5 are explained, 4 and 5 degrees of freedom
    double[] halves = {0, 0, 0, 1, 1, 1};
    assertThat(Identification.unexplained(price, List.of(halves)))
        .isCloseTo(4.0 / 4 / (17.5 / 5), within(1e-12));
  }
}
