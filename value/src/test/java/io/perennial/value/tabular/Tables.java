// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.domain.FeatureMatrix;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.special.Logarithms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Tables for tests. */
public final class Tables {

  private Tables() {}

  /** Columns of cells, each begun by its header. */
  public static TextTable of(String[]... columns) {
    List<String> headers = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    for (String[] column : columns) {
      headers.add(column[0]);
      cells.add(Arrays.asList(column).subList(1, column.length));
    }
    return TextTable.ofColumns(headers, cells);
  }

  /** A real table of plain CSV; the test is skipped where it is not there. */
  public static TextTable real(String name) {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("shared/data"))) {
      at = at.getParent();
    }
    Path file = (at == null ? Path.of(".") : at).resolve("shared/data").resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + name + " is not there, in shared/data beside the repository");
    try {
      List<String> lines = Files.readAllLines(file);
      return TextTable.ofRows(
          List.of(lines.get(0).split(",", -1)),
          lines.subList(1, lines.size()).stream()
              .filter(line -> !line.isBlank())
              .map(line -> List.of(line.split(",", -1)))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows whose log-odds are known: -1 + 1.5 a - b^2 / 2 + 2 [a > 0][flag] and noise columns. */
  public static final class Simulated {
    private final FeatureMatrix features;
    private final double[] label;
    private final double[] logOdds;

    Simulated(FeatureMatrix features, double[] label, double[] logOdds) {
      this.features = features;
      this.label = label;
      this.logOdds = logOdds;
    }

    /** What is known. */
    public FeatureMatrix features() {
      return features;
    }

    /** What came of it. */
    public double[] label() {
      return label;
    }

    /** The truth. */
    public double[] logOdds() {
      return logOdds;
    }
  }

  public static Simulated simulated(int n, long seed) {
    RandomStream random = RandomSource.seeded(seed).derive("table").stream(0);
    double[][] columns = new double[6][n];
    double[] label = new double[n];
    double[] odds = new double[n];
    for (int i = 0; i < n; i++) {
      double a = 2 * random.nextDouble() - 1;
      double b = 4 * random.nextDouble() - 2;
      double flag = random.chance(0.4) ? 1 : 0;
      odds[i] = -1 + 1.5 * a - b * b / 2 + (a > 0 ? 2 * flag : 0);
      label[i] = random.chance(Logarithms.logistic(odds[i])) ? 1 : 0;
      columns[0][i] = a;
      columns[1][i] = b;
      columns[2][i] = flag;
      columns[3][i] = random.chance(0.1) ? Double.NaN : random.nextDouble();
      columns[4][i] = 7;
      columns[5][i] = Double.NaN;
    }
    return new Simulated(
        new FeatureMatrix(
            LongStream.range(0, n).toArray(),
            List.of("a", "b", "flag", "noise", "constant", "unknown"),
            columns),
        label,
        odds);
  }

  /** A table of contracts: short ones and dear ones leave; with all that is odd of real files. */
  public static TextTable contracts(int n, long seed) {
    RandomStream random = RandomSource.seeded(seed).derive("contracts").stream(0);
    List<List<String>> rows = new ArrayList<>();
    String[] plans = {"Basic", "Plus", "Family"};
    for (int i = 0; i < n; i++) {
      int tenure = random.nextInt(72);
      int plan = random.nextInt(3);
      double price = 20 + 15 * plan + 10 * random.nextDouble();
      double odds = 0.5 - 0.06 * tenure + 0.03 * (price - 40) + (plan == 2 ? -0.8 : 0.4);
      boolean left = random.chance(Logarithms.logistic(odds));
      rows.add(
          List.of(
              String.format(Locale.ROOT, "C-%05d", 7 * i + 3),
              Integer.toString(tenure),
              random.chance(0.02) ? " " : String.format(Locale.ROOT, "%.2f", price),
              plans[plan],
              random.chance(0.5) ? "yes" : "No",
              "EUR",
              left ? "too dear" : "",
              left ? "Churned" : "Stayed"));
    }
    return TextTable.ofRows(
        List.of(
            "customerID",
            "tenure",
            "Monthly Price",
            "plan",
            "paperless",
            "currency",
            "Churn Reason",
            "Churn Label"),
        rows);
  }
}
