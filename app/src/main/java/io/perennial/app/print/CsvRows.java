// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.Batch;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.List;

/** RFC 4180 with a header and line feeds; null is an empty field, an empty text is {@code ""}. */
public final class CsvRows implements Rows {

  private final Appendable out;

  public CsvRows(Appendable out) {
    this.out = out;
  }

  @Override
  public void begin(List<Field> fields, List<String> names) throws IOException {
    String comma = "";
    for (String name : names) {
      out.append(comma).append(quoted(name));
      comma = ",";
    }
    out.append('\n');
  }

  @Override
  public void row(Batch batch, int row) throws IOException {
    for (int i = 0; i < batch.fields().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      if (!batch.isNull(i, row)) {
        out.append(quoted(Values.text(batch, i, row)));
      }
    }
    out.append('\n');
  }

  @Override
  public void end() {
    // every row is already out
  }

  private static String quoted(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
