// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.distribution.Beta;
import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.Dropout;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NextPurchaseTest {

  private static final PurchaseHistory REGULAR = new PurchaseHistory(4, 30, 38);
  private static final int DRAWS = 40_000;

  static Stream<PurchaseModel> models() {
    return Stream.of(
        new ParetoNbdModel(0.55, 10.6, 0.61, 11.7),
        new ParetoNbdModel(2, 8, 1, 40),
        BetaGeometricModel.bgNbd(0.24, 4.4, 0.79, 2.4),
        BetaGeometricModel.mbgNbd(0.5, 6, 0.4, 1.9),
        new BetaGeometricModel(Dropout.AFTER_ANY, 3, 1.5, 4, 0.7, 3),
        new NbdModel(0.8, 10));
  }

  @ParameterizedTest
  @MethodSource("models")
  void no_purchase_in_the_horizon_is_as_likely_as_simulation_has_it(PurchaseModel model) {
    NextPurchase next = NextPurchase.of(model, REGULAR);
    RandomStream random = RandomSource.seeded(3).stream(0);
    for (double horizon : new double[] {4, 26, 104}) {
      int none = 0;
      for (int d = 0; d < DRAWS; d++) {
        none += model.drawPurchases(REGULAR, next.probabilityAlive(), horizon, random) == 0 ? 1 : 0;
      }
      double error = 4.5 * Math.sqrt(0.25 / DRAWS);
      assertThat(next.probabilityOfNone(horizon)).isEqualTo(none / (double) DRAWS, within(error));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void its_quantiles_are_those_of_its_law(PurchaseModel model) {
    NextPurchase next = NextPurchase.of(model, REGULAR);
    double last = 0;
    for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
      double weeks = next.weeksIfBack(level);
      assertThat(next.probabilityWithin(weeks) / next.probabilityEver())
          .isEqualTo(level, within(1e-8));
      assertThat(weeks).isGreaterThan(last);
      last = weeks;
      next.weeksIfAlive(level)
          .ifPresent(
              time ->
                  assertThat(next.probabilityWithin(time) / next.probabilityAlive())
                      .isEqualTo(level, within(1e-8)));
    }
    assertThat(next.probabilityEver()).isLessThanOrEqualTo(next.probabilityAlive());
    assertThat(next.probabilityWithin(0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("models")
  void is_finite_for_any_history(PurchaseModel model) {
    for (PurchaseHistory history :
        List.of(
            PurchaseHistory.boughtOnce(0),
            PurchaseHistory.boughtOnce(1e5),
            new PurchaseHistory(5000, 100, 100),
            new PurchaseHistory(3, 1e-3, 1e4))) {
      NextPurchase next = NextPurchase.of(model, history);
      assertThat(next.weeksIfBack(0.5)).isFinite().isPositive();
      assertThat(next.probabilityOfNone(26)).isBetween(0.0, 1.0);
      assertThat(next.probabilityEver()).isBetween(0.0, 1.0);
    }
  }

  /** Customers of one history, simulated from birth, tell the law of those who are still there. */
  @Test
  void the_median_is_that_of_simulated_regular_buyers() {
    BetaGeometricModel model = new BetaGeometricModel(Dropout.AFTER_ANY, 3, 2, 8, 0.5, 4);
    RandomSource source = RandomSource.seeded(11);
    List<Double> inside = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      RandomStream random = source.stream(i);
      double rate = Gamma.standard(random, 2) / 8;
      double leave = new Beta(0.5, 4).sample(random);
      double now = 0;
      double last = 0;
      int repeats = 0;
      boolean left = random.chance(leave);
      while (!left) {
        double after = now + Gamma.standard(random, 3) / rate;
        if (after > 60) {
          NextPurchase law =
              NextPurchase.of(model, new PurchaseHistory(repeats, repeats == 0 ? 0 : last, 60));
          inside.add(law.probabilityWithin(after - 60) / law.probabilityAlive());
          break;
        }
        now = after;
        last = after;
        repeats++;
        left = random.chance(leave);
      }
    }
    // the law at what came is uniform
    double[] sorted = inside.stream().mapToDouble(d -> d).sorted().toArray();
    double worst = 0;
    for (int i = 0; i < sorted.length; i++) {
      worst = Math.max(worst, Math.abs(sorted[i] - (i + 0.5) / sorted.length));
    }
    assertThat(sorted.length).isGreaterThan(2000);
    assertThat(worst).isLessThan(1.7 / Math.sqrt(sorted.length));
    assertThat(Arrays.stream(sorted).filter(u -> u < 0.5).count() / (double) sorted.length)
        .isEqualTo(0.5, within(0.04));
  }

  @Test
  void who_may_leave_may_have_no_median() {
    NextPurchase next =
        NextPurchase.of(new ParetoNbdModel(0.5, 50, 3, 10), PurchaseHistory.boughtOnce(5));
    assertThat(next.weeksIfAlive(0.9)).isEmpty();
    assertThatThrownBy(() -> next.weeksIfBack(1))
        .hasMessage("Invalid level: 1.0 (must be above 0 and below 1)");
  }
}
