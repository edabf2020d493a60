// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesCommandTest {

  @TempDir Path folder;

  private Shell.Outcome prices(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "prices";
    System.arraycopy(args, 0, all, 1, args.length);
    return new Shell(folder).run(all);
  }

  /** Eight products by the month, days first; the last one always costs the same. */
  private static String months() {
    StringBuilder csv =
        new StringBuilder(
            "product_id,product_category_name,month_year,qty,total_price,freight_price,unit_price,"
                + "comp_1,comp_2,holiday,product_score\n");
    for (int p = 0; p < 8; p++) {
      for (int t = 0; t < 20; t++) {
        double price = p == 7 ? 30 : (20 + p) * (1 + 0.05 * (Math.floorMod(t * 7 + p, 5) - 2));
        double units =
            Math.rint(200 * Math.pow(price / (20 + p), -2) + Math.floorMod(t * 13 + p * 5, 9));
        csv.append(
            String.format(
                Locale.ROOT,
                "p%d,garden,01-%02d-%d,%.0f,%.2f,9.5,%.2f,%.2f,,%d,4.1%n",
                p,
                t % 12 + 1,
                2017 + t / 12,
                units,
                units * price,
                price,
                25 + Math.floorMod(t * 3, 4) * 0.5,
                t % 3));
      }
    }
    return csv.toString();
  }

  @Test
  void columns_are_guessed_and_what_cannot_be_known_is_refused() throws IOException {
    Files.writeString(folder.resolve("sales.csv"), months());

    Shell.Outcome outcome = prices("sales.csv", "--out", "prices.csv");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("160 rows, 2017-01 to 2018-08, by the month: 8 products")
        .contains("product = product_id; time = month_year; units = qty; price = unit_price")
        .contains("competitor = comp_1, comp_2")
        .contains("elasticities of 7, refused for 1")
        .contains("Elasticities are predictive")
        .contains("its price was never varied: 30.00 in all of 20 months")
        .contains("Forecasts of the last 4 months, each from those before: off by")
        .contains("without a cost (--cost)");
    List<String> lines = Files.readAllLines(folder.resolve("prices.csv"));
    assertThat(lines).hasSize(9);
    assertThat(lines.get(0)).startsWith("product,segment,category,periods,price,elasticity,");
    assertThat(lines.stream().filter(line -> line.startsWith("p3,")).findFirst().orElseThrow())
        .contains(",garden,20,")
        .contains("elastic");
  }

  @Test
  void sales_are_gathered_to_weeks_and_returns_left_out() throws IOException {
    StringBuilder csv = new StringBuilder("InvoiceNo;StockCode;Quantity;InvoiceDate;UnitPrice\n");
    for (int day = 0; day < 200; day++) {
      String date = LocalDate.of(2024, 1, 1).plusDays(day).toString() + " 10:3" + day % 10 + ":00";
      String price = day / 7 % 3 == 0 ? "2,50" : "2,95";
      csv.append("%d;A;%d;%s;%s%n".formatted(day, day % 50 == 7 ? -1 : 1 + day % 3, date, price));
    }
    Files.writeString(folder.resolve("lines.csv"), csv);

    Shell.Outcome outcome = prices("lines.csv", "--json");

    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("\"period\"", "week")
        .contains("4 rows have negative units (returns), and are left out");
  }

  @Test
  void what_is_wrong_is_said() throws IOException {
    Files.writeString(folder.resolve("few.csv"), "name,when,how many\ntea,2024-01-01,2\n");
    Files.writeString(folder.resolve("times.csv"), "sku,date,qty,price\na,soon,2,3\nb,later,1,3\n");
    Files.writeString(folder.resolve("none.csv"), "sku,date,qty,price\na,2024-01-01,2,0\n");

    assertThat(prices("nothing.csv").err()).contains("no such file");
    assertThat(prices("few.csv").err())
        .contains("Cannot tell which column says when it was: name it with --time (there are name");
    assertThat(prices("times.csv").err())
        .contains("Cannot read column date as times: its first cell is soon");
    assertThat(prices("none.csv").err()).contains("none of its 1 rows has a product, a time");
    assertThat(prices("none.csv", "--cost", "kosten").err())
        .contains("Unknown column of --cost: kosten (there are sku, date, qty, price)");
    assertThat(prices("none.csv", "--period", "year").err())
        .contains("Invalid --period: year (must be day, week or month)");
    assertThat(prices("none.csv", "--margin-floor", "100").err())
        .contains("Invalid margin-floor: 1.0 (must be below 1)");
  }
}
