// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.domain.AsOf;
import io.perennial.lake.Batch;
import io.perennial.lake.Column;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** A row as a line of CSV or of JSON. */
final class ExportText {

  private static final String RISKY = "=+-@\t\r";

  private ExportText() {}

  /** RFC 4180; null is an empty field, an empty text is {@code ""}. */
  static void csv(List<Column> columns, Batch batch, int row, Appendable out) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      if (!batch.isNull(i, row)) {
        switch (columns.get(i).type()) {
          case STRING -> out.append(cell(batch.texts(i)[row]));
          case DOUBLE, DECIMAL -> out.append(number(batch.doubles(i)[row]));
          case LONG -> out.append(Long.toString(batch.longs(i)[row]));
          case BOOLEAN -> out.append(batch.longs(i)[row] == 0 ? "false" : "true");
          case TIMESTAMP -> out.append(time(batch.longs(i)[row]));
        }
      }
    }
    out.append('\n');
  }

  /** A text that a spreadsheet would run gets an apostrophe before it. */
  private static String cell(String text) {
    String safe = !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = !safe.isEmpty();
    for (int i = 0; plain && i < safe.length(); i++) {
      char c = safe.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** One object; ids are texts. */
  static void json(List<Column> columns, Batch batch, int row, Appendable out) throws IOException {
    String comma = "{";
    for (int i = 0; i < columns.size(); i++) {
      if (!batch.isNull(i, row)) {
        out.append(comma).append('"').append(columns.get(i).name()).append("\":");
        comma = ",";
        switch (columns.get(i).type()) {
          case STRING -> {
            StringBuilder text = new StringBuilder("\"");
            JsonStringEncoder.getInstance().quoteAsString(batch.texts(i)[row], text);
            out.append(text).append('"');
          }
          case DOUBLE, DECIMAL -> out.append(number(batch.doubles(i)[row]));
          case LONG -> {
            String quote = Exports.isId(columns.get(i)) ? "\"" : "";
            out.append(quote).append(Long.toString(batch.longs(i)[row])).append(quote);
          }
          case BOOLEAN -> out.append(batch.longs(i)[row] == 0 ? "false" : "true");
          case TIMESTAMP -> out.append('"').append(time(batch.longs(i)[row])).append('"');
        }
      }
    }
    out.append(comma.equals("{") ? "{}\n" : "}\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String time(long micros) {
    return new AsOf(micros).instant().toString();
  }
}
