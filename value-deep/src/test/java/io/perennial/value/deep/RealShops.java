// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Real data that is not part of the repository: in the folder that the system property {@code
 * perennial.shared} names, or in {@code shared} beside the repository. A day with two receipts is
 * one purchase, its product that of its dearest line.
 */
final class RealShops {

  private RealShops() {}

  /**
   * Weeks from 1997-01-01 of the customers who came to CDNOW in the first quarter of 1997, 1/10.
   */
  static Optional<Shop> cdnow() throws IOException {
    Optional<Path> file = file("data/cdnow/cdnow_sample.csv");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Collector collector = new Collector(LocalDate.of(1997, 1, 1));
    List<String> lines = Files.readAllLines(file.get());
    for (String line : lines.subList(1, lines.size())) {
      String[] cell = line.split(",", -1);
      int discs = Math.min(4, Integer.parseInt(cell[3]));
      collector.add(cell[1], LocalDate.parse(cell[2]), Double.parseDouble(cell[4]), discs);
    }
    return Optional.of(collector.shop());
  }

  /**
   * Weeks from 2009-12-01 of both years of the Online Retail shop; lines of returns are left out.
   */
  static Optional<Shop> onlineRetail() throws IOException {
    Collector collector = new Collector(LocalDate.of(2009, 12, 1));
    for (String name :
        List.of(
            "data/online_retail/online_retail_ii_2009_2010.csv.gz",
            "data/online_retail/online_retail.csv.gz")) {
      Optional<Path> file = file(name);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      LocalDate second = LocalDate.of(2010, 12, 1);
      boolean early = name.contains("_ii_");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file.get()));
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        reader.readLine();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          // the description may hold commas: count from both ends
          String[] cell = line.split(",", -1);
          int last = cell.length - 1;
          String customer = cell[last - 1];
          LocalDate day = LocalDate.parse(cell[last - 3].substring(0, 10));
          double quantity = Double.parseDouble(cell[last - 4]);
          double price = Double.parseDouble(cell[last - 2]);
          boolean twice = early && !day.isBefore(second); // both files have these days
          if (!customer.isEmpty() && quantity > 0 && price > 0 && !twice) {
            String code = cell[1];
            int product =
                1 + Math.floorMod(code.substring(0, Math.min(3, code.length())).hashCode(), 500);
            collector.add(customer.replace(".0", ""), day, quantity * price, product);
          }
        }
      }
    }
    return Optional.of(collector.shop());
  }

  private static Optional<Path> file(String name) {
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    return Optional.of(Path.of(given.isEmpty() ? "." : given).resolve(name)).filter(Files::exists);
  }

  private static final class Collector {
    private final LocalDate start;
    private final TreeMap<String, TreeMap<LocalDate, double[]>> all = new TreeMap<>();

    Collector(LocalDate start) {
      this.start = start;
    }

    void add(String customer, LocalDate day, double amount, int product) {
      double[] of =
          all.computeIfAbsent(customer, c -> new TreeMap<>())
              .computeIfAbsent(day, d -> new double[3]);
      of[0] += amount;
      if (amount >= of[1]) {
        of[1] = amount;
        of[2] = product;
      }
    }

    Shop shop() {
      List<List<Shop.Purchase>> lives = new ArrayList<>();
      for (TreeMap<LocalDate, double[]> days : all.values()) {
        List<Shop.Purchase> life = new ArrayList<>();
        days.forEach(
            (day, of) ->
                life.add(
                    new Shop.Purchase(
                        (day.toEpochDay() - start.toEpochDay()) / 7.0, of[0], 0, (int) of[2])));
        lives.add(life);
      }
      return new Shop(lives);
    }
  }
}
