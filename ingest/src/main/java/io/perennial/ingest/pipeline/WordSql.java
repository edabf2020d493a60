// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.EventType;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.Shaping;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What words mean, in SQL: types of events, and words that a mapping gives another meaning. */
final class WordSql {

  private final Mapping mapping;
  private final RowSql sql;

  WordSql(Mapping mapping, RowSql sql) {
    this.mapping = mapping;
    this.sql = sql;
  }

  /**
   * A text with its words replaced by what the mapping says they mean.
   *
   * @param field the key of the value map
   */
  String mapped(String field, String text) {
    Map<String, String> meanings = mapping.shaping().valueMaps().get(field);
    if (meanings == null) {
      return text;
    }
    String said = sql.prepared(text);
    String word = "lower(" + said + ")";
    StringBuilder cases = new StringBuilder("CASE ");
    meanings.forEach(
        (from, to) -> {
          if (!from.equals(Shaping.OTHER)) {
            when(cases, word, from.strip().toLowerCase(Locale.ROOT), to);
          }
        });
    String other =
        meanings.containsKey(Shaping.OTHER) ? sql.bound(meanings.get(Shaping.OTHER)) : said;
    return cases.append("WHEN ").append(said).append(" IS NOT NULL THEN ").append(other) + " END";
  }

  /** The word that stands in the type column. */
  String typeText(FileGroup group) {
    return group.has(EventField.TYPE)
        ? sql.prepared(sql.text(group.columns().get(EventField.TYPE)))
        : sql.bound(mapping.type());
  }

  /** The type of event that it means; null when it means none. */
  String typeSaid(FileGroup group) {
    String text = typeText(group);
    if (!group.has(EventField.TYPE)) {
      return text;
    }
    Map<String, String> meanings = new LinkedHashMap<>();
    for (EventType type : EventType.values()) {
      meanings.put(type.word(), type.word());
    }
    mapping
        .typeValues()
        .forEach((said, meant) -> meanings.put(said.strip().toLowerCase(Locale.ROOT), meant));
    StringBuilder type = new StringBuilder("CASE ");
    // as most rows say it first: only the others need folding of case and signs
    meanings.forEach((said, meant) -> when(type, text, said, meant));
    String word = "lower(trim(" + text + "))";
    mapping
        .typeValues()
        .keySet()
        .forEach(
            said -> {
              String folded = said.strip().toLowerCase(Locale.ROOT);
              when(type, word, folded, meanings.getOrDefault(folded, folded));
            });
    String plain = "replace(replace(" + word + ", '-', '_'), ' ', '_')";
    return type.append("WHEN ")
            .append(plain)
            .append(" IN ")
            .append(sql.bound(Arrays.stream(EventType.values()).map(EventType::word).toList()))
            .append(" THEN ")
            .append(plain)
        + " END";
  }

  private void when(StringBuilder cases, String text, String said, String meant) {
    cases
        .append("WHEN ")
        .append(text)
        .append(" = ")
        .append(sql.bound(said))
        .append(" THEN ")
        .append(sql.bound(meant))
        .append(' ');
  }
}
