// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.duckdb;

import static io.perennial.lake.duckdb.DuckDbSql.quoted;

import io.perennial.lake.Folding;
import io.perennial.lake.LakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The query that a fold reads, without bounds on the key. Key, time and tie-breaker come first as
 * BIGINT; texts with few values come as numbers into a dictionary, so that no string is made per
 * row.
 */
final class FoldInput {

  /** Beyond so many distinct values a text is read as it is. */
  private static final int LARGEST_DICTIONARY = 65_536;

  /** Where the counts of texts begin. */
  private static final int FIRST_TEXT = 4;

  private static final AtomicLong ENUMERATIONS = new AtomicLong();

  /** What the query gives of a column, and what the fold gets. */
  enum Kind {
    NUMBER,
    DOUBLE,
    TEXT,
    /** A number into the dictionary, for a text. */
    CODE,
    /** A number into the dictionary, for the hash of a text. */
    CODE_OF_HASH,
    /** A text, for its hash. */
    TEXT_TO_HASH
  }

  /**
   * A column of the fold.
   *
   * @param dictionary the texts by number; empty when the column is no text or has too many
   * @param enumeration the type that numbers the texts, to be dropped in the end
   */
  record Input(Kind kind, List<String> dictionary, Optional<String> enumeration) {
    static Input of(Kind kind) {
      return new Input(kind, List.of(), Optional.empty());
    }
  }

  private final String select;
  private final String from;
  private final String key;
  private final boolean hasTies;
  private final List<Input> inputs;
  private final KeyRange whole;
  private final double keysPerRow;

  private FoldInput(
      String select,
      String from,
      String key,
      boolean hasTies,
      List<Input> inputs,
      KeyRange whole,
      double keysPerRow) {
    this.select = select;
    this.from = from;
    this.key = key;
    this.hasTies = hasTies;
    this.inputs = List.copyOf(inputs);
    this.whole = whole;
    this.keysPerRow = keysPerRow;
  }

  static FoldInput of(Database database, Folding<?> folding) {
    Map<String, String> types = new LinkedHashMap<>();
    for (List<String> row : database.rows("DESCRIBE SELECT * FROM " + quoted(folding.over()))) {
      types.put(row.get(0), row.get(1));
    }
    String key = quoted(require(types, folding.key(), folding));
    String time = quoted(require(types, folding.time(), folding));
    List<String> columns = new ArrayList<>();
    columns.add("CAST(" + key + " AS BIGINT)");
    columns.add("epoch_us(CAST(" + time + " AS TIMESTAMP))");
    columns.add(
        folding
            .tieBreak()
            .map(tie -> tieBreak(quoted(require(types, tie, folding))))
            .orElse("CAST(0 AS BIGINT)"));
    String from =
        " FROM "
            + quoted(folding.over())
            + " WHERE "
            + key
            + " IS NOT NULL AND "
            + time
            + " IS NOT NULL";
    List<String> texts = new ArrayList<>();
    for (String column : folding.fold().reads()) {
      if (types.get(require(types, column, folding)).equals("VARCHAR")) {
        texts.add(column);
      }
    }
    List<String> counts = counts(database, key, from, texts);
    List<Input> inputs = new ArrayList<>();
    for (String column : folding.fold().reads()) {
      int text = texts.indexOf(column);
      inputs.add(
          text < 0
              ? number(column, types.getOrDefault(column, ""), columns)
              : text(
                  database,
                  folding.over(),
                  column,
                  Long.parseLong(counts.get(FIRST_TEXT + text)),
                  folding.hashed().contains(column),
                  columns));
    }
    long rows = Long.parseLong(counts.get(0));
    return new FoldInput(
        "SELECT " + String.join(", ", columns),
        from,
        key,
        folding.tieBreak().isPresent(),
        inputs,
        rows == 0
            ? new KeyRange(0, 0, 0)
            : new KeyRange(Long.parseLong(counts.get(1)), Long.parseLong(counts.get(2)), rows),
        Math.min(1, Double.parseDouble(counts.get(3)) / Math.max(1, rows)));
  }

  /**
   * Rows, the lowest and the highest key, about how many keys, then about how many values each text
   * has, in one pass: a sketch, since counting exactly would keep every text, and there may be
   * millions.
   */
  private static List<String> counts(
      Database database, String key, String from, List<String> texts) {
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    for (String aggregate : List.of("min", "max", "approx_count_distinct")) {
      sql.append(", ").append(aggregate).append("(CAST(").append(key).append(" AS BIGINT))");
    }
    texts.forEach(text -> sql.append(", approx_count_distinct(").append(quoted(text)).append(")"));
    return database.rows(sql.append(from).toString()).get(0);
  }

  /** A missing tie-breaker comes last, held or streamed. */
  private static String tieBreak(String column) {
    return "coalesce(CAST(" + column + " AS BIGINT), CAST('" + Long.MAX_VALUE + "' AS BIGINT))";
  }

  private static String require(Map<String, String> types, String column, Folding<?> folding) {
    if (!types.containsKey(column)) {
      throw new LakeException(
          "Cannot fold "
              + folding.over()
              + ": it has no column "
              + column
              + " (it has "
              + String.join(", ", types.keySet())
              + ")");
    }
    return column;
  }

  private static Input text(
      Database database,
      String over,
      String column,
      long distinct,
      boolean hashed,
      List<String> columns) {
    String name = quoted(column);
    if (distinct > LARGEST_DICTIONARY || distinct == 0) {
      columns.add(name);
      return Input.of(hashed ? Kind.TEXT_TO_HASH : Kind.TEXT);
    }
    String enumeration = quoted("perennial_texts_" + ENUMERATIONS.incrementAndGet());
    database.execute(
        "CREATE TYPE "
            + enumeration
            + " AS ENUM (SELECT DISTINCT "
            + name
            + " FROM "
            + quoted(over)
            + " WHERE "
            + name
            + " IS NOT NULL)");
    List<String> dictionary =
        database.rows("SELECT unnest(enum_range(CAST(NULL AS " + enumeration + ")))").stream()
            .map(row -> row.get(0))
            .toList();
    columns.add("CAST(enum_code(CAST(" + name + " AS " + enumeration + ")) AS BIGINT)");
    return new Input(hashed ? Kind.CODE_OF_HASH : Kind.CODE, dictionary, Optional.of(enumeration));
  }

  private static Input number(String column, String type, List<String> columns) {
    String name = quoted(column);
    if (type.equals("DOUBLE") || type.equals("FLOAT") || type.startsWith("DECIMAL")) {
      columns.add("CAST(" + name + " AS DOUBLE)");
      return Input.of(Kind.DOUBLE);
    }
    if (type.startsWith("TIMESTAMP") || type.equals("DATE")) {
      columns.add("epoch_us(CAST(" + name + " AS TIMESTAMP))");
      return Input.of(Kind.NUMBER);
    }
    columns.add("CAST(" + name + " AS BIGINT)");
    return Input.of(Kind.NUMBER);
  }

  List<Input> inputs() {
    return inputs;
  }

  String key() {
    return key;
  }

  String from() {
    return from;
  }

  /** All keys. */
  KeyRange whole() {
    return whole;
  }

  /** Keys by rows, about; 1 at most. */
  double keysPerRow() {
    return keysPerRow;
  }

  /** Drops what was made to read the input. */
  void release(Database database) {
    for (Input input : inputs) {
      input.enumeration().ifPresent(type -> database.execute("DROP TYPE IF EXISTS " + type));
    }
  }

  /** Rows of a range of keys, in no order. */
  String sql(KeyRange range) {
    return select + from + range.condition(key);
  }

  /** Rows of a range of keys, ordered by the engine, which spills when it must. */
  String orderedSql(KeyRange range) {
    return sql(range) + " ORDER BY 1, 2" + (hasTies ? ", 3" : "");
  }
}
