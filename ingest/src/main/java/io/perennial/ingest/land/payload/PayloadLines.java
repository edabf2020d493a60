// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.write.JsonQuoting;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.ingest.payload.Envelope;
import io.perennial.ingest.payload.Outcome;
import io.perennial.ingest.payload.PayloadField;
import io.perennial.ingest.payload.PayloadReader;
import io.perennial.ingest.payload.PayloadRow;
import java.io.IOException;

/**
 * Writes the rows of messages, each with every column there is, so that files have the same. Claims
 * are members of {@code traits}.
 */
public final class PayloadLines {

  private final RowFile out;
  private final StringBuilder text = new StringBuilder();
  private long told;

  private PayloadLines(RowFile out) {
    this.out = out;
  }

  /**
   * Writes the rows of all messages, or as many as {@code out} wants.
   *
   * @param name what people call the bytes
   * @throws IngestException when they are no JSON from the beginning; what breaks off later is a
   *     row with a problem
   */
  public static void write(String name, PayloadReader.Bytes bytes, RowFile out) throws IOException {
    PayloadLines lines = new PayloadLines(out);
    try {
      PayloadReader.read(bytes, Envelope.none(), lines::message);
    } catch (JsonProcessingException broken) {
      String at =
          broken.getLocation() == null
              ? ""
              : " in line "
                  + broken.getLocation().getLineNr()
                  + ", column "
                  + broken.getLocation().getColumnNr();
      if (lines.told == 0) {
        throw new IngestException("Cannot read " + name + ": it is no JSON" + at, broken);
      }
      out.jsonProblem(
          lines.told + 1,
          "the JSON document breaks off: it is no JSON" + at + "; what follows was not read");
    }
  }

  private boolean message(long line, Outcome outcome) throws IOException {
    told++;
    if (outcome instanceof Outcome.Taken taken) {
      for (PayloadRow row : taken.rows()) {
        row(line, row);
      }
    } else {
      out.jsonProblem(line, ((Outcome.Refused) outcome).why());
    }
    return !out.isFull();
  }

  private void row(long line, PayloadRow row) throws IOException {
    text.setLength(0);
    text.append("{\"").append(Landed.LINE).append("\":").append(line);
    for (PayloadField field : PayloadField.values()) {
      text.append(',');
      member(field.column(), row.field(field).orElse(""));
    }
    text.append(",\"traits\":{");
    char separator = ' ';
    for (String attribute : PayloadRow.ATTRIBUTES) {
      text.append(separator);
      member(attribute, row.claims().getOrDefault(attribute, ""));
      separator = ',';
    }
    text.append("}}\n");
    out.write(text, 0, text.length());
  }

  private void member(String name, String value) {
    JsonQuoting.quote(name, text);
    text.append(':');
    JsonQuoting.quote(value, text);
  }
}
