// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Field;
import io.perennial.lake.Tables;
import io.perennial.value.Certificate;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.answer.Proof;
import io.perennial.value.bgnbd.BetaGeometricModel;
import io.perennial.value.choose.Candidate;
import io.perennial.value.evaluate.Calibration;
import io.perennial.value.evaluate.Forecast;
import io.perennial.value.evaluate.Tracking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What is known of an answer's quality, and of its models, as rows of the table of evaluations. */
final class EvaluationRows {

  private static final String ALL = "all";
  private static final int ALIVE_STEPS = 13;
  private static final int ALIVE_REPEATS = 11;

  /** Of fewer, the share inside an interval says nothing. */
  private static final int FEWEST_COHORTS = 10;

  private record Figure(
      String cohort,
      String section,
      String series,
      long position,
      String label,
      double figure,
      String words) {}

  private final List<Figure> figures = new ArrayList<>();

  /** All that there is to say of {@code answer}, which was made as {@code config} says. */
  EvaluationRows(Answer answer, AnswerConfig config) {
    add(ALL, "forecast", "weeks", 0, "", config.forecastWeeks(), "");
    add(ALL, "forecast", "level of intervals", 1, "", config.level(), "");
    for (CohortModel cohort : answer.cohorts()) {
      cohort(cohort);
    }
    answer.spend().ifPresent(fitted -> parameters(ALL, "Gamma-Gamma", fitted.certificate()));
    answer.proof().ifPresent(this::proof);
    IntStream.range(0, answer.cohorts().size())
        .boxed()
        .max(Comparator.comparingInt(c -> answer.cohorts().get(c).customers()))
        .ifPresent(largest -> alive(largest, answer));
    for (int i = 0; i < answer.notes().size(); i++) {
      add(ALL, "note", "", i, "", Double.NaN, answer.notes().get(i));
    }
  }

  /** What there is to say where nothing could be answered. */
  EvaluationRows(String why) {
    add(ALL, "note", "", 0, "", Double.NaN, why);
  }

  private void cohort(CohortModel cohort) {
    add(cohort.name(), "choice", cohort.model(), 0, "", Double.NaN, cohort.reason());
    for (int i = 0; i < cohort.candidates().size(); i++) {
      Candidate each = cohort.candidates().get(i);
      add(cohort.name(), "candidate", each.name(), i, "CRPS", orNan(each.crps()), each.note());
    }
    add(cohort.name(), "cohort", "customers", 0, "", cohort.customers(), "");
    add(cohort.name(), "cohort", "purchases", 0, "expected", cohort.purchases(), "");
    add(cohort.name(), "cohort", "purchases", 1, "lower", cohort.purchasesInterval().lower(), "");
    add(cohort.name(), "cohort", "purchases", 2, "upper", cohort.purchasesInterval().upper(), "");
    cohort
        .valueInterval()
        .ifPresent(
            interval -> {
              add(cohort.name(), "cohort", "value", 0, "expected", orNan(cohort.value()), "");
              add(cohort.name(), "cohort", "value", 1, "lower", interval.lower(), "");
              add(cohort.name(), "cohort", "value", 2, "upper", interval.upper(), "");
            });
    parameters(cohort.name(), cohort.model(), cohort.certificate());
    if (cohort.fitted() instanceof BetaGeometricModel regular && regular.regularity() > 1) {
      int next = cohort.certificate().names().size() + 1;
      add(cohort.name(), "parameter", cohort.model(), next, "k", regular.regularity(), "chosen");
    }
  }

  private void parameters(String cohort, String model, Certificate certificate) {
    for (int i = 0; i < certificate.names().size(); i++) {
      String name = certificate.names().get(i);
      OptionalDouble error = certificate.standardError(name);
      add(
          cohort,
          "parameter",
          model,
          i,
          name,
          certificate.estimates()[i],
          error.isPresent() ? String.format(Locale.ROOT, "± %.4g", error.getAsDouble()) : "");
    }
    int next = certificate.names().size();
    add(
        cohort,
        "parameter",
        model,
        next,
        "log-likelihood",
        certificate.logLikelihood(),
        certificate.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    for (String warning : certificate.warnings()) {
      add(cohort, "note", model, ++next, "", Double.NaN, model + ": " + warning);
    }
  }

  private void proof(Proof proof) {
    List<Tracking.Week> weeks = proof.tracking().weeks();
    for (int i = 0; i < weeks.size(); i++) {
      Tracking.Week week = weeks.get(i);
      String label = String.valueOf(week.number());
      String when = week.holdout() ? "hold-out" : "calibration";
      add(ALL, "tracking", "actual", i, label, (double) week.actual(), when);
      add(ALL, "tracking", "expected", i, label, week.expected(), when);
      add(ALL, "tracking", "cumulative actual", i, label, (double) week.cumulativeActual(), when);
      add(ALL, "tracking", "cumulative expected", i, label, week.cumulativeExpected(), when);
    }
    Forecast chosen = proof.holdout().forecast(Proof.CHOSEN);
    groups("repeats", chosen.byRepeats());
    groups("decile", chosen.deciles());
    List<Forecast> forecasts = proof.holdout().forecasts();
    for (int i = 0; i < forecasts.size(); i++) {
      Forecast each = forecasts.get(i);
      add(ALL, "holdout", each.name(), i, "bias", orNan(each.accuracy().bias()), "");
      add(ALL, "holdout", each.name(), i, "MAE", each.accuracy().mae(), "");
      add(ALL, "holdout", each.name(), i, "RMSE", each.accuracy().rmse(), "");
      add(ALL, "holdout", each.name(), i, "MSLE", each.accuracy().msle(), "");
      add(ALL, "holdout", each.name(), i, "Spearman", orNan(each.spearman()), "");
      add(ALL, "holdout", each.name(), i, "Gini", orNan(each.normalisedGini()), "");
      add(ALL, "holdout", each.name(), i, "top 10 %", orNan(each.topDecileCapture()), "");
    }
    add(ALL, "coverage", "weeks of the hold-out", 0, "", proof.holdout().horizonWeeks(), "");
    add(ALL, "coverage", "customers in the hold-out", 1, "", proof.holdout().customers(), "");
    add(ALL, "coverage", "customers inside 90 %", 2, "", proof.predictive().coverage(0.9), "");
    if (proof.predictive().cohorts() >= FEWEST_COHORTS) {
      double inside = proof.predictive().cohortCoverage(0.9);
      add(ALL, "coverage", "cohorts of 100 inside 90 %", 3, "", inside, "");
    }
    add(ALL, "coverage", "CRPS", 4, "", proof.predictive().meanCrps(), "");
  }

  private void groups(String section, Calibration calibration) {
    for (int i = 0; i < calibration.groups().size(); i++) {
      Calibration.Group group = calibration.groups().get(i);
      add(ALL, section, "actual", i, group.label(), group.meanActual(), "");
      add(ALL, section, "expected", i, group.label(), group.meanPredicted(), "");
      add(ALL, section, "customers", i, group.label(), group.customers(), "");
    }
  }

  /** P(alive) of a cohort's oldest customers, by repeats and by the week of the last purchase. */
  private void alive(int place, Answer answer) {
    CohortModel cohort = answer.cohorts().get(place);
    double[] ages = answer.observed().ageWeeks();
    double age = 0;
    for (int i = 0; i < ages.length; i++) {
      if (answer.customers().cohort(i) == place) {
        age = Math.max(age, ages[i]);
      }
    }
    for (int repeats = 1; repeats < ALIVE_REPEATS; repeats++) {
      for (int step = 0; step < ALIVE_STEPS; step++) {
        double silence = age * step / ALIVE_STEPS;
        add(
            cohort.name(),
            "alive",
            String.valueOf(repeats),
            step,
            String.format(Locale.ROOT, age < 2 * ALIVE_STEPS ? "%.1f" : "%.0f", silence),
            cohort.fitted().probabilityAlive(new PurchaseHistory(repeats, age - silence, age)),
            "");
      }
    }
  }

  private void add(
      String cohort,
      String section,
      String series,
      long position,
      String label,
      double figure,
      String words) {
    figures.add(new Figure(cohort, section, series, position, label, figure, words));
  }

  private static double orNan(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  Batches rows() {
    List<Field> fields =
        Tables.EVALUATIONS.columns().stream()
            .filter(column -> !column.name().equals("run_id") && !column.name().equals("as_of"))
            .map(Column::field)
            .toList();
    Batch batch = new Batch(fields, figures.size());
    for (Figure each : figures) {
      int row = batch.addRow();
      batch.setText(batch.index("cohort"), row, each.cohort());
      batch.setText(batch.index("section"), row, each.section());
      batch.setText(batch.index("series"), row, each.series());
      batch.setLong(batch.index("position"), row, each.position());
      batch.setText(batch.index("label"), row, each.label());
      if (Double.isFinite(each.figure())) {
        batch.setDouble(batch.index("figure"), row, each.figure());
      } else {
        batch.setNull(batch.index("figure"), row);
      }
      batch.setText(batch.index("words"), row, each.words());
    }
    return Batches.of(batch);
  }
}
