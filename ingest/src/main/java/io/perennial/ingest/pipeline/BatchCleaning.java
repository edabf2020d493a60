// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch says about its records, cleaned. Each distinct claim goes through Java once; claims
 * that were kept stay as they are when a rule learns more.
 */
final class BatchCleaning {

  private static final SqlStep SAID_KEYS = SqlStep.of(BatchCleaning.class, "said_keys");
  private static final SqlStep COUNTRIES = SqlStep.of(BatchCleaning.class, "said_countries");
  private static final SqlStep PLACED = SqlStep.of(BatchCleaning.class, "placed_claims");
  private static final SqlStep SAID = SqlStep.of(BatchCleaning.class, "said_claims");

  private final FileBatch batch;
  private final Engine engine;
  private final RuleCounts counts;

  /**
   * @param counts gets how often each rule changed or doubted something
   */
  BatchCleaning(FileBatch batch, RuleCounts counts) {
    this.batch = batch;
    this.engine = batch.engine();
    this.counts = counts;
  }

  /** Makes {@code ingest_said}: keys as they are, claims cleaned, each once. */
  void claims() {
    engine.run(SAID_KEYS, Map.of());
    engine.run(SqlStep.ofText("said", said()), values());
    engine.run(COUNTRIES, Map.of());
    engine.run(PLACED, Map.of());
    engine.load(
        "ingest_cleaned",
        engine.map(
            "SELECT record_id, attribute, value, seen_at, country FROM ingest_placed",
            new ClaimCleaner(batch.cleaning())));
    engine.run(SAID, Map.of());
  }

  private String said() {
    StringBuilder said =
        new StringBuilder(
            "-- said: what a batch says about its records beside their keys\n"
                + "-- writes  view ingest_said_raw\n"
                + "SELECT k.record_id, k.attribute, k.value, k.seen_at"
                + " FROM ingest_said_keys k WHERE k.attribute <> 'key'");
    for (int nth = 1; nth <= batch.group().claims().size(); nth++) {
      String column = "f.claim_" + nth;
      said.append("\nUNION ALL SELECT f.record_id, :a")
          .append(nth)
          .append(", ")
          .append(column)
          .append(", min(f.occurred_at) FROM ingest_fated f WHERE ")
          .append(column)
          .append(
              " IS NOT NULL AND f.fate IN ('kept', 'duplicate', 'repeated') GROUP BY f.record_id, ")
          .append(column);
    }
    return said.toString();
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String attribute : batch.group().claims().keySet()) {
      values.put("a" + (values.size() + 1), attribute);
    }
    return values;
  }

  /** Counts the rules that repaired or doubted new claims, and what said nothing. */
  void countClaims() {
    counts.add(
        engine,
        "SELECT c.flag, count(*) AS n FROM ingest_cleaned c WHERE c.flag = 'nothing'"
            + " GROUP BY c.flag");
    counts.add(
        engine,
        "SELECT c.rules, count(*) AS n FROM ingest_claims c WHERE c.rules IS NOT NULL"
            + " GROUP BY c.rules");
    counts.add(
        engine,
        "SELECT c.flag, count(*) AS n FROM ingest_claims c WHERE c.flag IS NOT NULL"
            + " GROUP BY c.flag");
  }

  /** Drops what the engine holds of it. */
  void forget() {
    List.of(
            "ingest_said",
            "ingest_cleaned",
            "ingest_placed",
            "ingest_countries",
            "ingest_said_raw",
            "ingest_said_keys")
        .forEach(engine::drop);
  }
}
