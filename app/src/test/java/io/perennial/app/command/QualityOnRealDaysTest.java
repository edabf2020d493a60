// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many alarms there are on the days of real shops: nobody knows of anything wrong in them but
 * that they were closed. What is stated of false alarms was tuned on simulated days; these are not.
 */
@Tag("slow")
class QualityOnRealDaysTest {

  /** When the British shop was closed, and no Saturday: bank holidays, Easter, Christmas. */
  private static final Set<String> CLOSED_IN_BRITAIN =
      Set.of(
          "2009-12-24",
          "2010-04-02",
          "2010-04-04",
          "2010-04-05",
          "2010-05-03",
          "2010-05-31",
          "2010-08-30",
          "2010-12-24",
          "2010-12-26",
          "2010-12-27",
          "2010-12-28",
          "2010-12-29",
          "2010-12-30",
          "2010-12-31",
          "2011-01-02",
          "2011-01-03",
          "2011-04-22",
          "2011-04-24",
          "2011-04-25",
          "2011-04-29",
          "2011-05-02",
          "2011-05-30",
          "2011-08-29");

  @TempDir Path folder;

  private static Path data() {
    String given = System.getProperty("perennial.shared", "");
    Path at = Path.of("").toAbsolutePath();
    while (given.isEmpty() && at != null) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        given = at.resolve("shared").toString();
      }
      at = at.getParent();
    }
    Path data = Path.of(given.isEmpty() ? "." : given).resolve("data");
    assumeTrue(
        Files.isDirectory(data),
        "Skipped: real data is not there; set -Dperennial.shared to the folder");
    return data;
  }

  @Test
  void a_gift_shop_by_country() throws IOException {
    Map<String, String> countries = new LinkedHashMap<>();
    countries.put("uk", "Country = 'United Kingdom'");
    countries.put("germany", "Country = 'Germany'");
    countries.put("france", "Country = 'France'");
    countries.put("eire", "Country = 'EIRE'");
    countries.put("others", "not (Country in ('United Kingdom', 'Germany', 'France', 'EIRE'))");
    Path retail = data().resolve("online_retail");
    Shell shop =
        workspace(
            "Europe/London",
            countries,
            "files: ['%s', '%s']"
                .formatted(
                    retail.resolve("online_retail_ii_2009_2010.csv.gz"),
                    retail.resolve("online_retail.csv.gz")),
            "columns: {customer: CustomerID, time: InvoiceDate, order-id: [Invoice, InvoiceNo],"
                + " product-id: StockCode, quantity: Quantity, unit-price: [Price, UnitPrice]}",
            "return-prefix: C");

    assertThat(alarms(shop, "uk", "volume")).as("closed days").containsAll(CLOSED_IN_BRITAIN);

    Set<String> closed = new HashSet<>(CLOSED_IN_BRITAIN);
    closed.add("12-25");
    close(shop, closed);
    // seven of 694: two of them are the days before Christmas, on which the shop ran out
    assertThat(shareOfDaysWithAlarm(shop)).isLessThanOrEqualTo(0.0102);
  }

  @Test
  void a_grocer_by_store() throws IOException {
    List<String> large = List.of("367", "406", "356", "292", "31782");
    Map<String, String> stores = new LinkedHashMap<>();
    large.forEach(store -> stores.put("store-" + store, "store_id = '" + store + "'"));
    stores.put(
        "others",
        "not (store_id in (" + large.stream().collect(Collectors.joining("', '", "'", "'")) + "))");
    Shell grocer =
        workspace(
            "UTC",
            stores,
            "files: '%s'".formatted(data().resolve("completejourney/transactions_sample.csv.gz")),
            "columns: {customer: household_id, time: transaction_timestamp, order-id: basket_id,"
                + " product-id: product_id, quantity: quantity, amount: sales_value,"
                + " discount: retail_disc}");

    assertThat(alarms(grocer, "others", "volume")).contains("2017-12-25");

    close(grocer, Set.of("12-25"));
    assertThat(shareOfDaysWithAlarm(grocer)).isLessThanOrEqualTo(0.01);
  }

  private Shell workspace(String zone, Map<String, String> sources, String... settings)
      throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("workspace: {zone: ").append(zone).append("}\n");
    yaml.append("quality:\n  days: 1000\nsources:\n");
    sources.forEach(
        (name, only) -> {
          yaml.append("  ").append(name).append(":\n    only: \"= ").append(only).append("\"\n");
          yaml.append("    time-format: iso\n    decimal-mark: '.'\n    empty-customer: guest\n");
          for (String setting : settings) {
            yaml.append("    ").append(setting).append('\n');
          }
        });
    assertThat(new Shell(folder).run("init", "shop").code()).isZero();
    Shell shop = new Shell(folder).in("shop");
    Files.writeString(shop.folder().resolve("perennial.yaml"), yaml);
    Shell.Outcome ingested = shop.run("ingest", "--quiet");
    assertThat(ingested.code()).as(ingested.all()).isZero();
    judge(shop);
    return shop;
  }

  private static void close(Shell shop, Set<String> days) throws IOException {
    Path file = shop.folder().resolve("perennial.yaml");
    String closed =
        days.stream().sorted().collect(Collectors.joining("', '", "  closed: ['", "']\n"));
    Files.writeString(file, Files.readString(file).replace("quality:\n", "quality:\n" + closed));
    judge(shop);
  }

  private static void judge(Shell shop) {
    Shell.Outcome judged = shop.run("quality", "--judge");
    assertThat(judged.code()).as(judged.all()).isZero();
  }

  private static List<String> alarms(Shell shop, String source, String measure) {
    return csv(
            shop,
            "SELECT day FROM quality WHERE verdict <> 'ok' AND source = '%s' AND measure = '%s'"
                .formatted(source, measure))
        .stream()
        .map(row -> row.get(0))
        .toList();
  }

  private static double shareOfDaysWithAlarm(Shell shop) {
    Set<String> compared = new HashSet<>();
    Map<String, List<String>> alarms = new LinkedHashMap<>();
    for (List<String> row :
        csv(
            shop,
            "SELECT day, source, measure, field, verdict FROM quality WHERE detail LIKE"
                + " 'compared%' ORDER BY day")) {
      compared.add(row.get(0));
      if (!row.get(4).equals("ok")) {
        alarms
            .computeIfAbsent(row.get(0), day -> new ArrayList<>())
            .add(String.join(" ", row.subList(1, 4)).strip());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d of %d days with an alarm, %.2f %%: %s%n",
        alarms.size(),
        compared.size(),
        100.0 * alarms.size() / compared.size(),
        alarms);
    return (double) alarms.size() / compared.size();
  }

  private static List<List<String>> csv(Shell shop, String sql) {
    Shell.Outcome outcome = shop.run("sql", "--csv", sql);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome
        .out()
        .lines()
        .skip(1)
        .map(line -> List.of(line.replace("\"", "").split(",", -1)))
        .toList();
  }
}
