// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the reader made of bytes: rows, refusals, and the line of each message. */
record Read(List<PayloadRow> rows, List<String> refused, List<Long> lines) {

  static Read text(String text) {
    return text(text, Envelope.none());
  }

  static Read text(String text, Envelope envelope) {
    return bytes(text.getBytes(StandardCharsets.UTF_8), envelope);
  }

  static Read resource(String name) {
    try (InputStream in = Read.class.getResourceAsStream("/testdata/" + name)) {
      return bytes(in.readAllBytes(), Envelope.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Read bytes(byte[] bytes, Envelope envelope) {
    Read read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try {
      PayloadReader.read(() -> new ByteArrayInputStream(bytes), envelope, read::take);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }

  private boolean take(long line, Outcome outcome) {
    lines.add(line);
    return outcome.match(
        new Outcome.Cases<Boolean>() {
          @Override
          public Boolean taken(Outcome.Taken taken) {
            return rows.addAll(taken.rows());
          }

          @Override
          public Boolean refused(Outcome.Refused why) {
            return refused.add(line + ": " + why.why());
          }
        });
  }

  /** One field of every row, {@code -} where there is none. */
  List<String> all(PayloadField... fields) {
    return rows.stream().map(row -> all(row, fields)).toList();
  }

  private static String all(PayloadRow row, PayloadField... fields) {
    List<String> cells = new ArrayList<>();
    for (PayloadField field : fields) {
      cells.add(row.field(field).orElse("-"));
    }
    return String.join("|", cells);
  }
}
