// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.governance.redact.NameAttributes;
import io.perennial.ingest.CleanRule;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Gathered;
import io.perennial.lake.SqlStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The texts of a batch's events, cleaned, and without personal data: e-mail addresses, telephone,
 * card and account numbers, and the names that the batch or the lake's claims give of their record;
 * free texts among the properties alike. Each distinct text goes through Java once. Events and
 * their ids are made of what was said, so that a rule that learns more changes no id. Where a batch
 * has neither texts nor properties of three words, nothing is done.
 */
final class BatchTexts {

  private static final SqlStep NAMES_OF_LAKE = SqlStep.of(BatchTexts.class, "lake_names");

  /** Of an event {@code f}: it is one that the lake lacks. */
  private static final String NEW = "f.fate = 'kept' AND NOT f.there";

  /**
   * Properties with a text of three words have two blanks, or escapes, or blanks that do not break.
   */
  private static final String WORDS =
      "(f.properties LIKE '% % %' OR instr(f.properties, chr(92)) > 0"
          + " OR instr(f.properties, chr(160)) > 0)";

  private final FileBatch batch;
  private final Engine engine;
  private final RuleCounts counts;
  private final boolean hasText;
  private final boolean hasProperties;
  private boolean changesText;
  private boolean changesProperties;

  /**
   * @param counts gets how often each rule changed a text
   */
  BatchTexts(FileBatch batch, BatchRows rows, RuleCounts counts) {
    this.batch = batch;
    this.engine = batch.engine();
    this.counts = counts;
    this.hasText = rows.has("text");
    this.hasProperties = rows.has("properties");
  }

  /** Cleans them; {@link #columns} and {@link #joins} then bring them to the events. */
  void clean() {
    boolean redacts = batch.cleaning().does(CleanRule.TEXT_PERSONAL);
    boolean ofProperties = redacts && hasProperties && hasAny(WORDS);
    boolean ofText = hasText && hasAny("f.text IS NOT NULL");
    if (!ofText && !ofProperties) {
      return;
    }
    if (redacts) {
      names(
          (ofText ? "f.text IS NOT NULL" : "")
              + (ofText && ofProperties ? " OR " : "")
              + (ofProperties ? WORDS : ""));
    } else {
      none();
    }
    if (ofText) {
      changesText =
          cleaned(
              "text", "f.text IS NOT NULL", "ingest_texts", TextCleaner.ofTexts(batch.cleaning()));
    }
    if (ofProperties) {
      changesProperties =
          cleaned(
              "properties", WORDS, "ingest_properties", TextCleaner.ofProperties(batch.cleaning()));
    }
  }

  /** Whether new events are such. */
  private boolean hasAny(String condition) {
    return isAny("SELECT f.file_no FROM ingest_fated f WHERE " + NEW + " AND " + condition);
  }

  private boolean isAny(String sql) {
    try (Batches any = engine.query(sql + " LIMIT 1")) {
      return any.next();
    }
  }

  /** Makes {@code ingest_names}: what the records of such events are called. */
  private void names(String condition) {
    engine.run(
        SqlStep.ofText(
            "text_records",
            "-- text_records: the records whose new events have texts\n"
                + "-- writes  ingest_text_records\n"
                + "SELECT DISTINCT f.record_id FROM ingest_fated f WHERE "
                + NEW
                + " AND ("
                + condition
                + ")"),
        Map.of());
    List<String> from = new ArrayList<>();
    ofBatch(from);
    ofLake(from);
    if (from.isEmpty()) {
      none();
      return;
    }
    engine.load(
        "ingest_names",
        Gathered.of(
            engine.query(String.join("\nUNION\n", from) + "\nORDER BY record_id, name"),
            "record_id",
            "names"));
  }

  private void none() {
    engine.run(
        SqlStep.ofText(
            "no_names",
            """
            -- no_names: of nobody a name is known
            -- writes  ingest_names
            SELECT CAST(0 AS BIGINT) AS record_id, '' AS names WHERE 1 = 0
            """),
        Map.of());
  }

  private void ofBatch(List<String> from) {
    List<String> said = new ArrayList<>();
    int nth = 0;
    for (String attribute : batch.group().claims().keySet()) {
      nth++;
      if (NameAttributes.isName(attribute)) {
        said.add(
            "SELECT f.record_id, 'name' AS attribute, f.claim_"
                + nth
                + " AS value, CAST(NULL AS TIMESTAMP) AS seen_at, CAST(NULL AS STRING) AS country"
                + " FROM ingest_fated f WHERE f.claim_"
                + nth
                + " IS NOT NULL AND f.fate IN ('kept', 'duplicate', 'repeated')"
                + " AND f.record_id IN (SELECT r.record_id FROM ingest_text_records r)");
      }
    }
    if (said.isEmpty()) {
      return;
    }
    // as one says them and as they are clean: texts are clean, too
    engine.load(
        "ingest_said_names",
        engine.map(String.join("\nUNION\n", said), new ClaimCleaner(batch.cleaning())));
    from.add("SELECT s.record_id, s.value AS name FROM ingest_said_names s WHERE s.flag IS NULL");
    from.add(
        "SELECT s.record_id, s.original AS name FROM ingest_said_names s"
            + " WHERE s.flag IS NULL AND s.original IS NOT NULL");
  }

  private void ofLake(List<String> from) {
    List<String> attributes = new ArrayList<>();
    try (Batches known = engine.query("SELECT DISTINCT l.attribute FROM ingest_lake_claims l")) {
      while (known.next()) {
        Batch part = known.batch();
        for (int i = 0; i < part.rows(); i++) {
          if (NameAttributes.isName(part.texts(0)[i])) {
            attributes.add(part.texts(0)[i]);
          }
        }
      }
    }
    if (!attributes.isEmpty()) {
      engine.run(
          NAMES_OF_LAKE,
          Map.of("system", batch.source().system(), "attributes", List.copyOf(attributes)));
      from.add("SELECT k.record_id, k.name FROM ingest_lake_names k");
    }
  }

  /** Makes the table of what becomes of a column's texts; whether anything does. */
  private boolean cleaned(String column, String condition, String table, TextCleaner cleaner) {
    engine.load(
        table,
        engine.map(
            "SELECT DISTINCT f."
                + column
                + " AS said, coalesce(n.names, '') AS names FROM ingest_fated f"
                + " LEFT JOIN ingest_names n ON n.record_id = f.record_id WHERE "
                + NEW
                + " AND "
                + condition,
            cleaner));
    if (!isAny("SELECT x.rules FROM " + table + " x")) {
      return false;
    }
    counts.add(
        engine,
        "SELECT x.rules, count(*) AS n FROM ingest_fated f"
            + " LEFT JOIN ingest_names n ON n.record_id = f.record_id JOIN "
            + table
            + " x ON x.said = f."
            + column
            + " AND x.names = coalesce(n.names, '') WHERE "
            + NEW
            + " GROUP BY x.rules");
    return true;
  }

  /** The columns of an event {@code f} with texts, each after a comma; none that it has not. */
  String columns() {
    return (hasText ? changesText ? ", coalesce(x.text, f.text) AS text" : ", f.text" : "")
        + (hasProperties
            ? changesProperties
                ? ", coalesce(y.text, f.properties) AS properties"
                : ", f.properties"
            : "");
  }

  /** What brings the clean texts to the events called {@code f}. */
  String joins() {
    return (changesText || changesProperties
            ? " LEFT JOIN ingest_names n ON n.record_id = f.record_id"
            : "")
        + (changesText
            ? " LEFT JOIN ingest_texts x ON x.said = f.text AND x.names = coalesce(n.names, '')"
            : "")
        + (changesProperties
            ? " LEFT JOIN ingest_properties y ON y.said = f.properties"
                + " AND y.names = coalesce(n.names, '')"
            : "");
  }

  /** Drops what the engine holds of it. */
  void forget() {
    List.of(
            "ingest_lake_names",
            "ingest_text_records",
            "ingest_said_names",
            "ingest_names",
            "ingest_texts",
            "ingest_properties")
        .forEach(engine::drop);
  }
}
