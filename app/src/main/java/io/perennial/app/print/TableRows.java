// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.Batch;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A result as an aligned table. Kept in memory until the end, so give it a limit. */
public final class TableRows implements Rows {

  private static final int WIDEST = 80;
  private static final String NULL = "NULL";

  private final Appendable out;
  private TextTable table = new TextTable(List.of(), List.of(), WIDEST);

  public TableRows(Appendable out) {
    this.out = out;
  }

  @Override
  public void begin(List<Field> fields, List<String> names) {
    table =
        new TextTable(
            names, fields.stream().map(field -> Values.isNumber(field.type())).toList(), WIDEST);
  }

  @Override
  public void row(Batch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.fields().size(); i++) {
      cells.add(batch.isNull(i, row) ? NULL : Values.text(batch, i, row));
    }
    table.row(cells);
  }

  @Override
  public void end() throws IOException {
    table.write(out);
  }
}
