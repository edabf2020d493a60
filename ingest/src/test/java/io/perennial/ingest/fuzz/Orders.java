// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** Rows of a shop with nothing wrong in them, and the ways in which they are written. */
final class Orders {

  static final List<String> COLUMNS =
      List.of("customer", "time", "order", "amount", "quantity", "mail", "note");
  static final List<Integer> WIDTHS = List.of(12, 24, 12, 14, 10, 28, 40);

  private static final String[] NAMES = {
    "ada", "Jürgen \"JM\" Müller", "Zoë, the 2nd", "李雷", "o'neil"
  };
  private static final int QUANTITY = 4;

  private final List<List<String>> rows = new ArrayList<>();

  Orders(SplittableRandom random) {
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      rows.add(row(random, i));
    }
  }

  private Orders(List<List<String>> rows) {
    this.rows.addAll(rows);
  }

  /** Two months, since each month of a batch is a file of the lake. */
  private static List<String> row(SplittableRandom random, int nth) {
    String time =
        String.format(
            Locale.ROOT,
            "2024-%02d-%02d %02d:%02d:00",
            2 + random.nextInt(2),
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60));
    String note = NAMES[random.nextInt(NAMES.length)];
    return List.of(
        "c" + random.nextInt(50),
        time,
        "o" + random.nextInt(1_000_000),
        String.format(Locale.ROOT, "%d.%02d", random.nextInt(5_000), random.nextInt(100)),
        Integer.toString(1 + random.nextInt(9)),
        "c" + nth + "@example.org",
        random.nextInt(5) == 0 ? note + "\nsecond line" : note);
  }

  int size() {
    return rows.size();
  }

  List<String> row(int nth) {
    return rows.get(nth);
  }

  /** As many rows, one to three values of which are others. */
  Orders changed(SplittableRandom random, UnaryOperator<String> value) {
    Orders changed = new Orders(rows);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int nth = random.nextInt(rows.size());
      int column = random.nextInt(COLUMNS.size());
      List<String> row = new ArrayList<>(changed.rows.get(nth));
      row.set(column, value.apply(row.get(column)));
      changed.rows.set(nth, row);
    }
    return changed;
  }

  byte[] separated(char delimiter) {
    StringBuilder text = new StringBuilder();
    line(text, delimiter, COLUMNS);
    rows.forEach(row -> line(text, delimiter, row));
    return text.toString().getBytes(UTF_8);
  }

  private static void line(StringBuilder text, char delimiter, List<String> fields) {
    StringJoiner line = new StringJoiner(String.valueOf(delimiter));
    for (String field : fields) {
      boolean quoted =
          field.indexOf('"') >= 0
              || field.indexOf('\n') >= 0
              || field.indexOf(delimiter) >= 0
              || field.startsWith(" ");
      line.add(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
    }
    text.append(line).append('\n');
  }

  /** An object a line. */
  byte[] jsonLines() {
    StringJoiner text = new StringJoiner("\n", "", "\n");
    rows.forEach(row -> text.add(object(row, COLUMNS)));
    return text.toString().getBytes(UTF_8);
  }

  /** A document: a list of objects. */
  byte[] json(SplittableRandom random) {
    String between = random.nextBoolean() ? ",\n  " : ",";
    StringJoiner text = new StringJoiner(between, "[", "]");
    rows.forEach(row -> text.add(object(row, COLUMNS)));
    return text.toString().getBytes(UTF_8);
  }

  /**
   * A document whose rows lie deeper, with a list in each of them. The last column is within the
   * list; the quantity says how many elements it has.
   *
   * @param right of which the quantity is taken
   */
  byte[] nested(Orders right) {
    StringJoiner orders = new StringJoiner(",\n", "[", "]");
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      String order = object(row, COLUMNS.subList(0, 6));
      StringJoiner lines = new StringJoiner(",", "[", "]");
      for (int j = 0; j < right.lines(i); j++) {
        lines.add("{\"sku\":\"s" + j + "\",\"note\":" + value(row.get(6)) + "}");
      }
      orders.add(order.substring(0, order.length() - 1) + ",\"lines\":" + lines + "}");
    }
    String text = "{\"made\":\"2024-04-01\",\"data\":{\"of\":[1,2],\"orders\":" + orders + "}}";
    return text.getBytes(UTF_8);
  }

  private int lines(int nth) {
    return Integer.parseInt(rows.get(nth).get(QUANTITY)) % 4;
  }

  /** The rows of {@link #nested}: one for each element, one where there is none. */
  long exploded() {
    long count = 0;
    for (int i = 0; i < rows.size(); i++) {
      count += Math.max(1, lines(i));
    }
    return count;
  }

  /** Messages of the Segment specification, one a line or all of them in a list. */
  byte[] messages(SplittableRandom random) {
    boolean list = random.nextBoolean();
    StringJoiner text = list ? new StringJoiner(",\n", "[\n", "\n]\n") : new StringJoiner("\n");
    String[] types = {"track", "page", "screen"};
    for (List<String> row : rows) {
      text.add(
          "{\"type\":\"%s\",\"event\":\"Order Completed\",\"messageId\":\"m-%d\",\"userId\":%s,\"timestamp\":%s,\"properties\":{\"order_id\":%s,\"revenue\":%s,\"quantity\":%s,\"note\":%s},\"context\":{\"traits\":{\"email\":%s}}}"
              .formatted(
                  types[random.nextInt(types.length)],
                  random.nextInt(1_000_000),
                  value(row.get(0)),
                  value(row.get(1).replace(' ', 'T')),
                  value(row.get(2)),
                  value(row.get(3)),
                  value(row.get(4)),
                  value(row.get(6)),
                  value(row.get(5))));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static String object(List<String> row, List<String> columns) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    for (int i = 0; i < columns.size(); i++) {
      object.add('"' + columns.get(i) + "\":" + value(row.get(i)));
    }
    return object.toString();
  }

  /** A value as JSON: as it is where it is a number, a word or a structure of JSON. */
  static String value(String text) {
    if (text.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE]-?[0-9]+)?|null|true|\\[.*]|[{].*[}]")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** Lines whose columns have {@link #WIDTHS}. */
  byte[] fixed() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = WIDTHS.get(i);
        String value = row.get(i).replace('\n', ' ');
        text.append(value, 0, Math.min(width, value.length()));
        text.append(" ".repeat(width - Math.min(width, value.length())));
      }
      text.append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
