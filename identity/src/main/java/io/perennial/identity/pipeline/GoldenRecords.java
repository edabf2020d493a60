// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.Survivorship;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Rebuild;
import io.perennial.lake.step.StepContext;
import java.util.List;
import java.util.Map;

/**
 * What is believed of each customer, attribute by attribute: the claim that survives, by reference.
 * Values stay in the claims, so that an erasure there leaves none elsewhere.
 */
final class GoldenRecords {

  private static final SqlStep CLAIMS = SqlStep.of(GoldenRecords.class, "golden_claims");
  private static final SqlStep CHOICE = SqlStep.of(GoldenRecords.class, "golden_choice");

  private static final List<String> TEMPORARY =
      List.of("golden_choice", "golden_claims", "survivorship_rules", "trusted_sources");

  private final Survivorship survivorship;
  private final String secret;

  GoldenRecords(IdentityConfig config) {
    survivorship = config.survivorship();
    secret = config.secret();
  }

  /**
   * Makes the table anew, of the views or tables {@code resolve_claims} and {@code resolved_links}.
   *
   * @return rows written: customers times attributes that something is believed of
   */
  long rebuild(StepContext context) {
    Engine engine = context.engine();
    try {
      engine.load("survivorship_rules", rules());
      engine.load("trusted_sources", sources());
      engine.run(
          CLAIMS,
          Map.of(
              "rule",
              survivorship.of("").word(),
              "least_trusted",
              (long) survivorship.trust().size() + 1));
      engine.run(CHOICE, Map.of("secret", secret));
      return new Rebuild(context)
          .table(
              Tables.GOLDEN_RECORDS,
              "SELECT * FROM golden_choice",
              Map.of("run_id", context.runId()));
    } finally {
      TEMPORARY.forEach(engine::drop);
    }
  }

  private Batches rules() {
    Batch batch =
        new Batch(
            List.of(
                new Field("attribute", ColumnType.STRING), new Field("rule", ColumnType.STRING)),
            survivorship.rules().size());
    survivorship
        .rules()
        .forEach(
            (attribute, rule) -> {
              int row = batch.addRow();
              batch.setText(0, row, attribute);
              batch.setText(1, row, rule.word());
            });
    return Batches.of(batch);
  }

  private Batches sources() {
    Batch batch =
        new Batch(
            List.of(new Field("source", ColumnType.STRING), new Field("place", ColumnType.LONG)),
            survivorship.trust().size());
    for (String source : survivorship.trust()) {
      int row = batch.addRow();
      batch.setText(0, row, source);
      batch.setLong(1, row, row + 1L);
    }
    return Batches.of(batch);
  }
}
