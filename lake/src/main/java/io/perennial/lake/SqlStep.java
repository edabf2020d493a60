// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named query in a file beside its class. The file opens with a header:
 *
 * <pre>
 * -- candidate_pairs: the pairs worth comparing, one row per unordered pair
 * -- reads   record_key(record_id, rule, block_key)
 * -- writes  candidate_pair(left_id, right_id, rule)     or: writes view candidate_pair(…)
 * -- cost    n(n-1)/2 per block
 * </pre>
 *
 * and is one SELECT with {@code :name} for each value. Values are bound as typed literals by the
 * engine, never pasted.
 */
public final class SqlStep {

  private static final Pattern WRITES =
      Pattern.compile("(?m)^-- writes\\s+(view\\s+)?([a-z_][a-z0-9_]*)");
  private static final Pattern READS = Pattern.compile("(?m)^-- reads\\s+([a-z_][a-z0-9_]*)");
  private static final Pattern VALUE =
      Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|(?<![:\\w]):([a-z_][a-z0-9_]*)");

  private final String name;
  private final String text;
  private final List<String> reads;
  private final String writes;
  private final boolean view;

  private SqlStep(String name, String text) {
    this.name = name;
    this.text = text;
    List<String> inputs = new ArrayList<>();
    Matcher reading = READS.matcher(text);
    while (reading.find()) {
      inputs.add(reading.group(1));
    }
    reads = List.copyOf(inputs);
    Matcher writing = WRITES.matcher(text);
    if (!writing.find()) {
      throw new IllegalArgumentException("Missing line '-- writes …' in " + name + ".sql");
    }
    view = writing.group(1) != null;
    writes = writing.group(2);
  }

  /**
   * The step in {@code name.sql} beside {@code owner}.
   *
   * @throws IllegalArgumentException when the file is missing or has no header
   */
  public static SqlStep of(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "Missing resource " + name + ".sql beside " + owner.getName());
      }
      return new SqlStep(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new LakeException("Cannot read " + name + ".sql beside " + owner.getName(), e);
    }
  }

  /** A step from its text, header and all. */
  public static SqlStep ofText(String name, String text) {
    return new SqlStep(name, text);
  }

  public String name() {
    return name;
  }

  /** The tables and views it reads. */
  public List<String> reads() {
    return reads;
  }

  /** The table or view that holds its result. */
  public String writes() {
    return writes;
  }

  /** Whether the result is a view, made when it is read, and not a table. */
  public boolean isView() {
    return view;
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /**
   * The query with each {@code :name} replaced by what {@code literal} makes of its value.
   *
   * @throws IllegalArgumentException when a value is missing, or one is given that no {@code :name}
   *     asks for
   */
  public String bind(Map<String, ?> values, Function<Object, String> literal) {
    TreeSet<String> unused = new TreeSet<>(values.keySet());
    StringBuilder sql = new StringBuilder();
    Matcher matcher = VALUE.matcher(text);
    while (matcher.find()) {
      String key = matcher.group(1);
      String replacement = matcher.group();
      if (key != null) {
        Object value = values.get(key);
        if (value == null) {
          throw new IllegalArgumentException("Missing value :" + key + " for step " + name);
        }
        unused.remove(key);
        replacement = literal.apply(value);
      }
      matcher.appendReplacement(sql, Matcher.quoteReplacement(replacement));
    }
    matcher.appendTail(sql);
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "Unknown values %s for step %s", unused, name));
    }
    return sql.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
