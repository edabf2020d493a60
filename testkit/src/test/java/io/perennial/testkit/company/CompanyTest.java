// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are as many and as wrong as the truth says, and the same each time. */
class CompanyTest {

  private static final CompanyConfig CONFIG =
      CompanyConfig.defaults().withCustomers(800).withSeed(3).withShare(0.02);

  @TempDir static Path folder;
  private static CompanyReport report = new CompanyReport(0, Map.of());

  @BeforeAll
  static void write() throws IOException {
    report = Company.of(CONFIG).write(folder);
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return file.toString().endsWith(".gz")
          ? new GZIPInputStream(in).readAllBytes()
          : in.readAllBytes();
    }
  }

  private static List<List<String>> truth(String file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("truth").resolve(file))) {
      rows.add(
          Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
              .map(CompanyTest::bare)
              .toList());
    }
    return rows.subList(1, rows.size());
  }

  private static String bare(String field) {
    return field.startsWith("\"") ? field.substring(1, field.length() - 1) : field;
  }

  /** Rows of a file, counted otherwise than they were written. */
  private static long count(String file) throws IOException {
    String text = new String(bytes(folder.resolve(file)), UTF_8);
    if (file.startsWith("shop/orders")) {
      return text.split("\"sku\":", -1).length - 1L;
    }
    if (file.startsWith("shop/returns")) {
      return text.split("\"refund\":", -1).length - 1L;
    }
    if (file.startsWith("desk/")) {
      return text.lines().filter(line -> line.matches("T[0-9]{10}-[0-9]+,.*")).count();
    }
    return text.lines().count() - (file.endsWith(".csv") ? 1 : 0);
  }

  @Test
  void the_rows_of_each_file_are_as_many_as_the_truth_says() throws IOException {
    long rows = 0;
    List<String> told = new ArrayList<>();
    for (List<String> file : truth("files.csv")) {
      assertThat(count(file.get(1))).as(file.get(1)).isEqualTo(Long.parseLong(file.get(2)));
      rows += Long.parseLong(file.get(2));
      told.add(file.get(1));
    }
    assertThat(report.rows()).isEqualTo(rows);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> folder.relativize(file).toString())
                  .filter(file -> file.contains("/") && !file.startsWith("truth/"))
                  .filter(file -> !file.contains("-copy-")))
          .containsExactlyInAnyOrderElementsOf(told);
    }
  }

  @Test
  void every_kind_of_defect_is_there_and_counted() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    for (List<String> defect : truth("defects.csv")) {
      counted.merge(defect.get(0), 1L, Long::sum);
    }
    Map<String, Long> reported = new TreeMap<>();
    report.defects().forEach((defect, count) -> reported.put(defect.word(), count));

    assertThat(counted).isEqualTo(reported);
    assertThat(report.defects()).containsOnlyKeys(Defect.values());
  }

  @Test
  void defects_stand_in_the_line_that_the_truth_says() throws IOException {
    int looked = 0;
    for (List<String> defect : truth("defects.csv")) {
      String file = defect.get(2);
      if (!file.matches("(till/receipts|mail|devices|desk).*") || defect.get(3).equals("0")) {
        continue;
      }
      List<String> lines = Files.readAllLines(folder.resolve(file));
      int header = file.endsWith(".csv") ? 1 : 0;
      String line = lines.get(Integer.parseInt(defect.get(3)) - 1 + header);
      String written = defect.get(5);
      assertThat(line)
          .as(defect.toString())
          .contains(written.isEmpty() ? defect.get(4) : written.strip());
      looked++;
    }
    assertThat(looked).isGreaterThan(500);
  }

  @Test
  void four_of_ten_receipts_have_no_customer() throws IOException {
    long all = 0;
    long without = 0;
    for (List<String> file : truth("files.csv")) {
      if (!file.get(1).startsWith("till/receipts")) {
        continue;
      }
      List<String> lines = Files.readAllLines(folder.resolve(file.get(1)));
      List<String> names = List.of(lines.get(0).split(";"));
      int card = Math.max(names.indexOf("Kundenkarte"), names.indexOf("Kundennummer"));
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(";", -1);
        if (fields.length == names.size() && line.startsWith("B")) {
          all++;
          without += fields[card].isEmpty() ? 1 : 0;
        }
      }
    }
    assertThat((double) without / all).isCloseTo(0.4, within(0.06));
  }

  @Test
  void a_third_live_with_another_customer_and_some_move() throws IOException {
    List<List<String>> persons = truth("persons.csv");
    Map<String, List<List<String>>> homes = new TreeMap<>();
    persons.forEach(p -> homes.computeIfAbsent(p.get(11), h -> new ArrayList<>()).add(p));
    List<List<List<String>>> shared = homes.values().stream().filter(h -> h.size() > 1).toList();

    assertThat((double) shared.stream().mapToInt(List::size).sum() / persons.size())
        .isCloseTo(0.35, within(0.06));
    assertThat(shared)
        .allSatisfy(
            home -> {
              assertThat(home.stream().filter(p -> p.get(6).equals(home.get(0).get(6)))).hasSize(1);
              assertThat(home.stream().map(p -> p.get(16) + p.get(17)).distinct()).hasSize(1);
            });
    assertThat(shared.stream().filter(h -> h.get(0).get(5).equals(h.get(1).get(5))).count())
        .as("one telephone")
        .isBetween(shared.size() / 6L, shared.size() / 2L);
    assertThat((double) persons.stream().filter(p -> !p.get(15).isEmpty()).count() / persons.size())
        .isCloseTo(0.09, within(0.03));
    assertThat(persons.stream().filter(p -> !p.get(6).equals(p.get(14))).count()).isPositive();
  }

  @Test
  void each_record_is_one_persons() throws IOException {
    List<String> keys =
        truth("records.csv").stream().map(row -> row.get(0) + " " + row.get(1)).distinct().toList();

    assertThat(truth("records.csv").stream().map(row -> row.get(2)).distinct()).hasSize(800);
    assertThat(truth("records.csv").stream().map(row -> row.subList(0, 3)).distinct())
        .as("keys of two persons")
        .hasSameSizeAs(keys);
  }

  @Test
  void the_same_configuration_gives_the_same_bytes(@TempDir Path other) throws IOException {
    Company.of(CONFIG).write(other);

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(other.resolve(folder.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void without_defects_only_what_customers_do_is_left(@TempDir Path other) throws IOException {
    CompanyReport clean = Company.of(CONFIG.withShare(0)).write(other);

    assertThat(clean.defects())
        .containsOnlyKeys(
            Defect.FULL_RETURN,
            Defect.PARTIAL_RETURN,
            Defect.PHONE_SPELLING,
            Defect.LATE_FILE,
            Defect.CUT_OFF_ROW,
            Defect.SCHEMA_CHANGE,
            Defect.DAY_WITHOUT_DATA);
    assertThat(clean.rows()).isLessThan(report.rows());
  }

  @Test
  void a_share_that_leaves_no_rows_right_is_refused() {
    assertThatThrownBy(() -> CONFIG.withShare(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid share of defects: 0.5 (must be from 0 to 0.02)");
  }
}
