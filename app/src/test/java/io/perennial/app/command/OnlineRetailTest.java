// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
    Shell.Outcome run = shop.run("run");
    assertThat(run.code()).as(run.all()).isZero();

    assertThat(run.out())
        .contains("1,067,370 rows = 797,884 kept + 26,479 duplicate + 243,007 quarantined")
        .contains("resolve: 5,942 records in, 5,942 customers out")
        .contains("value: 5,853 customers as of 2011-12-10");
    assertThat(
            shop.run(
                    "sql",
                    "--csv",
                    "SELECT count(*) AS n, count(value) AS v, sum(CASE WHEN p_alive BETWEEN 0 AND 1"
                        + " AND value_lower <= value_upper THEN 1 ELSE 0 END) AS good"
                        + " FROM customer_values")
                .out())
        .contains("5853,5853,5853");
    assertThat(shop.run("report").code()).isZero();
    assertThat(Files.readString(folder.resolve("shop/reports/report.html")))
        .contains("243,007")
        .contains("How well that was foretold")
        .contains("Who bought again, and when");
  }
}
