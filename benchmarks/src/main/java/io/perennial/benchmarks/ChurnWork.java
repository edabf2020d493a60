// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.tabular.ClassScores;
import io.perennial.value.tabular.Classifier;
import io.perennial.value.tabular.EncodingConfig;
import io.perennial.value.tabular.Folds;
import io.perennial.value.tabular.Label;
import io.perennial.value.tabular.TableEncoding;
import io.perennial.value.tabular.TextTable;
import io.perennial.value.tabular.learn.Blend;
import io.perennial.value.tabular.learn.Classifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One model of who leaves, trained on three quarters of a table and judged on the last, three
 * times: Telco's on the very rows of scikit-learn's stratified splits of seed 1337, simulated
 * contracts on splits of our own.
 */
final class ChurnWork implements Work {

  private static final int SPLITS = 3;
  private static final int BLEND_FOLDS = 5;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    boolean real = arguments.has("file");
    TextTable table = real ? read(arguments) : simulated(arguments.count("rows"));
    Label label = Label.of(table, "Churn");
    FeatureMatrix features =
        TableEncoding.learn(table, label, EncodingConfig.defaults()).encode(table);
    Classifier classifier = classifier(arguments.text("model"));
    List<boolean[]> splits = real ? telcoSplits(table.rows()) : splits(label.values());
    List<ClassScores> scores =
        timing.round(
            () -> {
              List<ClassScores> each = new ArrayList<>();
              for (boolean[] held : splits) {
                each.add(score(classifier, features, label.values(), held));
              }
              return each;
            });
    double auc = scores.stream().mapToDouble(ClassScores::auc).average().orElseThrow();
    double squares = scores.stream().mapToDouble(s -> (s.auc() - auc) * (s.auc() - auc)).sum();
    timing.fact("auc", auc);
    timing.fact("spread", Math.sqrt(squares / (scores.size() - 1)));
    timing.fact("brier", scores.stream().mapToDouble(ClassScores::brier).average().orElseThrow());
    timing.fact("loss", scores.stream().mapToDouble(ClassScores::logLoss).average().orElseThrow());
  }

  private static Classifier classifier(String name) {
    return name.equals(Blend.NAME)
        ? new Blend(Classifiers.all(), BLEND_FOLDS)
        : Classifiers.named(name);
  }

  private static ClassScores score(
      Classifier classifier, FeatureMatrix features, double[] label, boolean[] held) {
    int[] test = IntStream.range(0, held.length).filter(i -> held[i]).toArray();
    int[] learn = IntStream.range(0, held.length).filter(i -> !held[i]).toArray();
    return ClassScores.of(
        classifier
            .train(features.subset(learn), some(label, learn), 1)
            .probabilities(features.subset(test)),
        some(label, test));
  }

  private static double[] some(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  private static TextTable read(Arguments arguments) throws IOException {
    List<String> lines = Files.readAllLines(arguments.path("file"));
    return TextTable.ofRows(
        List.of(lines.get(0).split(",", -1)),
        lines.stream().skip(1).map(line -> List.of(line.split(",", -1))).toList());
  }

  /** A bit a row, four to a digit. */
  private static List<boolean[]> telcoSplits(int rows) {
    List<boolean[]> splits = new ArrayList<>();
    for (String line : Resources.text("telco_test_rows.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        boolean[] held = new boolean[rows];
        for (int i = 0; i < rows; i++) {
          held[i] = ((Character.digit(line.charAt(i / 4), 16) >> (3 - i % 4)) & 1) == 1;
        }
        splits.add(held);
      }
    }
    return splits;
  }

  private static List<boolean[]> splits(double[] label) {
    RandomSource lots = RandomSource.seeded(1337);
    List<boolean[]> splits = new ArrayList<>();
    for (int s = 0; s < SPLITS; s++) {
      Folds folds = Folds.shuffleSplit(label, Folds.singly(label.length), 0.25, lots.stream(s));
      boolean[] held = new boolean[label.length];
      for (int row : folds.rows(0)) {
        held[row] = true;
      }
      splits.add(held);
    }
    return splits;
  }

  /** Contracts of whom the short and the dear leave. */
  private static TextTable simulated(int rows) {
    RandomStream random = RandomSource.seeded(8).derive("contracts").stream(0);
    String[] plans = {"Basic", "Plus", "Family"};
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int tenure = random.nextInt(72);
      int plan = random.nextInt(3);
      double price = 20 + 15 * plan + 10 * random.nextDouble();
      double odds = 0.5 - 0.06 * tenure + 0.03 * (price - 40) - (plan == 2 ? 0.8 : 0);
      boolean left = random.chance(1 / (1 + StrictMath.exp(-odds)));
      cells.add(
          List.of(
              Integer.toString(tenure), Double.toString(price), plans[plan], left ? "Yes" : "No"));
    }
    return TextTable.ofRows(List.of("tenure", "price", "plan", "Churn"), cells);
  }
}
