// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.lake.Batch;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.segment.quality.QualityRow;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The ways of clustering that were tried, for the table.
 *
 * @param rows one for each
 */
record Candidates(List<QualityRow> rows) {

  /** Puts them in the place of those of the fit before. */
  void write(StepContext context, long asOf) {
    Batch batch = MadeRows.of(Tables.SEGMENT_CANDIDATES, rows.size());
    for (QualityRow each : rows) {
      int row = batch.addRow();
      batch.setLong(batch.index("as_of"), row, asOf);
      batch.setText(batch.index("scheme"), row, BehaviourSegmenting.SCHEME);
      batch.setText(batch.index("algorithm"), row, each.algorithm());
      batch.setLong(batch.index("clusters"), row, each.asked());
      batch.setLong(batch.index("chosen"), row, each.chosen() ? 1 : 0);
      batch.setText(batch.index("reason"), row, each.reason());
      each.usefulness()
          .ifPresent(
              useful -> {
                batch.setDouble(batch.index("separation"), row, useful.mean());
                batch.setDouble(batch.index("separation_error"), row, useful.error());
              });
      batch.setDouble(batch.index("stability"), row, each.stability().adjustedRand());
      put(
          batch,
          row,
          "least_stability",
          each.stability().jaccard().stream().mapToDouble(Double::doubleValue).min());
      each.silhouette()
          .ifPresent(
              silhouette -> {
                batch.setDouble(batch.index("silhouette"), row, silhouette.mean());
                batch.setDouble(batch.index("silhouette_error"), row, silhouette.standardError());
              });
      put(batch, row, "calinski_harabasz", each.indices().calinskiHarabasz());
      put(batch, row, "davies_bouldin", each.indices().daviesBouldin());
      put(batch, row, "gap", each.gap());
      batch.setDouble(batch.index("balance"), row, each.balance().evenness());
      batch.setDouble(batch.index("smallest_share"), row, each.balance().smallest());
      batch.setText(batch.index("run_id"), row, context.runId());
    }
    MadeRows.replace(context, Tables.SEGMENT_CANDIDATES, batch);
  }

  private static void put(Batch batch, int row, String column, OptionalDouble value) {
    value.ifPresent(number -> batch.setDouble(batch.index(column), row, number));
  }
}
