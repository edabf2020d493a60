// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.domain.AsOf;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.quality.QualityConfig;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with an accident on a known day, and what the table says of it. */
class QualityStepTest {

  private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);
  private static final int DAYS = 100;
  private static final int BAD = 95;

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder);
    SplittableRandom random = new SplittableRandom(7);
    List<String> lines =
        new ArrayList<>(List.of("customer,time,type,order,product,channel,amount"));
    for (int day = 0; day < DAYS; day++) {
      boolean bad = day == BAD;
      int orders = bad ? 8 : 60 + random.nextInt(20);
      for (int i = 0; i < orders; i++) {
        lines.add(
            "c%d,%sT%02d:%02d:00Z,order,o%d,%s,%s,%.2f"
                .formatted(
                    random.nextInt(300),
                    FIRST.plusDays(day),
                    i * 24 / orders,
                    random.nextInt(60),
                    100 * day + i,
                    day == BAD + 1 && i % 2 == 0 ? "" : "p" + random.nextInt(9),
                    random.nextInt(3) == 0 ? "store" : "web",
                    (5 + random.nextInt(40)) * (day == BAD + 2 ? 100.0 : 1.0)));
      }
      lines.add("c1,%sT23:58:00Z,return,r%d,p1,web,-5".formatted(FIRST.plusDays(day), day));
    }
    workspace.file("shop.csv", lines.toArray(String[]::new));
    workspace.ingest(source());
  }

  @AfterEach
  void close() {
    workspace.close();
  }

  private static SourceConfig source() {
    return SourceConfig.of(
        "shop",
        List.of("shop.csv"),
        new Mapping(
            Map.of(
                EventField.CUSTOMER, ColumnChoice.of("customer"),
                EventField.TIME, ColumnChoice.of("time"),
                EventField.TYPE, ColumnChoice.of("type"),
                EventField.ORDER_ID, ColumnChoice.of("order"),
                EventField.PRODUCT_ID, ColumnChoice.of("product"),
                EventField.CHANNEL, ColumnChoice.of("channel"),
                EventField.AMOUNT, ColumnChoice.of("amount")),
            Map.of(),
            "order",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of('.'),
            Map.of(),
            List.of()));
  }

  private StepReport judge(QualityConfig config, Instant now, ZoneId zone) {
    return new QualityStep(
            config, List.of("shop"), zone, Optional.<AsOf>empty(), Clock.fixed(now, ZoneOffset.UTC))
        .run(workspace.context());
  }

  private List<String> alarms() {
    return workspace.rows(
        Tables.QUALITY,
        "SELECT day, measure, field FROM t WHERE verdict <> 'ok' ORDER BY day, measure, field");
  }

  @Test
  void each_accident_is_told_on_its_day_and_nothing_else() {
    StepReport report =
        judge(QualityConfig.defaults(), Instant.parse("2025-12-10T06:00:00Z"), ZoneOffset.UTC);

    assertThat(alarms())
        .containsExactly(
            FIRST.plusDays(BAD) + "|volume|",
            FIRST.plusDays(BAD + 1) + "|completeness|product_id",
            FIRST.plusDays(BAD + 2) + "|drift|amount");
    assertThat(report.message()).endsWith("nothing unusual");
    assertThat(
            workspace.rows(
                Tables.QUALITY,
                "SELECT value, low > 20, high < 200 FROM t WHERE measure = 'volume' AND day = '"
                    + FIRST.plusDays(BAD)
                    + "'"))
        .containsExactly("9.0|1|1");
  }

  @Test
  void a_source_that_says_nothing_more_is_told() {
    StepReport report =
        judge(
            QualityConfig.defaults().withFail(Set.of("freshness")),
            Instant.parse("2025-12-20T06:00:00Z"),
            ZoneOffset.UTC);

    assertThat(report.message()).endsWith("1 unusual: FAILED shop freshness");
    assertThat(report.figures()).containsEntry(QualityStep.FAILED, 1.0);
    assertThat(alarms()).contains("2025-12-20|freshness|");
    assertThat(workspace.rows(Tables.QUALITY, "SELECT max(day) FROM t WHERE measure = 'volume'"))
        .as("what comes after the newest event is a matter of freshness")
        .containsExactly("2025-12-09");
  }

  @Test
  void data_of_the_past_are_judged_as_of_their_end_and_limits_always_hold() {
    StepReport report =
        judge(
            QualityConfig.defaults().withLimits(Map.of("volume", 100.0, "freshness", 5.0)),
            Instant.parse("2031-01-01T00:00:00Z"),
            ZoneOffset.UTC);

    assertThat(report.message()).endsWith("1 unusual: FAILED shop volume");
    assertThat(
            workspace.rows(
                Tables.QUALITY,
                "SELECT day, value < 0.01, verdict FROM t WHERE measure = 'freshness'"))
        .containsExactly("2025-12-09|1|ok");
  }

  @Test
  void a_day_is_one_of_the_zone() {
    judge(
        QualityConfig.defaults(),
        Instant.parse("2025-12-10T06:00:00Z"),
        ZoneId.of("America/New_York"));
    assertThat(
            workspace.rows(
                Tables.QUALITY, "SELECT min(day), max(day) FROM t WHERE measure = 'volume'"))
        .containsExactly("2025-09-11|2025-12-08");
  }
}
