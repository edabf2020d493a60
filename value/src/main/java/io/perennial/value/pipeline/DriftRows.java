// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.value.drift.Challenge;
import io.perennial.value.drift.LossMonitor;
import io.perennial.value.drift.RetrainDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What has drifted, as rows of its table, and in a sentence. */
final class DriftRows {

  private record Row(
      String kind, String name, double figure, double threshold, boolean isAlarm, String words) {}

  private final List<Row> rows = new ArrayList<>();

  private DriftRows() {}

  /**
   * Of a run.
   *
   * @param customers that forecasts are made of
   */
  static DriftRows of(DriftConfig config, NearDrift near, ForecastDrift past, int customers) {
    DriftRows all = new DriftRows();
    double reached = -Math.log10(config.falseAlarms());
    if (past.runs() > 0) {
      all.loss("purchases", past.purchases(), reached);
      all.loss("money", past.money(), reached);
      if (past.said().isPresent()) {
        all.rows.add(
            new Row(
                "calibration",
                "P(purchase)",
                past.calibration().evidence(),
                reached,
                past.calibration().hasAlarmed(),
                past.calibration() + past.saidInWords()));
      }
    }
    near.trial().ifPresent(trial -> all.trial(config, trial, near, past, customers));
    near.features().stream()
        .sorted(
            Comparator.comparing((FeatureMove move) -> !move.isAlarm())
                .thenComparingDouble(move -> -move.index().index()))
        .forEach(
            move ->
                all.rows.add(
                    new Row(
                        "feature",
                        move.index().name(),
                        move.index().index(),
                        move.threshold(),
                        move.isAlarm(),
                        move.words())));
    return all;
  }

  private void loss(String name, LossMonitor losses, double reached) {
    rows.add(
        new Row("loss", name, losses.evidence(), reached, losses.hasAlarmed(), losses.toString()));
  }

  private void trial(
      DriftConfig config, Challenge trial, NearDrift near, ForecastDrift past, int customers) {
    rows.add(
        new Row(
            "challenge",
            trial.challenger(),
            trial.relativeGain(),
            Challenge.Rules.defaults().leastGain(),
            trial.takesOver(),
            trial.toString()));
    RetrainDecision decision =
        RetrainDecision.of(
            trial,
            near.features().stream().map(FeatureMove::index).toList(),
            past.runs() > 0 ? List.of(past.money().toString()) : List.of(),
            config.stakes(customers));
    rows.add(
        new Row(
            "retrain",
            "benefit",
            decision.benefit(),
            decision.cost(),
            decision.isWorthIt(),
            decision.reasons().get(0)));
  }

  /** As rows of the table. */
  Batch batch(AsOf asOf, String runId) {
    Batch batch = MadeRows.of(Tables.VALUE_DRIFT, rows.size());
    for (Row each : rows) {
      int row = batch.addRow();
      batch.setLong(batch.index("as_of"), row, asOf.micros());
      batch.setText(batch.index("kind"), row, each.kind());
      batch.setText(batch.index("name"), row, each.name());
      batch.setDouble(batch.index("figure"), row, each.figure());
      batch.setDouble(batch.index("threshold"), row, each.threshold());
      batch.setLong(batch.index("alarm"), row, each.isAlarm() ? 1 : 0);
      batch.setText(batch.index("words"), row, each.words());
      batch.setLong(batch.index("place"), row, row + 1L);
      batch.setText(batch.index("run_id"), row, runId);
    }
    return batch;
  }

  /** For a run's message; empty where nothing has drifted. */
  String sentence() {
    List<String> alarms = new ArrayList<>();
    long features =
        rows.stream().filter(row -> row.isAlarm() && row.kind().equals("feature")).count();
    if (features > 0) {
      alarms.add(
          String.format(
              Locale.ROOT,
              "%,d %s",
              features,
              features == 1 ? "feature has moved" : "features have moved"));
    }
    if (rows.stream().anyMatch(row -> row.isAlarm() && row.kind().equals("loss"))) {
      alarms.add("losses of past forecasts have changed");
    }
    if (rows.stream().anyMatch(row -> row.isAlarm() && row.kind().equals("calibration"))) {
      alarms.add("past forecasts of who buys were not calibrated");
    }
    return String.join(", ", alarms);
  }
}
