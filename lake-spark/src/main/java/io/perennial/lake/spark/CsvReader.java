// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.LakeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads separated rows. A field that starts with the quote ends with it, holds delimiters and line
 * breaks, and doubles the quotes inside; a quote elsewhere is a character like any other. Blank
 * lines are passed over. A row with more or fewer fields than the header (or the first row) is
 * broken.
 */
final class CsvReader implements RawReader {

  /** How the rows lie in the file, and the fields that are wanted. */
  record Shape(
      char delimiter, char quote, boolean header, String encoding, int skip, List<String> wanted)
      implements Serializable {}

  private static final int END = -1;

  private final Shape shape;
  private final BufferedReader in;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private final int[] places;
  private int width;
  private boolean first;
  private long lines = 1;
  private long line;
  private @Nullable String reason;

  CsvReader(RawFile file, Shape shape) throws IOException {
    this.shape = shape;
    this.in = file.open(shape.encoding());
    this.places = new int[shape.wanted().size()];
    try {
      for (int i = 0; i < shape.skip(); i++) {
        skipLine();
      }
      boolean any = readRow();
      width = fields.size();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        names.add(shape.header() ? fields.get(i) : "column" + (i + 1));
      }
      first = any && !shape.header();
      for (int i = 0; i < places.length; i++) {
        places[i] = names.indexOf(shape.wanted().get(i));
        if (places[i] < 0 && (any || shape.header())) {
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
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    if (first) {
      first = false;
      return true;
    }
    return readRow();
  }

  @Override
  public Optional<String> broken() {
    if (reason != null) {
      return Optional.of(reason);
    }
    if (fields.stream().anyMatch(text -> text.indexOf(RawFile.UNDECODABLE) >= 0)) {
      return Optional.of("the line is not in the file's encoding");
    }
    return fields.size() == width
        ? Optional.empty()
        : Optional.of("columns expected: " + width + " found: " + fields.size());
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public @Nullable String text(int wanted) {
    String text = fields.get(places[wanted]);
    return text.isEmpty() ? null : text;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void skipLine() throws IOException {
    int c = in.read();
    while (c != '\n' && c != '\r' && c != END) {
      c = in.read();
    }
    endLine(c);
  }

  /** Counts a line break, of which \r\n is one. */
  private void endLine(int c) throws IOException {
    if (c == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    if (c != END) {
      lines++;
    }
  }

  private boolean readRow() throws IOException {
    int c = in.read();
    while (c == '\n' || c == '\r') {
      endLine(c);
      c = in.read();
    }
    fields.clear();
    reason = null;
    line = lines;
    if (c == END) {
      return false;
    }
    while (true) {
      field.setLength(0);
      if (shape.quote() != 0 && c == shape.quote()) {
        c = readQuoted();
      } else {
        while (c != shape.delimiter() && c != '\n' && c != '\r' && c != END) {
          field.append((char) c);
          c = in.read();
        }
      }
      fields.add(field.toString());
      if (c != shape.delimiter()) {
        endLine(c);
        return true;
      }
      c = in.read();
    }
  }

  /** Reads behind the opening quote, and answers the character behind the closing one. */
  private int readQuoted() throws IOException {
    int c = in.read();
    while (c != END) {
      if (c == shape.quote()) {
        c = in.read();
        if (c != shape.quote()) {
          return behindQuote(c);
        }
        field.append(shape.quote());
      } else if (c == '\n' || c == '\r') {
        field.append((char) c);
        if (c == '\r') {
          in.mark(1);
          if (in.read() == '\n') {
            field.append('\n');
          } else {
            in.reset();
          }
        }
      } else {
        field.append((char) c);
      }
      c = in.read();
    }
    reason = "a quoted field is not closed";
    return END;
  }

  private int behindQuote(int after) throws IOException {
    int c = after;
    while (c != shape.delimiter() && c != '\n' && c != '\r' && c != END) {
      reason = "a quoted field is not closed";
      c = in.read();
    }
    return c;
  }
}
