// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.domain.AsOf;
import io.perennial.identity.block.BlockingPlan;
import io.perennial.identity.compare.Reading;
import io.perennial.identity.model.MatchModel;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model in force, with the rules that find its pairs.
 *
 * @param runId the run that fitted it
 * @param config the settings of then, as {@link
 *     io.perennial.identity.IdentityConfig#canonicalOfModel}
 * @param records that there were
 * @param plan which pairs are compared
 * @param reading how claims are read, so that pairs are compared as they were then
 * @param model what they say
 */
public record StoredModel(
    String runId,
    String config,
    long records,
    BlockingPlan plan,
    Reading reading,
    MatchModel model) {

  /** Where the model's JSON has the reading. */
  private static final String READING = "reading";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String VIEW = "stored_models";

  /**
   * The one that is kept; empty where there is none, or one that an older version wrote in another
   * form.
   */
  public static Optional<StoredModel> newest(Lake lake, Engine engine) {
    engine.view(VIEW, lake.table(Tables.IDENTITY_MODELS).scan());
    try (Batches rows =
        engine.query(
            "SELECT run_id, config, records, rules, model FROM "
                + VIEW
                + " ORDER BY fitted_at DESC NULLS LAST, run_id DESC NULLS LAST LIMIT 1")) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Batch batch = rows.batch();
      return Optional.of(
          new StoredModel(
              batch.texts(0)[0],
              batch.texts(1)[0],
              batch.longs(2)[0],
              BlockingPlan.parse(batch.texts(3)[0]),
              reading(batch.texts(4)[0]),
              MatchModel.fromJson(batch.texts(4)[0])));
    } catch (IllegalArgumentException olderForm) {
      return Optional.empty();
    } finally {
      engine.drop(VIEW);
    }
  }

  /** Puts it in the place of the one before, of which nothing is kept; in force from now on. */
  void keep(Lake lake, Engine engine, Instant now) {
    Batch batch =
        new Batch(Tables.IDENTITY_MODELS.columns().stream().map(Column::field).toList(), 1);
    int row = batch.addRow();
    batch.setText(batch.index("run_id"), row, runId);
    batch.setLong(batch.index("fitted_at"), row, AsOf.of(now).micros());
    batch.setText(batch.index("config"), row, config);
    batch.setLong(batch.index("records"), row, records);
    batch.setText(batch.index("rules"), row, plan.text());
    batch.setText(batch.index("model"), row, json());
    LakeTable table = lake.table(Tables.IDENTITY_MODELS);
    engine.load(VIEW, Batches.of(batch));
    try {
      List<WrittenFile> files = engine.write("SELECT * FROM " + VIEW, FileTarget.of(table));
      List<DataFile> old = table.scan().files();
      if (old.isEmpty()) {
        table.append("model-" + runId, files, Map.of());
      } else {
        table.replace(table.snapshot().orElseThrow(), old, files, LakeTable.Reason.REBUILD);
      }
    } finally {
      engine.drop(VIEW);
    }
  }

  /** The model with the reading in it. */
  private String json() {
    try {
      ObjectNode root = (ObjectNode) MAPPER.readTree(model.toJson());
      root.set(READING, MAPPER.readTree(reading.toJson()));
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write match model: " + e.getMessage(), e);
    }
  }

  private static Reading reading(String json) {
    try {
      return Reading.fromJson(MAPPER.readTree(json).required(READING).toString());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot read match model: " + e.getOriginalMessage(), e);
    }
  }
}
