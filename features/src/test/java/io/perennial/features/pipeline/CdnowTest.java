// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CDNOW data, against what others made of it; see cdnow_source.txt. */
class CdnowTest {

  private static final AsOf OCTOBER_1997 = AsOf.startOf(LocalDate.of(1997, 10, 1));
  private static final AsOf JULY_1998 = AsOf.startOf(LocalDate.of(1998, 7, 1));

  @TempDir Path folder;
  private OpenLake open;

  @BeforeEach
  void open() {
    open = OpenLake.in(folder);
  }

  @AfterEach
  void close() {
    open.close();
  }

  /** A row of results by column. */
  private record Row(Batch batch, int at) {
    double number(String column) {
      int k = batch.index(column);
      return batch.doubles(k) == null ? batch.longs(k)[at] : batch.doubles(k)[at];
    }
  }

  private static Map<Long, Row> byKey(Batches rows) {
    Map<Long, Row> found = new HashMap<>();
    try (rows) {
      while (rows.next()) {
        Batch batch = rows.batch().copy();
        for (int i = 0; i < batch.rows(); i++) {
          found.put(batch.longs(0)[i], new Row(batch, i));
        }
      }
    }
    return found;
  }

  private PurchaseHistories histories() {
    return PurchaseHistories.open(open.tables(), open.engine(), PurchaseRule.byDay(ZoneOffset.UTC));
  }

  /** Puts rows of customer, day as yyyymmdd and dollars into the lake. */
  private void fill(List<String[]> rows) {
    Batch batch =
        new Batch(Tables.EVENTS.columns().stream().map(Column::field).toList(), rows.size());
    for (String[] row : rows) {
      int at = batch.addRow();
      LocalDate day = LocalDate.parse(row[1], DateTimeFormatter.BASIC_ISO_DATE);
      batch.setLong(batch.index("event_id"), at, at);
      batch.setLong(batch.index("record_id"), at, Long.parseLong(row[0]));
      batch.setText(batch.index("type"), at, "order");
      batch.setLong(batch.index("occurred_at"), at, AsOf.startOf(day).micros());
      batch.setDouble(batch.index("amount"), at, Double.parseDouble(row[2]));
    }
    open.engine().load("cdnow", Batches.of(batch));
    LakeTable events = open.tables().table(Tables.EVENTS);
    events.append(
        "cdnow", open.engine().write("SELECT * FROM cdnow", FileTarget.of(events)), Map.of());
    open.engine().drop("cdnow");
  }

  private static List<String[]> sample() throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : resource("/io/perennial/features/cdnow_sample.txt")) {
      String[] cells = line.strip().split("\\s+", -1);
      rows.add(new String[] {cells[1], cells[2], cells[4]});
    }
    return rows;
  }

  private static List<String> resource(String name) throws IOException {
    try (InputStream in = CdnowTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<Map<String, String>> csv(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  @Test
  void the_sample_at_39_weeks_is_the_published_summary() throws IOException {
    fill(sample());
    Map<Long, Row> known;
    try (PurchaseHistories histories = histories()) {
      assertThat(histories.afterLastEvent(Clock.systemUTC())).contains(JULY_1998);
      known = byKey(histories.at(List.of(OCTOBER_1997)));
    }

    List<String> published = resource("/io/perennial/features/cdnow_summary.csv");
    assertThat(known).hasSize(2357).hasSize(published.size() - 1);
    for (String line : published.subList(1, published.size())) {
      String[] cells = line.split(",", -1);
      Row row = known.get(Long.parseLong(cells[0]));
      assertThat(row.number("repeat_purchases"))
          .as("x of " + line)
          .isEqualTo(Double.parseDouble(cells[1]));
      // printed with two digits, which tell the day: so many sevenths, exactly
      assertThat(row.number("age_at_last_weeks"))
          .as("t_x of " + line)
          .isEqualTo(Math.round(7 * Double.parseDouble(cells[2])) / 7.0);
      assertThat(row.number("age_weeks"))
          .as("T of " + line)
          .isEqualTo(Math.round(7 * Double.parseDouble(cells[3])) / 7.0);
      if (row.number("repeat_purchases") > 0) {
        assertThat(row.number("spend_repeat_mean"))
            .as("spend of " + line)
            .isCloseTo(Double.parseDouble(cells[4]), within(0.0051));
      }
    }
  }

  @Test
  void the_holdout_of_the_sample_has_1882_purchases() throws IOException {
    fill(sample());
    try (PurchaseHistories histories = histories()) {
      Map<Long, Row> bought = byKey(histories.between(OCTOBER_1997, JULY_1998));
      assertThat(bought).hasSize(2357);
      assertThat(bought.values().stream().mapToDouble(r -> r.number("holdout_purchases")).sum())
          .isEqualTo(1882);
      assertThat(bought.values().stream().mapToDouble(r -> r.number("holdout_spend")).sum())
          .isCloseTo(70_976.39, within(1e-6));
      assertThat(histories.cumulativeRepeats(List.of(OCTOBER_1997, JULY_1998), OCTOBER_1997))
          .containsExactly(2457, 2457 + 1882);
    }
  }

  @Test
  void the_sample_is_equal_to_the_reference_in_every_digit() throws IOException {
    fill(sample());
    agree(csv(RealData.file("reference/clv/cbs/cdnow_sample.csv")), 2357);
  }

  @Test
  void the_weekly_curve_is_the_reference() throws IOException {
    List<Map<String, String>> weeks = csv(RealData.file("reference/clv/tracking/cdnow_sample.csv"));
    fill(sample());
    List<AsOf> ends =
        weeks.stream()
            .map(week -> AsOf.startOf(LocalDate.parse(week.get("end_date")).plusDays(1)))
            .toList();
    try (PurchaseHistories histories = histories()) {
      assertThat(histories.cumulativeRepeats(ends, JULY_1998))
          .containsExactly(
              weeks.stream()
                  .mapToLong(week -> Math.round(Double.parseDouble(week.get("cum_actual"))))
                  .toArray());
    }
  }

  @Test
  void the_whole_data_are_equal_to_the_reference_in_every_digit() throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(RealData.file("data/cdnow/cdnow_master.csv.gz"))),
                StandardCharsets.UTF_8))) {
      reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(c -> rows.add(new String[] {c[0], c[1].replace("-", ""), c[3]}));
    }
    assertThat(rows).hasSize(69_659);
    fill(rows);
    agree(csv(RealData.file("reference/clv/cbs/cdnow_full.csv")), 23_570);
  }

  private void agree(List<Map<String, String>> reference, int customers) {
    Map<Long, Row> known;
    Map<Long, Row> bought;
    try (PurchaseHistories histories = histories()) {
      known = byKey(histories.at(List.of(OCTOBER_1997)));
      bought = byKey(histories.between(OCTOBER_1997, JULY_1998));
    }
    assertThat(reference).hasSize(customers);
    assertThat(known).hasSize(customers);
    for (Map<String, String> row : reference) {
      long id = Long.parseLong(row.get("id"));
      Row ours = known.get(id);
      exact(ours, "repeat_purchases", row, "x");
      exact(ours, "age_at_last_weeks", row, "t_x");
      exact(ours, "age_weeks", row, "T");
      near(ours, "gap_log_sum", row, "litt");
      near(ours, "spend_total", row, "spend_cal");
      near(ours, "spend_mean", row, "m_all");
      if (ours.number("repeat_purchases") > 0) {
        near(ours, "spend_repeat_mean", row, "m_x");
      }
      exact(bought.get(id), "holdout_purchases", row, "x_star");
      near(bought.get(id), "holdout_spend", row, "spend_star");
    }
  }

  private static void exact(Row ours, String column, Map<String, String> row, String theirs) {
    assertThat(ours.number(column))
        .as("%s of %s", theirs, row.get("id"))
        .isEqualTo(Double.parseDouble(row.get(theirs)));
  }

  private static void near(Row ours, String column, Map<String, String> row, String theirs) {
    double expected = Double.parseDouble(row.get(theirs));
    assertThat(ours.number(column))
        .as("%s of %s", theirs, row.get("id"))
        .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }
}
