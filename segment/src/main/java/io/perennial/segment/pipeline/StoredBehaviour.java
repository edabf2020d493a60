// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Tables;
import io.perennial.lake.step.MadeRows;
import io.perennial.lake.step.StepContext;
import io.perennial.segment.discover.BehaviourModel;
import java.util.Optional;

/**
 * The model in force, as the table has it.
 *
 * @param model puts customers into segments; empty where it is of another version, or cannot be
 *     read
 * @param nextId an id that no segment ever had, nor any above it
 * @param fittedAsOf the instant of the features that it was fitted of
 * @param customers of whom
 * @param config canonical
 */
record StoredBehaviour(
    Optional<BehaviourModel> model, long nextId, AsOf fittedAsOf, long customers, String config) {

  private static final String VIEW = "stored_segment_models";

  StoredBehaviour(BehaviourModel model, AsOf fittedAsOf, long customers, String config) {
    this(Optional.of(model), model.nextId(), fittedAsOf, customers, config);
  }

  /** What the last run left; empty where there is none. */
  static Optional<StoredBehaviour> read(StepContext context) {
    Engine engine = context.engine();
    engine.view(VIEW, context.lake().table(Tables.SEGMENT_MODELS).scan());
    try (Batches rows =
        engine.query("SELECT fitted_as_of, customers, config, model, next_segment FROM " + VIEW)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Batch batch = rows.batch();
      return Optional.of(
          new StoredBehaviour(
              parsed(batch.texts(3)[0]),
              batch.longs(4)[0],
              new AsOf(batch.longs(0)[0]),
              batch.longs(1)[0],
              batch.texts(2)[0]));
    } finally {
      engine.drop(VIEW);
    }
  }

  private static Optional<BehaviourModel> parsed(String text) {
    try {
      return Optional.of(BehaviourModel.parse(text));
    } catch (IllegalArgumentException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /** Puts it in the place of the one before. */
  void write(StepContext context) {
    BehaviourModel known = model.orElseThrow();
    Batch batch = MadeRows.of(Tables.SEGMENT_MODELS, 1);
    int row = batch.addRow();
    batch.setText(batch.index("scheme"), row, BehaviourSegmenting.SCHEME);
    batch.setLong(batch.index("fitted_as_of"), row, fittedAsOf.micros());
    batch.setLong(batch.index("customers"), row, customers);
    batch.setText(batch.index("config"), row, config);
    batch.setLong(batch.index("next_segment"), row, nextId);
    batch.setText(batch.index("model"), row, known.text());
    batch.setText(
        batch.index("explanation"), row, String.join("\n", known.preparation().explain()));
    batch.setText(batch.index("run_id"), row, context.runId());
    MadeRows.replace(context, Tables.SEGMENT_MODELS, batch);
  }
}
