// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.lake.TextFormat;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one raw file lies, and some of its rows.
 *
 * @param format how to read it
 * @param charset of its text
 * @param transcode whether it must be written anew in UTF-8 before an engine can read it
 * @param fields the columns' names, in order
 * @param rows some rows, each with a text for each field, empty where there is none; none for
 *     Parquet
 * @param whole whether these are all rows
 * @param hasRows whether there is any row
 */
public record FileShape(
    TextFormat format,
    Charset charset,
    boolean transcode,
    List<String> fields,
    List<List<String>> rows,
    boolean whole,
    boolean hasRows) {

  public FileShape {
    fields = List.copyOf(fields);
    rows = List.copyOf(rows);
  }

  /** The values of one column among the sampled rows; empty texts included. */
  public List<String> values(String field) {
    int column = fields.indexOf(field);
    if (column < 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      values.add(column < row.size() ? row.get(column) : "");
    }
    return values;
  }

  /** The only field's name, when there is just one. */
  public Optional<String> onlyField() {
    return fields.size() == 1 ? Optional.of(fields.get(0)) : Optional.empty();
  }

  /** The same with other sampled rows. */
  public FileShape withRows(List<List<String>> sampled) {
    return new FileShape(format, charset, transcode, fields, sampled, whole, !sampled.isEmpty());
  }
}
