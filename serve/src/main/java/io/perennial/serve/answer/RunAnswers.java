// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.serve.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where numbers come from: runs, models, the quality of what came in. */
public final class RunAnswers {

  private static final int MOST_RUNS = 2_000;

  private final Reading reading;
  private final Once once;

  RunAnswers(Reading reading, Once once) {
    this.reading = reading;
    this.once = once;
  }

  /** A run of a step; figures and inputs are JSON objects. */
  public record RunRow(
      String runId,
      String step,
      Instant startedAt,
      @Nullable Double seconds,
      String outcome,
      @Nullable Long rowsRead,
      @Nullable Long rowsWritten,
      @Nullable String message,
      @Nullable String codeVersion,
      @Nullable String settings,
      @Nullable String seed,
      @Nullable String inputs,
      @Nullable String figures) {}

  /** What the newest day of a check says. */
  public record QualityRow(
      String source,
      String day,
      String measure,
      String field,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      String verdict,
      @Nullable String detail) {}

  /** How many rows could not be taken, for one reason. */
  public record QuarantineRow(
      String source, @Nullable String field, String reason, @Nullable String advice, long rows) {}

  /** A model of the ladder; less CRPS is better. */
  public record ModelRow(
      Instant asOf,
      String target,
      String cohort,
      String model,
      @Nullable Double weight,
      @Nullable Double crps,
      @Nullable Double crpsError,
      @Nullable String reason,
      @Nullable String runId) {}

  /** A figure of how well values are forecast. */
  public record EvaluationRow(
      Instant asOf,
      String cohort,
      String section,
      String series,
      long position,
      String label,
      @Nullable Double figure,
      @Nullable String words) {}

  /** One thing that is watched: whether what models learned still holds. */
  public record DriftRow(
      Instant asOf,
      String kind,
      String name,
      @Nullable Double figure,
      @Nullable Double threshold,
      @Nullable Boolean alarm,
      @Nullable String words) {}

  record Card(String model, String target, String cohort, @Nullable String card) {}

  /** A model: all its rows, its cards as Markdown by target and cohort, what was said of it. */
  public record ModelCard(
      String model,
      List<ModelRow> rows,
      Map<String, String> cards,
      List<EvaluationRow> evaluation,
      @Nullable RunRow run) {}

  /** A theme of what customers write. */
  public record ThemeRow(
      String themeId,
      String language,
      String name,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      long texts,
      long lastWeek,
      @Nullable Double expected,
      @Nullable Double chance,
      @Nullable Boolean alert,
      @Nullable Double trend,
      @Nullable Double trendLow,
      @Nullable Double trendHigh) {}

  /** The newest runs, the newest first. */
  public List<RunRow> runs() {
    return once.get(
        "runs",
        () ->
            reading.list(
                RunRow.class,
                "runs r ORDER BY r.started_at DESC, r.run_id DESC LIMIT " + MOST_RUNS));
  }

  /**
   * One run.
   *
   * @throws Refusal when there is none
   */
  public RunRow run(String id) {
    return runs().stream()
        .filter(run -> run.runId().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("Unknown run (see /api/v1/runs)"));
  }

  /** The newest day of each check, what is unusual first. */
  public List<QualityRow> quality() {
    return once.get(
        "quality",
        () ->
            reading.list(
                QualityRow.class,
                "(SELECT q.*, row_number() OVER (PARTITION BY q.source, q.measure, q.field ORDER BY"
                    + " q.day DESC) AS age FROM quality q) n WHERE n.age = 1 ORDER BY"
                    + " CASE n.verdict WHEN 'fail' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END,"
                    + " n.source, n.measure, n.field"));
  }

  /** Rows that could not be taken, by reason, the most first; none of their values. */
  public List<QuarantineRow> quarantine() {
    return once.get(
        "quarantine",
        () ->
            reading.list(
                QuarantineRow.class,
                "(SELECT q.source, q.field, q.reason, min(q.advice) AS advice, count(*) AS rows"
                    + " FROM quarantine q GROUP BY q.source, q.field, q.reason) n"
                    + " ORDER BY n.rows DESC, n.source, n.field, n.reason"));
  }

  /** The models of values, the heaviest first. */
  public List<ModelRow> models() {
    return once.get(
        "models",
        () ->
            reading.list(
                ModelRow.class,
                "value_models m ORDER BY m.target, m.cohort, m.weight DESC NULLS LAST, m.model"));
  }

  /** How well values are forecast. */
  public List<EvaluationRow> evaluations() {
    return once.get(
        "evaluations",
        () ->
            reading.list(
                EvaluationRow.class,
                "evaluations e ORDER BY e.section, e.cohort, e.series, e.position"));
  }

  /** What is watched of models, what is told first at the head. */
  public List<DriftRow> drift() {
    return once.get(
        "drift", () -> reading.list(DriftRow.class, "value_drift d ORDER BY d.place, d.name"));
  }

  /**
   * One model, everything.
   *
   * @param given its name, or this in lower case with a dash for all that is no letter and no
   *     digit: a slash is no part of a path for all who ask
   * @throws Refusal when there is none of that name
   */
  public ModelCard model(String given) {
    String name =
        Stream.concat(
                models().stream().map(ModelRow::model),
                evaluations().stream().map(EvaluationRow::series))
            .filter(each -> each.equals(given) || slug(each).equals(given))
            .findFirst()
            .orElse(given);
    List<ModelRow> rows = models().stream().filter(row -> row.model().equals(name)).toList();
    List<EvaluationRow> evaluation =
        evaluations().stream().filter(row -> row.series().equals(name)).toList();
    if (rows.isEmpty() && evaluation.isEmpty()) {
      throw Refusal.notFound("Unknown model (see /api/v1/models)");
    }
    Map<String, String> cards = new TreeMap<>();
    for (Card card :
        reading.list(
            Card.class,
            "value_models m WHERE m.model = :model AND m.card IS NOT NULL",
            Map.of("model", name))) {
      String text = card.card();
      if (text != null) {
        cards.put(card.target() + ", " + card.cohort(), text);
      }
    }
    String run = rows.isEmpty() ? null : rows.get(0).runId();
    return new ModelCard(
        name,
        rows,
        cards,
        evaluation,
        runs().stream().filter(each -> each.runId().equals(run)).findFirst().orElse(null));
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** What is written about, news first. */
  public List<ThemeRow> themes() {
    return once.get(
        "themes",
        () ->
            reading.list(
                ThemeRow.class, "themes t ORDER BY t.alert DESC, t.texts DESC, t.theme_id"));
  }
}
