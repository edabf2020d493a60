// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.summary.Moments;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.bgnbd.Dropout;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.nbd.NbdModel;
import io.perennial.value.paretonbd.ParetoNbdModel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drawn purchases against the closed forms, which share no code with them. */
class BuyingLawTest {

  private static final ParetoNbdModel PARETO = new ParetoNbdModel(0.55, 10.6, 0.6, 11.7);
  private static final int DRAWS = 6_000;
  private static final double RATE = 0.01;

  private static Stream<PurchaseModel> models() {
    return Stream.of(
        PARETO,
        new NbdModel(0.4, 9),
        BetaGeometricModel.bgNbd(0.24, 4.4, 0.8, 2.4),
        BetaGeometricModel.mbgNbd(0.52, 6.2, 0.9, 1.6),
        new BetaGeometricModel(Dropout.AFTER_ANY, 3, 0.6, 2.5, 0.9, 2));
  }

  @ParameterizedTest
  @MethodSource("models")
  void as_it_is_draws_have_the_mean_that_the_model_says(PurchaseModel model) {
    for (PurchaseHistory history :
        List.of(
            PurchaseHistory.boughtOnce(0),
            PurchaseHistory.boughtOnce(30),
            new PurchaseHistory(4, 25, 38))) {
      Moments[] drawn = draws(model, history, 1, 1, 52);

      closeTo(drawn[0], model.expectedPurchases(history, 52));
      closeTo(drawn[1], model.discountedPurchases(history, RATE, 52));
    }
  }

  @Test
  void with_other_rates_the_pareto_nbd_is_itself_in_another_time() {
    PurchaseHistory history = new PurchaseHistory(4, 25, 38);
    // a leaving rate f times as high is a clock f times as fast
    closeTo(
        draws(PARETO, history, 1.2, 0.5, 52)[0],
        1.2 / 0.5 * PARETO.expectedPurchases(history, 0.5 * 52));
    closeTo(
        draws(PARETO, history, 1, 3, 52)[1],
        1 / 3.0 * PARETO.discountedPurchases(history, RATE / 3, 3 * 52));
    closeTo(draws(PARETO, history, 2, 1, 52)[0], 2 * PARETO.expectedPurchases(history, 52));
  }

  @ParameterizedTest
  @MethodSource("models")
  void faster_buying_is_a_longer_time_where_one_leaves_after_purchases(PurchaseModel model) {
    if (model instanceof BetaGeometricModel) {
      PurchaseHistory history = new PurchaseHistory(2, 30, 38);
      closeTo(draws(model, history, 1.5, 1, 40)[0], model.expectedPurchases(history, 60));
      closeTo(
          draws(model, history, 1.5, 1, 40)[1], model.discountedPurchases(history, RATE / 1.5, 60));
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void nobody_leaves_earlier_at_a_lower_rate_of_leaving(PurchaseModel model) {
    PurchaseHistory history = new PurchaseHistory(3, 20, 30);
    BuyingLaw law = BuyingLaw.of(model);
    RandomSource source = RandomSource.seeded(3);
    for (int d = 0; d < 500; d++) {
      RandomSource chance = source.derive(d);
      int often = count(law.begin(history, 0.8, 1, 2, chance), 100);
      int asIs = count(law.begin(history, 0.8, 1, 1, chance), 100);
      int seldom = count(law.begin(history, 0.8, 1, 0.3, chance), 100);
      int never = count(law.begin(history, 0.8, 1, 0, chance), 100);
      int sooner = count(law.begin(history, 0.8, 1.1, 0, chance), 100);
      assertThat(often).isLessThanOrEqualTo(asIs);
      assertThat(asIs).isLessThanOrEqualTo(seldom);
      assertThat(seldom).isLessThanOrEqualTo(never);
      assertThat(never).isLessThanOrEqualTo(sooner);
    }
  }

  @Test
  void what_is_beyond_counting_is_expected() {
    ParetoNbdModel eager = new ParetoNbdModel(5e6, 1, 0.6, 11.7);
    PurchaseHistory history = PurchaseHistory.boughtOnce(0);
    Moments moments = new Moments();
    FutureDraw one = new FutureDraw();
    WhatIfConfig config = WhatIfConfig.defaults();
    for (int d = 0; d < 200; d++) {
      one.draw(
          BuyingLaw.of(eager),
          new GammaGammaModel(6, 4, 15),
          history,
          1,
          0,
          52,
          Levers.asIs(config),
          d,
          RandomSource.seeded(1).derive(d));
      moments.add(one.purchases());
      assertThat(one.value()).isFinite().isPositive();
    }
    closeTo(moments, eager.expectedPurchases(history, 52));
  }

  private static int count(BuyingLaw.Life life, double weeks) {
    int count = 0;
    while (count < 2000 && life.next() <= weeks) {
      count++;
    }
    return count;
  }

  /** Purchases, and their worth at present, of many draws. */
  private static Moments[] draws(
      PurchaseModel model, PurchaseHistory history, double buying, double leaving, double weeks) {
    Moments[] moments = {new Moments(), new Moments()};
    BuyingLaw law = BuyingLaw.of(model);
    double alive = model.probabilityAlive(history);
    RandomSource source = RandomSource.seeded(11);
    for (int d = 0; d < DRAWS; d++) {
      BuyingLaw.Life life = law.begin(history, alive, buying, leaving, source.derive(d));
      int count = 0;
      double worth = 0;
      double time = life.next();
      while (time <= weeks) {
        count++;
        worth += Math.exp(-RATE * time);
        time = life.next();
      }
      moments[0].add(count);
      moments[1].add(worth);
    }
    return moments;
  }

  private static void closeTo(Moments drawn, double expected) {
    double error = drawn.deviation().orElseThrow() / Math.sqrt((double) drawn.count());
    assertThat(drawn.mean().orElseThrow()).isCloseTo(expected, within(4.5 * error));
  }
}
