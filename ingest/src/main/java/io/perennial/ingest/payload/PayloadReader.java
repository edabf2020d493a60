// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Cuts bytes into messages: one message, a list of them, {@code {"batch": […], "sentAt": …}}, lists
 * of batches, or any of these one a line. A message is in memory at a time, and no batch, unless
 * all of it is on one line.
 */
public final class PayloadReader {

  /** Takes what was read, in the order of the bytes. Each message is there once. */
  public interface Sink {
    /**
     * A message became rows, or cannot be taken.
     *
     * @param line where it stands: its line, or its number where messages have no lines
     * @return whether more is wanted
     */
    boolean message(long line, Outcome outcome) throws IOException;
  }

  /** Bytes that can be read more than once: what holds for a batch may stand behind it. */
  public interface Bytes {
    /** Opens them at their beginning. */
    InputStream open() throws IOException;
  }

  /** Reads values within a document, and is content with the rest. */
  private static final ObjectMapper JSON = mapper();

  /** Reads texts that must be one value. */
  private static final ObjectMapper WHOLE =
      mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Envelope envelope;
  private final Sink sink;
  private long number;
  private boolean done;

  private PayloadReader(Envelope envelope, Sink sink) {
    this.envelope = envelope;
    this.sink = sink;
  }

  /**
   * Reads all messages.
   *
   * @param envelope what is known of them beside what they say
   * @throws IOException when the bytes cannot be read; {@link JsonProcessingException} when they
   *     are one document that is not JSON. Where lines are documents, one that is not JSON is a
   *     message that is refused.
   */
  public static void read(Bytes bytes, Envelope envelope, Sink sink) throws IOException {
    PayloadReader reader = new PayloadReader(envelope, sink);
    if (haveLines(bytes)) {
      reader.lines(bytes);
    } else {
      reader.document(bytes);
    }
  }

  /** Whether the first line that is not blank stands for itself, be it JSON or not. */
  private static boolean haveLines(Bytes bytes) throws IOException {
    try (BufferedReader lines = reader(bytes)) {
      String line = lines.readLine();
      while (line != null && line.isBlank()) {
        line = lines.readLine();
      }
      return line == null || !isOpen(line);
    }
  }

  /** Whether more brackets are opened in a line than closed, outside of texts. */
  private static boolean isOpen(String line) {
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (text && c == '\\') {
        i++;
      } else if (c == '"') {
        text = !text;
      } else if (!text) {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
    }
    return depth > 0 && !text;
  }

  private static BufferedReader reader(Bytes bytes) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(bytes.open(), StandardCharsets.UTF_8), 1 << 16);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  private void lines(Bytes bytes) throws IOException {
    try (BufferedReader lines = reader(bytes)) {
      String line;
      for (long at = 1; !done && (line = lines.readLine()) != null; at++) {
        if (line.isBlank()) {
          continue;
        }
        JsonNode whole;
        try {
          whole = WHOLE.readTree(line);
        } catch (JsonProcessingException broken) {
          done = !sink.message(at, new Outcome.Refused("the line is not JSON"));
          continue;
        }
        spread(whole, envelope, at);
      }
    }
  }

  /** The messages of a tree, all of them of one line. */
  private void spread(JsonNode whole, Envelope around, long line) throws IOException {
    if (whole.isArray()) {
      for (JsonNode one : whole) {
        spread(one, around, line);
      }
    } else if (whole.path("batch").isArray()) {
      Envelope batch = around.with(whole);
      for (JsonNode one : whole.path("batch")) {
        spread(one, batch, line);
      }
    } else {
      done |= !sink.message(line, MessageRows.of(whole, around));
    }
  }

  private void document(Bytes bytes) throws IOException {
    Envelope around = envelope.with(beside(bytes));
    try (BufferedReader text = reader(bytes);
        JsonParser parser = JSON.createParser(text)) {
      for (JsonToken t = parser.nextToken(); !done && t != null; t = parser.nextToken()) {
        value(parser, around);
      }
    }
  }

  /** What stands beside the batch of a document that is one: all that is neither list nor long. */
  private static ObjectNode beside(Bytes bytes) throws IOException {
    ObjectNode beside = JsonNodeFactory.instance.objectNode();
    try (BufferedReader text = reader(bytes);
        JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return beside;
      }
      boolean batch = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY) {
          batch |= name.equals("batch");
          parser.skipChildren();
        } else {
          beside.set(name, JSON.readTree(parser));
        }
      }
      return batch ? beside : beside.removeAll();
    }
  }

  /** The value that the parser stands on: a list, whose elements are read one by one, or more. */
  private void value(JsonParser parser, Envelope around) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (!done && parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, around);
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      object(parser, around);
    } else {
      tell(JSON.readTree(parser), around);
    }
  }

  /** An object member by member, so that a batch need not be in memory. */
  private void object(JsonParser parser, Envelope around) throws IOException {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    boolean batch = false;
    while (!done && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("batch")) {
        batch = true;
        value(parser, around.with(message));
      } else {
        message.set(name, JSON.readTree(parser));
      }
    }
    if (!batch && !done) {
      tell(message, around);
    }
  }

  private void tell(JsonNode message, Envelope around) throws IOException {
    done |= !sink.message(++number, MessageRows.of(message, around));
  }

  private static ObjectMapper mapper() {
    StreamReadConstraints wide =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    return new ObjectMapper(JsonFactory.builder().streamReadConstraints(wide).build())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
  }
}
