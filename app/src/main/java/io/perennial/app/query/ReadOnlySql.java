// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One statement that only reads, told by its first word; what the lake's files hold cannot be
 * changed by SQL anyhow, but files elsewhere could.
 */
public final class ReadOnlySql {

  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "FROM", "VALUES", "TABLE");
  private static final Set<String> DESCRIPTIONS = Set.of("DESCRIBE", "SHOW", "SUMMARIZE");

  /** What SHOW TABLES answers: the lake's tables, not the engine's views. */
  private static final String TABLES =
      TableViews.TABLES.stream()
          .map(table -> "('" + table.name() + "', '" + table.meaning().replace("'", "''") + "')")
          .collect(Collectors.joining(", ", "SELECT * FROM (VALUES ", ") AS t(name, meaning)"));

  private final String text;

  private ReadOnlySql(String text) {
    this.text = text;
  }

  /**
   * The statement in {@code text}, without the semicolon at its end.
   *
   * @throws UsageException when there is none, more than one, or one that does more than read
   */
  public static ReadOnlySql of(String text) {
    String bare = blankOut(text);
    int end = bare.stripTrailing().length();
    while (end > 0 && bare.charAt(end - 1) == ';') {
      end = bare.substring(0, end - 1).stripTrailing().length();
    }
    String statement = text.substring(0, end).strip();
    String words = bare.substring(0, end).strip();
    if (words.isEmpty()) {
      throw new UsageException("Missing SQL: write a query, such as \"SELECT * FROM events\"");
    }
    if (words.indexOf(';') >= 0) {
      throw new UsageException("Cannot run SQL: more than one statement; run them one by one");
    }
    String first =
        words.replaceFirst("^\\(+", "").split("[^A-Za-z_]", 2)[0].toUpperCase(Locale.ROOT);
    if (QUERIES.contains(first) || words.startsWith("(")) {
      return new ReadOnlySql(statement);
    }
    if (words.matches("(?i)SHOW\\s+(ALL\\s+)?TABLES")) {
      return new ReadOnlySql(TABLES);
    }
    if (DESCRIPTIONS.contains(first)) {
      return new ReadOnlySql("SELECT * FROM (" + statement + "\n)");
    }
    throw new UsageException(
        "Cannot run SQL that begins with "
            + first
            + ": only queries are run here (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE)");
  }

  /** The statement for an engine. */
  public String text() {
    return text;
  }

  /** Whether the statement may be about a table: its name stands somewhere in it. */
  public boolean mentions(String table) {
    return text.toLowerCase(Locale.ROOT).contains(table);
  }

  /** The same length of text: blanks for comments, underscores for what is quoted. */
  private static String blankOut(String text) {
    char[] bare = text.toCharArray();
    int i = 0;
    while (i < bare.length) {
      int end = endOfQuiet(text, i);
      if (end == i) {
        i++;
      } else {
        boolean quote = text.charAt(i) == '\'' || text.charAt(i) == '"';
        for (int j = i; j < end; j++) {
          bare[j] = quote ? '_' : ' ';
        }
        i = end;
      }
    }
    return new String(bare);
  }

  /** Where the quoted text or comment that begins at {@code i} ends; {@code i} if none begins. */
  private static int endOfQuiet(String text, int i) {
    char c = text.charAt(i);
    if (c == '\'' || c == '"') {
      int close = text.indexOf(c, i + 1);
      return close < 0 ? text.length() : close + 1;
    }
    if (text.startsWith("--", i)) {
      int close = text.indexOf('\n', i);
      return close < 0 ? text.length() : close;
    }
    if (text.startsWith("/*", i)) {
      int close = text.indexOf("*/", i + 2);
      return close < 0 ? text.length() : close + 2;
    }
    return i;
  }
}
