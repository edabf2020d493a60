// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.boost.BoostedDistributionTrainer;
import io.perennial.value.boost.BoostedHurdleTrainer;
import io.perennial.value.forecast.Interval;
import io.perennial.value.history.PurchaseLog;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.Ladder;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderOrigins;
import io.perennial.value.ladder.LadderScore;
import io.perennial.value.ladder.LadderSettings;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Rehearsal;
import io.perennial.value.ladder.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A ladder on a real shop, and what each of its models alone would have scored there: split by time
 * alone, or at one instant by customers, 70 of 100 being learned from, many times.
 */
final class LadderShopWork implements Work {

  private static final int FOLDS = 3;
  private static final double LEARNED = 0.7;
  private static final int BOOTSTRAPS = 500;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    Path folder = arguments.path("folder");
    Target target = Target.valueOf(arguments.text("target"));
    PurchaseLog log = log(arguments.text("shop"), folder, target);
    int end = arguments.count("end");
    int horizon = arguments.count("horizon");
    Labelled all = LadderOrigins.labelled(log, end, horizon);
    List<LadderTrainer> trainers = new ArrayList<>(BtydTrainer.all());
    if (arguments.is("boost", "true")) {
      trainers.add(new BoostedHurdleTrainer());
    }
    List<LadderTrainer> alone =
        arguments.is("alone", "true")
            ? List.of(
                new BoostedHurdleTrainer(),
                new BoostedDistributionTrainer(),
                BtydTrainer.all().get(0))
            : List.of();
    ExplainedBy explainedBy = new ExplainedBy(all.outcomes(target));
    List<LadderScore> scores = new ArrayList<>();
    double low = 0;
    double high = 0;
    int splits = arguments.count("splits");
    for (int k = 0; k < Math.max(1, splits); k++) {
      Lessons now;
      List<Rehearsal> rehearsals;
      Labelled came;
      int[] asked = new int[all.customers()];
      Arrays.setAll(asked, i -> i);
      if (splits == 0) {
        LadderOrigins origins = LadderOrigins.of(log, end, horizon, 0);
        now = origins.now();
        rehearsals = origins.shortRehearsals(0);
        came = all;
      } else {
        int[][] rows = split(all.customers(), k);
        LadderOrigins.CustomerSplit split =
            LadderOrigins.ofCustomers(all, rows[0], rows[1], FOLDS, k);
        now = split.now();
        rehearsals = split.rehearsals();
        came = all.only(rows[1]);
        asked = rows[1];
      }
      LadderForecast forecast =
          timing.round(
              () ->
                  Ladder.of(trainers, LadderSettings.defaults())
                      .forecast(
                          now,
                          rehearsals,
                          List.of("all"),
                          new int[now.now().customers()],
                          Set.of(target)));
      Predictive predictive = forecast.predictive(target);
      double[] actual = came.outcomes(target);
      scores.add(LadderScore.of(predictive, actual, 5));
      if (!alone.isEmpty()) {
        explainedBy.add("blend", asked, means(predictive));
      }
      for (LadderTrainer trainer : alone) {
        LadderModel model = trainer.train(now, target, LadderConfig.defaults());
        explainedBy.add(trainer.name(), asked, means(model.predict(now.now())));
      }
      Interval explained = explained(predictive, actual);
      low += explained.lower() / Math.max(1, splits);
      high += explained.upper() / Math.max(1, splits);
      timing.fact("reason", forecast.blend(target).reason().replace('\n', ' '));
    }
    note(scores, timing);
    explainedBy.note(timing);
    timing.fact("explained.low", low);
    timing.fact("explained.high", high);
  }

  private static PurchaseLog log(String shop, Path folder, Target target) throws IOException {
    if (shop.equals("cdnow")) {
      return ShopLogs.cdnow(folder);
    }
    return target == Target.SPEND ? ShopLogs.netRetail(folder) : ShopLogs.retail(folder);
  }

  private static Interval explained(Predictive predictive, double[] actual) {
    return LadderScore.explainedInterval(means(predictive), actual, BOOTSTRAPS, 0.9, 1);
  }

  private static double[] means(Predictive predictive) {
    double[] means = new double[predictive.customers()];
    Arrays.setAll(means, predictive::mean);
    return means;
  }

  private static void note(List<LadderScore> scores, Timing timing) {
    timing.fact("crps", mean(scores, LadderScore::crps));
    timing.fact("pit", mean(scores, LadderScore::pitDistance));
    timing.fact("covered", mean(scores, LadderScore::coverage));
    timing.fact("totals", mean(scores, s -> s.totalInterval().contains(s.total()) ? 1 : 0));
    timing.fact("error", mean(scores, LadderScore::calibrationError));
    timing.fact("brier", mean(scores, LadderScore::brier));
    timing.fact("mae", mean(scores, LadderScore::mae));
    timing.fact("median", mean(scores, LadderScore::medianMae));
    timing.fact("rmse", mean(scores, LadderScore::rmse));
    timing.fact("bias", mean(scores, s -> s.bias().orElse(0)));
    timing.fact("gini", mean(scores, s -> s.gini().orElse(0)));
    timing.fact("explained", mean(scores, s -> s.explained().orElse(0)));
    timing.fact("pooled", pooled(scores));
  }

  /** R² of all splits' customers together: a split without a whale says little by itself. */
  private static double pooled(List<LadderScore> scores) {
    double errors = 0;
    double spread = 0;
    for (LadderScore score : scores) {
      double squares = score.customers() * score.rmse() * score.rmse();
      if (score.explained().orElse(1) < 1) {
        errors += squares;
        spread += squares / (1 - score.explained().getAsDouble());
      }
    }
    return spread > 0 ? 1 - errors / spread : 0;
  }

  private static double mean(
      List<LadderScore> scores, java.util.function.ToDoubleFunction<LadderScore> of) {
    return scores.stream().mapToDouble(of).average().orElseThrow();
  }

  /** Rows that are learned from, and the others; ascending. */
  private static int[][] split(int n, int k) {
    RandomStream random = RandomSource.seeded(100 + k).derive("split").stream(0);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    int learned = (int) Math.round(LEARNED * n);
    int[] first = Arrays.copyOf(order, learned);
    int[] rest = Arrays.copyOfRange(order, learned, n);
    Arrays.sort(first);
    Arrays.sort(rest);
    return new int[][] {first, rest};
  }
}
