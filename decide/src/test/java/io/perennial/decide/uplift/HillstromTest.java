// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.decide.uplift.EffectRanking.Strategy;
import io.perennial.domain.FeatureMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Oracle: 64,000 real customers, two mails and none; skipped where the file is not there. */
class HillstromTest {

  private static final int CUSTOMERS = 64_000;
  private static double[][] columns;
  private static int[] arm;

  @BeforeAll
  static void read() throws IOException {
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    Path file = Path.of(given.isEmpty() ? "." : given).resolve("data/hillstrom/hillstrom.csv");
    assumeTrue(
        Files.exists(file),
        "Skipped: Hillstrom's mails are not there; set -Dperennial.shared to the folder of real"
            + " data");
    List<String> lines = Files.readAllLines(file);
    columns = new double[4][CUSTOMERS];
    arm = new int[CUSTOMERS];
    for (int i = 0; i < CUSTOMERS; i++) {
      // from the right, for a range of money has a comma
      String[] cells = lines.get(i + 1).split(",", -1);
      int last = cells.length - 1;
      columns[0][i] = Double.parseDouble(cells[0]);
      columns[1][i] = Double.parseDouble(cells[last - 7]);
      columns[2][i] = Double.parseDouble(cells[last - 2]);
      columns[3][i] = Double.parseDouble(cells[last]);
      String mail = cells[last - 3];
      arm[i] = mail.startsWith("No") ? 0 : mail.startsWith("Mens") ? 1 : 2;
    }
  }

  private static Experiment experiment(int outcome) {
    return Experiment.of(
        new FeatureMatrix(
            IntStream.range(0, CUSTOMERS).asLongStream().toArray(),
            List.of("recency", "womens"),
            new double[][] {columns[0], columns[1]}),
        List.of("nobody", "men's mail", "women's mail"),
        arm,
        columns[outcome]);
  }

  @Test
  void average_effects_are_those_published() {
    Experiment visits = experiment(2);
    Experiment spend = experiment(3);

    assertThat(effect(visits, 1)).isEqualTo(0.0766, within(5e-5));
    assertThat(effect(visits, 2)).isEqualTo(0.0452, within(5e-5));
    assertThat(effect(spend, 1)).isEqualTo(0.77, within(5e-3));
    assertThat(effect(spend, 2)).isEqualTo(0.42, within(5e-3));
  }

  private static double effect(Experiment experiment, int k) {
    return PolicyValue.of(experiment, Policy.everyone(experiment, k))
        .minus(PolicyValue.of(experiment, Policy.nobody(CUSTOMERS)))
        .amount();
  }

  /** Values of scikit-uplift 0.5.1 for 100 womens - recency, which has 24 values. */
  @Test
  void measures_are_those_of_scikit_uplift() {
    Experiment womens = experiment(2).against(2);
    double[] score = womens.features().column("womens");
    double[] recency = womens.features().column("recency");
    for (int i = 0; i < score.length; i++) {
      score[i] = 100 * score[i] - recency[i];
    }
    EffectRanking ranking = EffectRanking.of(womens, score);

    assertThat(ranking.qini()).isEqualTo(0.0605747098617112, within(1e-9));
    assertThat(ranking.upliftArea()).isEqualTo(0.027966655847733685, within(1e-9));
    assertThat(ranking.upliftAt(0.3, Strategy.OVERALL))
        .isEqualTo(0.06665512330263776, within(1e-9));
    assertThat(ranking.upliftAt(0.3, Strategy.BY_GROUP)).isEqualTo(0.066965639219117, within(1e-9));
  }
}
