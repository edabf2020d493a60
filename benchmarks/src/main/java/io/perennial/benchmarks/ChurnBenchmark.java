// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.learn.Blend;
import io.perennial.value.tabular.learn.Classifiers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who leaves, learned from a table: all models beside each other and scikit-learn's. */
final class ChurnBenchmark implements Benchmark {

  private static final long REAL_FROM = 1_000_000;
  private static final int HEAP = 2_048;
  private static final List<String> PEERS =
      List.of("LogisticRegression", "RandomForestClassifier", "HistGradientBoostingClassifier");

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String question() {
    return "three quarters of a table learned from, the last judged, three times (aim on Telco: AUC >="
        + " .8527, Brier <= .132)";
  }

  @Override
  public String run(Session session) {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path telco =
        root.resolve("../shared/data/telco_churn/Telco-Customer-Churn.csv")
            .toAbsolutePath()
            .normalize();
    boolean real = session.options().rows() >= REAL_FROM && Files.exists(telco);
    List<String> names = new ArrayList<>();
    if (real) {
      Classifiers.all().stream().map(Classifier::name).forEach(names::add);
      names.add(Blend.NAME);
    } else {
      names.addAll(List.of("logistic regression", "C4.5 tree"));
    }
    Arguments arguments =
        real ? Arguments.none().with("file", telco) : Arguments.none().with("rows", 600);
    List<Trial> trials = new ArrayList<>();
    for (String name : names) {
      trials.add(new Trial(name, WorkName.CHURN, arguments.with("model", name)).withHeap(HEAP));
    }
    Path python = root.resolve("benchmarks/target/peers-segment/bin/python").toAbsolutePath();
    if (real && Files.isExecutable(python)) {
      Path script = root.resolve("benchmarks/peers/churn_sklearn.py").toAbsolutePath();
      for (String peer : PEERS) {
        trials.add(
            new Trial(
                    "scikit-learn: " + peer,
                    WorkName.PEER,
                    Arguments.none()
                        .with("python", python)
                        .with("script", script)
                        .with("csv", telco)
                        .with("model", peer))
                .mayFail());
      }
    }
    Map<String, Series> series = session.interleave(trials);
    Table table = new Table("model", "s", "CPU s", "AUC", "± of the three", "Brier", "log-loss");
    series.forEach(
        (name, one) -> {
          Sample any = one.any();
          table.row(
              name,
              one.wallText(),
              Series.seconds(one.cpu()),
              digits(any.number("auc")),
              digits(any.number("spread")),
              digits(any.number("brier")),
              digits(any.number("loss")));
        });
    return (real ? "IBM's Telco customers, 7,043:\n\n" : "600 simulated contracts:\n\n")
        + table
        + "\nTelco: the very rows of scikit-learn's StratifiedShuffleSplit(3, test_size=.25,"
        + " random_state=1337), as InterpretML has them (EBM .852, logistic regression .849, XGBoost"
        + " .828). Times are of three trainings and answers; reading and encoding are not in them.\n";
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
