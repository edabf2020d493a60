// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.bgbb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.perennial.math.random.RandomSource;
import io.perennial.value.Certificate;
import io.perennial.value.Fitted;
import io.perennial.value.Reference;
import io.perennial.value.TooLittleDataException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgBbTest {

  /**
   * Repeat giving of 11,104 donors over 6 years: x, t_x, donors. Source: Fader, Hardie and Shang
   * (2010), table 1.
   */
  private static final int[][] DONORS = {
    {6, 6, 1203}, {5, 6, 728}, {4, 6, 512}, {3, 6, 357}, {2, 6, 234}, {1, 6, 129}, {5, 5, 335},
    {4, 5, 284}, {3, 5, 225}, {2, 5, 173}, {1, 5, 119}, {4, 4, 240}, {3, 4, 181}, {2, 4, 155},
    {1, 4, 78}, {3, 3, 322}, {2, 3, 255}, {1, 3, 129}, {2, 2, 613}, {1, 2, 277}, {1, 1, 1091},
    {0, 0, 3464}
  };

  @Test
  void the_published_donations_give_the_published_parameters() {
    Map<OpportunityHistory, Integer> donors = new TreeMap<>();
    for (int[] row : DONORS) {
      donors.put(new OpportunityHistory(row[0], row[1], 6), row[2]);
    }
    Fitted<BgBbModel> fitted = new BgBbTrainer().train(donors);
    double[] expected = {
      1.203522351601897, 0.7497163581729337, 0.6567182084418606, 2.783442232577557
    };

    assertThat(fitted.certificate().verdict()).isEqualTo(Certificate.Verdict.CONVERGED);
    assertThat(fitted.certificate().warnings()).isEmpty();
    assertThat(fitted.certificate().logLikelihood()).isCloseTo(-33225.581274347, within(1e-7));
    for (int i = 0; i < 4; i++) {
      assertThat(fitted.certificate().estimates()[i]).isCloseTo(expected[i], withPercentage(1e-4));
    }
    assertThat(fitted.certificate().standardError("delta").orElseThrow())
        .isCloseTo(0.32081900372670047, withPercentage(0.1));
    assertThat(fitted.model().expectedRepeats(1) * 11_104).isCloseTo(5535.818028, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"donations, 5", "discreteSim, 6"})
  void every_cell_agrees_with_the_reference(String dataset, int horizon) {
    BgBbModel model = new BgBbTrainer().model(Reference.values(dataset, "bgbb"));
    Map<OpportunityHistory, Integer> customers = new TreeMap<>();
    for (Map<String, String> row : Reference.rows("bgbb/" + dataset + "_cells.csv")) {
      OpportunityHistory history =
          new OpportunityHistory(
              Integer.parseInt(row.get("x")),
              Integer.parseInt(row.get("t_x")),
              Integer.parseInt(row.get("n")));
      customers.put(history, Integer.parseInt(row.get("custs")));
      near(model.logLikelihood(history), row, "ll");
      near(model.probabilityAlive(history), row, "p_alive_n");
      near(model.probabilityAliveNext(history), row, "p_alive_n1");
      near(model.expectedPurchases(history, 1), row, "cet_1");
      near(model.expectedPurchases(history, horizon), row, "cet_" + horizon);
      near(model.expectedPurchases(history, 10), row, "cet_10");
      near(model.discountedPurchases(history, 0.1), row, "dert_10pct");
    }
    double[] found = new BgBbTrainer().train(customers).certificate().estimates();
    double[] expected = Reference.values(dataset, "bgbb");
    for (int i = 0; i < 4; i++) {
      assertThat(found[i]).isCloseTo(expected[i], withPercentage(1e-4));
    }
  }

  @Test
  void nothing_breaks_at_gamma_1_or_at_a_horizon_of_a_million_periods() {
    OpportunityHistory history = new OpportunityHistory(2, 4, 6);
    double below = new BgBbModel(1.2, 0.7, 1 - 1e-9, 2.8).expectedPurchases(history, 10);
    double at = new BgBbModel(1.2, 0.7, 1, 2.8).expectedPurchases(history, 10);
    assertThat(at).isCloseTo(below, withPercentage(1e-6));
    assertThat(new BgBbModel(1.2, 0.7, 0.1, 2.8).expectedPurchases(history, 1_000_000))
        .isFinite()
        .isPositive();
    assertThat(new BgBbModel(1.2, 0.7, 0.1, 2.8).expectedPurchases(history, 0)).isZero();
  }

  @Test
  void draws_have_the_expected_mean() {
    BgBbModel model = new BgBbModel(1.2, 0.75, 0.66, 2.8);
    OpportunityHistory history = new OpportunityHistory(3, 5, 6);
    RandomSource source = RandomSource.seeded(11);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      sum += model.drawPurchases(history, 8, source.stream(i));
    }
    assertThat(sum / 100_000).isCloseTo(model.expectedPurchases(history, 8), withPercentage(1.5));
  }

  @Test
  void too_few_and_impossible_histories_are_refused() {
    assertThatThrownBy(() -> new BgBbTrainer().train(Map.of(new OpportunityHistory(1, 2, 3), 9)))
        .isInstanceOf(TooLittleDataException.class)
        .hasMessage(
            "Cannot fit BG/BB: only 9 of 9 customers have a repeat purchase (at least 10 are"
                + " needed)");
    assertThatThrownBy(() -> new OpportunityHistory(3, 2, 6))
        .hasMessage("Invalid repeats: 3 (must be within [1, 2], the last period, or both 0)");
    assertThatThrownBy(() -> new OpportunityHistory(1, 7, 6))
        .hasMessage("Invalid last period: 7 (must be within [0, 6])");
  }

  private static void near(double actual, Map<String, String> row, String column) {
    assertThat(actual)
        .as("%s of %s", column, row)
        .isCloseTo(Reference.number(row, column), withPercentage(1e-7));
  }
}
