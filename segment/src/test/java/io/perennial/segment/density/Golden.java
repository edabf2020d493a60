// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.density;

import io.perennial.math.neighbour.Points;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Points, and what scikit-learn and hdbscan say of them; see README.md beside the files. */
final class Golden {

  private static final Path RETAIL =
      Path.of("..", "..", "shared", "data", "online_retail", "online_retail.csv.gz");
  private static final int COLUMNS = 7;
  private static @Nullable Points retail;

  final String name;
  final double[] settings;
  private final List<String[]> rows;
  private final int coordinates;

  private Golden(String name, double[] settings, List<String[]> rows) {
    this.name = name;
    this.settings = settings;
    this.rows = rows;
    coordinates = rows.get(0).length - COLUMNS;
  }

  static Golden of(String name) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Golden.class.getResourceAsStream(name + ".csv"), StandardCharsets.UTF_8))) {
      double[] settings =
          Arrays.stream(in.readLine().split(",", -1)).mapToDouble(Double::parseDouble).toArray();
      return new Golden(name, settings, in.lines().map(line -> line.split(",", -1)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean retailIsThere() {
    return Files.exists(RETAIL);
  }

  Points points() {
    if (coordinates == 0) {
      return retail();
    }
    double[][] places = new double[rows.size()][coordinates];
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < coordinates; j++) {
        places[i][j] = Double.parseDouble(rows.get(i)[j]);
      }
    }
    return Points.of(places);
  }

  boolean[] cores() {
    int[] marks = labels(0);
    boolean[] cores = new boolean[marks.length];
    for (int i = 0; i < cores.length; i++) {
      cores[i] = marks[i] == 1;
    }
    return cores;
  }

  int[] dbscan() {
    return labels(1);
  }

  int[] hdbscan() {
    return labels(2);
  }

  int[] leaves() {
    return labels(3);
  }

  int[] hdbscanOfItsAuthors() {
    return labels(4);
  }

  double[] probabilities() {
    return numbers(5);
  }

  double[] outlierScores() {
    return numbers(6);
  }

  Dbscan asDbscan() {
    return new Dbscan(settings[0], (int) settings[1]);
  }

  HdbscanConfig asHdbscan() {
    return HdbscanConfig.of((int) settings[2]).withSamples((int) settings[3]);
  }

  private int[] labels(int column) {
    return rows.stream().mapToInt(row -> Integer.parseInt(row[coordinates + column])).toArray();
  }

  private double[] numbers(int column) {
    return rows.stream()
        .map(row -> row[coordinates + column])
        .mapToDouble(text -> text.equals("nan") ? Double.NaN : Double.parseDouble(text))
        .toArray();
  }

  private static final class Customer {
    String day = "";
    final Set<String> orders = new HashSet<>();
    long mills;
  }

  private static synchronized Points retail() {
    if (retail == null) {
      retail = readRetail();
    }
    return retail;
  }

  /** Logarithms of days since the last purchase, of orders and of money, to 6 decimals. */
  private static Points readRetail() {
    Map<Integer, Customer> customers = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(RETAIL)), StandardCharsets.UTF_8))) {
      in.lines().skip(1).forEach(line -> add(line, customers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocalDate end = LocalDate.of(2011, 12, 10);
    return Points.of(
        customers.values().stream()
            .map(
                one ->
                    new double[] {
                      rounded((double) ChronoUnit.DAYS.between(LocalDate.parse(one.day), end)),
                      rounded(one.orders.size()),
                      rounded(one.mills / 1000.0)
                    })
            .toArray(double[][]::new));
  }

  private static double rounded(double value) {
    return Math.rint(Math.log(value) * 1e6) / 1e6;
  }

  /** A line from its end: only the description, the third field, may have commas. */
  private static void add(String line, Map<Integer, Customer> customers) {
    String[] words = line.split(",", -1);
    int last = words.length - 1;
    long quantity = Long.parseLong(words[last - 4]);
    double price = Double.parseDouble(words[last - 2]);
    if (!words[last - 1].isEmpty() && quantity > 0 && price > 0) {
      Customer one =
          customers.computeIfAbsent(Integer.parseInt(words[last - 1]), id -> new Customer());
      String day = words[last - 3].substring(0, 10);
      one.day = day.compareTo(one.day) > 0 ? day : one.day;
      one.orders.add(words[0]);
      one.mills += quantity * Math.round(price * 1000);
    }
  }
}
