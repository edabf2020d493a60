// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.testkit.simulate.Behaviour;
import io.perennial.testkit.simulate.BuyingParameters;
import io.perennial.testkit.simulate.CustomerTruth;
import io.perennial.testkit.simulate.Simulation;
import io.perennial.testkit.simulate.SimulationConfig;
import io.perennial.testkit.simulate.SimulationTotals;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvEventSinkTest {

  private static final int AMOUNT = 9;

  /** Rich enough that one order in some costs more than a thousand. */
  private static final SimulationConfig CONFIG =
      SimulationConfig.defaults()
          .withCustomers(6_000)
          .withBuying(new BuyingParameters(0.553, 10.578, 0.606, 11.669, 6.25, 3.74, 300))
          .withBehaviour(Behaviour.defaults().withVisits(1, 1));

  @TempDir Path folder;

  private CsvReport write(Path file, DirtySpec dirt, int threads) throws IOException {
    try (CsvEventSink sink = CsvEventSink.create(file, CONFIG, dirt)) {
      Simulation.of(CONFIG).run(sink, threads);
      return sink.report();
    }
  }

  /** A plain reader of RFC 4180, written apart from the writer. */
  private static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        field.append(c);
      }
    }
    assertThat(quoted).isFalse();
    assertThat(row).isEmpty();
    return rows;
  }

  private static List<List<String>> read(Path file) throws IOException {
    List<List<String>> rows = parse(Files.readString(file));
    assertThat(rows.get(0)).hasSize(14).startsWith("order_id", "customer_id", "occurred_at");
    return rows.subList(1, rows.size());
  }

  @Nested
  class Clean {

    @Test
    void every_row_has_all_fields_in_form() throws IOException {
      Path file = folder.resolve("events.csv");
      SimulationTotals totals;
      try (CsvEventSink sink = CsvEventSink.create(file, CONFIG)) {
        totals = Simulation.of(CONFIG).run(sink, 2);
      }
      List<List<String>> rows = read(file);
      Set<List<String>> distinct = new HashSet<>(rows);
      BigDecimal sum = BigDecimal.ZERO;
      for (List<String> row : rows) {
        assertThat(row).hasSize(14);
        boolean view = row.get(3).equals("page_view");
        assertThat(row.get(0)).matches(view ? "" : "O[0-9]{10}-[0-9]+");
        assertThat(row.get(1)).matches("C[0-9]{10}");
        assertThat(row.get(2)).matches("202[34]-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
        assertThat(row.get(3)).isIn("order", "return", "page_view");
        assertThat(row.get(4)).isIn("web", "mobile_app", "store");
        assertThat(row.get(5)).matches("P[0-9]{7}");
        assertThat(row.get(8)).matches(view ? "" : "[1-9][0-9]*");
        assertThat(row.get(AMOUNT)).matches(view ? "" : "-?[0-9]+\\.[0-9]{2}");
        assertThat(row.get(10)).matches(view ? "" : "[0-9]+\\.[0-9]{2}");
        assertThat(row.get(11)).isEqualTo(view ? "" : "EUR");
        assertThat(row.get(12)).matches("[A-Z]{2}");
        sum = sum.add(view ? BigDecimal.ZERO : new BigDecimal(row.get(AMOUNT)));
      }
      assertThat(distinct).hasSize(rows.size());
      assertThat(rows).hasSize((int) totals.rows());
      assertThat(sum)
          .isEqualByComparingTo(BigDecimal.valueOf(totals.orderCents() + totals.returnCents(), 2));
    }

    @Test
    void names_with_commas_quotes_and_accents_survive() throws IOException {
      Path file = folder.resolve("events.csv");
      write(file, DirtySpec.none(), 2);
      assertThat(read(file).stream().map(row -> row.get(6)))
          .contains("Home, Garden & DIY", "Office \"Pro\"", "Café & Tea");
    }

    @Test
    void threads_do_not_change_a_byte() throws IOException {
      Path one = folder.resolve("one.csv");
      Path four = folder.resolve("four.csv");
      write(one, DirtySpec.everyKind(0.02), 1);
      write(four, DirtySpec.everyKind(0.02), 4);
      assertThat(Files.mismatch(one, four)).isEqualTo(-1);
    }

    @Test
    void a_compressed_file_is_one_ordinary_gzip_member() throws IOException {
      Path plain = folder.resolve("events.csv");
      Path packed = folder.resolve("events.csv.gz");
      CsvReport first = write(plain, DirtySpec.everyKind(0.01), 2);
      CsvReport second = write(packed, DirtySpec.everyKind(0.01), 2);
      assertThat(second.toString()).isEqualTo(first.toString());
      try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
      }
      assertThat(Files.size(packed)).isLessThan(Files.size(plain) / 3);
    }
  }

  @Nested
  class Dirty {

    @Test
    void the_counts_are_exactly_what_the_file_holds() throws IOException {
      Path file = folder.resolve("events.csv");
      CsvReport report = write(file, DirtySpec.everyKind(0.03), 2);
      List<List<String>> rows = read(file);

      assertThat(rows).hasSize((int) report.rows());
      assertCount(rows, report, DirtKind.EMPTY_KEY, row -> row.get(1).isEmpty());
      assertCount(rows, report, DirtKind.FUTURE_DATE, row -> row.get(2).matches("282[34].*"));
      assertCount(
          rows,
          report,
          DirtKind.BAD_DATE,
          row -> !row.get(2).matches("(2023|2024|2823|2824)-(0[1-9]|1[0-2])-.*"));
      assertCount(rows, report, DirtKind.THOUSANDS_SEPARATOR, row -> row.get(AMOUNT).contains(","));
      assertCount(rows, report, DirtKind.CURRENCY_SIGN, row -> row.get(AMOUNT).contains("\u20ac"));
      assertCount(
          rows,
          report,
          DirtKind.BAD_NUMBER,
          row -> !row.get(AMOUNT).matches("(\u20ac?-?[0-9,]+\\.[0-9]{2})?"));
      assertThat(rows.size() - new HashSet<>(rows).size())
          .isEqualTo((int) report.count(DirtKind.DUPLICATE))
          .isPositive();
    }

    @Test
    void amounts_reconcile_with_those_of_the_clean_file() throws IOException {
      Path file = folder.resolve("events.csv");
      CsvReport clean = write(file, DirtySpec.none(), 2);
      CsvReport dirty = write(file, DirtySpec.everyKind(0.03), 2);
      assertThat(dirty.events()).isEqualTo(clean.events()).isEqualTo(clean.rows());
      assertThat(dirty.amountCents()).isEqualTo(clean.amountCents());

      // what is left in the file as plain numbers, the second of each pair of duplicates included
      BigDecimal plain = BigDecimal.ZERO;
      for (List<String> row : read(file)) {
        String amount = row.get(AMOUNT);
        plain = amount.matches("-?[0-9]+\\.[0-9]{2}") ? plain.add(new BigDecimal(amount)) : plain;
      }
      long expected =
          dirty.amountCents()
              - dirty.amountCents(DirtKind.BAD_NUMBER)
              - dirty.amountCents(DirtKind.THOUSANDS_SEPARATOR)
              - dirty.amountCents(DirtKind.CURRENCY_SIGN)
              + dirty.amountCents(DirtKind.DUPLICATE);
      assertThat(plain).isEqualByComparingTo(BigDecimal.valueOf(expected, 2));
    }

    @Test
    void the_same_rows_are_dirty_in_order_of_time() throws IOException {
      CsvReport byCustomer = write(folder.resolve("a.csv"), DirtySpec.everyKind(0.03), 2);
      try (CsvEventSink sink =
          CsvEventSink.create(folder.resolve("b.csv"), CONFIG, DirtySpec.everyKind(0.03))) {
        Simulation.of(CONFIG).runInTimeOrder(sink, 2, folder.resolve("spill"));
        assertThat(sink.report().toString()).isEqualTo(byCustomer.toString());
      }
      assertThat(new HashSet<>(read(folder.resolve("b.csv"))))
          .isEqualTo(new HashSet<>(read(folder.resolve("a.csv"))));
    }

    @Test
    void another_seed_dirties_other_rows() throws IOException {
      Path a = folder.resolve("a.csv");
      Path b = folder.resolve("b.csv");
      write(a, DirtySpec.none().with(DirtKind.EMPTY_KEY, 0.1), 2);
      write(b, DirtySpec.none().with(DirtKind.EMPTY_KEY, 0.1).withSeed(2), 2);
      assertThat(Files.mismatch(a, b)).isNotEqualTo(-1);
    }

    @Test
    void shares_beyond_the_whole_are_refused() {
      assertThatThrownBy(() -> DirtySpec.none().with(DirtKind.BAD_DATE, -0.1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Invalid share of BAD_DATE: -0.1 (must be >= 0, and at most 1 with all other kinds)");
      assertThatThrownBy(
              () -> DirtySpec.none().with(DirtKind.BAD_DATE, 0.6).with(DirtKind.DUPLICATE, 0.5))
          .hasMessageStartingWith("Invalid share of DUPLICATE: 0.5");
    }

    private static void assertCount(
        List<List<String>> rows, CsvReport report, DirtKind kind, Predicate<List<String>> has) {
      assertThat(rows.stream().filter(has).count())
          .as(kind.name())
          .isEqualTo(report.count(kind))
          .isPositive();
    }
  }

  @Nested
  class Truths {

    @Test
    void the_truth_is_written_for_every_customer() throws IOException {
      Simulation simulation = Simulation.of(CONFIG);
      Path file = folder.resolve("truth.csv");
      TruthCsv.write(file, simulation, 2);
      List<String> lines = Files.readAllLines(file, UTF_8);
      assertThat(lines).hasSize(6_001);
      String[] fields = lines.get(1 + 17).split(",", -1);
      CustomerTruth truth = simulation.truth(17);
      assertThat(fields).hasSize(11);
      assertThat(fields[0]).isEqualTo("C0000000017");
      assertThat(Double.parseDouble(fields[1])).isEqualTo(truth.buyingRate());
      assertThat(Double.parseDouble(fields[2])).isEqualTo(truth.leavingRate());
      assertThat(fields[7]).isEqualTo(Integer.toString(truth.repeats()));
    }
  }
}
