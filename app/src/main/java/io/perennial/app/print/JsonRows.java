// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.Batch;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.List;

/** Rows as JSON objects: one array of them, or one object a line. Times are ISO 8601 in UTC. */
public final class JsonRows implements Rows {

  private final Appendable out;
  private final boolean lines;
  private List<String> names = List.of();
  private long rows;

  private JsonRows(Appendable out, boolean lines) {
    this.out = out;
    this.lines = lines;
  }

  /** One array, a row a line. */
  public static JsonRows array(Appendable out) {
    return new JsonRows(out, false);
  }

  /** JSON Lines. */
  public static JsonRows lines(Appendable out) {
    return new JsonRows(out, true);
  }

  @Override
  public void begin(List<Field> fields, List<String> names) throws IOException {
    this.names = List.copyOf(names);
    out.append(lines ? "" : "[");
  }

  @Override
  public void row(Batch batch, int row) throws IOException {
    if (!lines) {
      out.append(rows == 0 ? "\n" : ",\n");
    }
    rows++;
    out.append(object(batch, row));
    out.append(lines ? "\n" : "");
  }

  @Override
  public void end() throws IOException {
    out.append(lines ? "" : rows == 0 ? "]\n" : "\n]\n");
  }

  private CharSequence object(Batch batch, int row) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < names.size(); i++) {
      json.append(i == 0 ? "" : ",");
      JsonText.quote(names.get(i), json);
      json.append(':');
      value(batch, i, row, json);
    }
    return json.append('}');
  }

  private static void value(Batch batch, int column, int row, StringBuilder json) {
    if (batch.isNull(column, row)) {
      json.append("null");
      return;
    }
    switch (batch.fields().get(column).type()) {
      case STRING -> JsonText.quote(batch.texts(column)[row], json);
      case TIMESTAMP -> JsonText.quote(Values.isoTime(batch.longs(column)[row]), json);
      case LONG -> json.append(batch.longs(column)[row]);
      case BOOLEAN -> json.append(batch.longs(column)[row] != 0);
      case DOUBLE, DECIMAL -> JsonText.number(batch.doubles(column)[row], json);
    }
  }
}
