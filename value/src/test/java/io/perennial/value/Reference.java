// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.value.history.PurchaseLog;
import io.perennial.value.history.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The reference values. Those of the logs that may be shipped are resources, beside the logs
 * themselves; those of {@code apparel} and {@code discreteSim} are looked for in the folder named
 * by the system property {@code perennial.reference}, else {@code ../shared/reference} beside the
 * repository, and a test that needs them is skipped, with a message, where they are not.
 */
public final class Reference {

  private static final Map<String, Split> SPLITS = new ConcurrentHashMap<>();

  /** The last day of the calibration and of the hold-out, from the first of the log. */
  private record Days(long calibration, long holdout) {}

  private static final Map<String, Days> DAYS =
      Map.of(
          "cdnow_sample", new Days(272, 545),
          "cdnow_full", new Days(272, 545),
          "lifetimes_example", new Days(243, 364),
          "apparel", new Days(728, 1456));

  private Reference() {}

  /** The rows of a CSV file, each a map from column to text; of the shipped one if there is one. */
  public static List<Map<String, String>> rows(String file) {
    return shipped(file).or(() -> outside(file)).orElseThrow(() -> missing(file));
  }

  /** The row of {@code parameters.csv} for a data set and a model. */
  public static Map<String, String> parameters(String dataset, String model) {
    return row(
        "parameters.csv",
        row -> row.get("dataset").equals(dataset) && row.get("model").equals(model));
  }

  /** The row of the hold-out measures for a data set and a model. */
  public static Map<String, String> measures(String dataset, String model) {
    return row(
        "holdout/metrics.csv",
        row ->
            row.get("dataset").equals(dataset)
                && row.get("target").equals("transactions")
                && row.get("model").equals(model));
  }

  /** The parameters of a data set and a model, in the order of the file. */
  public static double[] values(String dataset, String model) {
    Map<String, String> row = parameters(dataset, model);
    return IntStream.rangeClosed(1, 4)
        .filter(i -> !row.get("value" + i).isEmpty())
        .mapToDouble(i -> Double.parseDouble(row.get("value" + i)))
        .toArray();
  }

  /** All purchases of a data set, by day from the first of the log. */
  public static PurchaseLog log(String dataset) {
    return dataset.equals("apparel") ? apparel() : shippedLog(dataset);
  }

  private static PurchaseLog shippedLog(String dataset) {
    List<Map<String, String>> rows = rows("logs/" + dataset + ".csv.gz");
    int[] customer = rows.stream().mapToInt(row -> Integer.parseInt(row.get("customer"))).toArray();
    return PurchaseLog.ofDays(
        1 + Arrays.stream(customer).max().orElseThrow(),
        customer,
        rows.stream().mapToLong(row -> Long.parseLong(row.get("day"))).toArray(),
        rows.stream().mapToDouble(row -> Long.parseLong(row.get("cents")) / 100.0).toArray());
  }

  private static PurchaseLog apparel() {
    List<Map<String, String>> rows = rows("elog/apparel.csv.gz");
    long start = LocalDate.parse("2005-01-02").toEpochDay();
    return PurchaseLog.ofDays(
        600,
        rows.stream().mapToInt(row -> Integer.parseInt(row.get("id")) - 1).toArray(),
        rows.stream()
            .mapToLong(row -> LocalDate.parse(row.get("date")).toEpochDay() - start)
            .toArray(),
        rows.stream().mapToDouble(row -> number(row, "spend")).toArray());
  }

  /** A data set cut as the reference cuts it. */
  public static Split splitOf(String dataset) {
    return SPLITS.computeIfAbsent(
        dataset, name -> log(name).split(calibrationDay(name), holdoutDay(name)));
  }

  /** The histories of a data set at the end of its calibration. */
  public static GroupedHistories histories(String dataset) {
    return splitOf(dataset).histories();
  }

  /** The last day of a data set's calibration. */
  public static long calibrationDay(String dataset) {
    return DAYS.get(dataset).calibration();
  }

  /** The last day of a data set's hold-out. */
  public static long holdoutDay(String dataset) {
    return DAYS.get(dataset).holdout();
  }

  /** The history of a row with x, tx_days and T_days. */
  public static PurchaseHistory history(Map<String, String> row) {
    return new PurchaseHistory(
        Integer.parseInt(row.get("x")),
        Double.parseDouble(row.get("tx_days")) / 7.0,
        Double.parseDouble(row.get("T_days")) / 7.0);
  }

  /** A number of a row. */
  public static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static Map<String, String> row(String file, Predicate<Map<String, String>> wanted) {
    return shipped(file).orElse(List.of()).stream()
        .filter(wanted)
        .findFirst()
        .or(
            () ->
                outside(file).orElseThrow(() -> missing(file)).stream().filter(wanted).findFirst())
        .orElseThrow();
  }

  private static Optional<List<Map<String, String>>> shipped(String file) {
    for (String name : List.of("/reference/" + file, "/reference/clv/" + file)) {
      for (String path : List.of(name, name + ".gz")) {
        InputStream raw = Reference.class.getResourceAsStream(path);
        if (raw != null) {
          return Optional.of(table(raw, path.endsWith(".gz")));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Map<String, String>>> outside(String file) {
    Optional<Path> path = folder().map(f -> f.resolve("clv").resolve(file)).filter(Files::exists);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(table(Files.newInputStream(path.get()), file.endsWith(".gz")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> folder() {
    String named = System.getProperty("perennial.reference");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve("math/src"))) {
      root = root.getParent();
    }
    return Optional.ofNullable(root).map(r -> r.resolve("../shared/reference").normalize());
  }

  private static RuntimeException missing(String file) {
    assumeTrue(
        false,
        "Skipped: there is no "
            + file
            + " at ../shared/reference/clv (or -Dperennial.reference=FOLDER)");
    return new IllegalStateException(file);
  }

  private static List<Map<String, String>> table(InputStream raw, boolean packed) {
    try (InputStream in = packed ? new GZIPInputStream(raw) : raw) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<String> names = cells(lines.get(0));
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = cells(line);
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i), cells.get(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
