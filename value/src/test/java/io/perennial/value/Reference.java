// SPDX-License-Identifier: Apache-2.0
package io.perennial.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The reference values, where they are: the folder named by the system property {@code
 * perennial.reference}, else {@code ../shared/reference} beside the repository. A test that needs
 * them is skipped, with a message, where they are not.
 */
public final class Reference {

  private Reference() {}

  /** The rows of a CSV file below {@code clv/}, each a map from column to text. */
  public static List<Map<String, String>> rows(String file) {
    Path path = folder().resolve("clv").resolve(file);
    assumeTrue(Files.exists(path), "Skipped: there is no reference file " + file);
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<String> names = split(lines.get(0));
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = split(line);
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

  /** The row of {@code parameters.csv} for a data set and a model. */
  public static Map<String, String> parameters(String dataset, String model) {
    return rows("parameters.csv").stream()
        .filter(row -> row.get("dataset").equals(dataset) && row.get("model").equals(model))
        .findFirst()
        .orElseThrow();
  }

  /** The parameters of a data set and a model, in the order of the file. */
  public static double[] values(String dataset, String model) {
    Map<String, String> row = parameters(dataset, model);
    return java.util.stream.IntStream.rangeClosed(1, 4)
        .filter(i -> !row.get("value" + i).isEmpty())
        .mapToDouble(i -> Double.parseDouble(row.get("value" + i)))
        .toArray();
  }

  /** The histories of a data set, in the order of its file. */
  public static GroupedHistories histories(String dataset) {
    List<Map<String, String>> rows = rows("cbs/" + dataset + ".csv");
    return GroupedHistories.of(rows.stream().map(Reference::history).toList());
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

  private static Path folder() {
    String named = System.getProperty("perennial.reference");
    if (named != null) {
      return Path.of(named);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.isDirectory(root.resolve("math/src"))) {
      root = root.getParent();
    }
    Path folder = root == null ? Path.of("none") : root.resolve("../shared/reference").normalize();
    assumeTrue(
        Files.isDirectory(folder),
        "Skipped: there are no reference values at ../shared/reference (or -Dperennial.reference)");
    return folder;
  }

  private static List<String> split(String line) {
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
