// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.StepContext;
import io.perennial.segment.discover.BehaviourModel;
import java.util.Optional;

/**
 * The model in force, as the table has it.
 *
 * @param model puts customers into segments
 * @param fittedAsOf the instant of the features that it was fitted of
 * @param customers of whom
 * @param config canonical
 */
record StoredBehaviour(BehaviourModel model, AsOf fittedAsOf, long customers, String config) {

  private static final String VIEW = "stored_segment_models";

  /** What the last run left; empty where there is none, or one of another version. */
  static Optional<StoredBehaviour> read(StepContext context) {
    Engine engine = context.engine();
    engine.view(VIEW, context.lake().table(Tables.SEGMENT_MODELS).scan());
    try (Batches rows =
        engine.query("SELECT fitted_as_of, customers, config, model FROM " + VIEW)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Batch batch = rows.batch();
      return Optional.of(
          new StoredBehaviour(
              BehaviourModel.parse(batch.texts(3)[0]),
              new AsOf(batch.longs(0)[0]),
              batch.longs(1)[0],
              batch.texts(2)[0]));
    } catch (IllegalArgumentException ofAnotherVersion) {
      return Optional.empty();
    } finally {
      engine.drop(VIEW);
    }
  }

  /** Puts it in the place of the one before. */
  void write(StepContext context) {
    Batch batch = MadeRows.of(Tables.SEGMENT_MODELS, 1);
    int row = batch.addRow();
    batch.setText(batch.index("scheme"), row, BehaviourSegmenting.SCHEME);
    batch.setLong(batch.index("fitted_as_of"), row, fittedAsOf.micros());
    batch.setLong(batch.index("customers"), row, customers);
    batch.setText(batch.index("config"), row, config);
    batch.setLong(batch.index("next_segment"), row, model.nextId());
    batch.setText(batch.index("model"), row, model.text());
    batch.setText(
        batch.index("explanation"), row, String.join("\n", model.preparation().explain()));
    batch.setText(batch.index("run_id"), row, context.runId());
    MadeRows.replace(context, Tables.SEGMENT_MODELS, batch);
  }
}
