// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.boost.BoostConfig;
import io.perennial.value.boost.BoostTrainer;
import io.perennial.value.boost.BoostedModel;
import io.perennial.value.boost.Objective;
import io.perennial.value.boost.TreeSettings;
import io.perennial.value.ladder.Explanation;

/**
 * Rows through 100 trees of depth 6 in plain Java: all of a table, and one at a time with and
 * without reasons.
 */
final class BoostScoreWork implements Work {

  private static final int LEARNED = 20_000;
  private static final int TREES = 100;
  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 2_000;
  private static final int REASONS = 200;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    int rows = arguments.count("rows");
    BoostTable learned = BoostTable.of(Math.min(rows, LEARNED));
    BoostConfig config =
        BoostConfig.of(Objective.logistic())
            .withSettings(new TreeSettings(0.1, 6, 1, 1, 1, 1))
            .withMostRounds(TREES)
            .withPatience(TREES);
    BoostedModel model = BoostTrainer.train(learned.features(), learned.labels(), config);
    BoostTable table = BoostTable.of(rows);
    double sum = 0;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      double[] forecasts = timing.round(() -> model.predict(table.features()));
      sum = 0;
      for (double forecast : forecasts) {
        sum += forecast;
      }
    }
    timing.fact("sum", sum);
    timing.fact("trees", model.trees().trees());
    one(model, table, Math.min(rows, QUESTIONS), timing);
    reasons(model, table, Math.min(rows, REASONS), timing);
  }

  private static void one(BoostedModel model, BoostTable table, int questions, Timing timing)
      throws Exception {
    Latencies latencies = new Latencies();
    double[] row = new double[model.columns().size()];
    for (int i = 0; i < questions; i++) {
      for (int k = 0; k < row.length; k++) {
        row[k] = table.features().at(i, k);
      }
      latencies.time(() -> model.predict(row));
    }
    latencies.withoutFirst().note(timing);
  }

  private static void reasons(BoostedModel model, BoostTable table, int questions, Timing timing) {
    long before = System.nanoTime();
    double left = 0;
    for (int i = 0; i < questions; i++) {
      Explanation why = model.explain(table.features(), i);
      left += why.total() - why.base();
    }
    timing.fact("reasons", (System.nanoTime() - before) / 1e6 / questions);
    timing.fact("left", left);
  }
}
