// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanRule;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.SqlStep;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch says about its records, cleaned, and the texts of its events. Each distinct claim
 * and text goes through Java once; events and their ids are made of what was said, so that a rule
 * that learns more changes no id.
 */
final class BatchCleaning {

  private static final SqlStep SAID_KEYS = SqlStep.of(BatchCleaning.class, "said_keys");
  private static final SqlStep COUNTRIES = SqlStep.of(BatchCleaning.class, "said_countries");
  private static final SqlStep PLACED = SqlStep.of(BatchCleaning.class, "placed_claims");
  private static final SqlStep SAID = SqlStep.of(BatchCleaning.class, "said_claims");

  private final FileBatch batch;
  private final BatchRows rows;
  private final Engine engine;
  private final Map<CleanRule, Long> counts = new EnumMap<>(CleanRule.class);
  private boolean changesTexts;

  BatchCleaning(FileBatch batch, BatchRows rows) {
    this.batch = batch;
    this.rows = rows;
    this.engine = batch.engine();
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
    count(
        "SELECT c.flag, count(*) AS n FROM ingest_cleaned c WHERE c.flag = 'nothing'"
            + " GROUP BY c.flag");
    count(
        "SELECT c.rules, count(*) AS n FROM ingest_claims c WHERE c.rules IS NOT NULL"
            + " GROUP BY c.rules");
    count(
        "SELECT c.flag, count(*) AS n FROM ingest_claims c WHERE c.flag IS NOT NULL"
            + " GROUP BY c.flag");
  }

  /** Makes {@code ingest_texts}, when events have texts. */
  void texts() {
    if (!rows.hasText()) {
      return;
    }
    changesTexts = true;
    engine.load(
        "ingest_texts",
        engine.map(
            "SELECT DISTINCT f.text FROM ingest_fated f"
                + " WHERE f.fate = 'kept' AND NOT f.there AND f.text IS NOT NULL",
            new TextCleaner(batch.cleaning())));
    count(
        "SELECT x.rules, count(*) AS n FROM ingest_fated f JOIN ingest_texts x ON x.said = f.text"
            + " WHERE f.fate = 'kept' AND NOT f.there GROUP BY x.rules");
  }

  /** The column of an event that has its text, after a comma; empty when there is none. */
  String textColumn() {
    return changesTexts ? ", coalesce(x.text, f.text) AS text" : "";
  }

  /** What brings the clean texts to the events called {@code f}. */
  String textJoin() {
    return changesTexts ? " LEFT JOIN ingest_texts x ON x.said = f.text" : "";
  }

  /** How many claims and texts each rule repaired or doubted. */
  Map<CleanRule, Long> counts() {
    return counts;
  }

  private void count(String sql) {
    try (Batches found = engine.query(sql)) {
      while (found.next()) {
        Batch part = found.batch();
        for (int row = 0; row < part.rows(); row++) {
          for (String word : part.texts(0)[row].split(" ", -1)) {
            CleanRule rule = CleanRule.of(word).orElseThrow();
            counts.merge(rule, part.longs(1)[row], Long::sum);
          }
        }
      }
    }
  }

  /** Drops what the engine holds of it. */
  void forget() {
    List.of(
            "ingest_said",
            "ingest_cleaned",
            "ingest_placed",
            "ingest_countries",
            "ingest_said_raw",
            "ingest_said_keys",
            "ingest_texts")
        .forEach(engine::drop);
  }
}
