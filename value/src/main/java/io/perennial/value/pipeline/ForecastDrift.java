// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.drift.CalibrationMonitor;
import io.perennial.value.drift.LossMonitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What past forecasts whose horizon is over say of those to come: whether their losses have
 * changed, and whether P(purchase) was what it said. Of forecasts that overlap one is looked at,
 * the first within each block of time that is as long as the horizon: so what came counts once, and
 * which ones are looked at does not change as time goes on.
 *
 * @param runs how many were looked at
 * @param purchases how far expected purchases were off
 * @param money how far expected money was off
 * @param calibration of P(purchase)
 * @param said the mean of P(purchase), and the share who bought, of the latest forecast; empty
 *     where none was kept
 */
record ForecastDrift(
    int runs,
    LossMonitor purchases,
    LossMonitor money,
    CalibrationMonitor calibration,
    Optional<Said> said) {

  private static final String KEPT = "drift_forecasts";
  private static final long FOUR_WEEKS = 28 * 86_400_000_000L;
  private static final double MICROS_PER_WEEK = 7 * 86_400e6;

  /** Customers of a run whose losses are ranked, at most. */
  private static final int RANKED = 2_000;

  /** What was said of who buys, and who did: means of the same customers, within [0, 1]. */
  record Said(double expected, double came) {}

  /** Of the forecasts that the lake has, as of {@code now}. */
  static ForecastDrift of(
      StepContext context, PurchaseHistories histories, AsOf now, double falseAlarms) {
    LossMonitor purchases = new LossMonitor(falseAlarms, RANKED, context.seed());
    LossMonitor money = new LossMonitor(falseAlarms, RANKED, context.seed());
    CalibrationMonitor calibration = new CalibrationMonitor(falseAlarms);
    RandomSource source = RandomSource.seeded(context.seed()).derive("forecast drift");
    Optional<Said> said = Optional.empty();
    Engine engine = context.engine();
    engine.view(KEPT, context.lake().table(Tables.FORECASTS).scan());
    int runs = 0;
    try {
      Map<Long, Double> horizons = ForecastHistory.horizons(engine, KEPT);
      for (long instant : apart(horizons, now)) {
        AsOf asOf = new AsOf(instant);
        KeptForecast forecast =
            KeptForecast.read(engine, KEPT, asOf, horizons.getOrDefault(instant, 0.0));
        Came came = Came.of(histories, forecast.customers, asOf, forecast.until(now));
        int n = forecast.customers.length;
        if (n == 0) {
          continue;
        }
        double[] offPurchases = new double[n];
        double[] offMoney = new double[n];
        for (int i = 0; i < n; i++) {
          offPurchases[i] = Math.abs(forecast.purchases[i] - came.purchases[i]);
          offMoney[i] = Math.abs(forecast.money[i] - came.spend[i]);
        }
        purchases.take(offPurchases);
        money.take(offMoney);
        if (Arrays.stream(forecast.active).noneMatch(Double::isNaN)) {
          calibration.take(transforms(forecast.active, came.purchases, source.stream(instant)));
          said =
              Optional.of(
                  new Said(
                      Arrays.stream(forecast.active).average().orElse(0),
                      Arrays.stream(came.purchases).filter(x -> x > 0).count() / (double) n));
        }
        runs++;
      }
    } finally {
      engine.drop(KEPT);
    }
    return new ForecastDrift(runs, purchases, money, calibration, said);
  }

  /**
   * Instants whose horizons are over and do not overlap, of forecasts that look as far as the
   * newest, ascending.
   */
  static List<Long> apart(Map<Long, Double> horizons, AsOf now) {
    TreeMap<Long, Double> sorted = new TreeMap<>(horizons);
    List<Long> apart = new ArrayList<>();
    if (sorted.isEmpty()) {
      return apart;
    }
    double weeks = sorted.lastEntry().getValue();
    long length = Math.round(weeks * MICROS_PER_WEEK);
    long block = FOUR_WEEKS * Math.max(1, (length + FOUR_WEEKS - 1) / FOUR_WEEKS);
    long lastBlock = Long.MIN_VALUE;
    long end = Long.MIN_VALUE;
    for (Map.Entry<Long, Double> each : sorted.entrySet()) {
      long instant = each.getKey();
      boolean alike = Math.abs(each.getValue() - weeks) <= Math.min(0.5, 0.25 * weeks);
      long own = Math.floorDiv(instant, block);
      if (alike && own != lastBlock && instant >= end && instant + length <= now.micros()) {
        apart.add(instant);
        lastBlock = own;
        end = instant + length;
      }
    }
    return apart;
  }

  /**
   * The randomised transforms of who bought: uniform where each bought with the chance that was
   * said.
   */
  private static double[] transforms(double[] active, int[] purchases, RandomStream random) {
    double[] transforms = new double[active.length];
    for (int i = 0; i < transforms.length; i++) {
      double none = Math.min(1, Math.max(0, 1 - active[i]));
      double place = random.nextDouble();
      transforms[i] = purchases[i] > 0 ? none + (1 - none) * place : none * place;
    }
    return transforms;
  }

  /** How P(purchase) did at last, in words; empty where that is not known. */
  String saidInWords() {
    return said.map(
            each ->
                String.format(
                    Locale.ROOT,
                    "; at last %.1f %% were expected to buy, and %.1f %% did",
                    100 * each.expected(),
                    100 * each.came()))
        .orElse("");
  }
}
