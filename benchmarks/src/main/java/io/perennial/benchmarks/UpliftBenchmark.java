// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whom a mail moves, whether choosing pays, and whether intervals hold. */
final class UpliftBenchmark implements Benchmark {

  private static final long REAL_FROM = 1_000_000;
  private static final int SPLITS = 10;
  private static final int HEAP = 2_048;

  @Override
  public String name() {
    return "uplift";
  }

  @Override
  public String question() {
    return "Hillstrom's mails, ten stratified splits 70/30 (aim on visits: women's mail Qini >= .063 and"
        + " uplift of the best 30 % >= .0765, men's >= .0942; policies not below the best single arm);"
        + " intervals of 95 % on simulated trials and logs";
  }

  @Override
  public String run(Session session) {
    Path file =
        Path.of(System.getProperty("perennial.root", "."))
            .resolve("../shared/data/hillstrom/hillstrom.csv")
            .toAbsolutePath()
            .normalize();
    boolean real = session.options().rows() >= REAL_FROM && Files.exists(file);
    Arguments arguments =
        real
            ? Arguments.none().with("file", file).with("splits", SPLITS)
            : Arguments.none().with("rows", 1_500).with("splits", 1);
    String heading = real ? "64,000 customers of Hillstrom's" : "1,500 simulated customers";
    return heading
        + ", visits of one mail against none, mean ± deviation of the splits:\n\n"
        + ranks(session, arguments, real)
        + "\nAll three arms, self-normalised inverse propensities on the tests:\n\n"
        + policies(session, arguments, real)
        + "\nSimulated trials and logs:\n\n"
        + truth(session, real);
  }

  private static String ranks(Session session, Arguments arguments, boolean real) {
    List<String> learners =
        real ? UpliftRankWork.LEARNERS : List.of("shrunk products", "class transformation");
    Table table =
        new Table(
            "mail, learner",
            "s a split",
            "Qini",
            "uplift of the best 30 %",
            "chosen (first split)");
    for (int arm = 2; arm >= 1; arm--) {
      for (String learner : learners) {
        Sample sample =
            session.once(
                new Trial(
                        learner,
                        WorkName.UPLIFT_RANK,
                        arguments
                            .with("arm", arm)
                            .with("outcome", "visit")
                            .with("learner", learner))
                    .withHeap(HEAP));
        double seconds = sample.wall().stream().mapToDouble(wall -> wall).average().orElse(0);
        table.row(
            MailExperiment.ARMS.get(arm) + ", " + learner,
            String.format(Locale.ROOT, "%.1f", seconds),
            sample.text("qini"),
            sample.text("best"),
            sample.text("chosen"));
      }
    }
    return table.toString();
  }

  private static String policies(Session session, Arguments arguments, boolean real) {
    Table table =
        new Table(
            "outcome",
            "nobody",
            "everyone men's",
            "everyone women's",
            "best arm for each",
            "gated",
            "gated less best single arm",
            "gate open");
    StringBuilder verdicts = new StringBuilder();
    for (String outcome : real ? List.of("visit", "conversion", "spend") : List.of("visit")) {
      Sample sample =
          session.once(
              new Trial(outcome, WorkName.UPLIFT_POLICY, arguments.with("outcome", outcome))
                  .withHeap(HEAP));
      List<String> cells = new ArrayList<>(List.of(outcome));
      for (int k = 0; k < 5; k++) {
        cells.add(sample.text("value" + k));
      }
      cells.add(sample.text("gain"));
      cells.add(sample.text("open"));
      table.row(cells.toArray(new String[0]));
      verdicts
          .append("\n> ")
          .append(outcome)
          .append(": ")
          .append(sample.text("verdict"))
          .append('\n');
    }
    return table + verdicts.toString();
  }

  private static String truth(Session session, boolean real) {
    Sample sample =
        session.once(
            new Trial(
                "truth", WorkName.UPLIFT_TRUTH, Arguments.none().with("trials", real ? 400 : 4)));
    Table table = new Table("what", "share of the simulations");
    Map<String, String> rows = UpliftTruthWork.ROWS;
    rows.forEach(
        (fact, words) -> table.row(words, String.format(Locale.ROOT, "%.3f", sample.number(fact))));
    return table.toString();
  }
}
