// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the wanted fields of separated rows, as {@link SeparatedRows} cuts them. */
final class CsvReader implements RawReader {

  /** How the rows lie in the file, and the fields that are wanted. */
  record Shape(
      char delimiter, char quote, boolean header, String encoding, int skip, List<String> wanted)
      implements Serializable {

    TextFormat.Csv format() {
      return new TextFormat.Csv(delimiter, quote, header, encoding, skip);
    }
  }

  private final SeparatedRows rows;
  private final int[] places;

  CsvReader(RawFile file, Shape shape) throws IOException {
    this.rows = SeparatedRows.open(file.path(), shape.format());
    this.places = new int[shape.wanted().size()];
    List<String> names = rows.names();
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(shape.wanted().get(i));
      if (places[i] < 0 && (!names.isEmpty() || shape.header())) {
        rows.close();
        throw new LakeException(
            "Cannot read "
                + file.given()
                + ": it has no field "
                + shape.wanted().get(i)
                + " (there are "
                + String.join(", ", names)
                + ")");
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    return rows.next();
  }

  @Override
  public Optional<String> broken() {
    return rows.broken();
  }

  @Override
  public long line() {
    return rows.line();
  }

  @Override
  public long dataLine() {
    return rows.dataLine();
  }

  @Override
  public @Nullable String text(int wanted) {
    String text = rows.field(places[wanted]);
    return text.isEmpty() ? null : text;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
