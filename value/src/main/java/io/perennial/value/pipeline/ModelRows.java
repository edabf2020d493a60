// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.value.ladder.Blend;
import io.perennial.value.ladder.LadderForecast;
import io.perennial.value.ladder.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The models of a ladder as rows of their table: a row for each target, cohort and model. */
final class ModelRows {

  private ModelRows() {}

  /**
   * @param cards by target and name
   */
  static Batch of(
      LadderForecast forecast, Map<Target, Map<String, String>> cards, AsOf asOf, String runId) {
    List<Target> targets = forecast.targets().stream().sorted(Comparator.naturalOrder()).toList();
    int rows = 0;
    for (Target target : targets) {
      Blend blend = forecast.blend(target);
      rows += blend.candidates().size() * blend.weights().size();
    }
    Batch batch = MadeRows.of(Tables.VALUE_MODELS, rows);
    for (Target target : targets) {
      Blend blend = forecast.blend(target);
      Map<String, String> own = cards.getOrDefault(target, Map.of());
      blend
          .weights()
          .forEach(
              (cohort, weights) -> {
                for (Blend.Candidate candidate : blend.candidates()) {
                  int row = batch.addRow();
                  batch.setLong(batch.index("as_of"), row, asOf.micros());
                  batch.setText(batch.index("target"), row, target.name().toLowerCase(Locale.ROOT));
                  batch.setText(batch.index("cohort"), row, cohort);
                  batch.setText(batch.index("model"), row, candidate.name());
                  double weight = weights.getOrDefault(candidate.name(), 0.0);
                  batch.setDouble(batch.index("weight"), row, weight);
                  candidate
                      .crps()
                      .ifPresent(crps -> batch.setDouble(batch.index("crps"), row, crps));
                  candidate
                      .error()
                      .ifPresent(error -> batch.setDouble(batch.index("crps_error"), row, error));
                  batch.setText(
                      batch.index("reason"),
                      row,
                      candidate.note().isEmpty() ? blend.reason() : candidate.note());
                  String card = own.get(candidate.name());
                  if (card != null) {
                    batch.setText(batch.index("card"), row, card);
                  }
                  batch.setText(batch.index("run_id"), row, runId);
                }
              });
    }
    return batch;
  }
}
