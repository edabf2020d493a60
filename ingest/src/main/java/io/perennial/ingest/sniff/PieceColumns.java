// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.lake.TextFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns of a piece in order, each with what is in it: number, time, text, mixed, empty. By
 * some rows: a column is of a kind when nine tenths of its values are.
 *
 * @param kinds by column
 * @param optional whether a row has only the columns that it has something to say of: JSON
 */
public record PieceColumns(Map<String, String> kinds, boolean optional) {

  private static final String OPTIONAL = "{ ";
  private static final double MOST = 0.9;
  private static final double FEW = 0.1;

  public PieceColumns {
    kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
  }

  /** Those of a file. */
  public static PieceColumns of(FileShape shape) {
    Map<String, String> kinds = new LinkedHashMap<>();
    shape.fields().stream()
        .filter(field -> !field.startsWith("_"))
        .forEach(field -> kinds.put(field, kind(shape.values(field))));
    return new PieceColumns(kinds, shape.format() instanceof TextFormat.JsonLines);
  }

  private static String kind(List<String> values) {
    List<String> said = values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
    if (said.isEmpty()) {
      return "empty";
    }
    double numbers = share(said.stream().filter(PieceColumns::isNumber).count(), said);
    double times = share(said.stream().filter(TimeForms::isTime).count(), said);
    if (numbers >= MOST) {
      return "number";
    }
    if (times >= MOST) {
      return "time";
    }
    return numbers <= FEW && times <= FEW ? "text" : "mixed";
  }

  private static boolean isNumber(String value) {
    return NumberForms.isNumber(value, NumberForms.Mark.POINT)
        || NumberForms.isNumber(value, NumberForms.Mark.COMMA);
  }

  private static double share(long count, List<String> of) {
    return (double) count / (double) of.size();
  }

  /** As {@link #toString} wrote it. */
  public static PieceColumns parse(String json) {
    return new PieceColumns(JsonRow.parse(json), json.startsWith(OPTIONAL));
  }

  /**
   * What is not as it was, a few words each; nothing where rows have other optional fields.
   *
   * @param before earlier readings of the source, the last one the newest, or that of the same file
   * @param named the columns that the source's settings name
   */
  public List<String> changesSince(List<PieceColumns> before, Collection<String> named) {
    Optional<PieceColumns> same =
        before.stream().filter(b -> b.kinds.keySet().equals(kinds.keySet())).reduce((a, b) -> b);
    if (before.isEmpty()) {
      return List.of();
    }
    PieceColumns last = same.orElse(before.get(before.size() - 1));
    List<String> changes = new ArrayList<>();
    kinds.forEach(
        (column, kind) -> {
          String was = last.kinds.get(column);
          if (was == null && !isKnown(column, before)) {
            changes.add("new column " + column + " (" + kind + ")");
          } else if (was != null && isOther(was, kind)) {
            changes.add("column " + column + " was " + was + ", is " + kind);
          }
        });
    for (String column : last.kinds.keySet()) {
      if (!kinds.containsKey(column) && (!optional || named.contains(column))) {
        changes.add("column " + column + " is missing");
      }
    }
    return changes;
  }

  /** An optional field is new when no reading before had it. */
  private boolean isKnown(String column, List<PieceColumns> before) {
    return optional && before.stream().anyMatch(b -> b.kinds.containsKey(column));
  }

  private static boolean isOther(String was, String is) {
    List<String> sure = List.of("number", "time", "text");
    return sure.contains(was) && sure.contains(is) && !Objects.equals(was, is);
  }

  /** As a JSON object. */
  @Override
  public String toString() {
    StringBuilder json = new StringBuilder(optional ? OPTIONAL : "{");
    kinds.forEach(
        (column, kind) -> {
          json.append(json.charAt(json.length() - 1) == '"' ? ", " : "");
          json.append('"').append(escaped(column)).append("\": \"").append(kind).append('"');
        });
    return json.append('}').toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
