// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.math.neighbour.Points;
import io.perennial.math.summary.Moments;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Real customers, 4,338 of a shop of gifts. Tests with them are skipped where they are not. */
final class OnlineRetail {

  private static final LocalDate END = LocalDate.of(2011, 12, 10);

  private OnlineRetail() {}

  private static final class Customer {
    private final Set<String> orders = new HashSet<>();
    private String last = "";
    private double spent;
  }

  /** Recency in days, orders, money spent; not transformed. */
  static double[][] rfm() throws IOException {
    Map<Integer, Customer> customers = new TreeMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file()), 1 << 16),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        add(customers, line);
      }
    }
    return customers.values().stream()
        .map(
            c ->
                new double[] {
                  ChronoUnit.DAYS.between(LocalDate.parse(c.last), END), c.orders.size(), c.spent
                })
        .toArray(double[][]::new);
  }

  /** ln(1 + x) of each, with mean 0 and deviation 1. */
  static Points logRfm() throws IOException {
    double[][] rows = rfm();
    for (int j = 0; j < 3; j++) {
      Moments moments = new Moments();
      for (double[] row : rows) {
        row[j] = StrictMath.log1p(row[j]);
        moments.add(row[j]);
      }
      double mean = moments.mean().orElseThrow();
      double n = rows.length;
      double deviation = Math.sqrt(moments.variance().orElseThrow() * (n - 1) / n);
      for (double[] row : rows) {
        row[j] = (row[j] - mean) / deviation;
      }
    }
    return Points.of(rows);
  }

  private static void add(Map<Integer, Customer> customers, String line) {
    int[] commas = new int[6]; // from the end: descriptions have commas
    int at = line.length();
    for (int i = 0; i < commas.length - 1; i++) {
      commas[i] = at;
      at = line.lastIndexOf(',', at - 1);
    }
    commas[5] = at;
    String who = line.substring(commas[2] + 1, commas[1]);
    double quantity = number(line, commas[5], line.indexOf(',', commas[5] + 1));
    double price = number(line, commas[3], commas[2]);
    if (who.isEmpty() || line.charAt(0) == 'C' || quantity <= 0 || price <= 0) {
      return;
    }
    Customer customer =
        customers.computeIfAbsent((int) Double.parseDouble(who), key -> new Customer());
    String day = line.substring(commas[4] + 1, commas[4] + 11);
    customer.last = day.compareTo(customer.last) > 0 ? day : customer.last;
    customer.orders.add(line.substring(0, line.indexOf(',')));
    customer.spent += quantity * price;
  }

  private static double number(String line, int comma, int end) {
    return Double.parseDouble(line.substring(comma + 1, end));
  }

  private static Path file() {
    String name = "data/online_retail/online_retail.csv.gz";
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    Path file = Path.of(given.isEmpty() ? "." : given).resolve(name);
    assumeTrue(
        Files.exists(file),
        "Skipped: " + name + " is not there; set -Dperennial.shared to the folder of real data");
    return file;
  }
}
