// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How long the posterior of a Pareto/NBD base takes, and a fit with covariates. */
final class BayesBenchmark implements Benchmark {

  private static final String CDNOW = "posterior, the CDNOW sample";
  private static final String LOG = "value/src/test/resources/reference/logs/cdnow_sample.csv.gz";
  private static final int MOST = 100_000;

  @Override
  public String name() {
    return "bayes";
  }

  @Override
  public String question() {
    return "Hierarchical Bayes Pareto/NBD (aim: at least 20 × BTYDplus on the CDNOW sample) and"
        + " Pareto/NBD with covariates";
  }

  @Override
  public String run(Session session) {
    int customers = (int) Math.max(200, Math.min(MOST, session.options().rows() / 100));
    List<Trial> trials = new ArrayList<>();
    log()
        .ifPresent(
            log ->
                trials.add(
                    new Trial(
                        CDNOW,
                        WorkName.HIERARCHICAL,
                        Arguments.none().with("log", log.toAbsolutePath()))));
    Arguments arguments = Arguments.none().with("customers", customers);
    String posterior = String.format(Locale.ROOT, "posterior, %,d simulated customers", customers);
    String covariates =
        String.format(Locale.ROOT, "three covariates in both rates, %,d customers", customers);
    trials.add(new Trial(posterior, WorkName.HIERARCHICAL, arguments.with("rounds", 2)));
    trials.add(new Trial(covariates, WorkName.COVARIATE, arguments));
    Map<String, Series> series = session.interleave(trials);
    Table table =
        new Table(
            "work",
            "first s",
            "again s",
            "CPU s",
            "peak MB",
            "R-hat",
            "independent draws",
            "× BTYDplus, wall",
            "× BTYDplus, CPU");
    for (Trial trial : trials) {
      Series each = series.get(trial.name());
      boolean sampled = trial.work() == WorkName.HIERARCHICAL;
      boolean compared = trial.name().equals(CDNOW);
      table.row(
          trial.name(),
          each.firstWallText(),
          each.wallText(),
          Series.seconds(each.cpu()),
          Table.count(each.peak()),
          sampled ? String.format(Locale.ROOT, "%.3f", each.any().number("r-hat")) : "–",
          sampled ? Table.count(each.any().number("independent")) : "–",
          compared ? Table.ratio(PeerFigures.BTYD_PLUS_WALL / each.wall()) : "–",
          compared ? Table.ratio(PeerFigures.BTYD_PLUS_CPU / each.cpu()) : "–");
    }
    return table
        + "\nFour chains of 25 + 250 rounds; R-hat and independent draws are those of the worst"
        + " parameter. BTYDplus 1.2 (pnbd.mcmc.DrawParameters, two chains of 500 + 1,500 rounds,"
        + " R-hat 1.13): "
        + PeerFigures.BTYD_PLUS_WALL
        + " s, "
        + PeerFigures.BTYD_PLUS_CPU
        + " CPU s on the same class of machine, shared, 2026-11-21. Covariates: first and again are"
        + " whole fits from the optimum without them.\n";
  }

  private static Optional<Path> log() {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    return Stream.of(root, root.resolve(".."))
        .map(folder -> folder.resolve(LOG))
        .filter(Files::exists)
        .findFirst();
  }
}
