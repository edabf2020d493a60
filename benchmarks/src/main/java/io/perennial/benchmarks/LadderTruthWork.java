// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.history.PurchaseLog;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Ladder;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderOrigins;
import io.perennial.value.ladder.LadderScore;
import io.perennial.value.ladder.LadderSettings;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Target;
import java.util.List;
import java.util.Set;

/**
 * Bases that Pareto/NBD made: how much worse a blend is than the best single model in hindsight,
 * and how often its intervals hold customers and totals.
 */
final class LadderTruthWork implements Work {

  private static final int NOW = 700;
  private static final int HORIZON = 180;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int bases = arguments.count("bases");
    List<LadderTrainer> trainers = BtydTrainer.all();
    double[] single = new double[trainers.size()];
    double[] sums = new double[4];
    for (int base = 0; base < bases; base++) {
      LadderConfig config = new LadderConfig(200, base);
      PurchaseLog log = ShopLogs.simulated(arguments.count("customers"), 180, 900, 50 + base);
      LadderOrigins origins = LadderOrigins.of(log, NOW, HORIZON, 3);
      Labelled came = LadderOrigins.labelled(log, NOW, HORIZON);
      double[] actual = came.outcomes(Target.PURCHASES);
      LadderForecast forecast =
          timing.round(
              () ->
                  Ladder.of(trainers, LadderSettings.defaults().withModels(config))
                      .forecast(
                          origins.now(),
                          origins.rehearsals(),
                          List.of("all"),
                          new int[actual.length],
                          Set.of(Target.PURCHASES)));
      LadderScore score = LadderScore.of(forecast.predictive(Target.PURCHASES), actual, base);
      sums[0] += score.crps() / bases;
      sums[1] += score.coverage() / bases;
      sums[2] += (score.totalInterval().contains(score.total()) ? 1.0 : 0.0) / bases;
      sums[3] += score.calibrationError() / bases;
      for (int m = 0; m < single.length; m++) {
        single[m] +=
            LadderScore.of(
                        trainers
                            .get(m)
                            .train(origins.now(), Target.PURCHASES, config)
                            .predict(came.cases()),
                        actual,
                        base)
                    .crps()
                / bases;
      }
    }
    double best = Double.POSITIVE_INFINITY;
    for (double crps : single) {
      best = Math.min(best, crps);
    }
    timing.fact("crps", sums[0]);
    timing.fact("best", best);
    timing.fact("covered", sums[1]);
    timing.fact("totals", sums[2]);
    timing.fact("error", sums[3]);
  }
}
