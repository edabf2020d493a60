// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Behaviour;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.SqlStep;
import java.util.List;
import java.util.Map;

/**
 * Makes the view {@code evidence_claims}, of {@code resolve_claims} and, where behaviour is
 * compared, of {@code resolve_events}.
 */
final class EvidenceViews {

  /** What is made, to be dropped afterwards, in this order. */
  static final List<String> NAMES = List.of("evidence_claims", "shared_sessions", "bought_again");

  private static final SqlStep EVIDENCE = step("evidence_claims");
  private static final SqlStep SESSIONS = step("shared_sessions");
  private static final SqlStep BOUGHT_AGAIN = step("bought_again");

  private EvidenceViews() {}

  static void make(Engine engine, IdentityConfig config) {
    if (config.behaviour().contains(Behaviour.SESSIONS)) {
      engine.run(
          SESSIONS,
          Map.of("most", config.maxRecordsPerValue(), "attribute", Behaviour.SESSIONS.attribute()));
    } else {
      engine.load("shared_sessions", nothing());
    }
    if (config.behaviour().contains(Behaviour.BASKETS)) {
      engine.run(BOUGHT_AGAIN, Map.of("attribute", Behaviour.BASKETS.attribute()));
    } else {
      engine.load("bought_again", nothing());
    }
    engine.run(EVIDENCE, Map.of());
  }

  static void drop(Engine engine) {
    NAMES.forEach(engine::drop);
  }

  private static Batches nothing() {
    return Batches.of(
        new Batch(
            List.of(
                new Field("record_id", ColumnType.LONG),
                new Field("source", ColumnType.STRING),
                new Field("attribute", ColumnType.STRING),
                new Field("value", ColumnType.STRING),
                new Field("seen_at", ColumnType.TIMESTAMP)),
            1));
  }

  private static SqlStep step(String name) {
    return SqlStep.of(EvidenceViews.class, name);
  }
}
