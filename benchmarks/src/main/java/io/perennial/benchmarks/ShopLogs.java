// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.math.distribution.Gamma;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.value.history.PurchaseLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Purchases by day of real shops, and of one whose customers' rates are known. */
final class ShopLogs {

  /** The first day that both files of Online Retail have. */
  static final LocalDate OVERLAP = LocalDate.parse("2010-12-01");

  private static final double LEAST = 0.005;

  private final Map<String, Map<LocalDate, Double>> sold = new LinkedHashMap<>();
  private final Map<String, Map<LocalDate, Double>> cancelled = new LinkedHashMap<>();

  private ShopLogs() {}

  /** CDNOW's sample of one in ten, by day from 1997-01-01. */
  static PurchaseLog cdnow(Path folder) throws IOException {
    ShopLogs log = new ShopLogs();
    try (BufferedReader lines = Files.newBufferedReader(folder.resolve("cdnow_sample.csv"))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        add(log.sold, cells[1], LocalDate.parse(cells[2]), Double.parseDouble(cells[4]));
      }
    }
    return log.from(LocalDate.parse("1997-01-01"));
  }

  /**
   * Both years of Online Retail, by day from 2009-12-01: lines with a customer, a quantity and a
   * price above 0; cancelled invoices are left out, and the lines that both files have are taken
   * from one.
   */
  static PurchaseLog retail(Path folder) throws IOException {
    return retailLines(folder).from(LocalDate.parse("2009-12-01"));
  }

  /**
   * The same less what was cancelled on the day of the purchase: an order of £168,470 of the last
   * day, cancelled twelve minutes later, is no revenue. Days that come to nothing are left out;
   * what is cancelled later is not seen.
   */
  static PurchaseLog netRetail(Path folder) throws IOException {
    ShopLogs log = retailLines(folder);
    log.cancelled.forEach(
        (customer, days) -> {
          Map<LocalDate, Double> own = log.sold.computeIfAbsent(customer, key -> new TreeMap<>());
          days.forEach((day, amount) -> own.computeIfPresent(day, (key, sum) -> sum + amount));
          own.values().removeIf(sum -> sum < LEAST);
        });
    log.sold.values().removeIf(Map::isEmpty);
    return log.from(LocalDate.parse("2009-12-01"));
  }

  private static ShopLogs retailLines(Path folder) throws IOException {
    ShopLogs log = new ShopLogs();
    for (String file : List.of("online_retail_ii_2009_2010.csv.gz", "online_retail.csv.gz")) {
      boolean first = file.contains("_ii_");
      try (BufferedReader lines = unzipped(folder.resolve(file))) {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          List<String> cells = cells(line);
          LocalDate day = LocalDate.parse(cells.get(4).substring(0, 10));
          String customer = cells.get(6).replaceFirst("\\.0$", "");
          double quantity = Double.parseDouble(cells.get(3));
          double price = Double.parseDouble(cells.get(5));
          boolean known = !customer.isEmpty() && !customer.equals("nan");
          if (known && price > 0 && (!first || day.isBefore(OVERLAP))) {
            boolean kept = quantity > 0 && !cells.get(0).startsWith("C");
            add(kept ? log.sold : log.cancelled, customer, day, quantity * price);
          }
        }
      }
    }
    return log;
  }

  /** Pareto/NBD customers with gamma spend who come over {@code arrivals} days. */
  static PurchaseLog simulated(int customers, int arrivals, int until, long seed) {
    int[] customer = new int[Math.max(16, customers * 4)];
    long[] day = new long[customer.length];
    double[] amount = new double[customer.length];
    int n = 0;
    for (int i = 0; i < customers; i++) {
      RandomStream random = RandomSource.seeded(seed).derive("shop").stream(i);
      double rate = Gamma.standard(random, 0.8) / 8 / 7;
      double gone = -StrictMath.log(random.nextOpenDouble()) / (Gamma.standard(random, 0.7) / 140);
      double scale = 10 + 40 * random.nextDouble();
      double start = random.nextInt(arrivals);
      for (double at = 0; start + at <= until && at <= gone; ) {
        if (n == customer.length) {
          customer = Arrays.copyOf(customer, 2 * n);
          day = Arrays.copyOf(day, 2 * n);
          amount = Arrays.copyOf(amount, 2 * n);
        }
        customer[n] = i;
        day[n] = (long) (start + at);
        amount[n++] = scale * (0.5 + Gamma.standard(random, 2));
        at += -StrictMath.log(random.nextOpenDouble()) / rate;
      }
    }
    return PurchaseLog.ofDays(
        customers, Arrays.copyOf(customer, n), Arrays.copyOf(day, n), Arrays.copyOf(amount, n));
  }

  private static void add(
      Map<String, Map<LocalDate, Double>> to, String customer, LocalDate day, double amount) {
    to.computeIfAbsent(customer, key -> new TreeMap<>()).merge(day, amount, Double::sum);
  }

  private PurchaseLog from(LocalDate start) {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (Map<LocalDate, Double> days : sold.values()) {
      int customer = number++;
      days.forEach(
          (day, amount) ->
              rows.add(new double[] {customer, day.toEpochDay() - start.toEpochDay(), amount}));
    }
    return PurchaseLog.ofDays(
        number,
        rows.stream().mapToInt(row -> (int) row[0]).toArray(),
        rows.stream().mapToLong(row -> (long) row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2]).toArray());
  }

  static BufferedReader unzipped(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
  }

  /** The cells of a line of CSV. */
  static List<String> cells(String line) {
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
