// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.List;

/** RFC 4180 with a header and line feeds; null is an empty field, an empty text is {@code ""}. */
public final class CsvRows implements Rows {

  private final Appendable out;
  private final boolean isForPeople;

  /** What is written is what is there: programs read it back. */
  public CsvRows(Appendable out) {
    this(out, false);
  }

  private CsvRows(Appendable out, boolean isForPeople) {
    this.out = out;
    this.isForPeople = isForPeople;
  }

  /** For people who open the file in a spreadsheet: see {@link SpreadsheetText}. */
  public static CsvRows forSpreadsheets(Appendable out) {
    return new CsvRows(out, true);
  }

  @Override
  public void begin(List<Field> fields, List<String> names) throws IOException {
    String comma = "";
    for (String name : names) {
      out.append(comma).append(cell(isForPeople ? SpreadsheetText.of(name) : name));
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
        String text = Values.text(batch, i, row);
        boolean runs = isForPeople && batch.fields().get(i).type() == ColumnType.STRING;
        out.append(cell(runs ? SpreadsheetText.of(text) : text));
      }
    }
    out.append('\n');
  }

  @Override
  public void end() {
    // every row is already out
  }

  /** A cell, in quotes where it needs them. */
  public static String cell(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
