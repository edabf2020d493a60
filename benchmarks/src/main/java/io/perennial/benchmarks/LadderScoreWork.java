// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.history.PurchaseLog;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Ladder;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderOrigins;
import io.perennial.value.ladder.LadderSettings;
import io.perennial.value.ladder.LadderSummary;
import io.perennial.value.ladder.Target;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean, interval, chance and value at risk of many customers and ten cohorts, from a ladder that
 * was built before: counts in the first rounds, money in the last.
 */
final class LadderScoreWork implements Work {

  private static final int COHORTS = 10;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int customers = arguments.count("customers");
    PurchaseLog log = ShopLogs.simulated(customers, 200, 560, 1);
    LadderOrigins origins = LadderOrigins.of(log, 560, 180, 1);
    long before = System.nanoTime();
    LadderForecast forecast =
        Ladder.of(BtydTrainer.all().subList(0, 2), LadderSettings.defaults())
            .forecast(origins.now(), origins.rehearsals());
    timing.fact("build", (System.nanoTime() - before) / 1e9);
    int[] cohortOf = IntStream.range(0, forecast.customers()).map(i -> i % COHORTS).toArray();
    double sum = 0;
    for (Target target : List.of(Target.PURCHASES, Target.SPEND)) {
      LadderSummary summary =
          timing.round(() -> forecast.summarize(target, 0.9, cohortOf, COHORTS));
      sum += summary.cohortMean(0);
    }
    timing.fact("models", forecast.blend(Target.PURCHASES).weights().get("all").size());
    timing.fact("sum", sum);
  }
}
