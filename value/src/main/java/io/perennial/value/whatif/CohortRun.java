// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import io.perennial.math.distribution.Normal;
import io.perennial.math.parallel.Chunks;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.Certificate;
import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.PurchaseModel;
import io.perennial.value.explain.ClosedForm;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A cohort before and after, under the same draws: of parameters, of each customer's future, and of
 * those who are to come. Everything is a pure function of the seed, the cohort's name, and the
 * customer's row.
 */
final class CohortRun {

  private static final int PIECES = 64;
  private static final int LEAST_PIECE = 32;

  private final Cohort cohort;
  private final WhatIfConfig config;
  private final List<PurchaseModel> models = new ArrayList<>();
  private final List<BuyingLaw> laws = new ArrayList<>();
  private final List<GammaGammaModel> spends = new ArrayList<>();
  private final RandomSource chance;
  private final double[] meanSpend;

  CohortRun(Cohort cohort, WhatIfConfig config) {
    this.cohort = cohort;
    this.config = config;
    this.chance = RandomSource.seeded(config.seed()).derive("what if").derive(cohort.name());
    this.meanSpend = cohort.customers().meanSpend();
    RandomSource parameters = chance.derive("parameters");
    for (int k = 0; k < config.parameterDraws(); k++) {
      boolean certain = config.parameterDraws() == 1;
      PurchaseModel estimate = cohort.purchases().model();
      PurchaseModel model =
          certain
              ? estimate
              : estimate.withParameters(
                  moved(cohort.purchases().certificate(), parameters.stream(2L * k)));
      models.add(model);
      laws.add(BuyingLaw.of(model));
      spends.add(
          certain
              ? cohort.spend().model()
              : new GammaGammaTrainer()
                  .model(moved(cohort.spend().certificate(), parameters.stream(2L * k + 1))));
    }
  }

  private static double[] moved(Certificate certificate, RandomStream random) {
    double[] deviates = new double[certificate.names().size()];
    for (int i = 0; i < deviates.length; i++) {
      deviates[i] = Normal.standard(random);
    }
    return certificate.moved(deviates);
  }

  /**
   * The sums of the known customers' draws, by place.
   *
   * @param rows whom to value
   * @param placeOf where row i is summed, within [0, places)
   * @param concerned whether the scenario concerns row i
   */
  Sums known(
      int[] rows, IntUnaryOperator placeOf, int places, IntPredicate concerned, Levers levers) {
    GroupedHistories before = cohort.customers().histories();
    GroupedHistories after = levers.changesHistories() ? changed(before, levers) : before;
    double[][] aliveBefore = alive(before);
    double[][] aliveAfter = levers.changesHistories() ? alive(after) : aliveBefore;
    Levers asIs = Levers.asIs(config);
    RandomSource source = chance.derive("known");
    int draws = config.draws();
    double[] sums =
        Chunks.sum(
            rows.length,
            piece(rows.length),
            places * Sums.MEASURES * draws,
            (sum, from, to) -> {
              FutureDraw one = new FutureDraw();
              for (int r = from; r < to; r++) {
                int i = rows[r];
                Sums.Cell cell = new Sums.Cell(sum, placeOf.applyAsInt(i), draws);
                RandomSource own = source.derive(i);
                boolean in = concerned.test(i);
                for (int d = 0; d < draws; d++) {
                  RandomSource future = own.derive(d);
                  draw(one, before, aliveBefore, i, asIs, d, future);
                  cell.before(d, one.purchases(), config.margin() * one.value());
                  if (in) {
                    draw(one, after, aliveAfter, i, levers, d, future);
                    cell.after(d, one.purchases(), levers.profit() * one.value() - cost(levers));
                  } else {
                    cell.after(d, one.purchases(), config.margin() * one.value());
                  }
                }
              }
            });
    return new Sums(sums, draws);
  }

  private double cost(Levers levers) {
    return levers.weeklyCost() * BuyingLaw.presentWeeks(levers.weeklyRate(), config.horizonWeeks());
  }

  private void draw(
      FutureDraw one,
      GroupedHistories histories,
      double[][] alive,
      int i,
      Levers levers,
      int d,
      RandomSource future) {
    int k = d % models.size();
    int g = histories.groupOf(i);
    one.draw(
        laws.get(k),
        spends.get(k),
        histories.history(g),
        alive[k][g],
        meanSpend[i],
        config.horizonWeeks(),
        levers,
        d,
        future);
  }

  private double[][] alive(GroupedHistories histories) {
    double[][] alive = new double[models.size()][];
    for (int k = 0; k < alive.length; k++) {
      alive[k] = models.get(k).probabilityAlive(histories);
    }
    return alive;
  }

  private static GroupedHistories changed(GroupedHistories before, Levers levers) {
    List<PurchaseHistory> after = new ArrayList<>();
    for (int i = 0; i < before.customers(); i++) {
      PurchaseHistory history = before.history(before.groupOf(i));
      if (levers.buysNow()) {
        history = ClosedForm.bought(history);
      }
      after.add(ClosedForm.silent(history, levers.silence()));
    }
    return GroupedHistories.of(after);
  }

  /**
   * The sums of the draws of those to come, in one place: evenly over the horizon each buys for the
   * first time, and then as the model has it.
   *
   * @param count how many there are after; before there are as many as the cohort says
   */
  Sums newcomers(int count, double cost, boolean concerned, Levers levers) {
    int beforeCount = cohort.newcomers();
    double costBefore = Double.isNaN(cohort.newcomerCost()) ? cost : cohort.newcomerCost();
    Levers asIs = Levers.asIs(config);
    Levers then = concerned ? levers : asIs;
    RandomSource source = chance.derive("newcomers");
    PurchaseHistory nobody = PurchaseHistory.boughtOnce(0);
    double[] alive = models.stream().mapToDouble(m -> m.probabilityAlive(nobody)).toArray();
    int draws = config.draws();
    int most = Math.max(beforeCount, count);
    double[] sums =
        Chunks.sum(
            most,
            piece(most),
            Sums.MEASURES * draws,
            (sum, from, to) -> {
              Sums.Cell cell = new Sums.Cell(sum, 0, draws);
              FutureDraw one = new FutureDraw();
              for (int i = from; i < to; i++) {
                RandomSource own = source.derive(i);
                for (int d = 0; d < draws; d++) {
                  RandomSource future = own.derive(d);
                  if (i < beforeCount) {
                    double value = newcomer(one, alive, asIs, d, future, costBefore);
                    cell.before(d, one.purchases() + 1, value);
                  }
                  if (i < count) {
                    double value = newcomer(one, alive, then, d, future, cost);
                    cell.after(d, one.purchases() + 1, value);
                  }
                }
              }
            });
    return new Sums(sums, draws);
  }

  private double newcomer(
      FutureDraw one, double[] alive, Levers levers, int d, RandomSource future, double cost) {
    int k = d % models.size();
    double arrives = config.horizonWeeks() * future.stream(9).nextDouble();
    double left = config.horizonWeeks() - arrives;
    one.draw(
        laws.get(k),
        spends.get(k),
        PurchaseHistory.boughtOnce(0),
        alive[k],
        0,
        left,
        levers,
        d,
        future);
    double spent = FutureDraw.firstSpend(spends.get(k), future) + one.value();
    double contacts = levers.weeklyCost() * BuyingLaw.presentWeeks(levers.weeklyRate(), left);
    return Math.exp(-levers.weeklyRate() * arrives) * (levers.profit() * spent - contacts - cost);
  }

  private static int piece(int customers) {
    return Math.max(LEAST_PIECE, (customers - 1) / PIECES + 1);
  }
}
