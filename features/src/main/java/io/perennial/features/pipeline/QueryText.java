// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.config.Nearest;
import io.perennial.domain.EventType;
import io.perennial.features.FeatureQuery;
import io.perennial.features.dictionary.FeatureDefinition;
import io.perennial.features.dictionary.Formula;
import io.perennial.features.dictionary.Kept;
import io.perennial.features.dictionary.Unit;
import io.perennial.lake.ColumnType;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a feature in SQL: a header of comments, each {@code -- word: value}, then one query.
 */
final class QueryText {

  private static final List<String> NEEDED =
      List.of("name", "meaning", "unit", "type", "when-null");
  private static final List<String> WORDS =
      List.of("name", "meaning", "unit", "type", "when-null", "family", "reads");
  private static final Map<String, ColumnType> TYPES =
      Map.of(
          "long", ColumnType.LONG,
          "double", ColumnType.DOUBLE,
          "string", ColumnType.STRING,
          "timestamp", ColumnType.TIMESTAMP);
  private static final Pattern WORD = Pattern.compile("--\\s*([a-z][a-zA-Z-]*):\\s*(.*?)\\s*");

  /** What the engine has and what is not cut at the instant. */
  private static final Pattern UNCUT =
      Pattern.compile(
          "\\b(customer_events|folded_\\w+|feature_\\w+|event_marks|told_features|related_features)\\b");

  /** A comment, or what is quoted, in which two hyphens are none. */
  private static final Pattern COMMENT =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*");

  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  private QueryText() {}

  /**
   * What a file says that its feature is.
   *
   * @throws IllegalArgumentException when its header lacks something, or its query is none
   */
  static FeatureDefinition definition(FeatureQuery query) {
    Map<String, String> header = header(query);
    for (String word : NEEDED) {
      if (header.getOrDefault(word, "").isEmpty()) {
        throw invalid(query, "it has no line '-- " + word + ": …' at its top");
      }
    }
    String name = header.getOrDefault("name", "");
    for (TableSpec table : List.of(Tables.FEATURES, Tables.TRAINING_SETS)) {
      if (table.has(name)) {
        throw invalid(query, "there is a column " + name + " already; choose another name");
      }
    }
    try {
      return new FeatureDefinition(
          name,
          header.getOrDefault("meaning", ""),
          unit(header.getOrDefault("unit", "")),
          type(header.getOrDefault("type", "")),
          header.getOrDefault("family", "own"),
          Optional.empty(),
          header.getOrDefault("when-null", ""),
          events(header.getOrDefault("reads", "")),
          Kept.RELATIVE,
          new Formula.Queried(query.source(), body(query)));
    } catch (IllegalArgumentException e) {
      throw invalid(query, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> header(FeatureQuery query) {
    Map<String, String> header = new LinkedHashMap<>();
    for (String line : query.text().strip().lines().toList()) {
      if (!line.startsWith("--")) {
        break;
      }
      Matcher word = WORD.matcher(line);
      if (word.matches()) {
        String name = word.group(1).equals("whenNull") ? "when-null" : word.group(1);
        if (!WORDS.contains(name)) {
          throw invalid(
              query,
              "unknown word "
                  + name
                  + " in its header"
                  + Nearest.name(name, WORDS)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("; there are " + String.join(", ", WORDS)));
        }
        header.put(name, word.group(2));
      }
    }
    return header;
  }

  /** The types of events that a query says it reads; the names of the views are no news. */
  private static Set<EventType> events(String reads) {
    Set<EventType> events = EnumSet.noneOf(EventType.class);
    for (String word : reads.split("[,\\s]+", -1)) {
      if (word.isEmpty()
          || word.equals(QueriedFeatures.EVENTS)
          || word.equals(QueriedFeatures.RECORDS)) {
        continue;
      }
      events.add(
          Arrays.stream(EventType.values())
              .filter(type -> type.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(word))));
    }
    return events;
  }

  private static String unknown(String event) {
    List<String> words = Arrays.stream(EventType.values()).map(EventType::word).toList();
    return "Unknown event: "
        + event
        + Nearest.name(event, words).map(near -> " (did you mean " + near + "?)").orElse("");
  }

  private static Unit unit(String word) {
    return Arrays.stream(Unit.values())
        .filter(unit -> unit.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid unit: "
                        + word
                        + " (must be one of "
                        + String.join(", ", Arrays.stream(Unit.values()).map(Unit::word).toList())
                        + ")"));
  }

  private static ColumnType type(String word) {
    ColumnType type = TYPES.get(word);
    if (type == null) {
      throw new IllegalArgumentException(
          "Invalid type: " + word + " (must be one of double, long, string, timestamp)");
    }
    return type;
  }

  /** The query without comments and the semicolon at its end. */
  private static String body(FeatureQuery query) {
    String body =
        COMMENT
            .matcher(query.text())
            .replaceAll(
                found ->
                    found.group().startsWith("--") ? "" : Matcher.quoteReplacement(found.group()))
            .strip();
    while (body.endsWith(";")) {
      body = body.substring(0, body.length() - 1).strip();
    }
    String lower = body.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("select") && !lower.startsWith("with")) {
      throw new IllegalArgumentException("it must be one query that begins with SELECT or WITH");
    }
    Matcher uncut = UNCUT.matcher(LITERAL.matcher(lower).replaceAll("''"));
    if (uncut.find()) {
      throw new IllegalArgumentException(
          uncut.group(1)
              + " also has what comes after the instant; read "
              + QueriedFeatures.EVENTS
              + " and "
              + QueriedFeatures.RECORDS);
    }
    return body;
  }

  private static IllegalArgumentException invalid(FeatureQuery query, String why) {
    return new IllegalArgumentException("Invalid feature in " + query.source() + ": " + why);
  }
}
