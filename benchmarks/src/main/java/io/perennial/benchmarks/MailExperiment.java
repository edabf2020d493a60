// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.uplift.Experiment;
import io.perennial.domain.FeatureMatrix;
import io.perennial.math.distribution.Normal;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Hillstrom's two mails against none, or customers like his; and how they are split. */
final class MailExperiment {

  static final List<String> ARMS = List.of("nobody", "men's mail", "women's mail");

  private MailExperiment() {}

  /**
   * The real one.
   *
   * @param outcome visit, conversion or spend
   */
  static Experiment read(Path file, String outcome) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> heads = List.of(lines.get(0).split(",", -1));
    int n = lines.size() - 1;
    Map<String, double[]> columns = new LinkedHashMap<>();
    int[] arm = new int[n];
    double[] came = new double[n];
    for (int i = 0; i < n; i++) {
      // a range of money is in quotes, for it has a comma
      List<String> cells = cells(lines.get(i + 1));
      for (int k = 0; k < heads.size(); k++) {
        String name = heads.get(k);
        String cell = cells.get(k);
        switch (name) {
          case "recency", "history", "mens", "womens", "newbie" ->
              columns.computeIfAbsent(name, any -> new double[n])[i] = Double.parseDouble(cell);
          case "history_segment", "zip_code", "channel" ->
              columns.computeIfAbsent(name + " " + cell, any -> new double[n])[i] = 1;
          case "segment" -> arm[i] = cell.startsWith("No") ? 0 : cell.startsWith("Mens") ? 1 : 2;
          default -> came[i] = name.equals(outcome) ? Double.parseDouble(cell) : came[i];
        }
      }
    }
    double[] history = columns.get("history");
    double[] logHistory = new double[n];
    double[] both = new double[n];
    for (int i = 0; i < n; i++) {
      logHistory[i] = Math.log(history[i]);
      both[i] = columns.get("mens")[i] * columns.get("womens")[i];
    }
    columns.put("log history", logHistory);
    columns.put("mens and womens", both);
    return Experiment.of(matrix(n, columns), ARMS, arm, came);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static FeatureMatrix matrix(int n, Map<String, double[]> columns) {
    return new FeatureMatrix(
        IntStream.range(0, n).asLongStream().toArray(),
        List.copyOf(columns.keySet()),
        columns.values().toArray(new double[0][]));
  }

  /** Simulated customers, whom the mails please by what they bought. */
  static Experiment simulated(int n, String outcome) {
    RandomSource source = RandomSource.seeded(9).derive("mails");
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("taste", new double[n]);
    columns.put("spend", new double[n]);
    int[] arm = new int[n];
    double[] came = new double[n];
    for (int i = 0; i < n; i++) {
      RandomStream lots = source.stream(i);
      double taste = Normal.standard(lots);
      double spend = Normal.standard(lots);
      columns.get("taste")[i] = taste;
      columns.get("spend")[i] = spend;
      arm[i] = lots.nextInt(3);
      double at = -1 + 0.5 * spend + (arm[i] == 1 ? 0.6 : arm[i] == 2 ? 0.8 * taste : 0);
      boolean yes = lots.chance(1 / (1 + Math.exp(-at)));
      came[i] = yes ? (outcome.equals("spend") ? 20 + 100 * lots.nextDouble() : 1) : 0;
    }
    return Experiment.of(matrix(n, columns), ARMS, arm, came);
  }

  /** The experiment that {@code arguments} name. */
  static Experiment of(Arguments arguments) throws IOException {
    return arguments.has("file")
        ? read(arguments.path("file"), arguments.text("outcome"))
        : simulated(arguments.count("rows"), arguments.text("outcome"));
  }

  /** The customers of one split, 70 % and 30 %, by arm and whether there was an outcome. */
  record Parts(Experiment learn, Experiment test) {

    static Parts of(Experiment experiment, int seed) {
      int[] stratum = new int[experiment.rows()];
      for (int i = 0; i < stratum.length; i++) {
        stratum[i] = 2 * experiment.arm(i) + (experiment.outcome(i) > 0 ? 1 : 0);
      }
      boolean[] held = StratifiedSplit.tested(stratum, 0.3, seed);
      return new Parts(
          experiment.subset(IntStream.range(0, held.length).filter(i -> !held[i]).toArray()),
          experiment.subset(IntStream.range(0, held.length).filter(i -> held[i]).toArray()));
    }
  }
}
