// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.ingest.quality.Judgement;
import io.perennial.ingest.quality.Monitored;
import io.perennial.ingest.quality.QualityConfig;
import io.perennial.ingest.quality.QualityJudge;
import io.perennial.ingest.quality.Silence;
import io.perennial.ingest.quality.Verdict;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges the data of each source, day by day, by the weeks before. Rebuilt as a whole: of events a
 * few numbers a source, day and field are counted, of the days that are judged and those that they
 * are compared with.
 */
public final class QualityStep implements Step {

  /** The figure of how many things are wrong now that are to fail a run. */
  public static final String FAILED = "failed_checks";

  private static final String JUDGED = "quality_judged";
  private static final int NAMED = 3;
  private static final List<Field> COLUMNS =
      List.of(
          new Field("source", ColumnType.STRING),
          new Field("day", ColumnType.STRING),
          new Field("measure", ColumnType.STRING),
          new Field("field", ColumnType.STRING),
          new Field("value", ColumnType.DOUBLE),
          new Field("low", ColumnType.DOUBLE),
          new Field("high", ColumnType.DOUBLE),
          new Field("verdict", ColumnType.STRING),
          new Field("detail", ColumnType.STRING));

  private final QualityConfig config;
  private final List<String> sources;
  private final ZoneId zone;
  private final Optional<AsOf> asOf;
  private final Clock clock;

  /**
   * @param sources that are judged, by their names
   * @param zone that says what a day is
   * @param asOf nothing from then on counts; empty for now, or for the newest event where data are
   *     of the past: nothing in them for as many weeks as days are compared with
   * @param clock says on which day it is: silence grows while nothing comes
   */
  public QualityStep(
      QualityConfig config, List<String> sources, ZoneId zone, Optional<AsOf> asOf, Clock clock) {
    this.config = config;
    this.sources = List.copyOf(sources);
    this.zone = zone;
    this.asOf = asOf;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public List<String> reads() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.CLAIMS.name(),
        Tables.QUARANTINE.name(),
        Tables.INGESTED_FILES.name());
  }

  @Override
  public List<String> writes() {
    return List.of(Tables.QUALITY.name());
  }

  @Override
  public String settings() {
    return config.canonical()
        + " zone "
        + zone
        + " sources "
        + sources
        + " as-of "
        + asOf.map(AsOf::toString).orElse("now");
  }

  @Override
  public String outside() {
    return LocalDate.ofInstant(clock.instant(), zone).toString();
  }

  @Override
  public StepReport run(StepContext context) {
    context.progress().begin("judging data", 0, "days");
    QualityReader reader = new QualityReader(context.lake(), context.engine(), zone, sources);
    try {
      List<Judgement> judged = new ArrayList<>();
      // two sets of days are judged, events' and readings': each has half of the false alarms
      QualityConfig half = config.withFalseAlarms(config.falseAlarms() / 2);
      reader.newestEvent().ifPresent(newest -> judged.addAll(events(reader, half, newest)));
      reader.lastReading().ifPresent(last -> judged.addAll(readings(reader, half, last)));
      load(context, judged);
      long rows =
          new Rebuild(context)
              .table(Tables.QUALITY, "SELECT * FROM " + JUDGED, Map.of("run_id", context.runId()));
      return report(judged, rows);
    } finally {
      context.engine().drop(JUDGED);
      reader.forget();
    }
  }

  private List<Judgement> events(QualityReader reader, QualityConfig half, Instant newest) {
    Instant end = asOf.map(AsOf::instant).orElseGet(() -> end(newest));
    LocalDate last = end.atZone(zone).toLocalDate();
    if (last.atStartOfDay(zone).toInstant().equals(end)) {
      last = last.minusDays(1);
    }
    QualityDays days = QualityDays.upTo(last, config.days() + 7 * config.weeks(), zone);
    List<QualityCounts> counts = reader.counts(days, end);
    List<Monitored> monitored = new ArrayList<>();
    List<Silence> silences = new ArrayList<>();
    for (QualityCounts of : counts) {
      monitored.addAll(of.monitored());
      silences.addAll(of.silence(end));
    }
    return new QualityJudge(half).judge(days.first(), days.days(), monitored, silences);
  }

  private Instant end(Instant newest) {
    Instant now = clock.instant();
    boolean past = Duration.between(newest, now).toDays() >= 7L * config.weeks();
    return past ? newest.plus(1, ChronoUnit.MICROS) : now;
  }

  private List<Judgement> readings(QualityReader reader, QualityConfig half, LocalDate last) {
    QualityDays days = QualityDays.upTo(last, config.days() + 7 * config.weeks(), zone);
    return new QualityJudge(half)
        .judge(days.first(), days.days(), reader.readings(days), List.of());
  }

  private static void load(StepContext context, List<Judgement> judged) {
    Batch rows = new Batch(COLUMNS, judged.size());
    for (Judgement one : judged) {
      int row = rows.addRow();
      rows.setText(0, row, one.source());
      rows.setText(1, row, one.day().toString());
      rows.setText(2, row, one.check().word());
      rows.setText(3, row, one.field());
      rows.setDouble(4, row, one.value());
      setIfPresent(rows, 5, row, one.low());
      setIfPresent(rows, 6, row, one.high());
      rows.setText(7, row, one.verdict().word());
      rows.setText(8, row, one.detail());
    }
    context.engine().load(JUDGED, Batches.of(rows));
  }

  private static void setIfPresent(Batch rows, int column, int row, OptionalDouble value) {
    if (value.isPresent()) {
      rows.setDouble(column, row, value.getAsDouble());
    }
  }

  private static StepReport report(List<Judgement> judged, long rows) {
    Map<List<String>, Judgement> newest = new LinkedHashMap<>();
    for (Judgement one : judged) {
      newest.merge(
          List.of(one.source(), one.check().word(), one.field()),
          one,
          (a, b) -> b.day().isBefore(a.day()) ? a : b);
    }
    List<Judgement> alarms =
        newest.values().stream().filter(one -> one.verdict() != Verdict.OK).toList();
    long failed = alarms.stream().filter(one -> one.verdict() == Verdict.FAIL).count();
    List<String> some =
        alarms.stream()
            .sorted((a, b) -> b.verdict().compareTo(a.verdict()))
            .limit(NAMED)
            .map(
                one ->
                    (one.verdict() == Verdict.FAIL ? "FAILED " : "")
                        + one.source()
                        + " "
                        + one.check().word()
                        + (one.field().isEmpty() ? "" : " of " + one.field()))
            .toList();
    String what =
        alarms.isEmpty()
            ? "nothing unusual"
            : alarms.size()
                + " unusual: "
                + String.join(", ", some)
                + (alarms.size() > NAMED ? " and " + (alarms.size() - NAMED) + " more" : "");
    return new StepReport(
        judged.size(),
        rows,
        Map.of(
            "checks",
            (double) newest.size(),
            "unusual_checks",
            (double) alarms.size(),
            FAILED,
            (double) failed),
        String.format(Locale.ROOT, "%,d checks, %s", newest.size(), what));
  }
}
