// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.expression.Columns;
import io.perennial.features.aggregate.ComputedColumn;
import io.perennial.features.dictionary.EventColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Expressions over customers' events as SQL of the view {@code c}; values are bound. */
final class EventSql implements Columns {

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** What stands for a column of numbers where its text is asked for: no text is made of it. */
  private final Map<String, String> numbers = new HashMap<>();

  /** The values that the SQL asks for. */
  Map<String, Object> values() {
    return values;
  }

  /**
   * SQL for events of some types alone, null for others.
   *
   * @param types ascending; empty for all
   */
  static String of(String sql, List<Integer> types) {
    return types.isEmpty() ? sql : "CASE WHEN " + isOf(types) + " THEN " + sql + " END";
  }

  /** A condition over runs of numbers: a list behind IN is joined by hashing, for each event. */
  private static String isOf(List<Integer> types) {
    List<String> runs = new ArrayList<>();
    for (int from = 0; from < types.size(); ) {
      int to = from + 1;
      while (to < types.size() && types.get(to) == types.get(to - 1) + 1) {
        to++;
      }
      runs.add(
          to == from + 1
              ? "c.type = " + types.get(from)
              : "c.type BETWEEN " + types.get(from) + " AND " + types.get(to - 1));
      from = to;
    }
    return String.join(" OR ", runs);
  }

  /**
   * A column as {@code … AS name}.
   *
   * @param types the numbers of the types of events for which it is asked; empty for all
   */
  String column(ComputedColumn column, List<Integer> types) {
    String sql;
    if (column instanceof ComputedColumn.Conditions conditions) {
      List<String> bits = new ArrayList<>();
      for (int i = 0; i < conditions.conditions().size(); i++) {
        String condition = conditions.conditions().get(i).sql(this);
        bits.add("CASE WHEN " + condition + " THEN " + (1L << i) + " ELSE 0 END");
      }
      String all = of("CAST(" + String.join(" + ", bits) + " AS BIGINT)", types);
      sql = "coalesce(" + all + ", CAST(0 AS BIGINT))";
    } else if (column instanceof ComputedColumn.Measure measure) {
      sql = of(measure.number().sql(this), types);
    } else {
      sql = of(((ComputedColumn.Text) column).text().textSql(this), types);
    }
    return sql + " AS " + column.name();
  }

  @Override
  public String column(String name) {
    if (name.startsWith(EventColumns.PROPERTIES)) {
      String member = name.substring(EventColumns.PROPERTIES.length());
      return "CASE WHEN c.properties IS NOT NULL THEN f_first_of('[' || c.properties || ']', "
          + bound(member)
          + ") END";
    }
    String sql = "c." + name;
    if (EventColumns.isNumber(name)) {
      String text = "CAST(" + sql + " AS STRING)";
      numbers.put(text, sql);
      return text;
    }
    return sql;
  }

  @Override
  public String bound(Object value) {
    String name = "v" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  @Override
  public String number(String text) {
    String number = numbers.get(text);
    return number == null ? "f_double(" + text + ")" : "f_finite(" + number + ")";
  }

  @Override
  public String isNothing(String text) {
    return text + " IS NULL";
  }
}
