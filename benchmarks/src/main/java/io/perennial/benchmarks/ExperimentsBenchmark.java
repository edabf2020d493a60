// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tests that are looked at again and again: real experiments, and what is no effect at all. */
final class ExperimentsBenchmark implements Benchmark {

  private static final long REAL_FROM = 1_000_000;
  private static final int HEAP = 512;

  @Override
  public String name() {
    return "experiments";
  }

  @Override
  public String question() {
    return "how often a test finds an effect: looked at once, at every look, and always valid (aim on"
        + " A/A tests: at most .05 under continuous peeking)";
  }

  @Override
  public String run(Session session) {
    Path asos =
        Path.of(System.getProperty("perennial.root", "."))
            .resolve("../shared/data/asos_ab/asos_digital_experiments_dataset.csv")
            .toAbsolutePath()
            .normalize();
    boolean large = session.options().rows() >= REAL_FROM;
    boolean real = large && Files.exists(asos);
    List<Trial> trials = new ArrayList<>();
    for (AaWork.Outcome outcome : AaWork.Outcome.values()) {
      trials.add(
          new Trial(
                  outcome.words(),
                  WorkName.EXPERIMENT_AA,
                  Arguments.none()
                      .with("outcome", outcome.name())
                      .with("units", large ? 10_000 : 400)
                      .with("splits", large ? 4_000 : 20))
              .withHeap(HEAP));
    }
    Table none =
        new Table("no effect: outcome", "s", "looked at once", "at every unit", "always valid");
    session
        .interleave(trials)
        .forEach(
            (name, one) ->
                none.row(
                    name,
                    one.wallText(),
                    one.any().text("once"),
                    one.any().text("peeking"),
                    one.any().text("valid")));
    Map<String, Series> looked =
        session.interleave(
            List.of(
                new Trial(
                        "experiments",
                        WorkName.EXPERIMENT_FILE,
                        real ? Arguments.none().with("file", asos) : Arguments.none())
                    .withHeap(HEAP)));
    Sample sample = looked.get("experiments").any();
    Table found =
        new Table(
            "effects found", "comparisons", "experiments", "undone by the end", "after, median");
    for (SnapshotWork.Rule rule : SnapshotWork.Rule.values()) {
      String key = rule.name().toLowerCase(Locale.ROOT);
      found.row(
          rule.words(),
          sample.text(key),
          sample.text(key + "-experiments"),
          sample.text(key + "-undone"),
          sample.text(key + "-after"));
    }
    return none
        + "\nShares of "
        + (large ? "4,000 splits of 10,000" : "20 splits of 400")
        + " units at alpha .05, with their 95 % intervals; nothing is concluded below 50 units an arm.\n\n"
        + (real ? "ASOS, " : "Simulated, ")
        + sample.text("size")
        + ":\n\n"
        + found
        + "\nA comparison is one metric of one arm. Undone: not significant by the fixed test at the last"
        + " look. After: the share of its units that had come. Arms of unequal size (chance below .001"
        + " if equal ones were planned): "
        + sample.text("unequal")
        + " experiments.\n";
  }
}
