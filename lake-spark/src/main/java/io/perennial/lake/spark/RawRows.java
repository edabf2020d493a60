// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.BrokenLine;
import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads text files on executors, a file a task: quotes may hold line breaks, so no file can be cut
 * in the middle.
 *
 * @param csv how separated rows lie; null for JSON lines
 * @param fields the fields of the columns
 * @param properties the fields kept together
 * @param numbered whether rows get their line
 */
record RawRows(
    CsvReader.@Nullable Shape csv, List<String> fields, List<String> properties, boolean numbered)
    implements FlatMapFunction<RawFile, Row> {

  static RawRows of(
      TextFormat format, List<String> fields, List<String> properties, boolean numbered) {
    List<String> wanted = new ArrayList<>(fields);
    wanted.addAll(properties);
    CsvReader.Shape shape = null;
    if (format instanceof TextFormat.Csv csv) {
      shape =
          new CsvReader.Shape(
              csv.delimiter(), csv.quote(), csv.header(), csv.encoding(), csv.skip(), wanted);
    }
    return new RawRows(shape, List.copyOf(fields), properties, numbered);
  }

  /** Fails when a file cannot be read from its start or lacks a field. */
  void check(RawFile file) {
    try (RawReader reader = reader(file)) {
      reader.next();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public Iterator<Row> call(RawFile file) throws IOException {
    return new Rows(file, reader(file));
  }

  /** Reads the lines that could not be split into fields. */
  record Broken(RawRows rows) implements FlatMapFunction<RawFile, List<Serializable>> {

    @Override
    public Iterator<List<Serializable>> call(RawFile file) {
      List<List<Serializable>> broken = new ArrayList<>();
      try (RawReader reader = rows.reader(file)) {
        while (reader.next()) {
          Optional<String> reason = reader.broken();
          if (reason.isPresent()) {
            broken.add(List.of(file.given(), reader.line(), reason.get()));
          }
        }
      } catch (IOException e) {
        throw unreadable(file, e);
      }
      return broken.iterator();
    }

    static BrokenLine line(List<Serializable> found) {
      return new BrokenLine((String) found.get(0), (Long) found.get(1), (String) found.get(2));
    }
  }

  private RawReader reader(RawFile file) {
    try {
      if (csv != null) {
        return new CsvReader(file, csv);
      }
      List<String> wanted = new ArrayList<>(fields);
      wanted.addAll(properties);
      return new JsonReader(file, wanted);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static LakeException unreadable(RawFile file, IOException e) {
    return new LakeException("Cannot read " + file.given() + ": " + e.getMessage(), e);
  }

  /** The whole rows of a file as rows of Spark. */
  private final class Rows implements Iterator<Row> {

    private final RawFile file;
    private final RawReader reader;
    private boolean ready;
    private boolean ended;

    Rows(RawFile file, RawReader reader) {
      this.file = file;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      try {
        while (!ready && !ended) {
          if (!reader.next()) {
            ended = true;
            reader.close();
          } else {
            ready = reader.broken().isEmpty();
          }
        }
      } catch (IOException e) {
        throw unreadable(file, e);
      }
      return ready;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      Object[] values = new Object[fields.size() + 3];
      values[0] = file.given();
      values[1] = numbered ? reader.dataLine() : null;
      for (int i = 0; i < fields.size(); i++) {
        values[i + 2] = reader.text(i);
      }
      JsonText json = new JsonText();
      for (int i = 0; i < properties.size(); i++) {
        json.add(properties.get(i), reader.text(fields.size() + i));
      }
      values[values.length - 1] = json.finish();
      return RowFactory.create(values);
    }
  }
}
