// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real shop with returns, from its files to the report, unedited. */
class OnlineRetailTest {

  @TempDir Path folder;

  /** The folder of real data, where there is one: it is not part of the repository. */
  private static Path data() {
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    Path data = Path.of(given.isEmpty() ? "." : given).resolve("data/online_retail");
    assumeTrue(
        Files.isDirectory(data),
        "Skipped: the data of Online Retail is not there; set -Dperennial.shared to the folder");
    return data;
  }

  @Test
  @Tag("slow")
  void both_years_become_customers_with_values_and_a_report() throws Exception {
    Path data = data();
    new Shell(folder).run("init", "shop");
    Shell shop = new Shell(folder).in("shop");

    Shell.Outcome connected =
        shop.run(
            "connect",
            data.resolve("online_retail_ii_2009_2010.csv.gz").toString(),
            data.resolve("online_retail.csv.gz").toString(),
            "--write");
    assertThat(connected.code()).as(connected.all()).isZero();
    // what is counted here is what came in, who it is of and what they are worth; groups that
    // behave
    // alike and the near time are found in other tests, of fewer customers
    Path file = folder.resolve("shop/perennial.yaml");
    String said = Files.readString(file);
    for (String section : List.of("behaviour", "near")) {
      said =
          said.replaceFirst(
              "(?m)^(  " + section + ":\n(?:    #.*\n)*?)    #enabled: true$",
              "$1    enabled: false");
    }
    assertThat(said.split("    enabled: false", -1)).as("two sections are switched off").hasSize(3);
    Files.writeString(file, said);
    Shell.Outcome run = shop.run("run");
    assertThat(run.code()).as(run.all()).isZero();

    assertThat(run.out())
        .contains("1,067,370 rows = 797,884 kept + 26,479 duplicate + 243,007 quarantined")
        .contains("resolve: 5,942 records in, 5,942 customers out")
        .contains(
            "797,884 events, 26,002 flags: return-linked 15,487, reversed 3,388,"
                + " return-unlinked 2,903, charge 2,305, adjustment 1,319, outlier 401,"
                + " repeated 113, zero-price 70, test 16")
        .contains("value: 5,850 customers as of 2011-12-10");
    assertThat(
            shop.run(
                    "sql",
                    "--csv",
                    "SELECT count(*) AS n, count(value) AS v, sum(CASE WHEN p_alive BETWEEN 0 AND 1"
                        + " AND value_lower <= value_upper THEN 1 ELSE 0 END) AS good"
                        + " FROM customer_values")
                .out())
        .contains("5850,5850,5850");
    everyRowIsAccountedFor(shop);
    assertThat(shop.run("report").code()).isZero();
    assertThat(Files.readString(folder.resolve("shop/reports/report.html")))
        .contains("243,007")
        .contains("How well that was foretold")
        .contains("Who bought again, and when");
  }

  /**
   * The figures of the table in ingest's README, which were counted apart from Perennial: lines
   * without customer, lines that stand twice in a file, the lines of the first file that the second
   * repeats (14,483 of its 22,523 that are in both have a customer), cancellations, and lines that
   * are no goods.
   */
  private static void everyRowIsAccountedFor(Shell shop) {
    assertThat(
            csv(
                shop,
                "SELECT CASE WHEN file LIKE '%2009_2010%' THEN 'first' ELSE 'second' END AS f,"
                    + " rows_read, rows_kept, rows_duplicate, rows_quarantined FROM ingested_files"
                    + " ORDER BY f"))
        .isEqualTo(
            """
            f,rows_read,rows_kept,rows_duplicate,rows_quarantined
            first,525461,410763,6771,107927
            second,541909,387121,19708,135080
            """);
    assertThat(
            csv(shop, "SELECT field, reason, count(*) AS n FROM quarantine GROUP BY field, reason"))
        .isEqualTo("field,reason,n\ncustomer,the customer is empty,243007\n");
    assertThat(csv(shop, "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY type"))
        .isEqualTo("type,n\norder,779494\nreturn,18390\n");
    assertThat(
            csv(
                shop,
                "SELECT product_id AS p, count(*) AS n FROM events WHERE product_id IN ('POST',"
                    + " 'DOT', 'C2', 'BANK CHARGES', 'CRUK', 'M', 'D', 'ADJUST', 'ADJUST2',"
                    + " 'TEST001', 'TEST002', 'B') GROUP BY product_id ORDER BY n DESC, p"))
        .isEqualTo(
            """
            p,n
            POST,1982
            M,1085
            C2,254
            D,170
            ADJUST,61
            BANK CHARGES,37
            CRUK,16
            DOT,16
            TEST001,15
            ADJUST2,3
            TEST002,1
            """);
    assertThat(
            csv(
                shop,
                "SELECT order_id AS o, CAST(quantity AS BIGINT) AS q FROM events WHERE"
                    + " abs(quantity) > 70000 ORDER BY o"))
        .isEqualTo("o,q\n541431,74215\n581483,80995\nC541433,-74215\nC581484,-80995\n");
  }

  private static String csv(Shell shop, String sql) {
    Shell.Outcome outcome = shop.run("sql", "--csv", sql);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome.out();
  }
}
