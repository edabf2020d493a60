// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Batch;
import io.perennial.lake.ColumnType;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads files of frames as rows in plain form. */
record FrameRows(Columns columns) implements FlatMapFunction<String, Row> {

  @Override
  public Iterator<Row> call(String file) throws IOException {
    return new Rows(file);
  }

  private final class Rows implements Iterator<Row> {

    private final ColumnType[] types = columns.types().toArray(new ColumnType[0]);
    private final Batch batch = new Batch(columns.fields(), 16);
    private final DataInputStream in;
    private int row;
    private boolean more;

    Rows(String file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file))));
      advance();
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public Row next() {
      if (!more) {
        throw new NoSuchElementException();
      }
      Object[] values = new Object[types.length];
      for (int column = 0; column < types.length; column++) {
        if (!batch.isNull(column, row)) {
          values[column] =
              switch (types[column]) {
                case BOOLEAN -> batch.longs(column)[row] != 0;
                case LONG, TIMESTAMP -> batch.longs(column)[row];
                case DOUBLE, DECIMAL -> batch.doubles(column)[row];
                case STRING -> batch.texts(column)[row];
              };
        }
      }
      row++;
      if (row == batch.rows()) {
        try {
          advance();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return RowFactory.create(values);
    }

    private void advance() throws IOException {
      row = 0;
      more = Frames.read(in, batch);
      if (!more) {
        in.close();
      }
    }
  }
}
