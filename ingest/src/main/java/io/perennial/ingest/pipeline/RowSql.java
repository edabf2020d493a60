// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.expression.Columns;
import io.perennial.expression.Expression;
import io.perennial.expression.ValueType;
import io.perennial.ingest.Chosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names under which SQL reads raw columns and values, and the texts and numbers made of them.
 */
final class RowSql implements Columns {

  /** What programs write where there is nothing; none is longer than four characters. */
  static final List<String> NOTHING =
      List.of("NULL", "null", "nan", "NaN", "None", "N/A", "n/a", "#N/A", "\\N");

  private final FileGroup group;
  private final NumberSql numbers;
  private final Map<String, String> raw = new LinkedHashMap<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<String> prepared = new ArrayList<>();

  RowSql(FileGroup group) {
    this.group = group;
    this.numbers = new NumberSql(this, group.mark());
  }

  /** The columns of the files by the names that the SQL uses. */
  Map<String, String> raw() {
    return raw;
  }

  /** The values that the SQL binds. */
  Map<String, Object> values() {
    return values;
  }

  /** The expressions that are computed before the others, each with its name. */
  List<String> prepared() {
    return prepared;
  }

  NumberSql numbers() {
    return numbers;
  }

  static String nothing(String type) {
    return "CAST(NULL AS " + type + ")";
  }

  /** The raw column that holds a field of the files. */
  private String raw(String field) {
    for (Map.Entry<String, String> known : raw.entrySet()) {
      if (known.getValue().equals(field)) {
        return "r." + known.getKey();
      }
    }
    String name = "c" + (raw.size() + 1);
    raw.put(name, field);
    return "r." + name;
  }

  @Override
  public String column(String name) {
    return group.canRead(name) ? raw(name) : nothing("STRING");
  }

  @Override
  public String bound(Object value) {
    for (Map.Entry<String, Object> known : values.entrySet()) {
      if (known.getValue().equals(value)) {
        return ":" + known.getKey();
      }
    }
    String name = "v" + (values.size() + 1);
    values.put(name, value);
    return ":" + name;
  }

  @Override
  public String number(String text) {
    return numbers.read("f_double", text);
  }

  @Override
  public String isNothing(String text) {
    return text + " IN " + bound(NOTHING);
  }

  /** A column for an expression that others use more than once, so that it is computed once. */
  String prepared(String expression) {
    for (String known : prepared) {
      int as = known.lastIndexOf(" AS ");
      if (known.substring(0, as).equals(expression)) {
        return "r." + known.substring(as + " AS ".length());
      }
    }
    String name = "p" + (prepared.size() + 1);
    prepared.add(expression + " AS " + name);
    return "r." + name;
  }

  /** The text of what is chosen: as it is, joined by blanks, or computed. */
  String text(Chosen chosen) {
    if (chosen instanceof Chosen.Computed computed) {
      return computed.expression().textSql(this);
    }
    List<String> columns = chosen.reads().stream().map(this::raw).toList();
    return columns.size() == 1
        ? columns.get(0)
        : "concat_ws(" + bound(" ") + ", " + String.join(", ", columns) + ")";
  }

  /**
   * What names something: blanks around do not count, and of several columns all must be there.
   *
   * @param function f_text or f_key
   */
  String key(Chosen chosen, String function) {
    if (chosen instanceof Chosen.Computed computed) {
      return function + "(" + computed.expression().textSql(this) + ")";
    }
    List<String> columns = chosen.reads().stream().map(c -> function + "(" + raw(c) + ")").toList();
    return String.join(" || '|' || ", columns);
  }

  /** An expression that is a number, where what is chosen is one. */
  static Optional<Expression> computedNumber(Chosen chosen) {
    return chosen instanceof Chosen.Computed computed
            && computed.expression().type() == ValueType.NUMBER
        ? Optional.of(computed.expression())
        : Optional.empty();
  }
}
