// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.Currencies;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.RetryReport;
import io.perennial.lake.Tables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money of other currencies becomes the base currency. */
class RatesTest {

  private static final String SHOP =
      """
      sources:
        shop:
          files: shop.csv
          columns:
            customer: who
            time: at
            order-id: no
            amount: money
            discount: off
            cost: cost
            currency: code
      """;

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static Currencies euros(int maxAgeDays) {
    return new Currencies("EUR", Optional.of(Path.of("rates.csv")), maxAgeDays);
  }

  private static IngestConfig config(String yaml, Currencies currencies) {
    return IngestConfig.of(Sources.of(yaml)).withCurrencies(currencies);
  }

  private IngestReport ingest(String yaml, int maxAgeDays) {
    return workspace.ingest(config(yaml, euros(maxAgeDays)));
  }

  private void shopFile(String... rows) {
    List<String> lines = new ArrayList<>(List.of("who,at,no,money,off,cost,code"));
    lines.addAll(List.of(rows));
    workspace.file("shop.csv", lines.toArray(String[]::new));
  }

  @Nested
  class Rows {

    @Test
    void money_is_kept_in_the_base_currency_and_as_it_was_said() {
      workspace.file(
          "rates.csv",
          "currency,date,rate",
          "USD,2025-01-01,0.9",
          "USD,2025-01-03,0.8",
          "JPY,2025-01-01,0.0061");
      shopFile(
          "ada,2025-01-01 10:00:00,1,10,1,2,USD",
          "ada,2025-01-02 10:00:00,2,10,,,usd",
          "ada,2025-01-03 10:00:00,3,-10,,,USD",
          "ada,2025-01-04 10:00:00,4,1000,,,JPY",
          "ada,2025-01-05 10:00:00,5,10.5,1,2,EUR",
          "ada,2025-01-06 10:00:00,6,10.5,,,");

      IngestReport report = ingest(SHOP, 10);

      assertThat(report.summary()).isEqualTo("all: 6 rows = 6 kept + 0 duplicate + 0 quarantined");
      assertThat(
              workspace.events("order_id, type, amount, discount, cost, currency, original_amount"))
          .containsExactly(
              "1|order|9.0|0.9|1.8|USD|10.0",
              "2|order|9.0|-|-|usd|10.0",
              "3|return|-8.0|-|-|USD|-10.0",
              "4|order|6.1|-|-|JPY|1000.0",
              "5|order|10.5|1.0|2.0|EUR|10.5",
              "6|order|10.5|-|-|-|10.5");
    }

    @Test
    void a_row_without_a_rate_goes_to_quarantine() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-10,USD,0.9");
      shopFile(
          "ada,2025-01-09 10:00:00,1,10,,,USD",
          "ada,2025-01-10 10:00:00,2,10,,,USD",
          "ada,2025-01-13 10:00:00,3,10,,,USD",
          "ada,2025-01-14 10:00:00,4,10,,,USD",
          "ada,2025-01-10 10:00:00,5,10,,,CHF",
          "ada,2025-01-10 10:00:00,6,10,,,Ada King",
          "ada,2025-01-10 10:00:00,7,,,,CHF",
          "ada,soon,8,10,,,CHF");

      IngestReport report = ingest(SHOP, 3);

      assertThat(report.summary()).isEqualTo("all: 8 rows = 3 kept + 0 duplicate + 5 quarantined");
      assertThat(workspace.events("order_id")).containsExactlyInAnyOrder("2", "3", "7");
      assertThat(workspace.quarantine("line, field, value, reason"))
          .containsExactly(
              "1|currency|USD on 2025-01-09|there is no rate of this currency on this day",
              "4|currency|USD on 2025-01-14|there is no rate of this currency on this day",
              "5|currency|CHF on 2025-01-10|there is no rate of this currency on this day",
              "6|currency|XXX XXXX on 2025-01-10|there is no rate of this currency on this day"
                  .replace("XXX XXXX", "xxx xxxx"),
              "8|time|xxxx|this is not a time in the source's format");
      assertThat(report.lines()).anyMatch(line -> line.contains("add one to the file of rates"));
    }

    @Test
    void a_rate_that_was_missing_is_used_by_the_next_retry() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-10,USD,0.9");
      shopFile("ada,2025-01-10 10:00:00,1,10,,,USD", "ada,2025-01-10 10:00:00,2,10,,,CHF");
      ingest(SHOP, 3);
      workspace.file("rates.csv", "date,currency,rate", "2025-01-10,USD,0.9", "2025-01-10,CHF,1.1");

      RetryReport report =
          new RetryStep(config(SHOP, euros(3)), folder, Set.of()).retry(workspace.context());

      assertThat(report.summary()).isEqualTo("1 of 1 rows taken now, 0 remain");
      assertThat(workspace.events("order_id, amount")).containsExactly("1|9.0", "2|11.0");
    }

    @Test
    void the_day_is_that_of_the_source_s_zone() {
      workspace.file(
          "rates.csv", "date,currency,rate", "2025-01-01,USD,0.5", "2025-01-02,USD,0.25");
      shopFile("ada,2025-01-01T23:30:00Z,1,100,,,USD", "ada,2025-01-01T22:30:00Z,2,100,,,USD");

      ingest(SHOP + "    zone: Europe/Berlin\n", 10);

      assertThat(workspace.events("order_id, amount")).containsExactly("2|50.0", "1|25.0");
    }

    @Test
    void a_source_may_be_in_one_currency() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-01,USD,0.5");
      workspace.file("shop.csv", "who,at,price,units", "ada,2025-01-01,3,2");

      ingest(
          """
          sources:
            shop:
              files: shop.csv
              columns: {customer: who, time: at, unit-price: price, quantity: units}
              constants: {currency: USD}
          """,
          10);

      assertThat(workspace.events("amount, currency, original_amount"))
          .containsExactly("3.0|USD|6.0");
    }

    @Test
    void ids_are_those_of_the_money_that_was_said() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-01,USD,0.5");
      shopFile("ada,2025-01-01,1,100,,,USD");
      workspace.ingest(Sources.of(SHOP));
      List<String> before = workspace.events("event_id");

      IngestReport again =
          new IngestStep(config(SHOP, euros(10)), folder, Again.of(Set.of("shop")))
              .ingest(workspace.context());

      assertThat(again.kept()).isEqualTo(1);
      assertThat(workspace.events("event_id")).isEqualTo(before);
      assertThat(workspace.events("amount, original_amount")).containsExactly("50.0|100.0");
    }

    @Test
    void a_mended_rate_changes_nothing_until_the_source_is_read_again() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-01,USD,0.5");
      shopFile("ada,2025-01-01,1,100,,,USD");
      ingest(SHOP.replace("customer: who", "customer: who\n      event-id: no"), 10);
      workspace.file("rates.csv", "date,currency,rate", "2025-01-01,USD,0.25");
      shopFile("ada,2025-01-01,1,100,,,USD", "ada,2025-01-02,2,100,,,USD");

      IngestReport report =
          ingest(SHOP.replace("customer: who", "customer: who\n      event-id: no"), 10);

      assertThat(report.summary()).isEqualTo("all: 2 rows = 1 kept + 1 duplicate + 0 quarantined");
      assertThat(workspace.events("order_id, amount")).containsExactly("1|50.0", "2|25.0");
    }

    @Test
    void money_is_rounded_once_half_to_even() {
      SplittableRandom random = new SplittableRandom(7);
      List<String> rates = new ArrayList<>(List.of("date,currency,rate"));
      List<String> rows = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      LocalDate day = LocalDate.parse("2020-01-01");
      for (int i = 0; i < 400; i++) {
        // halves are frequent: few digits, and rates that end in 5
        BigDecimal rate =
            new BigDecimal(random.nextInt(1, 2_000) + "5").movePointLeft(random.nextInt(1, 5));
        BigDecimal money =
            BigDecimal.valueOf(random.nextLong(-50_000, 50_000)).movePointLeft(random.nextInt(5));
        LocalDate date = day.plusDays(i);
        rates.add(date + ",USD," + rate.toPlainString());
        rows.add("ada," + date + "," + (1000 + i) + "," + money.toPlainString() + ",,,USD");
        expected.add(
            (1000 + i)
                + "|"
                + money.multiply(rate).setScale(4, RoundingMode.HALF_EVEN).doubleValue());
      }
      workspace.file("rates.csv", rates.toArray(String[]::new));
      shopFile(rows.toArray(String[]::new));

      ingest(SHOP, 0);

      assertThat(
              workspace.rows(Tables.EVENTS, "SELECT order_id, amount + 0 FROM t ORDER BY order_id"))
          .hasSize(400)
          .isEqualTo(expected.stream().map(row -> row.replace("|-0.0", "|0.0")).toList());
    }
  }

  @Nested
  class The_file {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "2025-01-01,USX,0.9  | line 2: unknown currency 'USX' (did you mean",
          "2025-01-01,USD,-0.9 | line 2: the rate -0.9 is not above 0 and at most 9999999",
          "2025-01-01,USD,0    | line 2: the rate 0 is not above 0",
          "2025-01-01,USD,much | line 2: 'much' is no number such as 0.9215",
          "1.1.2025,USD,0.9    | line 2: '1.1.2025' is no day such as 2025-12-31",
          "2025-01-01,USD      | line 2: it has 2 fields where 3 are",
          "2025-01-01,EUR,1.1  | line 2: EUR is the base currency: its rate is 1"
        })
    void a_line_that_is_no_rate_is_told(String line, String why) {
      workspace.file("rates.csv", "date,currency,rate", line.strip());
      shopFile("ada,2025-01-01,1,100,,,USD");

      assertThatThrownBy(() -> ingest(SHOP, 10))
          .isInstanceOf(IngestException.class)
          .hasMessageStartingWith("Cannot read rates.csv, the file of rates: ")
          .hasMessageContaining(why.strip());
      assertThat(workspace.events("order_id")).isEmpty();
    }

    @Test
    void a_day_with_two_rates_is_told() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-01,USD,0.9", "2025-01-01,usd,0.9");

      assertThatThrownBy(() -> RatesFile.read(euros(1), folder))
          .hasMessageEndingWith("line 3: a second rate of USD on 2025-01-01");
    }

    @Test
    void a_missing_file_or_column_is_told() {
      assertThatThrownBy(() -> RatesFile.read(euros(1), folder))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("rates.csv")
          .hasMessageContaining("check rates.file");
      workspace.file("rates.csv", "date;currency;rate", "2025-01-01;USD;0.9");
      assertThatThrownBy(() -> RatesFile.read(euros(1), folder))
          .hasMessageContaining("it has no column 'date'");
    }

    @Test
    void the_last_rate_on_or_before_a_day_holds_as_long_as_it_is_not_too_old() {
      workspace.file("rates.csv", "date,currency,rate", "2025-01-10,USD,0.9", "2025-01-01,USD,0.8");
      RatesFile rates = RatesFile.read(euros(3), folder);

      assertThat(rates.rate("USD", LocalDate.parse("2024-12-31"))).isEmpty();
      assertThat(rates.rate("USD", LocalDate.parse("2025-01-04")))
          .contains(new BigDecimal("0.8000000000"));
      assertThat(rates.rate("USD", LocalDate.parse("2025-01-05"))).isEmpty();
      assertThat(rates.rate("USD", LocalDate.parse("2025-01-10")))
          .contains(new BigDecimal("0.9000000000"));
      assertThat(rates.rate("EUR", LocalDate.parse("1999-01-01"))).contains(BigDecimal.ONE);
    }
  }
}
