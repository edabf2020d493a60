// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Field;
import java.io.IOException;
import java.util.List;

/** Writes the rows of a result in one format. Used once: begin, rows, end. */
public interface Rows {

  /**
   * Before the first row.
   *
   * @param names of the columns, as people see them
   */
  void begin(List<Field> fields, List<String> names) throws IOException;

  /** One row of a batch. */
  void row(Batch batch, int row) throws IOException;

  /** After the last row. */
  void end() throws IOException;

  /**
   * Writes a whole result, or its first rows.
   *
   * @param most rows to write; 0 for all
   */
  static Written write(Batches result, Rows to, long most) throws IOException {
    return write(result, List.of(), to, most);
  }

  /**
   * Writes a whole result, or its first rows.
   *
   * @param names of the columns for people; empty for those of the result's fields
   * @param most rows to write; 0 for all
   */
  static Written write(Batches result, List<String> names, Rows to, long most) throws IOException {
    List<Field> fields = result.fields();
    to.begin(fields, names.isEmpty() ? fields.stream().map(Field::name).toList() : names);
    long rows = 0;
    boolean more = false;
    while (!more && result.next()) {
      Batch batch = result.batch();
      for (int i = 0; i < batch.rows() && !more; i++) {
        if (most > 0 && rows == most) {
          more = true;
        } else {
          to.row(batch, i);
          rows++;
        }
      }
    }
    to.end();
    return new Written(rows, more);
  }

  /**
   * How much was written.
   *
   * @param rows written
   * @param more whether there were more
   */
  record Written(long rows, boolean more) {}
}
