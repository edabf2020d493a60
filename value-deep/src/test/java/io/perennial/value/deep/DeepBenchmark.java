// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.random.RandomSource;
import io.perennial.math.summary.KolmogorovSmirnov;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.boost.BoostedHurdleTrainer;
import io.perennial.value.deep.net.Architecture;
import io.perennial.value.evaluate.PredictiveScore;
import io.perennial.value.evaluate.Ranking;
import io.perennial.value.ladder.BtydTrainer;
import io.perennial.value.ladder.Labelled;
import io.perennial.value.ladder.LadderConfig;
import io.perennial.value.ladder.LadderModel;
import io.perennial.value.ladder.LadderTrainer;
import io.perennial.value.ladder.Lessons;
import io.perennial.value.ladder.Predictive;
import io.perennial.value.ladder.Target;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Networks against each other and against Pareto/NBD: on real logs, on customers who buy as
 * Pareto/NBD says, on regular ones, and on those with a season of their own. Prints Markdown.
 */
final class DeepBenchmark {

  private static final LadderConfig LADDER = new LadderConfig(1_000, 1);

  private final StringBuilder text = new StringBuilder();
  private final List<Target> targets;

  private DeepBenchmark(List<Target> targets) {
    this.targets = targets;
  }

  /**
   * Names of what to measure; all but {@code speed} when none. A number sizes the simulated; {@code
   * purchases} leaves money out.
   */
  public static void main(String[] names) throws IOException {
    System.out.println(run(List.of(names)));
  }

  static String run(List<String> names) throws IOException {
    int size =
        names.stream()
            .filter(n -> n.matches("[0-9]+"))
            .mapToInt(Integer::parseInt)
            .findFirst()
            .orElse(4_000);
    List<String> asked = names.stream().filter(n -> !n.matches("[0-9]+|purchases")).toList();
    DeepBenchmark benchmark =
        new DeepBenchmark(
            names.contains("purchases") ? List.of(Target.PURCHASES) : List.of(Target.values()));
    List<String> all =
        asked.isEmpty() ? List.of("cdnow", "retail", "poisson", "regular", "season") : asked;
    for (String name : all) {
      switch (name) {
        case "cdnow" ->
            benchmark.real("CDNOW 39/26 weeks, 70/30 customers", RealShops.cdnow(), 39, 26);
        case "retail" ->
            benchmark.real(
                "Online Retail 52/26 weeks, 70/30 customers", RealShops.onlineRetail(), 52, 26);
        case "poisson" -> benchmark.simulated("Poisson buyers", size, 1, 0);
        case "regular" -> benchmark.simulated("Regular buyers, k = 3", size, 3, 0);
        case "season" -> benchmark.simulated("Buyers with a season of their own", size, 1, 1);
        case "speed" -> benchmark.speed(size);
        default -> throw new IllegalArgumentException("Unknown benchmark: " + name);
      }
    }
    return benchmark.text.toString();
  }

  private void real(String title, Optional<Shop> shop, double now, double horizon) {
    if (shop.isEmpty()) {
      text.append("\n").append(title).append(": skipped, the data are not there\n");
      return;
    }
    Map.Entry<Lessons, Labelled> split = shop.get().split(now, horizon, 0.7, 11);
    compare(title, split.getKey(), split.getValue());
  }

  private void simulated(String title, int size, double k, double season) {
    Shop shop = Shop.simulated(size, k, season, 200, 3);
    Labelled past = shop.withLogFeatures(shop.at(104, 26), 104);
    Labelled truth = shop.withLogFeatures(shop.at(130, 26), 130);
    compare(
        title + ", " + size + " customers, 26 weeks ahead",
        new Lessons(List.of(past), truth.cases()),
        truth);
  }

  private void compare(String title, Lessons lessons, Labelled truth) {
    List<LadderTrainer> trainers = new ArrayList<>();
    trainers.add(new BtydTrainer(new ParetoNbdTrainer()));
    trainers.add(new BtydTrainer(BetaGeometricTrainer.mbgCnbd(3)));
    trainers.add(new BoostedHurdleTrainer());
    trainers.addAll(DeepTrainer.all(DeepConfig.defaults()));
    for (Target target : targets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %s (learnt from %,d cases, %,d forecast)%n%n"
                  + "| model | CRPS | MAE | RMSE | bias %% | Spearman | PIT-KS | kept %% | s |%n"
                  + "|---|---:|---:|---:|---:|---:|---:|---:|---:|%n",
              title,
              target.name().toLowerCase(Locale.ROOT),
              lessons.past().get(0).customers(),
              truth.customers()));
      for (LadderTrainer trainer : trainers) {
        long start = System.nanoTime();
        LadderModel model = trainer.train(lessons, target, LADDER);
        double seconds = (System.nanoTime() - start) / 1e9;
        row(
            trainer.name(),
            model.predict(lessons.now()),
            truth,
            target,
            model instanceof DeepModel ? model.summary() : "–",
            seconds);
      }
    }
  }

  private void row(
      String name,
      Predictive predictive,
      Labelled truth,
      Target target,
      String summary,
      double seconds) {
    int n = truth.customers();
    double[] mean = new double[n];
    double[] actual = truth.outcomes(target);
    double[] pits = new double[n];
    double crps = 0;
    double absolute = 0;
    double square = 0;
    double forecast = 0;
    double came = 0;
    RandomSource source = RandomSource.seeded(8);
    for (int i = 0; i < n; i++) {
      double[] draws = predictive.draws(i);
      mean[i] = predictive.mean(i);
      crps += PredictiveScore.crps(draws, actual[i]) / n;
      pits[i] = PredictiveScore.randomisedPit(draws, actual[i], source.stream(i));
      absolute += Math.abs(mean[i] - actual[i]) / n;
      square += (mean[i] - actual[i]) * (mean[i] - actual[i]) / n;
      forecast += mean[i];
      came += actual[i];
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %.4g | %.4g | %.4g | %.1f | %.3f | %.3f | %s | %.0f |%n",
            name,
            crps,
            absolute,
            Math.sqrt(square),
            100 * (forecast / came - 1),
            Ranking.spearman(mean, actual).orElse(0),
            KolmogorovSmirnov.test(pits, u -> u).distance(),
            summary.replaceAll(".*corrections of Pareto/NBD ([0-9]+) %.*", "$1"),
            seconds));
    System.err.println(name + " " + summary);
  }

  /** One network of each kind trained, then all customers scored, then one alone. */
  private void speed(int size) {
    Shop shop = Shop.simulated(size, 1, 0, 157, 5);
    Lessons lessons = shop.lessons(130, 26);
    Labelled past = lessons.past().get(0);
    int events = past.cases().events().map(e -> e.start(e.customers())).orElse(0);
    text.append(
        String.format(
            Locale.ROOT,
            "%nSpeed, %,d sequences of %.1f events on average%n%n"
                + "| model | train s | CPU s | score all CPU s | score one CPU ms |%n"
                + "|---|---:|---:|---:|---:|%n",
            past.customers(),
            events / (double) past.customers()));
    for (Architecture architecture : Architecture.values()) {
      long wall = System.nanoTime();
      double start = cpu();
      DeepModel model =
          new DeepTrainer(architecture, DeepConfig.defaults())
              .train(lessons, Target.PURCHASES, LADDER);
      double seconds = (System.nanoTime() - wall) / 1e9;
      double trained = cpu();
      Predictive all = model.predict(lessons.now());
      double scored = cpu();
      int asked = Math.min(2_000, all.customers());
      for (int i = 0; i < asked; i++) {
        model.predict(lessons.now().only(new int[] {i})).mean(0);
      }
      double one = cpu();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.2f | %.3f |%n",
              architecture.label(),
              seconds,
              trained - start,
              scored - trained,
              1e3 * (one - scored) / asked));
      System.err.println(model.summary());
    }
  }

  /** Of this process so far, in seconds. */
  private static double cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }
}
