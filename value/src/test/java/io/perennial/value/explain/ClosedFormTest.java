// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.value.PurchaseHistory;
import io.perennial.value.Reference;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.forecast.ValuationConfig;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.Explanation.Contribution;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClosedFormTest {

  private static final ParetoNbdModel PARETO = new ParetoNbdModel(0.5533, 10.578, 0.6062, 11.669);
  private static final GammaGammaModel SPEND = new GammaGammaModel(6.25, 3.74, 15.44);
  private static final Observed CDNOW = Reference.splitOf("cdnow_sample").observed();

  @Property(tries = 60)
  void shapley_values_are_the_mean_of_all_orders(
      @ForAll @IntRange(min = 0, max = 5) int players, @ForAll long seed) {
    IntToDoubleFunction worth = s -> Math.sin(seed % 1000 + 1.7 * s) * (s + 1);

    double[] exact = Shapley.exact(players, worth);

    double[] mean = new double[players];
    List<int[]> orders = orders(players);
    for (int[] order : orders) {
      int in = 0;
      for (int j : order) {
        mean[j] += (worth.applyAsDouble(in | 1 << j) - worth.applyAsDouble(in)) / orders.size();
        in |= 1 << j;
      }
    }
    assertThat(exact).containsExactly(mean, within(1e-9));
    assertThat(Arrays.stream(exact).sum())
        .isCloseTo(worth.applyAsDouble((1 << players) - 1) - worth.applyAsDouble(0), within(1e-9));
  }

  private static List<int[]> orders(int players) {
    if (players == 0) {
      return List.of(new int[0]);
    }
    List<int[]> orders = new ArrayList<>();
    for (int[] shorter : orders(players - 1)) {
      for (int at = 0; at < players; at++) {
        int[] order = new int[players];
        System.arraycopy(shorter, 0, order, 0, at);
        order[at] = players - 1;
        System.arraycopy(shorter, at, order, at + 1, players - 1 - at);
        orders.add(order);
      }
    }
    return orders;
  }

  @Property(tries = 200)
  void contributions_add_up_to_the_forecast_of_any_customer(
      @ForAll @IntRange(min = 0, max = 40) int repeats,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 500) double age,
      @ForAll @DoubleRange(min = -10, max = 900) double spend) {
    PurchaseHistory history = new PurchaseHistory(repeats, repeats == 0 ? 0 : share * age, age);
    Background background = Background.sample(CDNOW, 12, 3);
    ClosedForm form = ClosedForm.ofSpend(PARETO, SPEND, 39);

    Explanation explanation = form.explain(history, spend, background);

    assertThat(explanation.total()).isEqualTo(form.at(history, spend)).isFinite();
    assertThat(explanation.base() + sum(explanation))
        .isCloseTo(explanation.total(), within(1e-9 * (1 + Math.abs(explanation.total()))));
    assertThat(explanation.contributions())
        .allSatisfy(c -> assertThat(c.amount()).isFinite())
        .isSortedAccordingTo((c, d) -> Double.compare(Math.abs(d.amount()), Math.abs(c.amount())));
  }

  @Test
  void the_base_is_the_mean_forecast_of_the_background() {
    Background all = Background.sample(CDNOW, Integer.MAX_VALUE, 1);
    ClosedForm form = ClosedForm.ofPurchases(PARETO, 39);

    Explanation explanation = form.explain(new PurchaseHistory(6, 35, 38), 20, all);

    double mean = 0;
    for (int i = 0; i < CDNOW.customers(); i++) {
      mean += PARETO.expectedPurchases(CDNOW.history(i), 39) / CDNOW.customers();
    }
    assertThat(explanation.base()).isCloseTo(mean, within(1e-9));
    assertThat(all.size()).isEqualTo(2357);
    assertThat(explanation.contributions())
        .extracting(Contribution::feature)
        .containsExactlyInAnyOrder("history.repeats", "history.silence_weeks", "history.age_weeks");
  }

  @Test
  void a_good_customer_of_cdnow_is_good_for_his_repeats() {
    Explanation explanation =
        ClosedForm.ofValue(PARETO, SPEND, ValuationConfig.defaults().withMargin(0.3))
            .explain(new PurchaseHistory(7, 30, 37), 42.5, Background.sample(CDNOW, 200, 1));

    Map<String, Double> amounts =
        explanation.contributions().stream()
            .collect(Collectors.toMap(Contribution::feature, Contribution::amount));
    assertThat(explanation.contributions().get(0).feature()).isEqualTo("history.repeats");
    assertThat(amounts.get("history.mean_spend")).isPositive();
    assertThat(explanation.method()).contains("200 customers");
  }

  @Test
  void the_typical_customer_of_cdnow_has_bought_once() {
    Background typical = Background.typical(CDNOW);
    ClosedForm form = ClosedForm.ofPurchases(PARETO, 39);

    Explanation explanation = form.explain(new PurchaseHistory(2, 20, 38), 20, typical);

    assertThat(typical.size()).isEqualTo(1);
    assertThat(typical.customers().get(0).repeats()).isZero();
    assertThat(explanation.method()).contains("typical customer");
    // neither the mix with nor the one without the customer's repeats knows another recency
    assertThat(explanation.contributions())
        .filteredOn(c -> c.feature().equals("history.silence_weeks"))
        .allSatisfy(c -> assertThat(c.amount()).isZero());
  }

  @Test
  void sensitivities_are_differences_of_the_formula() {
    PurchaseHistory history = new PurchaseHistory(3, 28, 38);
    ClosedForm form = ClosedForm.ofSpend(PARETO, SPEND, 52);

    Sensitivities steps = form.sensitivities(history, 30);

    double now = form.at(history, 30);
    assertThat(steps.forecast()).isEqualTo(now);
    assertThat(steps.onePurchase())
        .isEqualTo(form.at(new PurchaseHistory(4, 38, 38), 30) - now)
        .isPositive();
    assertThat(steps.oneSilentWeek())
        .isEqualTo(form.at(new PurchaseHistory(3, 28, 39), 30) - now)
        .isNegative();
    assertThat(steps.perUnitOfMeanSpend())
        .isCloseTo((form.at(history, 30.01) - form.at(history, 29.99)) / 0.02, within(1e-8));
    double halving = steps.halvingWeeks().orElseThrow();
    assertThat(form.at(new PurchaseHistory(3, 28, 38 + halving), 30))
        .isCloseTo(now / 2, within(1e-6 * now));
  }

  @Test
  void who_never_leaves_has_no_early_half_life_and_no_spend_needs_no_spend() {
    Sensitivities nbd =
        ClosedForm.ofPurchases(new NbdModel(2, 5), 26)
            .sensitivities(PurchaseHistory.boughtOnce(1e6), 0);
    assertThat(nbd.halvingWeeks()).isEmpty();
    assertThat(nbd.perUnitOfMeanSpend()).isZero();
    Sensitivities once =
        ClosedForm.ofSpend(BetaGeometricModel.bgNbd(0.24, 4.4, 0.8, 2.4), SPEND, 26)
            .sensitivities(PurchaseHistory.boughtOnce(20), 0);
    assertThat(once.perUnitOfMeanSpend()).isZero();
    assertThat(once.onePurchase()).isPositive();
  }

  @Test
  void what_cannot_be_asked_is_refused() {
    Observed nobody =
        Observed.of(new int[0], new double[0], new double[0], new double[0], new double[0]);
    assertThatThrownBy(() -> Background.typical(nobody))
        .hasMessage("Cannot explain forecasts: the base has no customer");
    assertThatThrownBy(() -> Background.sample(CDNOW, 0, 1))
        .hasMessage("Invalid background: 0 (must be >= 1)");
    assertThatThrownBy(() -> Shapley.exact(17, s -> 0))
        .hasMessage("Invalid players: 17 (must be within [0, 16])");
    assertThatThrownBy(() -> ClosedForm.ofPurchases(PARETO, Double.NaN))
        .hasMessageContaining("Invalid horizon: NaN");
  }

  private static double sum(Explanation explanation) {
    return explanation.contributions().stream().mapToDouble(Contribution::amount).sum();
  }
}
