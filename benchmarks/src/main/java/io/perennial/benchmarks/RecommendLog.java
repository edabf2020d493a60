// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.decide.recommend.Interactions;
import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Who bought what on which day, of a real shop or a simulated one, as a file for ours and peers.
 */
final class RecommendLog {

  private static final String HEAD = "customer,item,day";

  private RecommendLog() {}

  /**
   * Both years of Online Retail: lines with a customer, a quantity and a price above 0 and a code
   * of goods, which begins with five digits; cancelled invoices are left out, and the lines that
   * both files have are taken from one.
   */
  static void writeRetail(Path folder, Path file) throws IOException {
    TreeMap<String, Integer> customers = new TreeMap<>();
    TreeMap<String, Integer> items = new TreeMap<>();
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (String name : List.of("online_retail_ii_2009_2010.csv.gz", "online_retail.csv.gz")) {
      try (BufferedReader in = ShopLogs.unzipped(folder.resolve(name))) {
        in.readLine();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          List<String> cells = ShopLogs.cells(line);
          LocalDate day = LocalDate.parse(cells.get(4).substring(0, 10));
          String customer = cells.get(6).replaceFirst("\\.0$", "");
          String code = cells.get(1).toUpperCase(Locale.ROOT);
          boolean kept =
              !customer.isEmpty()
                  && !customer.equals("nan")
                  && !cells.get(0).startsWith("C")
                  && Double.parseDouble(cells.get(3)) > 0
                  && Double.parseDouble(cells.get(5)) > 0
                  && code.matches("[0-9]{5}.*")
                  && (!name.contains("_ii_") || day.isBefore(ShopLogs.OVERLAP));
          if (kept) {
            customers.putIfAbsent(customer, customers.size());
            items.putIfAbsent(code, items.size());
            lines.add(customers.get(customer) + "," + items.get(code) + "," + day.toEpochDay());
          }
        }
      }
    }
    Files.write(file, lines);
  }

  /**
   * Customers of four tastes over two years, a quarter of whose purchases are of their own again.
   */
  static void writeSimulated(int customers, int items, Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (int c = 0; c < customers; c++) {
      RandomStream random = RandomSource.seeded(11).derive("tastes").stream(c);
      int[] bought = new int[30];
      for (int k = 0; k < bought.length; k++) {
        boolean own = random.chance(0.8);
        int drawn = Math.min(random.nextInt(items), random.nextInt(items));
        bought[k] = own ? drawn / 4 * 4 + c % 4 : drawn;
        if (k > 0 && random.chance(0.25)) {
          bought[k] = bought[random.nextInt(k)];
        }
        lines.add(c + "," + Math.min(items - 1, bought[k]) + "," + random.nextInt(730));
      }
    }
    Files.write(file, lines);
  }

  static Interactions read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int n = lines.size() - 1;
    int[] customer = new int[n];
    int[] item = new int[n];
    long[] day = new long[n];
    double[] one = new double[n];
    Arrays.fill(one, 1);
    for (int row = 0; row < n; row++) {
      String[] cells = lines.get(row + 1).split(",", -1);
      customer[row] = Integer.parseInt(cells[0]);
      item[row] = Integer.parseInt(cells[1]);
      day[row] = Long.parseLong(cells[2]);
    }
    return Interactions.of(
        Arrays.stream(customer).max().orElse(-1) + 1,
        Arrays.stream(item).max().orElse(-1) + 1,
        customer,
        item,
        day,
        one,
        one,
        Arrays.stream(day).max().orElse(0));
  }
}
